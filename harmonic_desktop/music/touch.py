"""How a note is touched: let fall so that it bounces, swung, accented."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

_SOFTEST_BOUNCE, _SHORTEST_BOUNCE, _MOST_BOUNCES, _MOST_KEPT = 25, 0.125, 6, 0.8
"""The velocity and the beats of a bounce at least, how many there are at most, and the share of its time it keeps."""


def bounces(
    start: float, end: float, echo: float, slow: float, velocity: float
) -> Iterator[tuple[float, float, float]]:
    """A note that is let fall, with its velocities: each time it comes up softer and sooner by the share it keeps."""
    kept, shortest = min(echo, _MOST_KEPT), _SHORTEST_BOUNCE * slow
    at, loud, wait = start, velocity, (end - start) * (1.0 - kept)
    for _ in range(_MOST_BOUNCES):
        if wait < shortest or end - at - wait < shortest or loud * echo < _SOFTEST_BOUNCE:
            break
        yield at, at + wait, loud
        at, wait, loud = at + wait, wait * kept, loud * echo
    yield at, end, loud


def swung(beat: float, swing: float) -> float:
    """A place with its second eighth of each beat later: half a beat is reached at (1 + swing) halves."""
    whole = floor(beat)
    part = beat - whole
    if part < 0.5:
        return whole + part * (1.0 + swing)
    return whole + 0.5 * (1.0 + swing) + (part - 0.5) * (1.0 - swing)


def accent(beat: float, beats_per_bar: int) -> float:
    """The first beat of a bar is louder, what lies between beats is softer."""
    place = beat % beats_per_bar
    if place < 1e-6:
        return 1.08
    return 1.0 if abs(place - round(place)) < 1e-6 else 0.92
