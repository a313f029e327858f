"""Mouse, wheel and pinch in the harmony plot: points are pulled, a band is spanned, the time axis is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from .. import theme
from .gestures import Band, TieDrag

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

NOTCH = 120
"""What a wheel reports for one tick."""
PER_NOTCH, ZOOM_STEP = 60, 1.25
"""How many px a tick scrolls, and by what it zooms: as in the timeline."""
SCROLL_MS, SCROLL_STEP = 16, 0.25
"""While a band is pulled over the edge, the view scrolls each so many ms by that share of the overshoot."""
ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class PlotMouse:
    """What the mouse has hold of: points (`drag`), a rubber band (`band`), or nothing."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot
        self._pressed = QPointF()
        self._drag: TieDrag | None = None
        self._is_moving = False
        self.band: Band | None = None
        self._scroller = QTimer(plot, interval=SCROLL_MS)
        self._scroller.timeout.connect(self._scroll)

    @property
    def grabbed(self) -> int | None:
        """The card whose point is being pulled."""
        return self._drag.grabbed if self._drag is not None and self._is_moving else None

    @property
    def is_busy(self) -> bool:
        """Whether something is being pulled or spanned."""
        return self._is_moving

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        plot, self._pressed = self._plot, event.position()
        card_id = plot.card_at(self._pressed)
        if card_id is not None:
            self._press_point(card_id, event)
        elif plot.area.contains(self._pressed):
            kept = plot.selection if event.modifiers() & ADDING else frozenset()
            self.band = Band(plot.beat_at(self._pressed.x()), self._pressed.y(), plot.selection, kept)
            plot.choose(kept)

    def _press_point(self, card_id: int, event: QMouseEvent) -> None:
        plot = self._plot
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            plot.choose_range(plot.anchor, card_id)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            plot.choose(plot.selection ^ {card_id}, card_id)
        else:
            plot.choose(plot.selection if card_id in plot.selection else {card_id}, card_id)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            plot.anchor = card_id
        if card_id in plot.selection and card_id in plot.held():
            self._drag = TieDrag(card_id, plot.held(), event.position().y())

    def move(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton or (self._drag is None and self.band is None):
            self._point_out(event.position())
            return
        way = event.position() - self._pressed
        self._is_moving = self._is_moving or way.manhattanLength() >= QApplication.startDragDistance()
        if not self._is_moving:
            return
        if self._drag is not None:
            self._pull(self._drag, event)
        else:
            self._span(event.position())

    def _pull(self, drag: TieDrag, event: QMouseEvent) -> None:
        by = (drag.start_y - event.position().y()) / self._plot.rise
        drag.pull(by, is_free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        self._plot.pull(drag.ties)

    def _span(self, position: QPointF) -> None:
        plot, band = self._plot, self.band
        if band is None:
            return
        band.to = position
        inside = plot.cards_in(band.rect(plot.x_of(band.beat)))
        plot.choose(band.kept | inside)
        beyond = position.x() < plot.area.left() or position.x() > plot.area.right()
        if beyond != self._scroller.isActive():
            self._scroller.start() if beyond else self._scroller.stop()

    def _scroll(self) -> None:
        plot, band = self._plot, self.band
        if band is None:
            self._scroller.stop()
            return
        x, area = band.to.x(), plot.area
        over = x - area.right() if x > area.right() else min(x - area.left(), 0.0)
        plot.time.scroll_to(plot.time.left_beat + over * SCROLL_STEP / plot.time.pixels_per_beat)
        self._span(band.to)

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        drag, band, moved = self._drag, self.band, self._is_moving
        self._let_go()
        plot = self._plot
        if drag is not None and moved:
            plot.pull({})
            plot.drop(drag.changes)
        elif drag is not None and not event.modifiers() & ADDING:
            plot.choose({drag.grabbed}, drag.grabbed)
        elif band is not None and moved:
            plot.announced.emit(plot.words.selected())

    def cancel(self) -> bool:
        """Lets go with everything as it was before; tells whether anything was held."""
        drag, band, moved = self._drag, self.band, self._is_moving
        self._let_go()
        if drag is not None and moved:
            self._plot.pull({})
        if band is not None and moved:
            self._plot.choose(band.before)
        return moved

    def follow(self) -> None:
        """Lets go of points when one of them is gone, or is no longer where it was grabbed."""
        if self._drag is None:
            return
        if any(self._plot.points.row_of(card_id) is None for card_id in self._drag.before):
            self.cancel()
        elif self._is_moving:
            self._plot.pull(self._drag.ties)

    def _let_go(self) -> None:
        self._drag = self.band = None
        self._is_moving = False
        self._scroller.stop()
        self._plot.redraw()

    def _point_out(self, position: QPointF) -> None:
        """Shows over which point the mouse is."""
        plot = self._plot
        card_id = plot.card_at(position)
        if card_id != plot.hovered:
            plot.hovered = card_id
            plot.viewport().setCursor(
                Qt.CursorShape.SizeVerCursor if card_id is not None else Qt.CursorShape.ArrowCursor
            )
            plot.redraw()

    def leave(self) -> None:
        if self._plot.hovered is not None:
            self._plot.hovered = None
            self._plot.redraw()

    def wheel(self, event: QWheelEvent) -> None:
        """Scrolls the time axis; zooms it at the cursor with Ctrl."""
        event.accept()
        if not self._plot.has_story:
            return
        time, turned = self._plot.time, (event.angleDelta().x() or event.angleDelta().y()) / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            time.zoom(ZOOM_STEP**turned, self._x(event.position()))
        else:
            exact = event.pixelDelta()
            pixels = turned * PER_NOTCH if exact.isNull() else float(exact.x() or exact.y())
            time.scroll_to(time.left_beat - pixels / time.pixels_per_beat)

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zooms at the fingers; tells whether it was a pinch."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        if not self._plot.has_story:
            return True
        self._plot.time.zoom(1.0 + event.value(), self._x(event.position()))
        return True

    def _x(self, position: QPointF) -> float:
        """Pixels from the left end of the time axis."""
        return max(position.x() - theme.HEADER_WIDTH, 0.0)
