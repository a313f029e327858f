"""Which part of the storyboard the viewport shows: beats and rows to pixels and back."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from .. import theme
from ..time_scale import TimeScale

LANE_HEIGHT = 23 * theme.SPACE
INSET = theme.SPACE
"""Free space over and under a card in its lane, in px."""
GAP = 2
"""Pixels left free between cards that touch in time."""
LEAST_WIDTH = 2
"""No card is painted narrower than this many px."""
RULER_HEIGHT = 7 * theme.SPACE
FOOT = 10 * theme.SPACE
"""Room under the last lane, for the button that adds one."""


class Camera:
    """The shared time scale across, and rows of one height down."""

    def __init__(self, scale: TimeScale) -> None:
        self.scale = scale
        self.top = 0
        """The scrolled-off pixels above the viewport."""
        self.height = 0
        self.rows = 0

    @property
    def content_height(self) -> int:
        """All lanes and the room under them, in px."""
        return self.rows * LANE_HEIGHT + FOOT

    @property
    def visible_rows(self) -> range:
        """The rows that the viewport touches."""
        first = max(0, self.top // LANE_HEIGHT)
        last = -(-(self.top + self.height) // LANE_HEIGHT)
        return range(min(first, self.rows), max(first, min(last, self.rows)))

    def lane_top(self, row: int) -> int:
        """Where a row begins, in pixels of the viewport."""
        return row * LANE_HEIGHT - self.top

    def row_at(self, y: float) -> int | None:
        """The row under a pixel, None below the last one."""
        row = int((y + self.top) // LANE_HEIGHT)
        return row if 0 <= row < self.rows else None

    def nearest_row(self, y: float) -> int:
        """The row under a pixel, or the first or last one above or below it."""
        return min(max(int((y + self.top) // LANE_HEIGHT), 0), max(self.rows - 1, 0))

    def rows_between(self, content_top: float, content_bottom: float) -> range:
        """The rows whose cards a band between two heights of the content touches."""
        first = int((content_top + INSET) // LANE_HEIGHT)
        last = int((content_bottom - INSET) // LANE_HEIGHT)
        return range(max(first, 0), min(last, self.rows - 1) + 1)

    def card_rect(self, row: int, start_beat: float, end_beat: float) -> QRectF:
        """Where a card is painted, in pixels of the viewport, cut off far outside of it."""
        left = max(round(self.scale.x(start_beat)), -10_000)
        right = min(round(self.scale.x(end_beat)), self.scale.width + 10_000)
        width = max(right - left - GAP, LEAST_WIDTH)
        return QRectF(left, self.lane_top(row) + INSET, width, LANE_HEIGHT - 2 * INSET)
