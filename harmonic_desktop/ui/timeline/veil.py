"""What a filter stops lies behind a veil: painted faintly, or not there for eye and hand."""

from __future__ import annotations

import numpy as np

from .layout import Ints, Lane, Layout

FAINT = 0.22
"""How strongly cards are painted that a filter stops."""
KEPT = 2
"""So many layouts are kept parted: what is stored and what a gesture makes of it."""

Pass = tuple[Layout, float]
"""Cards to be painted, and how strongly, 0..1."""


class Veil:
    """The cards that a filter stops, never changed, only replaced; lanes are parted once, however often painted."""

    def __init__(self, stopped: frozenset[int] = frozenset(), hides: bool = False) -> None:
        self.stopped = stopped
        self.hides = hides
        self._ids: Ints = np.sort(np.fromiter(stopped, np.int64, len(stopped)))
        self._lanes: dict[int, tuple[Lane, Lane, Lane]] = {}
        self._layouts: list[tuple[Layout, Layout, Layout]] = []

    @property
    def hidden(self) -> frozenset[int]:
        """The cards that are not there for eye and hand."""
        return self.stopped if self.hides else frozenset()

    def seen(self, layout: Layout) -> Layout:
        """What of a layout can be seen and taken hold of."""
        return self._parted(layout)[1] if self.hides and self.stopped else layout

    def passes(self, layout: Layout) -> tuple[Pass, ...]:
        """What is painted of a layout, the faint first."""
        if not self.stopped:
            return ((layout, 1.0),)
        _, passing, stopped = self._parted(layout)
        return ((passing, 1.0),) if self.hides else ((stopped, FAINT), (passing, 1.0))

    def overviews(self, layout: Layout) -> tuple[Pass, ...]:
        """What is painted where all is small: the whole, which no filter changes, faintly under what passes."""
        if not self.stopped:
            return ((layout, 1.0),)
        passing = self._parted(layout)[1]
        return ((passing, 1.0),) if self.hides else ((layout, FAINT), (passing, 1.0))

    def _parted(self, layout: Layout) -> tuple[Layout, Layout, Layout]:
        """The layout, what passes of it, and what is stopped."""
        known = next((parts for parts in self._layouts if parts[0] is layout), None)
        if known is None:
            lanes = [self._parted_lane(lane) for lane in layout.lanes]
            passing, stopped = (Layout(tuple(parts[side] for parts in lanes), layout.rows) for side in (1, 2))
            known = layout, passing, stopped
            self._layouts = [known, *self._layouts[: KEPT - 1]]
        return known

    def _parted_lane(self, lane: Lane) -> tuple[Lane, Lane, Lane]:
        known = self._lanes.get(lane.plotline_id)
        if known is None or known[0] is not lane:
            places = np.minimum(np.searchsorted(self._ids, lane.ids), len(self._ids) - 1)
            stopped = self._ids[places] == lane.ids
            known = self._lanes[lane.plotline_id] = lane, lane.picked(~stopped), lane.picked(stopped)
        return known
