"""A thread that does one piece of work beside the window, and ends early when nobody wants it any more."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal

from ...domain.errors import InvalidValue, NotFound
from ...exchange.files import NotWritten
from ...exchange.heed import Heed
from ...storage.errors import StorageError

TOLD_EVERY = 0.05
"""Seconds between two words on how far it is."""


class GivenUp(Exception):
    """Raised inside work that nobody waits for any more."""


class Thread(QThread):
    """Calls a function once, which heeds now and then whether it shall go on."""

    done = Signal(object)
    """What the function returned."""
    refused = Signal(str)
    """One sentence on why it came to nothing; with an empty one, `bug` is what it raised."""
    progressed = Signal(float)
    """Which share is done, 0..1; 0 where that is not known."""

    def __init__(self, work: Callable[[Heed], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._told_at = 0.0
        self.is_given_up = False
        self.bug: BaseException | None = None

    def give_up(self) -> None:
        """Has the function end where it heeds next."""
        self.is_given_up = True

    def run(self) -> None:
        try:
            result = self._work(self._heed)
        except GivenUp:
            return
        except (InvalidValue, NotFound, NotWritten, StorageError) as refusal:
            self.refused.emit(str(refusal))
        except BaseException as bug:
            self.bug = bug
            self.refused.emit("")
        else:
            self.done.emit(result)

    def _heed(self, share: float) -> None:
        if self.is_given_up:
            raise GivenUp
        now = monotonic()
        if now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            self.progressed.emit(share)
