"""Gestures that begin on empty space or with the middle button: the rubber band and panning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from .gestures import ADDING, Gesture, Modifiers

if TYPE_CHECKING:
    from .canvas import TimelineView


class PressSpace(Gesture):
    """A press beside the cards: a click clears the selection, a drag draws a rubber band."""

    def __init__(self, view: TimelineView, position: QPointF, modifiers: Modifiers) -> None:
        super().__init__(view, position)
        self._adds = bool(modifiers & ADDING)

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        if self.is_drag(position):
            self.view.pointer.take_over(Band(self.view, self.pressed_at, self._adds), position, modifiers)

    def finished(self) -> None:
        if not self._adds:
            self.view.selecting.select(frozenset())


class Band(Gesture):
    """The rubber band: selects what it touches, beside what was selected if it adds."""

    scrolls_at_edges = True

    def __init__(self, view: TimelineView, position: QPointF, adds: bool) -> None:
        super().__init__(view, position)
        self._before = self.scene.selection
        self._kept = self._before if adds else frozenset()
        self._beat = self.scene.camera.scale.beat(position.x())
        self._y = position.y() + self.scene.camera.top

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        camera = self.scene.camera
        first, last = sorted((self._beat, max(camera.scale.beat(position.x()), 0.0)))
        top, bottom = sorted((self._y, position.y() + camera.top))
        pixels = camera.scale.pixels_per_beat
        self.scene.band = QRectF(first * pixels, top, (last - first) * pixels, bottom - top)
        touched = self.scene.seen.inside(camera.rows_between(top, bottom), first, last)
        self.scene.selection = self._kept.union(touched)

    def finished(self) -> None:
        chosen, self.scene.selection = self.scene.selection, self._before
        self.view.selecting.select(chosen)

    def cancelled(self) -> None:
        self.scene.selection = self._before


class Pan(Gesture):
    """The middle button holds the story and moves the view over it."""

    def __init__(self, view: TimelineView, position: QPointF) -> None:
        super().__init__(view, position)
        self._beat = self.scene.camera.scale.beat(position.x())
        self._y = position.y() + self.scene.camera.top

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        scale = self.scene.camera.scale
        scale.scroll_to(self._beat - position.x() / scale.pixels_per_beat)
        self.view.verticalScrollBar().setValue(round(self._y - position.y()))
