"""The planes of cards: body, edge in the plotline’s colour, outline when selected; round ends from prepared pieces."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

from .. import theme
from .layout import Floats
from .rects import fill_rects

EDGE = 3
"""Width of the edge in the plotline's colour, in px."""
CAP = 8
"""Width of a card's rounded end, in px; what lies between two ends is a plain rectangle."""
OUTLINE = 2
MOST_CAPS = 200


class Planes:
    """Draws many rounded cards fast: a round end is painted once for each look, and then only copied."""

    def __init__(self) -> None:
        self._caps: dict[tuple[str, int, bool, float, float], QPixmap] = {}

    def paint(
        self, painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float, hue: QColor, *, selected: bool
    ) -> None:
        """Paints cards of one hue and height that are twice as wide as a round end at least."""
        if not len(left):
            return
        now = theme.current()
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:  # where a piece would be pixels in a file of shapes
            for x, y, wide in zip(left.tolist(), top.tolist(), width.tolist(), strict=True):
                paint_plane(painter, QRectF(x, y, wide, tall), hue, now.raised, selected=selected)
            return
        height = np.full(len(left), tall)
        fill_rects(painter, left + CAP, top, width - 2 * CAP, height, now.raised)
        if selected:
            line = np.full(len(left), float(OUTLINE))
            fill_rects(painter, left + CAP, top, width - 2 * CAP, line, now.accent)
            fill_rects(painter, left + CAP, top + tall - OUTLINE, width - 2 * CAP, line, now.accent)
        caps = self._cap(painter, tall, hue, selected)
        ratio = caps.devicePixelRatio()
        half = QRectF(0, 0, CAP * ratio, tall * ratio)
        ends = half.translated(CAP * ratio, 0)
        right = (left + width - CAP).tolist()
        for x, y, end in zip(left.tolist(), top.tolist(), right, strict=True):
            painter.drawPixmap(QPointF(x, y), caps, half)
            painter.drawPixmap(QPointF(end, y), caps, ends)

    def _cap(self, painter: QPainter, tall: float, hue: QColor, selected: bool) -> QPixmap:
        """Both round ends of a card side by side."""
        now, ratio = theme.current(), painter.device().devicePixelRatio()
        key = (now.name, hue.rgba(), selected, tall, ratio)
        found = self._caps.get(key)
        if found is None:
            found = QPixmap(round(2 * CAP * ratio), round(tall * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            own = QPainter(found)
            paint_plane(own, QRectF(0, 0, 2 * CAP, tall), hue, now.raised, selected=selected)
            own.end()
            if len(self._caps) >= MOST_CAPS:
                self._caps.clear()
            self._caps[key] = found
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


def paint_narrow_planes(painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float, hue: QColor) -> None:
    """Cards of one hue and height that are too narrow for round ends."""
    height = np.full(len(left), tall)
    fill_rects(painter, left, top, width, height, theme.current().raised)
    fill_rects(painter, left, top, np.minimum(float(EDGE), np.ceil(width / 2)), height, hue)


def paint_narrow_outlines(painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float) -> None:
    """The outlines of narrow cards that are selected: four sides each, which batch better than frames."""
    accent = theme.current().accent
    thick = np.full(len(left), float(OUTLINE))
    height = np.full(len(left), tall)
    side: Floats = np.minimum(thick, np.ceil(width / 2))
    fill_rects(painter, left, top, width, thick, accent)
    fill_rects(painter, left, top + tall - OUTLINE, width, thick, accent)
    fill_rects(painter, left, top, side, height, accent)
    fill_rects(painter, left + width - side, top, side, height, accent)
