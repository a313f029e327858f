"""The mouse on the canvas: which gesture is under way, scrolling at the edges, hover and cursor."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from .bands import Pan, PressSpace
from .gestures import Cursor, Gesture, Modifiers, PressCard
from .hits import Hit, hit

if TYPE_CHECKING:
    from .canvas import TimelineView
    from .zooming import Standing

FRAME_MS = 8
REST_MS = 120
"""A hand that holds still for so long rests."""
SCROLL_MS = 16
EDGE_ZONE = 28.0
"""Within this many px of an edge of the viewport a held thing scrolls the story."""


class Pointer(QObject):
    """Turns mouse events into gestures, one at a time, and ends each exactly once."""

    dragging = Signal(bool)
    """A press became a drag, or what the hand did is over."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._gesture: Gesture | None = None
        self._button = Qt.MouseButton.NoButton
        self._position = QPointF()
        self._modifiers = Modifiers.NoModifier
        self._cost = 0.0
        self._before: Standing | None = None
        """Where the view stood when the button went down."""
        self._frames = QTimer(self, singleShot=True)
        self._frames.timeout.connect(self._on_frame)
        self._scrolling = QTimer(self, interval=SCROLL_MS)
        self._scrolling.timeout.connect(self._on_scroll)

    @property
    def is_busy(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def press(self, event: QMouseEvent) -> None:
        """A button went down: a gesture begins with what is under the pointer."""
        if self._gesture is not None or self._view.scene.contents is None:
            return
        self._position, self._modifiers, self._button = event.position(), event.modifiers(), event.button()
        self._before = self._view.zooming.standing
        where = hit(self._view.scene, event.position())
        self._view.scene.hover = None
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gesture = Pan(self._view, event.position())
            self._show_cursor(Cursor.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and where.card is not None:
            self._gesture = PressCard(self._view, event.position(), event.modifiers(), where.card, where.edge)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._gesture = PressSpace(self._view, event.position(), event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """The pointer is at another place."""
        self._position, self._modifiers = event.position(), event.modifiers()
        if self._gesture is None:
            self._hover(hit(self._view.scene, event.position()))
            return
        self._update()
        near_edge = self._pull() != (0, 0)
        if near_edge and self._gesture.scrolls_at_edges and not self._scrolling.isActive():
            self._scrolling.start()

    def release(self, event: QMouseEvent) -> None:
        """The button went up: its gesture is done."""
        if self._gesture is not None and event.button() == self._button:
            self._position, self._modifiers = event.position(), event.modifiers()
            self._update()
            self._end(finished=True)

    def cancel(self) -> bool:
        """Ends the gesture with nothing done; False when there is none."""
        if self._gesture is None:
            return False
        self._end(finished=False)
        return True

    def give_up(self) -> bool:
        """Cancels the gesture as the person wishes, with the view back where it began; False when there is none."""
        before = self._before
        if not self.cancel():
            return False
        if before is not None and before != self._view.zooming.standing:
            self._view.zooming.stand(before)
        return True

    def modifiers_changed(self, modifiers: Modifiers) -> None:
        """Alt was pressed or let go while something is held."""
        self._modifiers = modifiers
        self._update()

    def story_moved(self) -> None:
        """The view was scrolled or zoomed under the pointer."""
        self._update()

    def leave(self) -> None:
        """The pointer left the canvas."""
        if self._gesture is None:
            self._hover(None)

    def take_over(self, gesture: Gesture, position: QPointF, modifiers: Modifiers) -> None:
        """A press became a drag."""
        self._gesture = gesture
        self.dragging.emit(True)
        gesture.moved(position, modifiers)

    def request_frame(self) -> None:
        """Calls the gesture's `frame` soon, and less often where that is slow."""
        if self._gesture is not None and self._gesture.is_slow:
            self._frames.start(REST_MS)
        elif not self._frames.isActive():
            self._frames.start(max(FRAME_MS, round(2000 * self._cost)))

    def _update(self) -> None:
        if self._gesture is not None:
            before = self._view.scene.guide
            self._gesture.moved(self._position, self._modifiers)
            self._view.viewport().update()
            if self._view.scene.guide != before:
                self._view.ruler.update()

    def _end(self, *, finished: bool) -> None:
        gesture, self._gesture = self._gesture, None
        self._frames.stop()
        self._scrolling.stop()
        if gesture is None:
            return
        was_held = self._view.scene.lifted is not None
        self._view.scene.drop_previews()
        if was_held:
            self._view.cards_dragged.emit({})
        if finished:
            gesture.finished()
        else:
            gesture.cancelled()
        self.dragging.emit(False)
        self._hover(hit(self._view.scene, self._position))
        self._view.viewport().update()
        self._view.ruler.update()

    def _on_frame(self) -> None:
        if self._gesture is not None:
            begun = perf_counter()
            self._gesture.frame()
            self._cost = perf_counter() - begun
            self._show_cursor(self._gesture.cursor)
            self._view.viewport().update()

    def _on_scroll(self) -> None:
        across, down = self._pull()
        if self._gesture is None or not self._gesture.scrolls_at_edges or (across, down) == (0, 0):
            self._scrolling.stop()
            return
        scale = self._view.scene.camera.scale
        scale.scroll_to(
            scale.left_beat + across / scale.pixels_per_beat,
            beyond=self._gesture.goes_beyond_end and across > 0,
        )
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + down)

    def _pull(self) -> tuple[int, int]:
        """How many px a frame the story is scrolled, the more the further out the pointer is."""
        room = self._view.viewport().rect()
        return pull(self._position.x(), room.width()), pull(self._position.y(), room.height())

    def _hover(self, where: Hit | None) -> None:
        card_id = where.card.id if where is not None and where.card is not None and self._gesture is None else None
        self._show_cursor(Cursor.SizeHorCursor if where is not None and where.edge else Cursor.ArrowCursor)
        if card_id != self._view.scene.hover:
            self._view.scene.hover = card_id
            self._view.viewport().update()

    def _show_cursor(self, shape: Cursor) -> None:
        viewport = self._view.viewport()
        if viewport.cursor().shape() != shape:
            viewport.setCursor(shape)


def is_alt_alone(event: QEvent) -> bool:
    """Whether Alt is pressed by itself, which takes the keyboard to the menu bar unless a drag takes it for its own."""
    is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
    return is_key and cast(QKeyEvent, event).key() == Qt.Key.Key_Alt


def pull(position: float, length: int) -> int:
    """How many px a frame a held thing at that place scrolls along an axis; the more the further out it is."""
    if position < EDGE_ZONE:
        return -min(round((EDGE_ZONE - position) / 2) + 1, 40)
    if position > length - EDGE_ZONE:
        return min(round((position - length + EDGE_ZONE) / 2) + 1, 40)
    return 0
