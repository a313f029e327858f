"""Work that takes a while, done beside the window, with its progress shown and a button that gives it up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from ...domain.errors import InvalidValue, NotFound
from ...exchange.files import NotWritten
from ...storage.errors import StorageError

SHOWN_AFTER_MS = 400
"""What takes less long has no progress shown."""


class _Thread(QThread):
    """Calls a function once."""

    done = Signal(object)
    refused = Signal(str)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.bug: BaseException | None = None

    def run(self) -> None:
        try:
            result = self._work()
        except (InvalidValue, NotFound, NotWritten, StorageError) as refusal:
            self.refused.emit(str(refusal))
        except BaseException as bug:
            self.bug = bug
            self.refused.emit("")
        else:
            self.done.emit(result)


class Work(QObject):
    """One piece of work; given up, what it comes to is thrown away."""

    done = Signal(object)
    """What the function returned."""
    refused = Signal(str)
    """One sentence on why it came to nothing."""

    def __init__(self, words: str, work: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._is_given_up = False
        self._progress = QProgressDialog(words, self.tr("Stop"), 0, 0, parent)
        self._progress.setObjectName("workProgress")
        self._progress.setWindowTitle(parent.window().windowTitle())
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(SHOWN_AFTER_MS)
        self._progress.canceled.connect(self.give_up)
        self._thread = _Thread(work, self)
        self._thread.done.connect(self._on_done)
        self._thread.refused.connect(self._on_refused)
        self._thread.finished.connect(self.deleteLater)

    def start(self) -> None:
        """Begins; the window goes on meanwhile."""
        self._progress.setValue(0)
        self._thread.start()

    def give_up(self) -> None:
        """Forgets about it; what the thread still does leaves nothing behind."""
        self._is_given_up = True
        self._progress.close()

    def wait(self) -> None:
        """Until the thread has ended, as the program has to before it ends itself."""
        self._thread.wait()

    def _on_done(self, result: object) -> None:
        self._progress.reset()
        if not self._is_given_up:
            self.done.emit(result)

    def _on_refused(self, sentence: str) -> None:
        self._progress.reset()
        if self._thread.bug is not None:
            raise self._thread.bug
        if not self._is_given_up:
            self.refused.emit(sentence)
