"""The parts of a score in frames: which of their notes are heard where, and blocks of their sound."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from .kept import Kept
from .score import Part, Score
from .timbres import Mono
from .tones import Voice, add_note, heard

BLOCK = 1 << 14
"""Frames that are made at a time."""
KEPT_BYTES = 24 << 20

kept_blocks: Kept[Mono] = Kept(KEPT_BYTES)


@dataclass(frozen=True, slots=True)
class Track:
    """The notes of a part by start, in frames; `ends` are where they are not heard any more.

    reaches: how long the longest note of each pitch is heard.
    left, right: how loud it is on either side; send: how much of it goes into the room.
    """

    voice: Voice
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    ends: NDArray[np.int64]
    pitches: NDArray[np.int64]
    velocities: NDArray[np.int64]
    longest: int
    reaches: dict[int, int]
    left: float
    right: float
    send: float


def track_of(part: Part, score: Score, rate: int) -> Track:
    """A part that has notes, at a rate."""
    family = None if part.program is None else min(max(part.program, 0), 127) // 8
    voice = Voice(family, round(part.release, 3), round(part.chorus, 3), score.tuning, rate)
    notes = sorted(part.notes, key=lambda note: (note.start, note.pitch))
    per_beat = 60.0 / score.tempo * rate
    starts = np.array([round(note.start * per_beat) for note in notes], np.int64)
    lengths = np.array([max(1, round(note.length * per_beat)) for note in notes], np.int64)
    pitches = np.array([note.pitch for note in notes], np.int64)
    lasting = [heard(voice, *which) for which in zip(pitches.tolist(), lengths.tolist(), strict=True)]
    level = part.volume * (voice.timbre.level if family is not None else 1.0)
    angle = (part.pan + 1.0) * pi / 4
    return Track(
        voice, starts, lengths, starts + np.array(lasting, np.int64), pitches,
        np.array([note.velocity for note in notes], np.int64), max(lasting), _longest(pitches, lasting),
        level * cos(angle), level * sin(angle), level * part.reverb,
    )  # fmt: skip


def _longest(pitches: NDArray[np.int64], lasting: list[int]) -> dict[int, int]:
    longest: dict[int, int] = {}
    for pitch, frames in zip(pitches.tolist(), lasting, strict=True):
        longest[pitch] = max(longest.get(pitch, 0), frames)
    return longest


def amplitude(velocity: int) -> float:
    """How strong a note is struck: half as hard is 10 dB softer."""
    return float((velocity / 127.0) ** 1.6)


def block_of(track: Track, number: int) -> Mono | None:
    """A block of a track in one channel, before its volume; None for silence."""
    which = _sounding(track, number)
    if not len(which):
        return None
    key = _key(track, number, which)
    kept = kept_blocks.get(key)
    if kept is None:
        kept = _made(track, number, which)
        kept_blocks.put(key, kept)
    return kept


def _sounding(track: Track, number: int) -> NDArray[np.int64]:
    """Which notes are heard in a block."""
    begin, end = number * BLOCK, (number + 1) * BLOCK
    low, high = track.starts.searchsorted((begin - track.longest, end))
    return np.asarray(low + np.flatnonzero(track.ends[low:high] > begin), np.int64)


def _key(track: Track, number: int, which: NDArray[np.int64]) -> Hashable:
    """What the block sounds like, wherever it lies: unchanged by an edit elsewhere."""
    from_here = track.starts[which] - number * BLOCK
    rows = (from_here, track.lengths[which], track.pitches[which], track.velocities[which])
    return track.voice, np.stack(rows).tobytes()


def _made(track: Track, number: int, which: NDArray[np.int64]) -> Mono:
    made = np.zeros(BLOCK, np.float32)
    begin = number * BLOCK
    rows = zip(
        (track.starts[which] - begin).tolist(), (track.ends[which] - begin).tolist(), track.pitches[which].tolist(),
        track.lengths[which].tolist(), track.velocities[which].tolist(), strict=True,
    )  # fmt: skip
    for start, end, pitch, length, velocity in rows:
        low, high = max(start, 0), min(end, BLOCK)
        reach = track.reaches[pitch]
        add_note(made[low:high], track.voice, pitch, length, low - start, amplitude(velocity), reach)
    return made
