"""Which part of the storyboard the viewport shows: beats and rows to pixels and back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from .. import theme
from ..time_scale import TimeScale
from .layout import Floats, Ints

LANE_HEIGHT = 23 * theme.SPACE
"""How tall an open lane is until a person makes lanes taller or lower, in px where text has its usual size."""
FOLDED_HEIGHT = 7 * theme.SPACE
LOWEST, TALLEST = 4, 4096
"""The limits of an open lane's height, in px."""
INSET = theme.SPACE
"""Free space over and under a card in its lane, in px; less in very low lanes."""
GAP = 2
"""Pixels left free between cards that touch in time."""
LEAST_WIDTH = 2
"""No card is painted narrower than this many px."""
RULER_HEIGHT = 7 * theme.SPACE
FOOT = 14 * theme.SPACE
"""Room under the last lane, for the button that adds one and the bar of the selection."""


class Camera:
    """The shared time scale across, and rows down: open ones of one height, folded ones thin."""

    def __init__(self, scale: TimeScale) -> None:
        self.scale = scale
        self.top = 0
        """The scrolled-off pixels above the viewport."""
        self.height = 0
        self.open_height = theme.room(LANE_HEIGHT)
        """The height of every lane that is not folded, in px."""
        self._folded: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._measure()

    def set_rows(self, folded: Sequence[bool]) -> None:
        """Tells how many rows there are, and which of them are folded."""
        self._folded = np.array(folded, np.bool_)
        self._measure()

    def set_open_height(self, height: int) -> None:
        """Makes open lanes that tall (px, within the limits); the view does not scroll."""
        self.open_height = min(max(height, LOWEST), TALLEST)
        self._measure()

    def _measure(self) -> None:
        self._heights: Ints = np.where(self._folded, min(FOLDED_HEIGHT, self.open_height), self.open_height)
        self._insets: Ints = np.minimum(INSET, self._heights // 6)
        self._tops: Ints = np.concatenate([[0], np.cumsum(self._heights)]).astype(np.int64)

    @property
    def measures(self) -> bytes:
        """What is the same as long as every row lies where it did."""
        return self._tops.tobytes()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self._folded)

    @property
    def lanes_height(self) -> int:
        """All lanes together, in px."""
        return int(self._tops[-1])

    @property
    def content_height(self) -> int:
        """All lanes and the room under them, in px."""
        return self.lanes_height + FOOT

    @property
    def visible_rows(self) -> range:
        """The rows that the viewport touches."""
        first = int(np.searchsorted(self._tops[1:], self.top, "right"))
        return range(first, max(first, int(np.searchsorted(self._tops[:-1], self.top + self.height, "left"))))

    def is_folded(self, row: int) -> bool:
        """Whether a row is a thin one."""
        return bool(self._folded[row])

    def folded(self, rows: Ints) -> NDArray[np.bool_]:
        """Which of many rows are thin ones."""
        return self._folded[rows]

    def lane_top(self, row: int) -> int:
        """Where a row begins, in pixels of the viewport; the one after the last begins where that ends."""
        return int(self._tops[row]) - self.top

    def lane_height(self, row: int) -> int:
        """How tall a row is, in px."""
        return int(self._heights[row])

    def card_height(self, row: int) -> int:
        """How tall the cards of a row are, in px."""
        return int(self._heights[row] - 2 * self._insets[row])

    def card_tops(self, rows: Ints) -> Floats:
        """Where the cards of many rows begin, in pixels of the viewport."""
        return (self._tops[rows] + self._insets[rows] - self.top).astype(np.float64)

    def card_heights(self, rows: Ints) -> Floats:
        """How tall the cards of many rows are, in px."""
        return (self._heights[rows] - 2 * self._insets[rows]).astype(np.float64)

    def row_at(self, y: float) -> int | None:
        """The row under a pixel, None above the first and below the last one."""
        row = self._row(y)
        return row if 0 <= row < self.rows else None

    def nearest_row(self, y: float) -> int:
        """The row under a pixel, or the first or last one above or below it."""
        return min(max(self._row(y), 0), max(self.rows - 1, 0))

    def nearest_gap(self, content_y: float) -> int:
        """The gap between rows (0 is above the first) that is nearest to a height of the content."""
        return int(np.argmin(np.abs(self._tops - content_y)))

    def rows_between(self, content_top: float, content_bottom: float) -> range:
        """The rows whose cards a band between two heights of the content touches."""
        first = np.searchsorted(self._tops[1:] - self._insets, content_top, "right")
        last = np.searchsorted(self._tops[:-1] + self._insets, content_bottom, "right")
        return range(int(first), int(last))

    def card_rect(self, row: int, start_beat: float, end_beat: float) -> QRectF:
        """Where a card is painted, in pixels of the viewport, cut off far outside of it."""
        left = max(round(self.scale.x(start_beat)), -10_000)
        right = min(round(self.scale.x(end_beat)), self.scale.width + 10_000)
        width = max(right - left - GAP, LEAST_WIDTH)
        return QRectF(left, self.lane_top(row) + int(self._insets[row]), width, self.card_height(row))

    def _row(self, y: float) -> int:
        return int(np.searchsorted(self._tops, y + self.top, "right")) - 1
