"""Music as a WAV or FLAC file, written as it is made, at the level of podcasts and streaming."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..domain.errors import InvalidValue
from .level import gain_for
from .limit import KNEE
from .loudness import SILENCE, Meter
from .score import Part, Score
from .sound import Frames
from .soundfont import SoundFont
from .synth import Rendering
from .tracks import BLOCK

Format = Literal["WAV", "FLAC"]
RATES = (44_100, 48_000)
DEPTHS = (16, 24)
MOST_WAV_BYTES = (1 << 32) - (1 << 12)
"""A WAV file counts its bytes in 32 bits, also those of its head; a longer one is written, but not read again."""
AT_ONCE = 8 * BLOCK
MOST_FRAME_BYTES = 2 * 3
MEASURED_SHARE = 0.5
"""How much of the work it is to find out how loud it is."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
"""What some system does not take in the name of a file."""

Progress = Callable[[float], bool]
"""Is told how much is done, 0..1; whether to go on."""


class Cancelled(Exception):
    """A person does not want it any more."""


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """rate: frames a second; depth: bits of a sample, 16 or 24."""

    kind: Format = "WAV"
    rate: int = 48_000
    depth: int = 24


def write_sound(
    score: Score,
    path: Path,
    how: SoundFormat,
    go_on: Progress = lambda _done: True,
    font: SoundFont | None = None,
    gain: float | None = None,
) -> None:
    """Writes the music into a new file at −16 LUFS, its true peak below −1 dBFS; played by a font, if there is one.

    gain: what `measured_gain` gave, which is found out where nobody has.
    Raises OSError, Cancelled, and InvalidValue where it is too long for a file of that kind or the font gets lost.

    Memory stays the same however long the music is. The same score gives the same samples, within what processors
    differ by.
    """
    refuse_too_long(score, how, font)
    if gain is None:
        gain = measured_gain(score, how.rate, _part_of(go_on, 0.0, MEASURED_SHARE), font)
        go_on = _part_of(go_on, MEASURED_SHARE, 1.0 - MEASURED_SHARE)
    _write(Rendering(score, how.rate, gain, font), path, how, go_on)
    _refuse_lost(font)


def write_stems(
    score: Score,
    folder: Path,
    how: SoundFormat,
    go_on: Progress = lambda _done: True,
    font: SoundFont | None = None,
    gain: float | None = None,
) -> list[Path]:
    """Writes each part that is heard into a file of its own, all at the level that they have in the whole.

    Gives the files; gain and what it raises are as for `write_sound`. All begin at the beginning of the music.
    """
    refuse_too_long(score, how, font)
    heard, files = score.heard_parts, [folder / name for name in stem_names(score, how.kind)]
    if gain is None:
        share = 1.0 / (len(heard) + 1)
        gain = measured_gain(score, how.rate, _part_of(go_on, 0.0, share), font)
        go_on = _part_of(go_on, share, 1.0 - share)
    for number, (part, path) in enumerate(zip(heard, files, strict=True)):
        alone = Rendering(replace(score, parts=(part,)), how.rate, gain, font)
        _write(alone, path, how, _part_of(go_on, number / len(heard), 1.0 / len(heard)), number + 1)
    _refuse_lost(font)
    return files


def stem_names(score: Score, kind: Format) -> list[str]:
    """What the files of the parts that are heard are called."""
    return [f"{number:02d} {_file_name(part)}.{kind.lower()}" for number, part in enumerate(score.heard_parts, start=1)]


def _refuse_lost(font: SoundFont | None) -> None:
    """What began with a font does not go on without it."""
    if font is not None and font.trouble:
        raise InvalidValue(f"Nothing was written: {font.trouble}; choose it again, or another, in the preferences.")


