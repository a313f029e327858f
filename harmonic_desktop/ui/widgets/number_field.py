"""A field for one number, typed or stepped, that is never changed by being shown."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from .committed_line import CommittedLine
from .number_text import number_text, read_number, shortened


class NumberField(CommittedLine):
    """A number within low..high, or none where `optional`.

    Up and Down (and the wheel, when the field has the focus) step, ten times as far with Shift. Typing and stepping are
    previewed; the number is committed once, on Enter or when the field is left. A stored number outside the range is
    shown as it is. `read` may replace how text is read (units, bars); it raises ValueError with a sentence.
    """

    previewed = Signal(float)
    cancelled = Signal()
    """What was previewed does not hold: the stored number does."""
    committed = Signal(object)
    """The new number, or None where the field was emptied."""

    def __init__(
        self,
        low: float = -math.inf,
        high: float = math.inf,
        step: float = 0.01,
        *,
        optional: bool = False,
        read: Callable[[str], float] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(None, parent)
        self._low, self._high, self._step = low, high, step
        self._optional = optional
        self._read = read
        self._value: float | None = None
        self._previewing = False
        self._wheel = 0.0

    @property
    def value(self) -> float | None:
        """The stored number, whatever is being typed."""
        return self._value

    def set_value(self, value: float | None) -> None:
        """Shows the stored number; text being typed stays until it is taken."""
        self._value = value
        self.show_text("" if value is None else number_text(value, self.locale()))

    def show_preview(self, value: float) -> None:
        """Shows a number that is being set elsewhere; `restore` ends that."""
        self.setText(number_text(value, self.locale()))

    def restore(self) -> None:
        super().restore()
        self._end_preview()

    def _end_preview(self) -> None:
        if self._previewing:
            self._previewing = False
            self.cancelled.emit()

    def _take(self, text: str) -> None:
        try:
            value = self._number(text)
        except ValueError as refusal:
            kept = self._shown or self.tr("nothing")
            self.restore()
            self.refused.emit(self.tr("%1 The value before stays: %2.").replace("%1", str(refusal)).replace("%2", kept))
            return
        changed = value != self._value
        self._put("" if value is None else number_text(value, self.locale()))
        if not changed:
            self._end_preview()
            return
        self._value = value
        self._previewing = False
        self.committed.emit(value)

    def _number(self, text: str) -> float | None:
        if not text.strip():
            if self._optional:
                return None
            raise ValueError(self.tr("This needs a number."))
        reader = self._read
        value = reader(text) if reader is not None else read_number(text, self.locale(), self._low, self._high)
        if not self._low <= value <= self._high:
            raise ValueError(self._outside(text))
        return value

    def _outside(self, text: str) -> str:
        low, high = number_text(self._low, self.locale()), number_text(self._high, self.locale())
        if self._high == math.inf:
            sentence = self.tr("“%1” is less than %2.").replace("%2", low)
        elif self._low == -math.inf:
            sentence = self.tr("“%1” is more than %2.").replace("%2", high)
        else:
            sentence = self.tr("“%1” is not from %2 to %3.").replace("%2", low).replace("%3", high)
        return sentence.replace("%1", shortened(text))

    def _on_text_edited(self) -> None:
        super()._on_text_edited()
        try:
            value = self._number(self.text())
        except ValueError:
            return
        if value is not None:
            self._preview(value)

    def _preview(self, value: float) -> None:
        self._previewing = True
        self.previewed.emit(value)

    def _step_by(self, steps: float) -> None:
        try:
            present = self._number(self.text())
        except ValueError:
            present = self._value
        if present is None or math.isnan(present):
            present = min(max(0.0, self._low), self._high)
        value = float(f"{present + steps * self._step:.12g}")
        value = min(max(value, self._low), self._high)
        self.setText(number_text(value, self.locale()))
        self.selectAll()
        self.refused.emit("")
        self._preview(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up, down = event.key() == Qt.Key.Key_Up, event.key() == Qt.Key.Key_Down
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if (up or down) and plain and not self.isReadOnly():
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._step_by(far if up else -far)
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus() or self.isReadOnly():
            event.ignore()
            return
        self._wheel += event.angleDelta().y()
        ticks, self._wheel = int(self._wheel / 120), math.fmod(self._wheel, 120)
        if ticks:
            self._step_by(ticks * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))
        event.accept()
