"""Work with passwords on a thread of its own: bcrypt takes a quarter of a second, and no window stops for that."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)


_running: set[_Job] = set()


class PasswordWorker(QObject):
    """Does one piece of work at a time; what comes of it is told on the thread that the worker lives on."""

    done = Signal(object)
    """The result of the work."""
    failed = Signal(object)
    """The exception that the work ended with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def run(self, work: Callable[[], object]) -> None:
        """Begins `work`, which may touch no widget and no database; an earlier piece is cancelled."""
        self.cancel()
        job = _Job(work)
        self._job = job
        job.ended.connect(self._on_ended)
        job.start()

    def cancel(self) -> None:
        """Lets the present work run out unheard."""
        if self._job is not None:
            self._job.ended.disconnect(self._on_ended)
            self._job = None

    def _on_ended(self, result: object, error: object) -> None:
        self._job = None
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)


class _Job(QObject):
    """One thread and what it came to. It holds itself until the thread has ended, whatever became of the dialog."""

    ended = Signal(object, object)
    _came = Signal(object, object)

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work
        self._thread = threading.Thread(target=self._run, name="password")
        self._came.connect(self._on_came)

    def start(self) -> None:
        _running.add(self)
        self._thread.start()

    def _run(self) -> None:
        result, failure = None, None
        try:
            result = self._work()
        except Exception as error:
            _log.exception("work with a password failed")
            failure = error
        self._came.emit(result, failure)

    def _on_came(self, result: object, failure: object) -> None:
        """On the thread of the window: the signal was queued across."""
        self._thread.join()
        _running.discard(self)
        self.ended.emit(result, failure)
