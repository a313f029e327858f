"""Mouse, wheel and pinch in the harmony plot: points are pulled or drawn over, a band is spanned, the view is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ...domain.harmony import Floats
from .. import theme
from .gestures import Band, Stroke, TieDrag
from .points import NO_TIES

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

SCROLL_MS, SCROLL_STEP = 16, 0.25
"""While a band or a stroke is pulled over the edge, the view scrolls each so many ms by that share of the overshoot."""
ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class PlotMouse:
    """What the mouse has hold of: points (`drag`), a pen (`stroke`), a rubber band (`band`), or nothing."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot
        self._pressed = QPointF()
        self._drag: TieDrag | None = None
        self._left_at_press = 0.0
        self._is_moving = False
        self._at = QPointF()
        """Where the mouse was last, with something in hand."""
        self.band: Band | None = None
        self.stroke: Stroke | None = None
        self._scroller = QTimer(plot, interval=SCROLL_MS)
        self._scroller.timeout.connect(self._scroll)

    @property
    def grabbed(self) -> int | None:
        """The card whose point is being pulled."""
        return self._drag.grabbed if self._drag is not None and self._is_moving else None

    @property
    def is_busy(self) -> bool:
        """Whether something is being pulled, drawn or spanned."""
        return self._is_moving

    def press(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        plot, self._pressed = self._plot, event.position()
        self._left_at_press = plot.time.left_beat
        card_id = plot.card_at(self._pressed)
        if plot.draws_with(event.modifiers()):
            self._take_pen()
        elif card_id is not None:
            self._press_point(card_id, event)
        elif plot.area.contains(self._pressed):
            kept = plot.selection if event.modifiers() & ADDING else frozenset()
            self.band = Band(plot.beat_at(self._pressed.x()), self._pressed.y(), plot.selection, kept)
            plot.choose(kept)

    def _take_pen(self) -> None:
        plot, at = self._plot, self._pressed
        if plot.area.contains(at) and len(plot.points):
            rows = plot.rows_in_scope()
            ids, middles = plot.points.ids[rows], plot.points.middles[rows]
            self.stroke = Stroke(ids, middles, plot.beat_at(at.x()), plot.harmony_at(at.y()))
            plot.hovered = None
            plot.redraw()

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
        if not event.buttons() & Qt.MouseButton.LeftButton or not (self._drag or self.band or self.stroke):
            self.point_out(event.position(), event.modifiers())
            return
        way = event.position() - self._pressed
        self._is_moving = self._is_moving or way.manhattanLength() >= QApplication.startDragDistance()
        if not self._is_moving:
            return
        self._at = event.position()
        if self._drag is not None:
            self._pull(self._drag, event)
        else:
            self._reach()

    def _pull(self, drag: TieDrag, event: QMouseEvent) -> None:
        by = (drag.start_y - event.position().y()) / self._plot.rise
        drag.pull(by, is_free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        self._plot.pull(drag.ties)

    def _reach(self) -> None:
        """Spans or draws as far as the mouse is now; beyond the edges the view follows."""
        if self.band is not None:
            self._span(self.band)
        elif self.stroke is not None:
            self._draw(self.stroke)
        beyond = self._at.x() < self._plot.area.left() or self._at.x() > self._plot.area.right()
        if beyond != self._scroller.isActive():
            self._scroller.start() if beyond else self._scroller.stop()

    def _span(self, band: Band) -> None:
        band.to = self._at
        inside = self._plot.cards_in(band.rect(self._plot.x_of(band.beat)))
        self._plot.choose(band.kept | inside)

    def _draw(self, stroke: Stroke) -> None:
        plot = self._plot
        x = min(max(self._at.x(), plot.area.left()), plot.area.right())
        stroke.to(plot.beat_at(x), plot.harmony_at(self._at.y()))
        plot.pull(stroke.ties)

    def _scroll(self) -> None:
        plot, x, area = self._plot, self._at.x(), self._plot.area
        over = x - area.right() if x > area.right() else min(x - area.left(), 0.0)
        plot.time.scroll_to(plot.time.left_beat + over * SCROLL_STEP / plot.time.pixels_per_beat)
        self._reach()

    def redraw_held(self, before: Floats) -> None:
        """Redraws the plot: as far as the cards last whose harmony was another before, and where pen and number are."""
        plot, start, end = self._plot, *self._plot.points.spans()
        if plot.overlays.lines or (self.stroke is None and self.grabbed is None):
            plot.redraw()
            return
        changed = np.flatnonzero(before != plot.points.ties)
        if self.grabbed is not None:
            changed = np.append(changed, plot.points.row_of(self.grabbed) or 0)
        pen = self.stroke.last_step if self.stroke is not None else ()
        beats = np.concatenate((start[changed], end[changed], pen))
        plot.redraw_between(float(beats.min()), float(beats.max()))

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        drag, band, stroke, moved = self._drag, self.band, self.stroke, self._is_moving
        self._let_go()
        plot = self._plot
        if drag is not None and moved:
            plot.pull(NO_TIES)
            plot.drop(drag.changes)
        elif stroke is not None and moved:
            plot.pull(NO_TIES)
            plot.drop_drawn(stroke.ties)
        elif drag is not None and not event.modifiers() & ADDING:
            plot.choose({drag.grabbed}, drag.grabbed)
        elif band is not None and moved:
            plot.announced.emit(plot.words.selected())

    def cancel(self) -> bool:
        """Lets go with everything as it was before; tells whether anything was held."""
        band, is_pulling, moved = self.band, (self._drag or self.stroke) is not None, self._is_moving
        self._let_go()
        if is_pulling and moved:
            self._plot.pull(NO_TIES)
        if band is not None and moved:
            self._plot.choose(band.before)
        return moved

    def give_up(self) -> bool:
        """Cancels as the person wishes, with the story scrolled as it was; tells whether anything was held."""
        moved = self.cancel()
        if moved:
            self._plot.time.show(self._left_at_press, self._plot.time.pixels_per_beat)
        return moved

    def follow(self) -> None:
        """Lets go of points when one of them is gone, or is no longer where it was grabbed."""
        if self._drag is not None:
            ids, ties = self._drag.before.ids, self._drag.ties
        elif self.stroke is not None:
            ids, ties = self.stroke.ids, self.stroke.ties
        else:
            return
        if (self._plot.points.rows_of(ids) < 0).any():
            self.cancel()
        elif self._is_moving:
            self._plot.pull(ties)

    def _let_go(self) -> None:
        self._drag = self.band = self.stroke = None
        self._is_moving = False
        self._scroller.stop()
        self._plot.redraw()

    def point_out(self, position: QPointF, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Shows over which point the mouse is, or that it would draw."""
        plot = self._plot
        would_draw = plot.draws_with(keys) and plot.area.contains(position)
        card_id = plot.card_at(position) if not would_draw else None
        plot.viewport().setCursor(
            Qt.CursorShape.CrossCursor
            if would_draw
            else Qt.CursorShape.SizeVerCursor
            if card_id is not None
            else Qt.CursorShape.ArrowCursor
        )
        if card_id != plot.hovered:
            plot.hovered = card_id
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
        self._plot.time.turn(event, self._x(event.position()))

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
