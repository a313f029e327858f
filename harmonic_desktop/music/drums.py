"""What the drums play: a beat for the metre, livelier with the rhythm, with a fill where a card ends."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from .accompaniment import Stroke

KICK, SNARE, HAT, OPEN_HAT, CRASH = 36, 38, 42, 46, 49
_TOMS = (50, 47, 45, 43)


def beat(start: float, end: float, beats_per_bar: int, rhythm: int, unit: float, slow: float) -> Iterator[Stroke]:
    """The strokes of a card from start to end, in beats."""
    bar = beats_per_bar * slow
    step = min(max(unit, 0.25), 1.0) * slow
    fill = max(end - slow, start) if end - start >= 2 * bar else end
    number = floor(start / step)
    while number * step < end:
        at = number * step
        number += 1
        if at < start:
            continue
        place = (at - floor(at / bar) * bar) / slow
        for note, loudness in _struck(place, beats_per_bar, rhythm, at >= fill, at == start):
            yield at, min(at + step, end), note, loudness


def last_beat(start: float, end: float) -> Iterator[Stroke]:
    """The stroke that the last chord of all begins with."""
    yield start, end, CRASH, 0.8
    yield start, end, KICK, 1.0


def _struck(place: float, beats: int, rhythm: int, fills: bool, opens: bool) -> Iterator[tuple[int, float]]:
    """Which drums are struck at a place in the bar, in beats, and how hard."""
    whole = abs(place - round(place)) < 1e-6
    number = round(place)
    if opens:
        yield CRASH, 0.8
    if place == 0.0 or (whole and number == _middle(beats)) or (rhythm >= 3 and place == 1.5):
        yield KICK, 1.0 if place == 0.0 else 0.85
    if fills:
        yield _TOMS[int(place * 4) % 4], 0.9
        return
    if whole and number % 2 == 1 and number != _middle(beats):
        yield SNARE, 0.9
    elif rhythm >= 2 and abs(place - (beats - 0.5)) < 1e-6:
        yield SNARE, 0.5
    yield (OPEN_HAT if rhythm >= 3 and abs(place - (beats - 0.5)) < 1e-6 else HAT), 0.6 if whole else 0.42


def _middle(beats: int) -> int:
    """The other strong beat of a bar: the third of four, the fourth of five or six."""
    return 2 if beats == 4 else beats // 2 + beats % 2 if beats > 4 else -1
