"""How the view moves over the story: scroll bars, wheel, pinch, zoom, and bringing a card into view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QNativeGestureEvent, QWheelEvent

from .. import theme
from ..time_scale import NOTCH, PER_NOTCH, ZOOM_STEP
from .camera import LANE_HEIGHT

if TYPE_CHECKING:
    from .canvas import TimelineView

OPENING_CARD: Final = 160.0
READABLE_CARD: Final = 40.0
"""How many px wide the middle card is when a universe is opened: wide enough to be read."""
MARGIN: Final = 6 * theme.SPACE
MOST: Final = 2**31 - 1
# Qt turns the wheel sideways by itself while Alt is held.
SIDEWAYS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class Scrolling:
    """Keeps the scroll bars and the shared time scale in step, both ways."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._camera = view.scene.camera
        self._scale = view.scene.camera.scale
        self._left_over = 0.0

    def follow_scale(self) -> None:
        """Puts the horizontal bar where the scale is."""
        pixels = self._scale.pixels_per_beat
        bar = self._view.horizontalScrollBar()
        bar.blockSignals(True)
        bar.setRange(0, min(round(self._scale.last_left_beat * pixels), MOST))
        bar.setPageStep(max(self._scale.width, 1))
        bar.setSingleStep(PER_NOTCH)
        bar.setValue(min(round(self._scale.left_beat * pixels), MOST))
        bar.setEnabled(bar.maximum() > 0)
        bar.blockSignals(False)

    def follow_size(self) -> None:
        """Takes over the size of the viewport, and how many lanes there are."""
        room = self._view.viewport().size()
        self._camera.height = room.height()
        self._camera.set_rows(self._view.scene.folded_rows())
        bar = self._view.verticalScrollBar()
        bar.setPageStep(max(room.height(), 1))
        bar.setSingleStep(max(self._camera.open_height // 2, 1))
        bar.setRange(0, max(0, self._camera.content_height - room.height()))
        bar.setEnabled(bar.maximum() > 0)
        self._camera.top = bar.value()
        self._scale.set_width(room.width())

    def bars_moved(self) -> None:
        """A scroll bar was moved by hand (or by `reveal`)."""
        self._camera.top = self._view.verticalScrollBar().value()
        value = self._view.horizontalScrollBar().value()
        if value != round(self._scale.left_beat * self._scale.pixels_per_beat):
            self._scale.scroll_to(value / self._scale.pixels_per_beat)

    def wheel(self, event: QWheelEvent, x: float, y: float = 0.0) -> None:
        """Scrolls down, sideways with Shift or where there is nothing below; zooms at the pointer with Ctrl.

        With Ctrl and Shift it makes lanes taller or lower.
        """
        event.accept()
        if self._view.scene.contents is None:
            return
        across, down = _pixels(event)
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y() or event.angleDelta().x()
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                self._view.zooming.zoom_lanes(ZOOM_STEP ** (turned / NOTCH), y)
            else:
                self._scale.zoom(ZOOM_STEP ** (turned / NOTCH), max(x, 0.0))
        elif modifiers & SIDEWAYS or self._view.verticalScrollBar().maximum() == 0:
            self.pan(across + down, 0.0)
        else:
            self.pan(across, down)

    def pan(self, across: float, down: float) -> None:
        """Moves the content by so many px, right and down."""
        if across:
            self._scale.scroll_to(self._scale.left_beat - across / self._scale.pixels_per_beat)
        if down:
            self._left_over += down
            whole = round(self._left_over)
            self._left_over -= whole
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() - whole)

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zooms as two fingers on a touchpad say."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        if self._view.scene.contents is None:
            return True
        self._scale.zoom(max(1.0 + event.value(), 0.1), max(event.position().x(), 0.0))
        return True

    def zoom_step(self, direction: int) -> None:
        """A step in (1) or out (-1), at the current card where it is in view, else at the middle."""
        card = self._view.scene.card(self._view.scene.current)
        x = self._scale.x(card.start_beat) if card is not None else -1.0
        at = x if 0 <= x < self._scale.width else self._scale.width / 2
        self._scale.zoom(ZOOM_STEP**direction, at)

    def show_opening(self) -> None:
        """How a universe is shown when it opens: whole where its titles can be read so, else its beginning."""
        median = max(self._view.scene.layout.median_duration(), 0.01)
        self._view.zooming.set_lane_height(theme.room(LANE_HEIGHT))
        self._scale.fit()
        if median * self._scale.pixels_per_beat < READABLE_CARD or self._scale.end_beat == 0.0:
            self._scale.show(0.0, OPENING_CARD / median)
        self._view.verticalScrollBar().setValue(0)

    def reveal(self, rect: QRectF) -> None:
        """Scrolls no further than it takes to have a rectangle of the viewport inside it."""
        scale = self._scale
        right = scale.width - MARGIN
        if rect.left() < 0 or rect.width() > scale.width - 2 * MARGIN:
            if rect.left() < 0 or rect.left() > right - MARGIN:
                scale.scroll_to(scale.left_beat + (rect.left() - MARGIN) / scale.pixels_per_beat)
        elif rect.right() > right:
            scale.scroll_to(scale.left_beat + (rect.right() - right) / scale.pixels_per_beat, beyond=True)
        bar = self._view.verticalScrollBar()
        bottom = self._camera.height - self._view.selection_bar.covered
        if rect.top() < 0:
            bar.setValue(bar.value() + round(rect.top()) - theme.SPACE)
        elif rect.bottom() > bottom:
            bar.setValue(bar.value() + min(round(rect.bottom() - bottom), max(round(rect.top()), 0)) + theme.SPACE)

    def go_to_card(self, card_id: int) -> None:
        """Has a card in the middle of the view, its beginning in it, and the keyboard go on from it."""
        scene, card = self._view.scene, self._view.scene.card(card_id)
        if card is not None:
            scene.current = self._view.selecting.anchor = card_id
            rect = scene.rect_of(card)
            self._centre_across(min(rect.center().x(), rect.left() + self._scale.width / 2 - MARGIN))
            self._centre_down(rect.center().y())
            self._view.selecting.announce(card_id)

    def go_to_plotline(self, plotline_id: int) -> None:
        """Has a plotline in the middle of the view."""
        row = self._view.scene.layout.rows.get(plotline_id)
        if row is not None:
            self._centre_down(self._camera.lane_top(row) + self._camera.lane_height(row) / 2)

    def go_to_beat(self, beat: float) -> None:
        """Has a beat in the middle of the view."""
        self._centre_across(self._scale.x(beat))

    def _centre_across(self, x: float) -> None:
        """Scrolls so that a pixel of the viewport comes to the middle, as far as the story goes."""
        self._scale.scroll_to(self._scale.left_beat + (x - self._scale.width / 2) / self._scale.pixels_per_beat)

    def _centre_down(self, y: float) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + round(y - self._camera.height / 2))


def _pixels(event: QWheelEvent) -> tuple[float, float]:
    """How far a wheel event scrolls, in px; touchpads say so themselves."""
    if not event.pixelDelta().isNull():
        return float(event.pixelDelta().x()), float(event.pixelDelta().y())
    return event.angleDelta().x() / NOTCH * PER_NOTCH, event.angleDelta().y() / NOTCH * PER_NOTCH
