"""Keys that move in the band: arrows, Tab, Home and End from marker to marker, Esc and Down back to the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from .gestures import Modifiers

if TYPE_CHECKING:
    from .band import MarkerBand

Key = Qt.Key


class MarkerKeys:
    """What a key press in the band does beside the actions' shortcuts."""

    def __init__(self, band: MarkerBand) -> None:
        self._band = band

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        if event.key() == Key.Key_Alt:
            self._band.pointer.modifiers_changed(event.modifiers() | Modifiers.AltModifier)
            return True
        if event.key() == Key.Key_Escape:
            return self._band.pointer.give_up() or self._leave()
        if event.modifiers() & ~Modifiers.KeypadModifier:
            return False
        if event.key() == Key.Key_Down:
            return self._leave()
        return self._press_plain(event.key())

    def go_to_next(self, forward: bool) -> bool:
        """Goes on to the next marker; False at the last one."""
        return self._go(self._beside(1 if forward else -1))

    def go_to_end(self, first: bool) -> bool:
        """Goes to the first or the last marker; False without any."""
        ids = [marker.id for marker in self._band.markers]
        return self._go((ids[0] if first else ids[-1]) if ids else None)

    def _press_plain(self, key: int) -> bool:
        if key in (Key.Key_Left, Key.Key_Right):
            return self.go_to_next(key == Key.Key_Right) or bool(self._band.markers)
        if key in (Key.Key_Home, Key.Key_End):
            return self.go_to_end(key == Key.Key_Home)
        return False

    def _leave(self) -> bool:
        self._band.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _beside(self, step: int) -> int | None:
        """The marker before or after the current one; without one, the first that has not ended left of the view."""
        markers = self._band.markers
        ids = [marker.id for marker in markers]
        if self._band.current is None or self._band.current not in ids:
            left = self._band.view.scene.camera.scale.left_beat
            return next((m.id for m in markers if m.end_beat >= left), ids[-1] if ids else None)
        index = ids.index(self._band.current) + step
        return ids[index] if 0 <= index < len(ids) else None

    def _go(self, marker_id: int | None) -> bool:
        if marker_id is None:
            return False
        self._band.make_current(marker_id)
        self._band.reveal_current()
        return True
