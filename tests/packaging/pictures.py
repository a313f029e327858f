"""Whether a picture that the program drew of itself can be what a person would see."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QImage

SIZE = (1200, 800)
FEWEST_COLOURS = 1500
"""The sample universe has some 2,600; the window without a universe 1,200, without its panels 180."""
MOST_OF_ONE = 0.6
"""How much of the picture may be of one colour: 0.4 in the sample universe, 0.8 in the window without one."""
PATIENCE_S = 60


def draw_sample(program: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Path:
    """Has the program draw the sample universe, started from `folder`, and returns the picture; raises RuntimeError."""
    picture = folder / "sample.png"
    data, size = folder / "data", "{}x{}".format(*SIZE)
    command = [*program, "--sample", "--data-dir", data, "--size", size, "--screenshot", picture]
    try:
        ended = subprocess.run(
            command, cwd=folder, env=dict(environment), capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise RuntimeError(f"it did not end within {PATIENCE_S} s; its log: {_log(data)}") from None
    if ended.returncode != 0:
        said = f"{ended.stdout}{ended.stderr}"
        raise RuntimeError(f"it ended with {ended.returncode} and said: {said}; its log: {_log(data)}")
    if not list(data.glob("*.db")):
        raise RuntimeError("it kept no database in its data folder")
    return picture


def complaint(picture: Path) -> str:
    """What is wrong with the picture, or nothing."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        return "there is no picture"
    if (image.width(), image.height()) != SIZE:
        return f"the picture is {image.width()}x{image.height()}"
    pixels = memoryview(image.constBits()).cast("I")
    counts: dict[int, int] = {}
    for pixel in pixels:
        counts[pixel] = counts.get(pixel, 0) + 1
    if len(counts) < FEWEST_COLOURS:
        return f"the picture has {len(counts)} colours"
    largest = max(counts.values()) / len(pixels)
    return f"{largest:.0%} of the picture are one colour" if largest > MOST_OF_ONE else ""


def _log(data: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in (data / "logs").glob("*.log"))
