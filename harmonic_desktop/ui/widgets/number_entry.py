"""A field for a number that is asked for once, and taken only when its question is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from .number_field import NumberField
from .number_text import number_text


class NumberEntry(NumberField):
    """A number field that takes nothing by itself: Enter sends `submitted`, Esc is left to whoever asked."""

    submitted = Signal()

    def read(self) -> float:
        """The number that is typed; raises ValueError with a sentence."""
        number = self._number(self.text())
        assert number is not None, "an entry is never optional"
        return number

    def ask(self, low: float, high: float, step: float, suggestion: float | None = None) -> None:
        """Asks for another number, within low..high, and suggests one."""
        self._low, self._high, self._step, self._value = low, high, step, suggestion
        self._put("" if suggestion is None else number_text(suggestion, self.locale()))

    def commit_pending(self) -> None:
        """Leaving the field takes nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
