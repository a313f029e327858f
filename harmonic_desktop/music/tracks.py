"""The parts of a score in frames: which of their notes are heard where, and blocks of their sound."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from .kept import Kept
from .sampled import font_voice
from .score import Part, Score
from .soundfont import SoundFont
from .tones import own_voice
from .voices import Strike, Voice, Waves

BLOCK = 1 << 14
"""Frames that are made at a time."""
KEPT_BYTES = 24 << 20

kept_blocks: Kept[Waves] = Kept(KEPT_BYTES)


@dataclass(frozen=True, slots=True)
class Track:
    """The notes of a part by start, in frames; `ends` are where they are not heard any more.

    rows: start, length, pitch and velocity of each note; strikes: what is heard of them; reaches: how long the longest
    note of each strike is heard. left, right: how loud it is on either side; send: how much of it goes into the room.
    """

    voice: Voice
    rows: NDArray[np.int64]
    ends: NDArray[np.int64]
    strikes: list[Strike]
    longest: int
    reaches: dict[Strike, int]
    left: float
    right: float
    send: float

    @property
    def starts(self) -> NDArray[np.int64]:
        return self.rows[:, 0]


def track_of(part: Part, score: Score, rate: int, font: SoundFont | None = None) -> Track:
    """A part that has notes, at a rate, played by a font as far as it has the instrument."""
    how = part.program, part.release, part.chorus, score.tuning, rate
    voice = own_voice(*how) if font is None else font_voice(font, *how)
    notes = sorted(part.notes, key=lambda note: (note.start, note.pitch))
    per_beat = 60.0 / score.tempo * rate
    rows = [
        (round(note.start * per_beat), max(1, round(note.length * per_beat)), note.pitch, note.velocity)
        for note in notes
    ]
    strikes = [voice.strike(note.pitch, note.velocity) for note in notes]
    lasting = [voice.heard(strike, row[1]) for strike, row in zip(strikes, rows, strict=True)]
    level = part.volume * voice.level
    angle = (part.pan + 1.0) * pi / 4
    numbers = np.array(rows, np.int64)
    return Track(
        voice, numbers, numbers[:, 0] + np.array(lasting, np.int64), strikes, max(lasting), _longest(strikes, lasting),
        level * cos(angle), level * sin(angle), level * part.reverb,
    )  # fmt: skip


def _longest(strikes: list[Strike], lasting: list[int]) -> dict[Strike, int]:
    longest: dict[Strike, int] = {}
    for strike, frames in zip(strikes, lasting, strict=True):
        longest[strike] = max(longest.get(strike, 0), frames)
    return longest


def amplitude(velocity: int) -> float:
    """How strong a note is struck: half as hard is 10 dB softer."""
    return float((velocity / 127.0) ** 1.6)


AMPLITUDES = np.array([amplitude(velocity) for velocity in range(128)])
"""By velocity."""


def block_of(track: Track, number: int) -> Waves | None:
    """A block of a track, (channels, BLOCK), before its volume; None for silence."""
    which = _sounding(track, number)
    if not len(which):
        return None
    rows = track.rows[which]
    rows[:, 0] -= number * BLOCK
    key = track.voice, rows.tobytes()  # what it sounds like, wherever it lies: unchanged by an edit elsewhere
    kept = kept_blocks.get(key)
    if kept is None:
        kept = _made(track, number, which, rows)
        kept_blocks.put(key, kept)
    return kept


def _sounding(track: Track, number: int) -> NDArray[np.int64]:
    """Which notes are heard in a block."""
    begin, end = number * BLOCK, (number + 1) * BLOCK
    low, high = track.starts.searchsorted((begin - track.longest, end))
    return np.asarray(low + (track.ends[low:high] > begin).nonzero()[0], np.int64)


def _made(track: Track, number: int, which: NDArray[np.int64], rows: NDArray[np.int64]) -> Waves:
    voice, strikes, reaches = track.voice, track.strikes, track.reaches
    made = np.zeros((voice.channels, BLOCK), np.float32)
    ends = (track.ends[which] - number * BLOCK).tolist()
    for note, end, (start, length, _, velocity) in zip(which.tolist(), ends, rows.tolist(), strict=True):
        low, high = max(start, 0), min(end, BLOCK)
        strike = strikes[note]
        voice.add_note(made[:, low:high], strike, length, low - start, AMPLITUDES[velocity], reaches[strike])
    return made
