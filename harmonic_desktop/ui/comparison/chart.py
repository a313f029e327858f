"""The curves of several universes in one picture, over story time or over percent of each story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, isfinite, log10

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ...domain.harmony import Curve
from .. import theme
from ..curve_lines import traced

AXIS, FOOT, TOP = 14 * theme.SPACE, 10 * theme.SPACE, 5 * theme.SPACE
"""Room for the numbers left of the picture, for those under it, and over it, in px."""
NAMES = 34 * theme.SPACE
"""Room for the names at the right ends of the curves."""
LINE = 4 * theme.SPACE
"""Names are at least so far apart."""
LABELS_APART = 18 * theme.SPACE
WIDTH, GAP_WIDTH = 2.0, 0.75
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """One curve of the picture; place: which hue and dash it has."""

    name: str
    curve: Curve
    place: int


def pen_of(place: int) -> QPen:
    """Hue and dash of a curve: no two of eight share both."""
    pen = QPen(theme.current().plotline(place * 3), WIDTH, STYLES[place % len(STYLES)])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class ComparisonChart(QWidget):
    """Draws curves whose beats may as well be percents; Left and Right move a line that reads them off."""

    place_read = Signal(float)
    """The reading line stands at that beat or percent now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparisonChart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.curves: Sequence[Compared] = ()
        self.end = 1.0
        """Where the picture ends, in beats or percents."""
        self._axis_name = ""
        self.reading: float | None = None

    def show_curves(self, curves: Sequence[Compared], axis_name: str, end: float | None = None) -> None:
        """Shows those curves up to `end`, by default to where the last one ends."""
        self.curves, self._axis_name = curves, axis_name
        ends = [float(c.curve.beats[-1]) for c in curves if len(c.curve.values)]
        self.end = end if end is not None else max(ends, default=16.0)
        if self.reading is not None:
            self.read_at(self.reading)
        self.update()

    def read_at(self, place: float) -> None:
        """Puts the reading line there."""
        self.reading = min(max(place, 0.0), self.end)
        self.place_read.emit(self.reading)
        self.update()

    # Where things are

    @property
    def area(self) -> QRectF:
        """The picture without its axes and names."""
        names, foot = min(NAMES, self.width() / 4), theme.room(FOOT)
        return QRectF(AXIS, TOP, max(self.width() - AXIS - names, 1.0), max(self.height() - TOP - foot, 1.0))

    def x_of(self, place: float) -> float:
        return self.area.left() + place / self.end * self.area.width()

    def y_of(self, harmony: float) -> float:
        return self.area.bottom() - harmony * self.area.height()

    def _place_at(self, x: float) -> float:
        return (x - self.area.left()) / self.area.width() * self.end

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().window)
        painter.setFont(theme.font(theme.SMALL))
        self._paint_axes(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for compared in self.curves:
            self._paint_curve(painter, compared)
        self._paint_names(painter)
        self._paint_reading(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.current().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_axes(self, painter: QPainter) -> None:
        look, area = theme.current(), self.area
        for harmony, decimals in ((0.0, 0), (0.5, 1), (1.0, 0)):
            y = round(self.y_of(harmony)) - 0.5
            painter.setPen(look.grid)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.quiet)
            box = QRectF(0, y - theme.room(LINE) / 2, AXIS - 2 * theme.SPACE, theme.room(LINE))
            painter.drawText(box, RIGHT, self.locale().toString(harmony, "f", decimals))
        step = nice_step(self.end * LABELS_APART / area.width())
        for number in range(floor(self.end / step + 1e-9) + 1):
            x = round(self.x_of(number * step)) - 0.5
            painter.setPen(look.grid)
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(look.quiet)
            box = QRectF(x - LABELS_APART / 2, area.bottom() + theme.SPACE, LABELS_APART, theme.room(LINE))
            painter.drawText(box, CENTRE, self.locale().toString(number * step, "g", 7))
        box = QRectF(area.left(), self.height() - theme.room(LINE) - theme.SPACE, area.width(), theme.room(LINE))
        painter.drawText(box, CENTRE, self._axis_name)

    def _paint_curve(self, painter: QPainter, compared: Compared) -> None:
        """Paints a curve; where nothing sounds a thin line leads on, so that its course can be followed."""
        beats, values = traced(compared.curve, 0.0, self.end, self.area.width() / self.end)
        sounding = np.flatnonzero(np.isfinite(values))
        points = [QPointF(self.x_of(beats[i]), self.y_of(values[i])) for i in sounding.tolist()]
        pen = pen_of(compared.place)
        thin = QPen(pen.color(), GAP_WIDTH)
        breaks = [0, *(np.flatnonzero(np.diff(sounding) > 1) + 1).tolist(), len(points)]
        for first, last in pairwise(breaks):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(points[first:last]))
            if last < len(points):
                painter.setPen(thin)
                painter.drawLine(points[last - 1], points[last])

    def _paint_names(self, painter: QPainter) -> None:
        """Names the curves at their right ends, in their colours' order of height, none over another."""
        metrics, area, line = QFontMetricsF(painter.font()), self.area, theme.room(LINE)
        ends = [(self.y_of(_last(c.curve)), c) for c in self.curves if len(c.curve.values)]
        tops = spread([y for y, _ in sorted(ends, key=_height)], line, area.bottom())
        room = self.width() - area.right() - 9 * theme.SPACE
        for top, (_, compared) in zip(tops, sorted(ends, key=_height), strict=True):
            left = area.right() + 2 * theme.SPACE
            painter.setPen(pen_of(compared.place))
            painter.drawLine(QPointF(left, top), QPointF(left + 5 * theme.SPACE, top))
            painter.setPen(theme.current().text)
            text = metrics.elidedText(compared.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left + 6 * theme.SPACE, top - line / 2, room, line), LEFT, text)

    def _paint_reading(self, painter: QPainter) -> None:
        if self.reading is None:
            return
        x = self.x_of(self.reading)
        painter.setPen(QPen(theme.current().line, 1))
        painter.drawLine(QPointF(x, self.area.top()), QPointF(x, self.area.bottom()))
        painter.setFont(theme.font(theme.SMALL, QFont.Weight.Medium))
        for compared in self.curves:
            harmony = float(compared.curve.at(self.reading))
            if isfinite(harmony):
                self._paint_dot(painter, QPointF(x, self.y_of(harmony)), pen_of(compared.place).color())

    def _paint_dot(self, painter: QPainter, centre: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(theme.current().window, 1))
        painter.setBrush(colour)
        painter.drawEllipse(centre, 4.0, 4.0)

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(150 * theme.SPACE, 90 * theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        return QSize(80 * theme.SPACE, 50 * theme.SPACE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.area.contains(event.position()):
            self.read_at(self._place_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.reading if self.reading is not None else 0.0
        wide = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = self.end / (10.0 if wide else 100.0)
        places = {
            Qt.Key.Key_Left: now - step,
            Qt.Key.Key_Right: now + step,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: self.end,
        }
        if event.key() in places:
            self.read_at(places[Qt.Key(event.key())])
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def nice_step(least: float) -> float:
    """The least of 1, 2, 5, 10, 20 … that is no less than `least`."""
    if least <= 1.0:
        return 1.0
    power = 10.0 ** floor(log10(least))
    return next(f * power for f in (1.0, 2.0, 5.0, 10.0) if f * power >= least * (1 - 1e-12))


def spread(heights: Sequence[float], apart: float, lowest: float) -> list[float]:
    """Ascending heights pushed apart, as little as may be, none under `lowest` where there is room."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + apart) if placed else height)
    limit = lowest
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - apart
    return placed


def _last(curve: Curve) -> float:
    """The last harmony that sounds."""
    return float(curve.values[np.flatnonzero(np.isfinite(curve.values))[-1]])


def _height(end: tuple[float, Compared]) -> tuple[float, int]:
    return end[0], end[1].place
