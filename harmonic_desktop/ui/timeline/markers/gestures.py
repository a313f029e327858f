"""What the hand does in the band from press to release: moves a marker, resizes it, or draws a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from ....domain.edits import new_id
from ....domain.markers import Marker
from ....domain.storyboard import LAST_BEAT, SHORTEST
from ..gestures import DIGITS
from ..snapping import snapped

if TYPE_CHECKING:
    from .band import MarkerBand

Modifiers = Qt.KeyboardModifier


class MarkerGesture:
    """A press in the band; `scene.held_marker` is what it would make, and nothing is saved before `finished`."""

    def __init__(self, band: MarkerBand, position: QPointF) -> None:
        self.band = band
        self.scene = band.view.scene
        self._pressed_at = position
        self._is_drag = False
        self._beat_at_press = self.scene.camera.scale.beat(position.x())

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        """The pointer is at another place, or the story moved under it."""
        far = (position - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        self._is_drag = self._is_drag or far
        if self._is_drag:
            beat = self.scene.camera.scale.beat(position.x())
            self.scene.held_marker = self._held(beat, modifiers)

    def finished(self) -> None:
        """The button was let go."""

    def _held(self, beat: float, modifiers: Modifiers) -> Marker:
        raise NotImplementedError

    def _snapped(self, edges: list[float], modifiers: Modifiers) -> float:
        """How many beats the edges are corrected by; sets the guide."""
        self.scene.guide = None
        if not self.scene.snapping or modifiers & Modifiers.AltModifier:
            return 0.0
        by, self.scene.guide = snapped(self.scene, edges, ())
        return by


class DragMarker(MarkerGesture):
    """A marker in the hand, or one edge of it. edge: -1 left, 1 right, 0 all of it."""

    def __init__(self, band: MarkerBand, position: QPointF, marker: Marker, edge: int) -> None:
        super().__init__(band, position)
        self.marker = marker
        self._edge = edge

    def _held(self, beat: float, modifiers: Modifiers) -> Marker:
        by = beat - self._beat_at_press
        # Held before it is snapped, so that it does not snap to where it was.
        self.scene.held_marker = self.scene.held_marker or self.marker
        return self._moved(by, modifiers) if not self._edge else self._resized(by, modifiers)

    def _moved(self, by: float, modifiers: Modifiers) -> Marker:
        marker = self.marker
        edges = (
            [marker.start_beat + by] if not marker.duration_beats else [marker.start_beat + by, marker.end_beat + by]
        )
        by += self._snapped(edges, modifiers)
        start = min(max(round(marker.start_beat + by, DIGITS), 0.0), LAST_BEAT)
        if marker.start_beat + by < 0:
            self.scene.guide = None
        return replace(marker, start_beat=start)

    def _resized(self, by: float, modifiers: Modifiers) -> Marker:
        marker = self.marker
        beat = (marker.start_beat if self._edge < 0 else marker.end_beat) + by
        beat = round(beat + self._snapped([beat], modifiers), DIGITS)
        shortest = min(SHORTEST, marker.duration_beats)
        if self._edge > 0:
            return replace(marker, duration_beats=min(max(beat - marker.start_beat, shortest), LAST_BEAT))
        start = min(max(beat, 0.0), marker.end_beat - shortest)
        return replace(marker, start_beat=start, duration_beats=marker.end_beat - start)

    def finished(self) -> None:
        held = self.scene.held_marker
        if held is not None and held != self.marker:
            self.band.commands.place(held.id, held.start_beat, held.duration_beats)


class DrawMarker(MarkerGesture):
    """A new act from where the button went down to where the hand is."""

    def __init__(self, band: MarkerBand, position: QPointF) -> None:
        super().__init__(band, position)
        self._id = new_id()

    def _held(self, beat: float, modifiers: Modifiers) -> Marker:
        first = max(self._beat_at_press + self._snapped([self._beat_at_press], modifiers), 0.0)
        last = max(beat + self._snapped([beat], modifiers), 0.0)
        start, end = sorted((round(first, DIGITS), round(last, DIGITS)))
        commands = self.band.commands
        return Marker(self._id, 0, commands.next_name(), start, end - start, commands.next_colour())

    def finished(self) -> None:
        held = self.scene.held_marker
        if held is not None and held.duration_beats > 0:
            self.band.commands.create(held.start_beat, held.duration_beats)
