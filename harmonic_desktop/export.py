"""`harmonic-desktop export FILE --midi OUT.mid`: writes what is heard of a universe to files, without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .domain.contents import Contents
from .domain.errors import InvalidValue
from .exchange.files import NotWritten, written_safely
from .exchange.incoming import read_stories
from .music.compose import compose
from .music.score import Score

Writer = Callable[[Score, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: the story, which of several in its file, and what to write where."""

    file: Path
    universe: str | None
    outputs: tuple[tuple[Path, Writer], ...]


def run(arguments: Sequence[str]) -> int:
    """Writes what the command line asks for; returns the exit code: 1, and a sentence, where that can't be done."""
    asked = _read(arguments)
    try:
        _write(compose(_story(asked)), asked.outputs)
    except (InvalidValue, NotWritten) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130
    return 0


def _read(arguments: Sequence[str]) -> _Asked:
    parser = argparse.ArgumentParser(
        prog="harmonic-desktop export", description="Writes what is heard of a universe to files, without a window."
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a universe file, or another that a story is read from")
    parser.add_argument("--universe", metavar="NAME", help="which one, where the file holds several")
    for name, (_, suffix, what) in _WRITERS.items():
        parser.add_argument(f"--{name}", type=Path, metavar=f"OUT{suffix}", help=f"write {what}")
    read = parser.parse_args(arguments)
    wanted = {name: path.expanduser().absolute() for name in _WRITERS if (path := getattr(read, name)) is not None}
    if not wanted:
        parser.error("say what to write: " + ", ".join(f"--{name} OUT{_WRITERS[name][1]}" for name in _WRITERS))
    file = read.file.expanduser().absolute()
    if len({file.resolve(), *(path.resolve() for path in wanted.values())}) <= len(wanted):
        parser.error("each file needs a name of its own, and the story keeps its own too")
    return _Asked(file, read.universe, tuple((path, _WRITERS[name][0]) for name, path in wanted.items()))


def _story(asked: _Asked) -> Contents:
    """The universe in a file; raises InvalidValue where there are several and none is named."""
    found = [arrival.contents for arrival in read_stories(asked.file)]
    named = [one for one in found if asked.universe is None or one.universe.name == asked.universe]
    if len(named) == 1:
        return named[0]
    names = ", ".join(f"“{one.universe.name}”" for one in found)
    if asked.universe is None:
        raise InvalidValue(f"“{asked.file.name}” holds several universes; say which one by --universe: {names}.")
    raise InvalidValue(f"“{asked.file.name}” holds not one universe called “{asked.universe}”, but {names}.")


def _write(score: Score, outputs: Sequence[tuple[Path, Writer]]) -> None:
    """Writes all of the files or none: each takes its place when the last is complete."""
    with ExitStack() as files:
        for path, writer in outputs:
            writer(score, files.enter_context(written_safely(path)))


def _write_midi(score: Score, file: BinaryIO) -> None:
    from .music.midi import midi_bytes

    file.write(midi_bytes(score))


_WRITERS: dict[str, tuple[Writer, str, str]] = {
    "midi": (_write_midi, ".mid", "a Standard MIDI file of type 1"),
}
"""By the names of options: what writes a file, the end of its name, and what it is."""
