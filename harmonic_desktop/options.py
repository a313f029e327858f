"""The command line: what it says, read without Qt."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import __version__

NO_SCREEN = (
    "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set); start it from a desktop, "
    "or use --screenshot OUT.png to have the window drawn into a picture."
)
LARGEST = 16384


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    database: Path | None = None
    data_dir: Path | None = None
    sample: bool = False
    screenshot: Path | None = None
    size: tuple[int, int] | None = None
    theme: str | None = None
    files: tuple[Path, ...] = ()
    """Files that are to be opened in the window."""


def parse(arguments: Sequence[str]) -> Options:
    """Reads the command line; ends the program for --help, --version and what it can't read."""
    parser = argparse.ArgumentParser(
        prog="harmonic-desktop",
        description="Universes with physics, music and a storyboard whose harmony can be seen.",
        epilog="harmonic-desktop export --help says how music is written to files without a window; "
        "harmonic-desktop associate has universe files opened by a double-click.",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="take these stories in")
    parser.add_argument("--database", type=Path, metavar="PATH", help="open this database file")
    parser.add_argument("--data-dir", type=Path, metavar="PATH", help="keep database, settings and log in this folder")
    parser.add_argument("--sample", action="store_true", help="look around in the sample universe, as a guest")
    parser.add_argument("--screenshot", type=Path, metavar="OUT.png", help="draw the window into a picture and end")
    parser.add_argument("--size", type=_size, metavar="WxH", help="size of the window in pixels, such as 1440x900")
    parser.add_argument("--theme", choices=("light", "dark"), help="colours for this run")
    parser.add_argument("--version", action="version", version=f"Harmonic Universe {__version__}")
    read = parser.parse_args(arguments)
    return Options(
        _absolute(read.database),
        _absolute(read.data_dir),
        read.sample,
        _absolute(read.screenshot),
        read.size,
        read.theme,
        tuple(path.expanduser().absolute() for path in read.files),
    )


def has_screen() -> bool:
    """Whether a window can be opened: on Linux there has to be a display."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _absolute(path: Path | None) -> Path | None:
    return path.expanduser().absolute() if path is not None else None


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{2,5})[xX×](\d{2,5})", text.strip())
    if found is None or max(int(found[1]), int(found[2])) > LARGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write it as WIDTHxHEIGHT, such as 1440x900")
    return int(found[1]), int(found[2])
