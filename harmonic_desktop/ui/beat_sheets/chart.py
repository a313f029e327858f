"""A beat sheet as a picture: its acts, its harmony curve over the length of the story, and the names of its points."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ...domain.beat_sheets import BeatSheet, PlotPoint, Stretch
from .. import theme

HEIGHT = 46 * theme.SPACE
ACTS = 6 * theme.SPACE
"""Room for the acts over the curve."""
BREATH = 2 * theme.SPACE
PAD = theme.SPACE
WASH = 70
"""How strong the harmony scale is under the curve, and the hue in an act, of 255."""
NAMED_FROM = 14
"""Columns narrower than this many px have no name in them."""
ACT_NAMED_FROM = 8 * theme.SPACE
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
"""Time runs to the right in every language."""


class BeatSheetChart(QWidget):
    """Paints one beat sheet; the list of its plot points says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beatSheetChart")
        self.setAccessibleName(self.tr("Harmony curve"))
        self.setFixedHeight(HEIGHT)
        self._sheet: BeatSheet | None = None

    def show_sheet(self, sheet: BeatSheet | None) -> None:
        """Shows another beat sheet."""
        self._sheet = sheet
        self.setAccessibleDescription(self._in_words(sheet))
        self.update()

    def _in_words(self, sheet: BeatSheet | None) -> str:
        if sheet is None or not sheet.plot_points:
            return ""
        lowest = min(sheet.plot_points, key=lambda point: point.harmony)
        highest = max(sheet.plot_points, key=lambda point: point.harmony)
        words = self.tr("Lowest at “{low}”, {lowest}; highest at “{high}”, {highest}.")
        numbers = (self.locale().toString(point.harmony, "f", 2) for point in (lowest, highest))
        return words.format(low=lowest.title, high=highest.title, lowest=next(numbers), highest=next(numbers))

    def sizeHint(self) -> QSize:
        return QSize(110 * theme.SPACE, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().window)
        if self._sheet is None:
            return
        for point in self._sheet.plot_points:
            self._paint_column(painter, point)
        for stretch in self._sheet.stretches:
            self._paint_stretch(painter, stretch)
        self._paint_curve(painter, self._sheet.plot_points)
        for point in self._sheet.plot_points:
            self._paint_name(painter, point)

    def _across(self, start: float, length: float) -> tuple[int, int]:
        """Left and right of a part of the story, in px."""
        width = self.width() - 2 * PAD
        return round(PAD + start * width), round(PAD + (start + length) * width)

    def _y(self, harmony: float) -> float:
        top, bottom = ACTS + BREATH, self.height() - BREATH
        return bottom - harmony * (bottom - top)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        now = theme.current()
        left, right = self._across(stretch.start, stretch.length)
        hue = now.plotline(stretch.colour)
        if not stretch.length:
            painter.fillRect(QRectF(left - 1, 0, 2, self.height()), hue)
            return
        fill = QColor(hue)
        fill.setAlpha(WASH)
        painter.fillRect(QRectF(left + 1, 2, right - left - 2, ACTS - 4), fill)
        painter.fillRect(QRectF(left, 2, 2, ACTS - 4), hue)
        room = right - left - 3 * PAD
        if room >= ACT_NAMED_FROM:
            painter.setFont(theme.font(theme.SMALL, QFont.Weight.Medium))
            painter.setPen(now.text)
            name = painter.fontMetrics().elidedText(stretch.name, Qt.TextElideMode.ElideRight, room)
            box = QRectF(left + 2 * PAD, 0, room + 2, ACTS)
            painter.drawText(box, LEFT, name)

    def _paint_column(self, painter: QPainter, point: PlotPoint) -> None:
        left, right = self._across(point.start, point.length)
        fill = QColor(theme.harmony_colour(theme.harmony_percent(point.harmony)))
        fill.setAlpha(WASH)
        top = self._y(point.harmony)
        painter.fillRect(QRectF(left, top, right - left - 1, self.height() - top), fill)

    def _paint_name(self, painter: QPainter, point: PlotPoint) -> None:
        """The name of a point, upwards in its column."""
        left, right = self._across(point.start, point.length)
        if right - left < NAMED_FROM:
            return
        room = self.height() - ACTS - 2 * BREATH
        painter.save()
        painter.translate(QPointF((left + right) / 2, self.height() - BREATH))
        painter.rotate(-90)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.current().text)
        name = painter.fontMetrics().elidedText(point.title, Qt.TextElideMode.ElideRight, room)
        box = QRectF(0, -2 * theme.SPACE, room + 2, 4 * theme.SPACE)
        painter.drawText(box, LEFT, name)
        painter.restore()

    def _paint_curve(self, painter: QPainter, points: tuple[PlotPoint, ...]) -> None:
        """The steps of the curve, each in its colour of harmony, joined by a quiet line."""
        before: QPointF | None = None
        for point in points:
            left, right = self._across(point.start, point.length)
            y = round(self._y(point.harmony))
            if before is not None:
                painter.setPen(QPen(theme.current().quiet, 1))
                painter.drawLine(before, QPointF(left, y))
            colour = theme.harmony_colour(theme.harmony_percent(point.harmony))
            painter.fillRect(QRectF(left, y - 1, right - left, 3), colour)
            before = QPointF(right, y)
