"""Which loudspeakers are connected, now and from now on, found without making the window wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from ..player.loudspeakers import Loudspeaker, list_loudspeakers, what_is_missing

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaDevices


class _Loading(QThread):
    """Loads what speaks to loudspeakers, which takes a while the first time."""

    problem = ""
    """Why that can't be."""

    def run(self) -> None:
        try:
            import PySide6.QtMultimedia  # noqa: F401
        except ImportError as error:  # without libpulse
            self.problem = what_is_missing(error)


class Devices(QObject):
    """Looks for them once it is asked to, and tells whenever others are there."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.there: list[Loudspeaker] | None = None
        """None as long as that is not known."""
        self.problem = ""
        """Why none can be found, if none can be."""
        self._loading = _Loading(self)
        self._loading.finished.connect(self._on_loaded)
        self._system: QMediaDevices | None = None
        self._is_closed = False

    def look(self) -> None:
        """Looks for them, unless it knows them."""
        if self._system is None and not self._is_closed and not self._loading.isRunning():
            self._loading.start()

    def close(self) -> None:
        """Lets go of the thread and of the system, for good."""
        self._is_closed = True
        self._loading.wait()
        if self._system is not None:
            self._system.deleteLater()
            self._system = None

    def _on_loaded(self) -> None:
        if self._is_closed:
            return
        self.problem = self._loading.problem
        if not self.problem:
            from PySide6.QtMultimedia import QMediaDevices

            self._system = QMediaDevices(self)
            self._system.audioOutputsChanged.connect(self._list)
            self._list()
        else:
            self.changed.emit()

    def _list(self) -> None:
        self.there = list_loudspeakers()
        self.changed.emit()
