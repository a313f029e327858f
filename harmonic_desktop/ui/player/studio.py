"""Makes the sound of a universe on a thread of its own, so that the window never waits for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from ...domain.contents import Contents
from ...music.sound import Sound

READY_S = 0.5
"""How much of it is made before it is said to be ready."""

GIVES_WAY_S = 0.001
"""How long the window waits at most until a thread that is at work gives Python to it: five times that is a stutter."""

Make = Callable[[Contents, int], Sound]
"""Makes the sound of a universe at a rate."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The sound of a universe, wanted from a beat on, at a rate; `number` tells wishes apart."""

    number: int
    contents: Contents
    rate: int
    beat: float


class _Hand(QObject):
    """Lives on the thread."""

    made = Signal(object, object)
    failed = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self.latest = 0

    @Slot(object)
    def do(self, wish: Wish) -> None:
        if wish.number < self.latest:
            return
        try:
            sound = self._made(wish)
        except Exception:
            self.failed.emit(wish)
            raise  # a bug, which is told as any other
        if wish.number >= self.latest:
            self.made.emit(wish, sound)

    @Slot()
    def load(self) -> None:
        with suppress(ImportError):  # without libpulse: whoever plays is told then
            import PySide6.QtMultimedia  # noqa: F401

    def _made(self, wish: Wish) -> Sound:
        sound = self._make(wish.contents, wish.rate)
        first = round(wish.beat * 60.0 / sound.tempo * wish.rate)
        sound.piece(first, round(READY_S * wish.rate))
        return sound


class Studio(QObject):
    """Asked on the thread of the window, and answers there."""

    made = Signal(object, object)
    """The Wish and its Sound; a wish that a later one came after may be passed over."""
    failed = Signal(object)
    """The Wish that a bug came in the way of."""
    _asked = Signal(object)
    _load = Signal()

    def __init__(self, make: Make, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(GIVES_WAY_S)
        self._number = 0
        self._thread = QThread(self)
        self._thread.setObjectName("studio")
        self._hand = _Hand(make)
        self._hand.moveToThread(self._thread)
        self._asked.connect(self._hand.do, Qt.ConnectionType.QueuedConnection)
        self._load.connect(self._hand.load, Qt.ConnectionType.QueuedConnection)
        self._hand.made.connect(self.made)
        self._hand.failed.connect(self.failed)
        self._thread.start(QThread.Priority.LowPriority)

    def ask(self, contents: Contents, rate: int, beat: float) -> int:
        """Wishes for a sound; gives the number of the wish."""
        self._number += 1
        self._hand.latest = self._number
        self._asked.emit(Wish(self._number, contents, rate, beat))
        return self._number

    def load(self) -> None:
        """Loads what speaks to a loudspeaker, which takes a while the first time."""
        self._load.emit()

    def close(self) -> None:
        """Lets go of the thread, after what it is at."""
        self._hand.latest = self._number + 1
        self._hand.deleteLater()
        self._thread.quit()
        self._thread.wait()
