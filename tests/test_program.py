"""The program as a process: what it draws, what it says when it can't start, and how it ends."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parent.parent
PATIENCE_S = 60


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "harmonic_desktop", *map(str, arguments)]
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1", **environment}
    pipe = subprocess.PIPE
    return subprocess.Popen(line, cwd=ROOT, env=known, stdout=pipe, stderr=pipe, text=True)


def run(*arguments: str | Path, **environment: str) -> tuple[int, str]:
    """The exit code, and what was said on standard error."""
    process = start(*arguments, **environment)
    _, said = process.communicate(timeout=PATIENCE_S)
    return process.returncode, said


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def colours(picture: Path) -> int:
    image = QImage(str(picture))
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_sample_is_drawn_in_the_size_and_theme_asked_for(tmp_path: Path) -> None:
    pictures = {}
    for theme in ("light", "dark"):
        pictures[theme] = tmp_path / f"{theme}.png"
        line = ("--sample", "--data-dir", tmp_path / "data", "--screenshot", pictures[theme])
        assert run(*line, "--size", "1100x760", "--theme", theme) == (0, "")
    light, dark = (QImage(str(picture)) for picture in pictures.values())
    assert (light.width(), light.height()) == (1100, 760)
    assert light.pixelColor(5, 5).lightness() > 200 > 60 > dark.pixelColor(5, 5).lightness()
    # An empty window has some 100 colours.
    assert min(colours(picture) for picture in pictures.values()) > 300


def test_without_a_screen_it_says_so_and_names_the_way_out(tmp_path: Path) -> None:
    code, said = run("--data-dir", tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert code == 2
    assert "--screenshot" in said
    assert said.count("\n") == 1


def _newer(path: Path) -> None:
    assert run("--sample", "--data-dir", path.parent / "d", "--database", path, "--screenshot", f"{path}.png")[0] == 0
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = 'from the future'")
    connection.commit()
    connection.close()


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.commit()
    connection.close()


FAULTS: dict[str, Callable[[Path], object]] = {
    "is empty": lambda path: path.write_bytes(b""),
    "is not a database": lambda path: path.write_bytes(b"Dear diary" * 500),
    "another program": _foreign,
    "newer version": _newer,
}


@pytest.mark.parametrize("words", FAULTS)
def test_a_file_that_is_not_ours_is_refused_in_one_sentence_and_left_as_it_was(tmp_path: Path, words: str) -> None:
    path = tmp_path / "story.db"
    FAULTS[words](path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    code, said = run("--data-dir", tmp_path / "data", "--database", path, "--screenshot", tmp_path / "o.png")
    assert code == 1
    assert words in said
    assert said.count("\n") == 1
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not (tmp_path / "o.png").exists()


def test_a_database_in_a_folder_that_is_not_there_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    code, said = run(
        "--data-dir", tmp_path / "data", "--database", tmp_path / "no" / "a.db", "--screenshot", tmp_path / "o.png"
    )
    assert code == 1
    assert "no folder" in said
    assert not (tmp_path / "no").exists()


def test_a_picture_that_can_not_be_written_is_an_error(tmp_path: Path) -> None:
    code, said = run("--sample", "--data-dir", tmp_path, "--screenshot", tmp_path / "no" / "o.png")
    assert code == 1
    assert "can’t be written" in said


def test_a_second_start_leaves_the_database_to_the_first_and_sigterm_ends_it_cleanly(tmp_path: Path) -> None:
    first = start("--sample", "--data-dir", tmp_path)
    wait_for((tmp_path / "harmonic-universe.db").exists)
    code, _ = run("--data-dir", tmp_path)
    assert code == 0
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    _, said = first.communicate(timeout=PATIENCE_S)
    assert first.returncode == 0, said
    assert (tmp_path / "window.ini").exists()
    assert run("--sample", "--data-dir", tmp_path, "--screenshot", tmp_path / "o.png")[0] == 0
