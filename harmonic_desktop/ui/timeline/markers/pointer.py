"""The mouse in the band: which gesture is under way, scrolling at the ends, hover and cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from .gestures import DragMarker, DrawMarker, MarkerGesture, Modifiers
from .places import MarkerHit

if TYPE_CHECKING:
    from .band import MarkerBand

SCROLL_MS = 16
EDGE_ZONE = 28.0
"""Within this many px of the ends of the band a held marker scrolls the story."""
FASTEST = 40.0


class MarkerPointer(QObject):
    """Turns mouse events into gestures, one at a time, and ends each exactly once."""

    def __init__(self, band: MarkerBand) -> None:
        super().__init__(band)
        self._band = band
        self._scene = band.view.scene
        self._gesture: MarkerGesture | None = None
        self._position, self._modifiers = QPointF(), Modifiers.NoModifier
        self._left_at_press = 0.0
        self.hovered: int | None = None
        self._scrolling = QTimer(self, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scroll)

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def press(self, event: QMouseEvent) -> None:
        """The button went down on a marker, or on a free place."""
        if event.button() != Qt.MouseButton.LeftButton or self._scene.contents is None or self.is_busy:
            return
        self._position, self._modifiers = event.position(), event.modifiers()
        self._left_at_press = self._scene.camera.scale.left_beat
        where = self._band.marker_at(event.position())
        self._band.make_current(where.marker.id if where is not None else None)
        if where is None:
            self._gesture = DrawMarker(self._band, event.position())
        else:
            self._gesture = DragMarker(self._band, event.position(), where.marker, where.edge)

    def move(self, event: QMouseEvent) -> None:
        """The pointer is at another place."""
        self._position, self._modifiers = event.position(), event.modifiers()
        if self._gesture is None:
            self.hover(self._band.marker_at(event.position()))
            return
        self.update()
        if self._pull() and not self._scrolling.isActive():
            self._scrolling.start()

    def release(self, event: QMouseEvent) -> None:
        """The button went up: its gesture is done."""
        if event.button() == Qt.MouseButton.LeftButton and self._gesture is not None:
            self._position, self._modifiers = event.position(), event.modifiers()
            self.update()
            self._end(finished=True)

    def cancel(self) -> bool:
        """Ends the gesture with nothing done; False when there is none."""
        if self._gesture is None:
            return False
        self._end(finished=False)
        return True

    def give_up(self) -> bool:
        """Cancels the gesture as the person wishes, with the story scrolled as it was; False when there is none."""
        if not self.cancel():
            return False
        scale = self._scene.camera.scale
        scale.show(self._left_at_press, scale.pixels_per_beat)
        return True

    def modifiers_changed(self, modifiers: Modifiers) -> None:
        """Alt was pressed or let go while something is held."""
        self._modifiers = modifiers
        self.update()

    def update(self) -> None:
        """The pointer or the story under it moved."""
        if self._gesture is not None:
            self._gesture.moved(self._position, self._modifiers)
            self._show()

    def hover(self, where: MarkerHit | None) -> None:
        """Shows what the pointer is over."""
        shape = Qt.CursorShape.SizeHorCursor if where is not None and where.edge else Qt.CursorShape.ArrowCursor
        if self._band.cursor().shape() != shape:
            self._band.setCursor(shape)
        hovered = where.marker.id if where is not None else None
        if hovered != self.hovered:
            self.hovered = hovered
            self._band.update()

    def _end(self, *, finished: bool) -> None:
        gesture, self._gesture = self._gesture, None
        self._scrolling.stop()
        self._scene.guide = None
        if gesture is not None and finished:
            gesture.finished()
        self._scene.held_marker = None
        self._show()

    def _show(self) -> None:
        self._band.update()
        self._band.view.ruler.update()
        self._band.view.viewport().update()

    def _on_scroll(self) -> None:
        pull = self._pull()
        if self._gesture is None or not pull:
            self._scrolling.stop()
            return
        scale = self._scene.camera.scale
        scale.scroll_to(scale.left_beat + pull / scale.pixels_per_beat, beyond=pull > 0)

    def _pull(self) -> float:
        """How many px a frame the story is scrolled, the more the further out the pointer is."""
        x = self._position.x()
        out = x - EDGE_ZONE if x < EDGE_ZONE else max(x - self._band.width() + EDGE_ZONE, 0.0)
        return min(max(out / 2, -FASTEST), FASTEST)
