"""Lines for a plot of story time: no more of a curve than the pixels can show, and the bars that a grid marks."""

from __future__ import annotations

from math import ceil, floor

import numpy as np

from ..domain.harmony import Curve, Floats
from .time_scale import bar_step

COLUMN = 2
"""The width in px of what is drawn as one where the curve has more steps than can be seen: that of its line."""


def traced(curve: Curve, first: float, last: float, pixels_per_beat: float) -> tuple[Floats, Floats]:
    """The points of a line along the curve; nan breaks it in gaps.

    Where there is more than a step to a column of pixels, each column gets its lowest and highest value, so that no
    peak is lost. Columns are counted from beat 0: the line keeps its form while the view is panned.
    """
    part, columns_per_beat = curve.between(first, last), pixels_per_beat / COLUMN
    if len(part.values) <= (last - first) * columns_per_beat:
        return np.repeat(part.beats, 2)[1:-1], np.repeat(part.values, 2)
    begin = floor(max(first, part.beats[0]) * columns_per_beat)
    end = ceil(min(last, part.beats[-1]) * columns_per_beat)
    edges = np.arange(begin, end) / columns_per_beat
    steps = np.clip(np.searchsorted(part.beats, edges, side="right") - 1, 0, len(part.values) - 1)
    beats, values = np.repeat(edges + 0.5 / columns_per_beat, 2), np.empty(2 * len(edges))
    values[0::2] = np.fmin.reduceat(part.values, steps)
    values[1::2] = np.fmax.reduceat(part.values, steps)
    return beats, values


def bars_between(
    first: float, last: float, beats_per_bar: int, pixels_per_beat: float, least_px: float
) -> list[tuple[int, float]]:
    """The bars (counted from 1) to mark between two beats, each with its beat, `least_px` apart or further."""
    stride = bar_step(pixels_per_beat, beats_per_bar, least_px)
    beats = stride * beats_per_bar
    return [(n * stride + 1, float(n * beats)) for n in range(max(ceil(first / beats), 0), floor(last / beats) + 1)]
