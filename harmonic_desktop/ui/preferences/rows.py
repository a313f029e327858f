"""How preferences are laid out: headings, and under each names at the left and what is set at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from .. import theme
from ..widgets.sentence import Sentence

NAME, SETTING = range(2)


class Rows(QWidget):
    """One grid for all sections, so that what is set begins at one place in each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * theme.SPACE)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(SETTING, 1)

    def add_heading(self, words: str) -> None:
        """Begins a section."""
        if self._grid.rowCount() > 1:
            self._add_space(5 * theme.SPACE)
        heading = Sentence(words, "heading")
        heading.setWordWrap(False)
        self._grid.addWidget(heading, self._grid.rowCount(), NAME, 1, 2)

    def add_row(self, name: str, *settings: QWidget) -> None:
        """Adds what is set under a name, which the first of them is called where it has no name of its own."""
        self._add_space(3 * theme.SPACE)
        label = Sentence(name, "quiet")
        label.setWordWrap(False)
        label.setBuddy(settings[0])
        label.setMinimumHeight(theme.TARGET)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, NAME, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(_beside(settings), row, SETTING)
        if not settings[0].accessibleName():
            settings[0].setAccessibleName(name)

    def add_note(self, words: str = "") -> Note:
        """A quiet sentence under what was added last; there is none as long as it is empty."""
        note = Note(words)
        self._grid.addWidget(note, self._grid.rowCount(), SETTING)
        return note

    def add_rest(self) -> None:
        """Leaves what room there is under the last row."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _add_space(self, pixels: int) -> None:
        self._grid.setRowMinimumHeight(self._grid.rowCount(), pixels)


def _beside(settings: Sequence[QWidget]) -> QLayout:
    row = QHBoxLayout()
    row.setSpacing(2 * theme.SPACE)
    for place, setting in enumerate(settings):
        row.addWidget(setting, 1 if place == 0 else 0)
    return row


class Note(Sentence):
    """Takes no room while it says nothing."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "quiet")
        theme.set_font(self, theme.SMALL)
        self.setContentsMargins(0, theme.SPACE, 0, 0)
        self.setVisible(bool(words))

    def say(self, words: str, about: QWidget) -> None:
        """Says something else of a setting."""
        self.setText(words)
        self.setVisible(bool(words))
        about.setAccessibleDescription(words)
