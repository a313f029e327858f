"""The harmony curve of each plotline, all of them summed at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import numpy as np

from ...domain.harmony import Curve, Floats, Timing
from ...domain.storyboard import LAST_BEAT
from .points import PlotPoints

COLUMN = 6
"""Where there is more than a step to so many px, a plotline is drawn by its means over them, not as a thicket."""

Line = tuple[Floats, Floats]


class LaneCurves:
    """Lays the stories of all plotlines end to end on one axis, so that one sum is enough for their curves."""

    def __init__(self, points: PlotPoints) -> None:
        self._points = points
        self._lane_ids: tuple[int, ...] = ()
        self._key: object = None
        self._timing = Timing((), ())
        self._curve = self._timing.curve(())
        self._span = 1.0
        self.are_averaged = False
        """Whether the lines made last are means over columns of pixels."""

    def lines(self, lane_ids: Sequence[int], first: float, last: float, pixels_per_beat: float) -> list[Line]:
        """For each of these plotlines the beats and harmonies of its line in view; silences are bridged."""
        self._lane_ids = tuple(lane_ids)
        laid = self._laid(first, last)
        begin, end = (min(beat, self._span - 0.5) for beat in (first, last))  # the next plotline begins at _span
        parts = [laid.between(begin + lane, end + lane) for lane in self._begins]
        columns_per_beat = pixels_per_beat / COLUMN
        steps = sum(len(part.values) for part in parts)
        self.are_averaged = steps > len(parts) * (last - first) * columns_per_beat
        if self.are_averaged:
            return self._averaged(laid, first, last, columns_per_beat)
        return [_bridged(np.repeat(part.beats, 2)[1:-1] - lane, np.repeat(part.values, 2))
                for part, lane in zip(parts, self._begins, strict=True)]  # fmt: skip

    @property
    def _begins(self) -> Floats:
        return np.arange(len(self._lane_ids), dtype=np.float64) * self._span

    def _averaged(self, laid: Curve, first: float, last: float, columns_per_beat: float) -> list[Line]:
        """Means over columns of pixels, which are counted from beat 0, so that the lines keep their form in panning."""
        edges = np.arange(floor(first * columns_per_beat), ceil(last * columns_per_beat) + 1) / columns_per_beat
        grid = self._begins[:, np.newaxis] + np.minimum(edges, self._span)
        means = np.append(laid.means(grid.ravel()), np.nan).reshape(grid.shape)[:, :-1]
        return [_bridged((edges[:-1] + edges[1:]) / 2, row) for row in means]

    def _laid(self, first: float, last: float) -> Curve:
        """The curves as they are shown, end to end; of cards on their way only those that are in view."""
        points = self._points
        if points.is_moving:
            start, duration, tie, _ = points.columns
            near = (start <= last) & (start + duration >= first)
            return Timing(*self._placed(np.where(near, start, np.nan))).curve(tie)
        key = (points.version, self._lane_ids)
        if key != self._key:
            self._key = key
            self._timing = Timing(*self._placed(points.columns[0]))
            self._curve = self._timing.curve(points.stored_ties)
        return self._timing.curve(points.columns[2]) if points.is_previewing else self._curve

    def _placed(self, starts: Floats) -> tuple[Floats, Floats]:
        """Starts and durations on the common axis; nan for what is in none of the plotlines or has no tie or place."""
        _, durations, ties, lanes = self._points.columns
        ends = starts + durations
        usable = (starts >= 0.0) & (ends <= 2 * LAST_BEAT) & ~np.isnan(ties)
        self._span = float(ends[usable].max(initial=0.0)) + 1.0
        order = np.argsort(self._lane_ids) if self._lane_ids else np.zeros(1, dtype=np.intp)
        ordered = np.array(self._lane_ids or (0,), dtype=np.float64)[order]
        place = np.minimum(np.searchsorted(ordered, lanes), len(ordered) - 1)
        usable &= (ordered[place] == lanes) & bool(self._lane_ids)
        return np.where(usable, starts + order[place] * self._span, np.nan), durations


def _bridged(beats: Floats, values: Floats) -> Line:
    sounding = np.isfinite(values)
    return beats[sounding], values[sounding]
