"""What is played beneath a melody: bass, held chords and broken ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from .mapping import RHYTHMS

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
_DEEPEST = 28
"""The E that basses have at their bottom."""
_WAYS = ((0, 1, 2, 1), (0, 2, 1, 2), (0, 1, 2, 3), (2, 1, 0, 1))


def bass_line(start: float, end: float, pitches: Sequence[int], rhythm: int, bar: float) -> Iterator[Stroke]:
    """The bass of a passage: its note on the first beat, livelier the livelier the rhythm is."""
    choices = (pitches[0], _fifth(pitches), pitches[0] + 12)
    line = floor(start / bar) * bar
    begun = False
    while line < end:
        for at, length, what in _BASS[RHYTHMS[rhythm]]:
            first, last = max(line + at * bar, start), min(line + (at + length) * bar, end)
            if last - first > 1e-6:
                yield first, last, choices[what if begun else 0], 1.0 if at == 0.0 else 0.85
                begun = True
        line += bar


def last_bass(start: float, end: float, pitches: Sequence[int], lowest: int) -> Iterator[Stroke]:
    """The bass of the last chord of all: held, and doubled an octave below, or above where that would be too deep.

    lowest: the note that the instrument has at its bottom.
    """
    low = pitches[0]
    other = low - 12 if low - 12 >= max(lowest, _DEEPEST) else low + 12
    yield start, end, low, 1.0
    if other not in pitches:
        yield start, end, other, 0.9


def _fifth(pitches: Sequence[int]) -> int:
    """A tone of the chord within the octave above the bass, the fifth if there is one."""
    classes = {(pitch - pitches[0]) % 12 for pitch in pitches}
    return pitches[0] + next((interval for interval in (7, 5, 8, 9, 4, 3) if interval in classes), 0)


def held(start: float, end: float, tones: Sequence[int], length: float) -> Iterator[Stroke]:
    """The tones as long as the passage lasts, struck again after so many beats."""
    at = start
    while end - at > 1e-6:
        last = end if end - at < 1.5 * length else at + length
        yield from ((at, last, tone, 1.0) for tone in tones)
        at = last


def broken(start: float, end: float, tones: Sequence[int], unit: float, bar: float, way: int) -> Iterator[Stroke]:
    """The tones one after another, in step with the bar; first all of them, softly."""
    pattern, at = _WAYS[way % len(_WAYS)], start
    number = floor(start / unit)
    while end - at > 1e-6:
        number += 1
        last = min(number * unit, end)
        if last - at > 1e-6:
            place = round((number - 1) * unit % bar / unit)
            tone = tones[pattern[place % len(pattern)] % len(tones)]
            yield at, min(at + 2.0 * unit, end), tone, 1.0 if place == 0 else 0.86
            if at == start:
                yield from ((at, min(end, at + bar), other, 0.8) for other in tones if other != tone)
            at = last
