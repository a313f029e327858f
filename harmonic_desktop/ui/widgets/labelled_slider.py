"""A slider over whole steps with its name before it and what it means behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from .. import theme
from .sentence import announce

_WIDEST_VALUE = 14 * theme.SPACE


class CalmSlider(QSlider):
    """Heeds the wheel only with the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(40 * theme.SPACE, theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * theme.SPACE, theme.TARGET)


class LabelledSlider(QWidget):
    """`words` says what a step means: “40 %”, “4 bars”."""

    changed = Signal(int)

    def __init__(
        self, name: str, last: int, words: Callable[[int], str], step: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.slider = CalmSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, last)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(10 * step if last >= 20 * step else step)
        self.slider.setAccessibleName(name)
        self.value_label = QLabel()
        self.value_label.setMinimumWidth(_WIDEST_VALUE)
        self.value_label.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusProxy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(self.slider, 1)
        row.addWidget(self.value_label)
        self._show()
        self.slider.valueChanged.connect(self._on_changed)

    @property
    def value(self) -> int:
        """The step that is chosen, from 0."""
        return self.slider.value()

    def set_value(self, value: int) -> None:
        """Chooses a step."""
        self.slider.setValue(value)

    def show_value(self, value: int) -> None:
        """Shows a step that was chosen elsewhere, and tells nobody."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(value)
        self._show()

    def _show(self) -> None:
        text = self._words(self.value)
        self.value_label.setText(text)
        self.slider.setAccessibleDescription(text)

    def _on_changed(self, value: int) -> None:
        self._show()
        announce(self.slider, self._words(value))
        self.changed.emit(value)
