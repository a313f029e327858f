"""What is played beneath a melody: bass, held chords and broken ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from .mapping import RHYTHMS
from .musicians import Musician

Stroke = tuple[float, float, int, float]
"""Start and end in beats, the MIDI note, and how much of its loudness it has."""

_BASS = {
    "plain": ((0.0, 1.0, 0),),
    "walking": ((0.0, 0.5, 0), (0.5, 0.5, 1)),
    "dotted": ((0.0, 0.375, 0), (0.375, 0.125, 0), (0.5, 0.5, 1)),
    "syncopated": ((0.0, 0.375, 0), (0.375, 0.375, 0), (0.75, 0.25, 1)),
    "tumbling": ((0.0, 0.25, 0), (0.25, 0.125, 2), (0.375, 0.25, 0), (0.625, 0.125, 2), (0.75, 0.25, 1)),
}
"""Of a bar: where, how long, and what: 0 the bass note, 1 a tone of the chord above it, 2 its octave."""
_WAYS = ((0, 1, 2, 1), (0, 2, 1, 2), (0, 1, 2, 3), (2, 1, 0, 1))


def bass_line(
    start: float, end: float, pitches: Sequence[int], musician: Musician, bar: float, slow: float
) -> Iterator[Stroke]:
    """The bass of a passage: its note on the first beat, livelier the livelier the rhythm is."""
    note = pitches[0]
    choices = (note, _fifth(pitches), note + 12)
    for line in _lines(start, end, bar):
        for at, length, what in _BASS[RHYTHMS[musician.settings.rhythm]]:
            first, last = max(line + at * bar, start), min(line + (at + length) * bar, end)
            if last - first > 1e-6:
                yield first, last, choices[what if line + at * bar >= start else 0], 1.0 if at == 0.0 else 0.85


def _fifth(pitches: Sequence[int]) -> int:
    """A tone of the chord within the octave above the bass, the fifth if there is one."""
    classes = {(pitch - pitches[0]) % 12 for pitch in pitches}
    for interval in (7, 5, 8, 9, 4, 3):
        if interval in classes:
            return pitches[0] + interval
    return pitches[0]


def held(start: float, end: float, tones: Sequence[int], musician: Musician, slow: float) -> Iterator[Stroke]:
    """The tones as long as the passage lasts, struck again where notes are short."""
    length = max(4.0 * musician.settings.note_beats, 1.0) * slow
    at = start
    while end - at > 1e-6:
        last = end if end - at < 1.5 * length else at + length
        yield from ((at, last, tone, 1.0) for tone in tones)
        at = last


def broken(
    start: float, end: float, tones: Sequence[int], musician: Musician, bar: float, slow: float, way: int
) -> Iterator[Stroke]:
    """The tones one after another, in step with the bar; the first of each bar with all of them."""
    pattern = _WAYS[way % len(_WAYS)]
    unit = min(max(min(musician.unit, musician.settings.note_beats), 0.5), 1.0) * slow
    number = floor(start / unit)
    at = start
    while end - at > 1e-6:
        number += 1
        last = min(number * unit, end)
        if last - at > 1e-6:
            place = round((number - 1) * unit % bar / unit)
            tone = tones[pattern[place % len(pattern)] % len(tones)]
            ring = min(at + 2 * unit, end)
            yield at, ring, tone, 1.0 if place == 0 else 0.86
            if at == start:
                yield from (
                    (at, end if end - at < 2 * bar else at + bar, other, 0.8) for other in tones if other != tone
                )
        at = max(last, at)


def _lines(start: float, end: float, bar: float) -> Iterator[float]:
    """The bar lines from the one at or before start."""
    line = floor(start / bar) * bar
    while line < end:
        yield line
        line += bar
