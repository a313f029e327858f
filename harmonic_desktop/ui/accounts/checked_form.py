"""A form that asks for a password and slows down who tries wrong ones."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QLocale, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from ...storage.errors import StorageError
from .door import Door
from .form import Form

_log = logging.getLogger(__name__)


class CheckedForm(Form):
    """A form with a password that has to be the right one; wrong tries are slowed down, also across restarts."""

    checked_field = "current"
    """The field of that password."""

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(door, parent)
        self._wait_ms = 0
        self._waited = QElapsedTimer()
        self._wrong = ""
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._count_down)

    def try_password(self, name: str, wrong: str, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Does `work`, which gives None for a wrong password; `name` is what the tries are counted under."""

        def judged(result: object) -> None:
            if result is None:
                self._on_wrong(name, wrong)
            else:
                self._forget_failures(name)
                then(result)

        self._wrong = ""
        if self.keep(lambda: self._begin_waiting(name)) and not self._is_waiting():
            self.begin(work, judged)

    def _on_wrong(self, name: str, wrong: str) -> None:
        self._wrong = wrong
        field = self.fields[self.checked_field]
        field.show_error(wrong)
        field.edit.setFocus()
        field.edit.selectAll()
        self.keep(lambda: self._record(name))

    def _forget_failures(self, name: str) -> None:
        try:
            if self.door.accounts.failures(name):
                self.door.accounts.clear_failures(name)
        except StorageError:
            _log.exception("the count of wrong passwords can't be cleared")  # the right one still opens the door

    def _record(self, name: str) -> None:
        self.door.accounts.record_failure(name)
        self._begin_waiting(name)

    def _begin_waiting(self, name: str) -> None:
        self._wait_ms = math.ceil(1000 * self.door.accounts.seconds_to_wait(name))
        self._waited.start()
        if self._wait_ms > 0:
            self._tick.start()
            self._count_down()

    def _is_waiting(self) -> bool:
        return self._wait_ms > 0 and not self._waited.hasExpired(self._wait_ms)

    def _count_down(self) -> None:
        """Says how long the next try has to wait; the button comes back when it may be made."""
        if not self._is_waiting():
            self.stop_waiting()
            return
        seconds = math.ceil((self._wait_ms - self._waited.elapsed()) / 1000)
        wait = self.tr("Please wait {0} seconds before the next try.").format(QLocale().toString(seconds))
        if seconds == 1:
            wait = self.tr("Please wait a second before the next try.")
        field = self.fields[self.checked_field]
        sentence = f"{self._wrong} {wait}".strip()
        if field.error:
            field.message.setText(sentence)
        else:
            field.show_error(sentence)
        self.submit_button.setEnabled(False)

    def stop_waiting(self) -> None:
        """Lets the next try be made, or at least asked for: the database knows whether it has to wait."""
        was_waiting = self._tick.isActive()
        self._tick.stop()
        self._wait_ms = 0
        self.submit_button.setEnabled(not self.worker.is_busy)
        field = self.fields[self.checked_field]
        if was_waiting and self._wrong:
            field.message.setText(self._wrong)
        elif was_waiting:
            field.clear_error()

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop_waiting()
        super().hideEvent(event)
