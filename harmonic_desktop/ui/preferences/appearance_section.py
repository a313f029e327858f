"""How the program looks: theme and size of text."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from .. import theme
from ..widgets.calm_combo import CalmCombo
from .rows import Rows


class AppearanceSection(QObject):
    """Tells what a person chooses; `show` tells it what is so."""

    theme_chosen = Signal(str)
    """ "light", "dark" or "system"."""
    text_size_chosen = Signal(int)
    """In percent."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self.theme, self.text_size = CalmCombo(), CalmCombo()
        for choice, words in (
            ("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")),
        ):  # fmt: skip
            self.theme.addItem(words, choice)
        for percent in theme.TEXT_SIZES:
            self.text_size.addItem(self.tr("{0} %").format(rows.locale().toString(percent)), percent)
        rows.add_heading(self.tr("Appearance"))
        rows.add_row(self.tr("Theme"), self.theme)
        rows.add_row(self.tr("Text size"), self.text_size)
        # Also by the arrow keys, without the list being opened.
        self.theme.activated.connect(lambda _row: self.theme_chosen.emit(self.theme.currentData()))
        self.text_size.activated.connect(lambda _row: self.text_size_chosen.emit(self.text_size.currentData()))

    def show(self, theme_choice: str, text_size: int) -> None:
        """Shows what is so."""
        self.theme.setCurrentIndex(self.theme.findData(theme_choice))
        self.text_size.setCurrentIndex(self.text_size.findData(text_size))
