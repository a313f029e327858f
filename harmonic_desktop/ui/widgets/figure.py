"""One number with its name, and where it is to be found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget

from .. import theme
from .place_button import PlaceButton
from .sentence import Sentence


class Figure(QWidget):
    """Name at the left, number at the right; under them a button that goes there, where there is a place."""

    def __init__(self, name: str, go_to: Callable[[int], object] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._go_to, self._target = go_to, 0
        self._value = Sentence()
        theme.set_font(self._value, theme.NORMAL, QFont.Weight.Medium)
        self._value.setWordWrap(False)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.SPACE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Sentence(name), 0, 0)
        grid.addWidget(self._value, 0, 1)
        self.place = PlaceButton(self._on_pressed)
        self.place.hide()
        grid.addWidget(self.place, 1, 0, 1, 2)

    @property
    def value(self) -> str:
        """What is shown at the right."""
        return self._value.text()

    def show_value(self, value: str, where: str = "", target: int | None = None) -> None:
        """Shows a number, where it is, and what a press there hands on."""
        self._value.setText(value)
        self.setAccessibleDescription(" ".join(filter(None, (value, where))))
        self._target = target if target is not None else 0
        self.place.setVisible(bool(where))
        self.place.setEnabled(target is not None)
        self.place.set_words(f"{where[:1].upper()}{where[1:]}", self.tr("Goes there"))

    def _on_pressed(self) -> None:
        if self._go_to is not None:
            self._go_to(self._target)
