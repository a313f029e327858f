"""What is played over and over: the range that a person chose, or the whole story."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ...music.feed import Loop


class Looping(QObject):
    """Places are beats of story time; the music begins at beat 0."""

    changed = Signal()
    noticed = Signal(str)
    """Why nothing is looped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.range: Loop | None = None
        """The one that was chosen, which is kept while it is off."""
        self.is_on = False

    def choose(self, start: float, end: float) -> bool:
        """Loops that range, as far as it is music; whether any of it is."""
        if end > max(start, 0.0):
            self._set((max(start, 0.0), end), True)
            return True
        if end > start:
            self.noticed.emit(self.tr("Nothing was looped: the range lies before the beginning of the music."))
        return False

    def choose_all(self) -> None:
        """Forgets the range, and loops the whole story."""
        self._set(None, True)

    def turn(self, on: bool) -> None:
        """Loops or not: the range that was chosen, or the whole story."""
        self._set(self.range, on)

    def forget(self) -> None:
        """Loops nothing, and has no range."""
        self._set(None, False)

    def of(self, end_beat: float) -> Loop | None:
        """What is looped of a story that ends there."""
        if not self.is_on:
            return None
        return self.range or (0.0, end_beat)

    def entered_at(self, beat: float) -> float:
        """Where playing begins for whoever stands at a beat: where that is after the range, at its start."""
        if self.is_on and self.range is not None and beat >= self.range[1]:
            return self.range[0]
        return beat

    def _set(self, chosen: Loop | None, on: bool) -> None:
        if (chosen, on) != (self.range, self.is_on):
            self.range, self.is_on = chosen, on
            self.changed.emit()
