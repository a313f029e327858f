"""Python's garbage collector, sent round between two turns of the event loop and at no other time.

By itself it comes when something is made, on any thread and at any place: also within a signal's `disconnect`, while Qt
holds a lock that the end of every QObject waits for. What it found of Qt ended there, and the program with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
DUE = 700, 10, 10
"""How much has to have come into being since a generation was looked through last: Python's own measure."""


class GarbageCollection(QObject):
    """Looks every now and then whether there is enough to look through."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._collect_what_is_due)
        self._timer.start()

    def _collect_what_is_due(self) -> None:
        counts = gc.get_count()
        due = [generation for generation, most in enumerate(DUE) if counts[generation] > most]
        if due:
            gc.collect(due[-1])
