"""Two small charts of harmony: how it is distributed, and its steps up and down."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from .. import theme

HEIGHT = 18 * theme.SPACE
FOOT = 4 * theme.SPACE
"""Room for the axis under the bars."""
LEAST_BAR = 2.0
"""A share or step that is there at all is so many px high."""
FAINT = 150
MARK = 4.0
"""Half the width of the triangle at the steepest steps."""


class Chart(QWidget):
    """A picture with a name and a description, and a tooltip for each of its parts."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts: Sequence[str] = ()

    def describe(self, sentence: str, parts: Sequence[str] = ()) -> None:
        """Says what is to be seen; `parts` are the tooltips from left to right."""
        self.setAccessibleDescription(sentence)
        self._parts = parts

    def part_at(self, x: float) -> str:
        """What is said of the part at a pixel from the left."""
        if not self._parts or not 0 <= x < self.width():
            return ""
        return self._parts[int(x * len(self._parts) / self.width())]

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.part_at(event.pos().x()) or self.accessibleDescription()
            QToolTip.showText(event.globalPos(), f"<span>{escape(words)}</span>", self)
            return True
        return super().event(event)


class DistributionChart(Chart):
    """Shares of the time, from harmony 0 at the left to 1 at the right, in the colours of harmony."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._shares: Sequence[float] = ()

    def show_shares(self, shares: Sequence[float]) -> None:
        """Shows a bar for each share; the largest is as high as there is room."""
        self._shares = shares
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the bars are
        foot = self.height() - theme.room(FOOT)
        painter.fillRect(QRectF(0, foot, self.width(), 1), look.line)
        highest = max(self._shares, default=0.0) or 1.0
        width = self.width() / max(len(self._shares), 1)
        for index, share in enumerate(self._shares):
            if share > 0:
                height = max(share / highest * foot, LEAST_BAR)
                colour = theme.harmony_colour(round((index + 0.5) * 100 / len(self._shares)))
                painter.fillRect(QRectF(round(index * width), foot - height, round(width) - 1, height), colour)
        painter.setPen(look.quiet)
        painter.setFont(theme.font(theme.SMALL))
        box = QRectF(0, foot, self.width(), theme.room(FOOT))
        for side, harmony, decimals in ((Qt.AlignmentFlag.AlignLeft, 0.0, 0), (Qt.AlignmentFlag.AlignHCenter, 0.5, 1),
                                        (Qt.AlignmentFlag.AlignRight, 1.0, 0)):  # fmt: skip
            text = self.locale().toString(harmony, "f", decimals)
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignBottom), text)


class StepsChart(Chart):
    """Steps in the order of the story, up in the colour of harmony, down in that of none; the steepest are marked."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._steps: NDArray[np.float64] = np.empty(0)

    def show_steps(self, steps: NDArray[np.float64]) -> None:
        """Shows a bar for each step; where there are too many each pixel shows the steepest of its own."""
        self._steps = steps
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle = QPainter(self), self.height() / 2
        room = middle - 3 * MARK
        tallest = float(np.abs(self._steps).max(initial=0.0))
        if tallest > 0:
            for rising, colour in ((True, theme.BLUE), (False, theme.EMBER)):
                self._paint_side(painter, rising, room / tallest, colour)
        painter.fillRect(QRectF(0, round(middle), self.width(), 1), theme.current().line)

    def _paint_side(self, painter: QPainter, rising: bool, scale: float, colour: QColor) -> None:
        heights = np.maximum(self._steps if rising else -self._steps, 0.0) * scale
        if not heights.any():
            return
        count = min(len(heights), self.width() // 2)
        edges = np.linspace(0, len(heights), count + 1).astype(np.intp)[:-1]
        columns = np.maximum.reduceat(heights, edges)
        width, middle, faint = self.width() / count, self.height() / 2, QColor(colour)
        faint.setAlpha(FAINT)
        steepest = int(columns.argmax())
        for index in np.flatnonzero(columns).tolist():
            height = max(float(columns[index]), LEAST_BAR)
            top = middle - height if rising else middle
            box = QRectF(round(index * width), top, max(round(width) - 1, 1), height)
            painter.fillRect(box, colour if index == steepest else faint)
        tip = middle + (-1 if rising else 1) * (float(columns[steepest]) + MARK)
        _paint_mark(painter, QPointF(round(steepest * width) + width / 2, tip), rising)


def _paint_mark(painter: QPainter, at: QPointF, rising: bool) -> None:
    """A small triangle that points up or down."""
    way = -MARK if rising else MARK
    corners = [QPointF(at.x() - MARK, at.y()), QPointF(at.x() + MARK, at.y()), QPointF(at.x(), at.y() + 1.5 * way)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().text)
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()
