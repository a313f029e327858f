"""A plotline's row in the hand: from press to release nothing is changed, at the edges the lanes scroll on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from .. import theme
from .pointer import SCROLL_MS, pull

if TYPE_CHECKING:
    from .canvas import TimelineView
    from .header import PlotlineHeader
    from .plotline_row import PlotlineRow

IN_HAND = 0.95
"""How much of a row in the hand is seen; of what it is held over so little that words don't mix."""


class RowDrag(QObject):
    """One row at a time; a picture of it follows the hand, and a mark shows where it would land."""

    def __init__(self, view: TimelineView, header: PlotlineHeader) -> None:
        super().__init__(header)
        self._view = view
        self._header = header
        self.row: PlotlineRow | None = None
        """The row that is pressed."""
        self._gap: int | None = None
        self._pressed_at = self._position = QPointF()
        self._grip = 0
        self._top_at_press = 0
        self._picture: QLabel | None = None
        self._scrolling = QTimer(self, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scroll)

    def press(self, row: PlotlineRow, position: QPointF) -> None:
        """The button went down on a row, at a place on the screen."""
        self.row, self._gap = row, None
        self._pressed_at = self._position = position
        self._grip = round(row.mapFromGlobal(position).y())
        self._top_at_press = self._view.verticalScrollBar().value()

    def move(self, position: QPointF) -> None:
        """The pointer is at another place; far enough from the press that is a drag."""
        if self.row is None or self.row.state.of == 1:
            return
        self._position = position
        away = (position - self._pressed_at).manhattanLength()
        if self._picture is None and away >= QApplication.startDragDistance():
            self._take_up(self.row)
        if self._picture is not None:
            self._follow()
            if self._pull():
                self._scrolling.start()

    def release(self) -> None:
        """The button went up: the plotline goes where the mark is."""
        row, gap = self.row, self._gap
        self._end()
        if row is not None and gap is not None and gap not in (row.state.index, row.state.index + 1):
            to = gap if gap < row.state.index else gap - 1
            self._view.plotlines.move_to(row.state.plotline.id, to)

    def cancel(self) -> None:
        """Ends it with nothing done."""
        self._end()

    def give_up(self) -> bool:
        """Cancels as the person wishes, with the lanes scrolled as they were; False when no row is held."""
        was_pressed, was_held = self.row is not None, self._picture is not None
        self._end()
        if was_held:
            self._view.verticalScrollBar().setValue(self._top_at_press)
        return was_pressed

    def _take_up(self, row: PlotlineRow) -> None:
        self._picture = QLabel(self._header)
        self._picture.setPixmap(_in_hand(row.grab()))
        self._picture.resize(row.size())
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture.show()
        row.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _follow(self) -> None:
        y = self._header.mapFromGlobal(self._position).y()
        self._gap = self._header.gap_at(y)
        self._header.show_mark(self._gap)  # over the picture
        if self._picture is not None:
            self._picture.move(QPoint(2, round(y) - self._grip))

    def _pull(self) -> int:
        return pull(self._header.mapFromGlobal(self._position).y(), self._header.height())

    def _on_scroll(self) -> None:
        down, bar = self._pull(), self._view.verticalScrollBar()
        if self._picture is None or not down:
            self._scrolling.stop()
            return
        bar.setValue(bar.value() + down)
        self._follow()

    def _end(self) -> None:
        if self.row is not None:
            self.row.unsetCursor()
        self._scrolling.stop()
        self._header.show_mark(None)
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
        self.row = self._gap = self._picture = None


def _in_hand(picture: QPixmap) -> QPixmap:
    """The picture one plane up."""
    made = QPixmap(picture.size())
    made.setDevicePixelRatio(picture.devicePixelRatio())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(IN_HAND)
    painter.fillRect(QRectF(QPointF(), made.deviceIndependentSize()), theme.current().raised)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return made
