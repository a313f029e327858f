"""The mark of the program: a harmony curve that falls and finds back, drawn from the theme."""

from __future__ import annotations

from math import cos, exp, pi, sin

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme

STEPS = 96
POINTS = (0.0, 0.2, 0.4, 0.62, 0.82, 1.0)
"""Where along the curve its points sit."""
THICKNESS, RADIUS = 3.0, 5.0


class Wordmark(QWidget):
    """The curve, as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(80 * theme.SPACE, 18 * theme.SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_strings(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._gradient(), THICKNESS, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(self._curve())
        for share in POINTS:
            painter.setPen(QPen(self.palette().window(), 2))
            painter.setBrush(theme.harmony_colour(round(100 * _harmony(share))))
            painter.drawEllipse(self._point(share), RADIUS, RADIUS)

    def _paint_strings(self, painter: QPainter) -> None:
        """Quiet lines behind the curve, like the strings it is tied to."""
        painter.setPen(QPen(theme.current().grid, 1))
        for share in (0.0, 0.5, 1.0):
            y = round(self._point_at(0, share).y()) + 0.5
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _curve(self) -> QPainterPath:
        path = QPainterPath(self._point(0.0))
        for step in range(1, STEPS + 1):
            path.lineTo(self._point(step / STEPS))
        return path

    def _gradient(self) -> QLinearGradient:
        gradient = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        for step in range(STEPS // 4 + 1):
            share = step / (STEPS // 4)
            gradient.setColorAt(share, theme.harmony_colour(round(100 * _harmony(share))))
        return gradient

    def _point(self, share: float) -> QPointF:
        return self._point_at(share, _harmony(share))

    def _point_at(self, share: float, harmony: float) -> QPointF:
        margin = RADIUS + 2
        return QPointF(
            margin + share * (self.width() - 2 * margin), margin + (1 - harmony) * (self.height() - 2 * margin)
        )


def _harmony(share: float) -> float:
    """A story in one line: it rings, falls apart, and comes to rest higher than it began."""
    fall = 0.74 * exp(-(((share - 0.42) / 0.16) ** 2))
    tremble = 0.10 * sin(6 * pi * share) * (1 - share)
    return min(max(0.68 + 0.26 * (1 - cos(pi * share)) / 2 - fall + tremble, 0.0), 1.0)
