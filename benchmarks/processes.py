"""Running a script of this folder as a program of its own, on a screen of its own, and reading what it tells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PATIENCE = 120
"""Seconds after which a script is given up."""


def tell(environment: Mapping[str, str], script: str, *arguments: str, patience: float = PATIENCE) -> dict[str, Any]:
    """Runs a script of this folder and gives what it tells; raises RuntimeError with its words when it fails."""
    ended = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=patience,
    )
    if ended.returncode != 0 or not ended.stdout:
        raise RuntimeError(f"{script} ended with {ended.returncode}: {ended.stderr}")
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


@contextmanager
def screen(platform: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which windows can be shown on that platform; for xcb on an X server of its own.

    Compiled modules are kept in `folder`.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(HERE.parent)}
    # Bytecode is kept as in an installed program, whatever the shell says, but not in the source tree.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    if platform != "xcb":
        yield environment
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with open(reading, encoding="ascii") as display:
        environment["DISPLAY"] = f":{display.readline().strip()}"
    try:
        yield environment
    finally:
        server.terminate()
        server.wait()
