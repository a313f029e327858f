"""A tempo from taps."""

from __future__ import annotations

from collections.abc import Sequence

from .meter import FASTEST, SLOWEST

COUNTED = 8
"""So many of the last intervals make the mean."""
PAUSE_S = 2.0
"""Longer than between two taps of the slowest tempo: whoever waits so long is done."""


def tapped_tempo(taps: Sequence[float]) -> float | None:
    """The tempo in whole BPM, 40..200, from the moments of taps in seconds; None while one interval is missing.

    The mean of the last intervals counts; what lies before a pause does not.
    """
    intervals = _last_intervals(taps)
    if not intervals:
        return None
    mean = sum(intervals) / len(intervals)
    return FASTEST if mean <= 0 else float(round(min(max(60.0 / mean, SLOWEST), FASTEST)))


def _last_intervals(taps: Sequence[float]) -> list[float]:
    intervals: list[float] = []
    for before, after in zip(reversed(taps[:-1]), reversed(taps[1:]), strict=True):
        if after - before > PAUSE_S or len(intervals) == COUNTED:
            break
        intervals.append(after - before)
    return intervals
