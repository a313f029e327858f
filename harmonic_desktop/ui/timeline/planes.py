"""The planes of cards: body, edge in the plotline’s colour, outline when selected; round ends from prepared pieces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

from .. import theme
from ..rects import draw_pieces, fill_rects
from .layout import Floats, Ints

EDGE = 3
"""Width of the edge in the plotline's colour, in px."""
CAP = 8
"""Width of a card's rounded end, in px; what lies between two ends is a plain rectangle."""
OUTLINE = 2
MOST_LOOKS = 24
"""So many looks of a round end fit the picture of them: eight hues and one without, selected or not."""

Looks = NDArray[np.bool_]


class Planes:
    """Draws many rounded cards fast: a round end is painted once for each look, and then only copied."""

    def __init__(self) -> None:
        self._caps = QPixmap()
        self._slots: dict[tuple[int, int, bool], int] = {}
        self._made_for: tuple[float, float] | None = None

    def paint(
        self, painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float, row: Ints,
        hues: Sequence[QColor], selected: Looks,
    ) -> None:  # fmt: skip
        """Paints cards of one height that are twice as wide as a round end at least; `hues` by row."""
        if not len(left):
            return
        now = theme.current()
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:  # where a piece would be pixels in a file of shapes
            each = zip(left.tolist(), top.tolist(), width.tolist(), row.tolist(), selected.tolist(), strict=True)
            for x, y, wide, place, chosen in each:
                paint_plane(painter, QRectF(x, y, wide, tall), hues[place], now.raised, selected=chosen)
            return
        fill_rects(painter, left + CAP, top, width - 2 * CAP, np.full(len(left), tall), now.raised)
        if selected.any():
            x, y, wide = left[selected] + CAP, top[selected], width[selected] - 2 * CAP
            line = np.full(len(x), float(OUTLINE))
            fill_rects(painter, x, y, wide, line, now.accent)
            fill_rects(painter, x, y + tall - OUTLINE, wide, line, now.accent)
        self._paint_ends(
            painter, left, top, left + width - CAP, tall, self._slots_of(painter, tall, row, hues, selected)
        )

    def _paint_ends(
        self, painter: QPainter, left: Floats, top: Floats, right: Floats, tall: float, slots: Floats
    ) -> None:
        """Both round ends of every card, in one call."""
        source = np.concatenate([slots * 2 * CAP, slots * 2 * CAP + CAP])
        x, y = np.concatenate([left, right]), np.concatenate([top, top])
        draw_pieces(painter, self._caps, x, y, source, float(CAP), tall)

    def _slots_of(self, painter: QPainter, tall: float, row: Ints, hues: Sequence[QColor], selected: Looks) -> Floats:
        """Which of the painted ends each card has; those that are not there yet are painted."""
        ratio = painter.device().devicePixelRatio()
        if self._made_for != (tall, ratio) or len(self._slots) > MOST_LOOKS - 6:
            self._made_for = tall, ratio
            self._slots.clear()
            self._caps = QPixmap(round(2 * CAP * MOST_LOOKS * ratio), round(tall * ratio))
            self._caps.setDevicePixelRatio(ratio)
            self._caps.fill(Qt.GlobalColor.transparent)
        looks = row * 2 + selected
        slots = np.zeros(2 * len(hues))
        for look in np.unique(looks).tolist():
            slots[look] = self._slot(hues[look // 2], tall, selected=bool(look % 2))
        found: Floats = slots[looks]
        return found

    def _slot(self, hue: QColor, tall: float, *, selected: bool) -> int:
        body = theme.current().raised
        key = (body.rgba(), hue.rgba(), selected)
        found = self._slots.get(key)
        if found is None:
            found = self._slots[key] = len(self._slots)
            own = QPainter(self._caps)
            paint_plane(own, QRectF(found * 2 * CAP, 0, 2 * CAP, tall), hue, body, selected=selected)
            own.end()
        return found


def paint_plane(painter: QPainter, rect: QRectF, hue: QColor, body: QColor, *, selected: bool) -> None:
    """One card's plane, painted the slow way."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
    painter.setBrush(body)
    painter.drawRoundedRect(rect.adjusted(EDGE, 0, 0, 0), theme.RADIUS - 1, theme.RADIUS - 1)
    if selected:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.current().accent, OUTLINE))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS - 1, theme.RADIUS - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_narrow_planes(
    painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float, row: Ints, hues: Sequence[QColor]
) -> None:
    """Cards of one height that are too narrow for round ends; `hues` by row."""
    height = np.full(len(left), tall)
    fill_rects(painter, left, top, width, height, theme.current().raised)
    edge: Floats = np.minimum(float(EDGE), np.ceil(width / 2))
    for place in np.unique(row).tolist():
        of = row == place
        fill_rects(painter, left[of], top[of], edge[of], height[of], hues[place])


def paint_narrow_outlines(painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float) -> None:
    """The outlines of narrow cards that are selected: four sides each, which batch better than frames."""
    if not len(left):
        return
    accent = theme.current().accent
    thick = np.full(len(left), float(OUTLINE))
    height = np.full(len(left), tall)
    side: Floats = np.minimum(thick, np.ceil(width / 2))
    fill_rects(painter, left, top, width, thick, accent)
    fill_rects(painter, left, top + tall - OUTLINE, width, thick, accent)
    fill_rects(painter, left, top, side, height, accent)
    fill_rects(painter, left + width - side, top, side, height, accent)