def refuse_too_long(score: Score, how: SoundFormat, font: SoundFont | None = None) -> None:
    """Raises InvalidValue where a file of that kind can't hold all of it, as the font plays it."""
    frames = Rendering(score, how.rate, gain=1.0, font=font).frames
    if how.kind == "WAV" and frames * 2 * how.depth // 8 > MOST_WAV_BYTES:
        raise InvalidValue("The music is too long for a WAV file, which holds 4 GB; choose FLAC, or fewer bits.")


def _part_of(go_on: Progress, first: float, share: float) -> Progress:
    """Tells of a part of the work as a share of all of it."""
    return lambda done: go_on(first + done * share)


def measured_gain(
    score: Score, rate: int, go_on: Progress = lambda _done: True, font: SoundFont | None = None
) -> float:
    """What brings all of a score to TARGET_LUFS; raises Cancelled."""
    guessed = Rendering(score, rate, font=font)
    highest = 0.0

    def unlimited(number: int) -> Frames:
        nonlocal highest
        block = guessed.unlimited(number)
        highest = max(highest, float(np.abs(block).max()))
        return block

    change = _missing(unlimited, guessed.blocks, rate, _part_of(go_on, 0.0, 0.4))
    gain = guessed.gain * change
    for first in (0.4, 0.7):  # where peaks are held back, it has got softer than was asked for
        if highest * change <= KNEE:
            break
        limited = Rendering(score, rate, gain, font)
        gain *= _missing(limited.block, limited.blocks, rate, _part_of(go_on, first, 0.3))
    return gain


def _missing(block: Callable[[int], Frames], count: int, rate: int, go_on: Progress) -> float:
    """What sound that comes in blocks is to be multiplied by to have its level."""
    meter = Meter(rate)
    for number in range(count):
        if not go_on(number / count):
            raise Cancelled
        meter.hear(block(number))
    loudness = meter.loudness()
    return gain_for(loudness) if loudness > SILENCE else 1.0


def _write(rendering: Rendering, path: Path, how: SoundFormat, go_on: Progress, number: int = 0) -> None:
    """number: of the stem, or 0 for the whole."""
    from soundfile import SoundFile, SoundFileError

    try:
        with SoundFile(path, "w", how.rate, 2, f"PCM_{how.depth}", format=how.kind) as file:
            for done, piece in _pieces(rendering):
                if not go_on(done):
                    raise Cancelled
                file.write(_whole_numbers(piece, how.depth, (number, round(done * rendering.frames))))
    except SoundFileError as error:
        raise _told_by_the_system(path, error) from error


def _told_by_the_system(path: Path, error: Exception) -> OSError:
    """Why no more can be written: the library knows of a “System error” alone, whoever tries it himself hears which."""
    try:
        with path.open("ab") as file:
            file.write(bytes(AT_ONCE * MOST_FRAME_BYTES))
    except OSError as reason:
        return reason
    return OSError(str(error))


def _pieces(rendering: Rendering) -> Iterator[tuple[float, Frames]]:
    """The sound from the beginning on, and how much of it was before."""
    for first in range(0, rendering.frames, AT_ONCE):
        count = min(AT_ONCE, rendering.frames - first)
        yield first / rendering.frames, rendering.piece(first, count)


def _whole_numbers(sound: Frames, depth: int, place: tuple[int, int]) -> NDArray[np.int16] | NDArray[np.int32]:
    """Samples as they are written; those of 16 bits with the noise that keeps rounding from being heard as a tone.

    place: which file, and which frame of it; no two have the same noise, which would add up where they are mixed.
    """
    if depth == 24:
        return (np.rint(sound * np.float64(2**23 - 1)) * 256).astype(np.int32)
    chance = np.random.Generator(np.random.PCG64(place))
    noise = chance.random(sound.shape) - chance.random(sound.shape)
    noise[(sound == 0).all(axis=1)] = 0.0  # silence stays silence
    return np.clip(np.rint(sound * np.float64(2**15 - 1) + noise), -(2**15), 2**15 - 1).astype(np.int16)


def _file_name(part: Part) -> str:
    """A part's name as a file may be called anywhere."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", part.name).split())
    return name[:60].strip(" .") or "Part"
