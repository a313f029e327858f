"""Makes the sound of a universe on a thread of its own, ahead of what is played, so that nobody waits for it."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from ...domain.contents import Contents
from ...music.feed import Feed
from ...music.sound import Sound

READY_S = 0.5
"""How much of it is made before it is said to be ready."""
AHEAD_S, PIECE = 2.5, 1 << 14
"""How much is made ahead of what is drawn, and how many frames of it at a time: what is wished for comes in between."""
REST_MS = 50

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
        self._feed: Feed | None = None
        self._ahead: deque[tuple[Sound, int]] = deque()
        """The pieces that were made ahead lately, by their number within their sound."""
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._go_ahead)

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

    @Slot(object)
    def follow(self, feed: Feed | None) -> None:
        self._feed = feed
        if feed is not None:
            self._ahead = deque(maxlen=2 * ceil(AHEAD_S * feed.rate / PIECE))
            self._rest.start(0)
        else:
            self._rest.stop()

    @Slot()
    def _go_ahead(self) -> None:
        """Makes the next piece that is not made."""
        if self._feed is None:
            return
        for sound, first, count in self._feed.upcoming(round(AHEAD_S * self._feed.rate)):
            for number in range(first // PIECE, ceil((first + count) / PIECE)):
                if (sound, number) not in self._ahead:
                    sound.piece(number * PIECE, PIECE)
                    self._ahead.append((sound, number))
                    self._rest.start(0)
                    return
        self._rest.start(REST_MS)

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
    _followed = Signal(object)
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
        self._followed.connect(self._hand.follow, Qt.ConnectionType.QueuedConnection)
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

    def follow(self, feed: Feed | None) -> None:
        """Makes from now on what that draws next, before it does."""
        self._followed.emit(feed)

    def load(self) -> None:
        """Loads what speaks to a loudspeaker, which takes a while the first time."""
        self._load.emit()

    def close(self) -> None:
        """Lets go of the thread, after what it is at."""
        self._hand.latest = self._number + 1
        self._hand.deleteLater()
        self._thread.quit()
        self._thread.wait()
