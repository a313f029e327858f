"""Work done between two turns of the event loop, a bit at a time, that can be stopped half way."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from ...exchange.files import NotWritten
from .writing import Steps

SLICE = 0.025
"""Seconds of work before the window gets its turn."""


class Job(QObject):
    """Does the steps of one piece of work after the other; stopped, they leave nothing behind."""

    progressed = Signal(float)
    """Which share is done, 0..1."""
    finished = Signal()
    failed = Signal(str)
    """One sentence on why nothing was written."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Steps | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    @property
    def is_running(self) -> bool:
        """Whether there is something left to do."""
        return self._steps is not None

    def start(self, steps: Steps) -> None:
        """Begins a piece of work, in place of one that is not done."""
        self.stop()
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Gives up what is not done."""
        self._timer.stop()
        steps, self._steps = self._steps, None
        if steps is not None:
            steps.close()

    def _work(self) -> None:
        until, share, problem, is_done = monotonic() + SLICE, 0.0, "", False
        try:
            while self._steps is not None and monotonic() < until:
                share = next(self._steps)
        except StopIteration:
            is_done = True
        except NotWritten as error:
            problem = str(error)
        except BaseException:
            self.stop()
            raise
        self._tell(share, is_done, problem)

    def _tell(self, share: float, is_done: bool, problem: str) -> None:
        if is_done or problem:
            self.stop()
        if problem:
            self.failed.emit(problem)
        elif is_done:
            self.finished.emit()
        else:
            self.progressed.emit(share)
