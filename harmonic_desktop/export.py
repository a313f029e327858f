"""`harmonic-desktop export FILE --wav OUT.wav`: writes what is heard of a universe to files, without a window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

from .domain.contents import Contents
from .domain.errors import InvalidValue
from .exchange.files import NotWritten, are_one_file, filled_safely, replaced_safely, written_safely
from .exchange.incoming import read_stories
from .music.compose import compose
from .music.score import Score

if TYPE_CHECKING:
    from .music.soundfont import SoundFont


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: the story, which of several in its file, and what to write where."""

    file: Path
    universe: str | None
    midi: Path | None
    wav: Path | None
    flac: Path | None
    stems: Path | None
    rate: int
    bits: int
    soundfont: Path | None

    @property
    def outputs(self) -> list[Path]:
        return [path for path in (self.midi, self.wav, self.flac, self.stems) if path is not None]

    @property
    def has_sound(self) -> bool:
        return any(path is not None for path in (self.wav, self.flac, self.stems))

    @property
    def files(self) -> list[Path]:
        """All that must not take the place of each other."""
        return [self.file, *([self.soundfont] if self.soundfont is not None else []), *self.outputs]


def run(arguments: Sequence[str]) -> int:
    """Writes what the command line asks for; returns the exit code: 1, and a sentence, where that can't be done."""
    asked = _read(arguments)
    try:
        score = _score(asked)
        _refuse_name_of_stem(score, asked)
        _write(score, asked, _font(asked))
    except (InvalidValue, NotWritten) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; nothing was written.", file=sys.stderr)
        return 130
    return 0


def _read(arguments: Sequence[str]) -> _Asked:
    """Reads the command line; ends the program with 2 for what it can't read."""
    parser = argparse.ArgumentParser(
        prog="harmonic-desktop export", description="Writes what is heard of a universe to files, without a window."
    )
    parser.add_argument(
        "file", type=_path, metavar="FILE", help="a universe file, or another that a story is read from"
    )
    parser.add_argument("--universe", metavar="NAME", help="which one, where the file holds several")
    parser.add_argument("--midi", type=_path, metavar="OUT.mid", help="write a Standard MIDI file of type 1")
    parser.add_argument("--wav", type=_path, metavar="OUT.wav", help="write the sound as WAV")
    parser.add_argument("--flac", type=_path, metavar="OUT.flac", help="write the sound as FLAC, which takes less room")
    parser.add_argument("--stems", type=_path, metavar="FOLDER", help="write each plotline to a WAV of its own there")
    parser.add_argument("--rate", type=int, choices=(44_100, 48_000), default=48_000, help="frames a second")
    parser.add_argument("--bits", type=int, choices=(16, 24), default=24, help="of each sample")
    parser.add_argument(
        "--soundfont", type=_path, metavar="FONT.sf2", help="have its instruments play, as far as it goes"
    )
    asked = _Asked(**vars(parser.parse_args(arguments)))
    if not asked.outputs:
        parser.error("say what to write: --midi OUT.mid, --wav OUT.wav, --flac OUT.flac or --stems FOLDER")
    if any(are_one_file(one, other) for one, other in combinations(asked.files, 2)):
        parser.error("each file needs a name of its own, and the story and the SoundFont keep theirs")
    return asked


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _score(asked: _Asked) -> Score:
    """The music of the universe in a file; raises InvalidValue where there are several, and where nothing sounds."""
    score = compose(_story(asked))
    if not score.heard_parts:
        raise InvalidValue(f"There is nothing to be heard in “{score.title}”: it has no cards, or all of it is muted.")
    return score


def _refuse_name_of_stem(score: Score, asked: _Asked) -> None:
    """Raises InvalidValue where a stem would take the place of another file."""
    if asked.stems is None:
        return
    from .music.sound_file import stem_names

    for path, name in product(asked.files, stem_names(score, "WAV")):
        is_namesake = path.name.casefold() == name.casefold()  # some systems take both for one
        if are_one_file(path, asked.stems / name) or (is_namesake and are_one_file(path.parent, asked.stems)):
            raise InvalidValue(f"A stem needs the name of “{path.name}”, so nothing was written; choose another name.")


def _font(asked: _Asked) -> SoundFont | None:
    """Raises InvalidValue for what is no SoundFont."""
    if asked.soundfont is None:
        return None
    from .music.soundfont import SoundFont

    return SoundFont(asked.soundfont)


def _story(asked: _Asked) -> Contents:
    found = [arrival.contents for arrival in read_stories(asked.file)]
    named = [one for one in found if asked.universe is None or one.universe.name == asked.universe]
    if len(named) == 1:
        return named[0]
    names = ", ".join(f"“{one.universe.name}”" for one in found)
    if asked.universe is None:
        raise InvalidValue(f"“{asked.file.name}” holds several universes; say which one by --universe: {names}.")
    if named:
        raise InvalidValue(
            f"“{asked.file.name}” holds several universes called “{asked.universe}”; name them apart first."
        )
    raise InvalidValue(f"“{asked.file.name}” holds no universe called “{asked.universe}”, but {names}.")


def _write(score: Score, asked: _Asked, font: SoundFont | None) -> None:
    """Writes all of the files or none: each takes its place when the last is complete."""
    with ExitStack() as files:
        if asked.midi is not None:
            from .music.midi import midi_bytes

            files.enter_context(written_safely(asked.midi)).write(midi_bytes(score))
        if asked.has_sound:
            _write_sound(score, asked, font, files)


def _write_sound(score: Score, asked: _Asked, font: SoundFont | None, files: ExitStack) -> None:
    """Finds out once how loud it is, after all that can be refused before."""
    from .music.sound_file import SoundFormat, measured_gain, refuse_too_long, stem_names, write_sound, write_stems

    wav, flac = SoundFormat("WAV", asked.rate, asked.bits), SoundFormat("FLAC", asked.rate, asked.bits)
    if asked.wav is not None or asked.stems is not None:
        refuse_too_long(score, wav, font)
    wanted = [(path, how) for path, how in ((asked.wav, wav), (asked.flac, flac)) if path is not None]
    whole = [(files.enter_context(replaced_safely(path)), how) for path, how in wanted]
    folder = None
    if asked.stems is not None:
        folder = files.enter_context(filled_safely(asked.stems, stem_names(score, "WAV")))
    gain = measured_gain(score, asked.rate, _telling("loudness"), font)
    for path, how in whole:
        write_sound(score, path, how, _telling(how.kind), font, gain)
    if folder is not None:
        write_stems(score, folder, wav, _telling("stems"), font, gain)


def _telling(what: str) -> Callable[[float], bool]:
    """Tells a person at a terminal how far it is; a script hears nothing."""

    def tell(done: float) -> bool:
        if sys.stderr.isatty():
            print(f"\r{what} {done:4.0%}", end="\r", file=sys.stderr, flush=True)
        return True

    return tell
