"""Work that takes a while, done beside the window, with its progress shown and a button that gives it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ...exchange.heed import Heed
from .progress import Progress
from .thread import Thread

if TYPE_CHECKING:
    from ..main_window import MainWindow

SHOWN_AFTER_MS = 400
"""What takes less long has no progress shown."""


class Work(QObject):
    """One piece of work; given up, what it comes to is thrown away, unless it `lasts`, as a file that was written."""

    done = Signal(object)
    """What the function returned."""
    refused = Signal(str)
    """One sentence on why it came to nothing."""
    stopped = Signal()
    """A person gave it up, and it came to nothing."""

    def __init__(self, words: str, work: Callable[[Heed], object], window: MainWindow, *, lasts: bool = False) -> None:
        super().__init__(window)
        self._lasts = lasts
        self._is_told = False
        self._progress = Progress(words, window)
        self._progress.rejected.connect(self.give_up)
        self._thread = Thread(work, self)
        self._thread.done.connect(self._on_done)
        self._thread.refused.connect(self._on_refused)
        self._thread.progressed.connect(self._progress.show_share)
        self._thread.finished.connect(self._on_finished)
        window.closing.connect(self._end)
        self._shows = QTimer(self, singleShot=True)
        self._shows.timeout.connect(self._show_progress)

    def start(self) -> None:
        """Begins; the window goes on meanwhile."""
        self._shows.start(SHOWN_AFTER_MS)
        self._thread.start()

    def give_up(self) -> None:
        """Has it end as soon as it can, leaving nothing behind."""
        self._thread.give_up()

    def wait(self) -> None:
        """Until the thread has ended, as the program has to before it ends itself."""
        self._thread.wait()

    def _show_progress(self) -> None:
        if self._thread.isRunning() and not self._thread.is_given_up:
            self._progress.open()

    def _end(self) -> None:
        self.give_up()
        self.wait()

    def _on_done(self, result: object) -> None:
        if self._lasts or not self._thread.is_given_up:
            self._is_told = True
            self._progress.close_silently()
            self.done.emit(result)

    def _on_refused(self, sentence: str) -> None:
        self._progress.close_silently()
        if self._thread.bug is not None:
            raise self._thread.bug
        if not self._thread.is_given_up:
            self._is_told = True
            self.refused.emit(sentence)

    def _on_finished(self) -> None:
        self._shows.stop()
        self._progress.close_silently()
        self._progress.deleteLater()
        if not self._is_told and self._thread.bug is None:
            self.stopped.emit()
        self.deleteLater()
