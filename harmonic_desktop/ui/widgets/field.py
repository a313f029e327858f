"""A labelled field: its name above, a quiet line or a refusal beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from .. import theme
from .sentence import Sentence, announce


class Field(QWidget):
    """Editors in a row under their label, which is the buddy of the first one and names those that have no name."""

    def __init__(self, name: str, *editors: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buddy = editors[0]
        self._label = Sentence(name, "quiet")
        self._label.setBuddy(self._buddy)
        self._label.setWordWrap(False)  # fields beside each other stay on one line
        self._note, self._error = Sentence("", "quiet"), Sentence("", "error")
        for line in (self._note, self._error):
            theme.set_font(line, theme.SMALL)
            line.setVisible(False)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        for editor in editors:
            row.addWidget(editor, 1 if editor.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal else 0)
            if not editor.accessibleName() and not isinstance(editor, Sentence):
                editor.setAccessibleName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(self._label)
        box.addLayout(row)
        box.addWidget(self._note)
        box.addWidget(self._error)

    @property
    def note(self) -> str:
        """The quiet line under the field."""
        return self._note.text()

    @property
    def error(self) -> str:
        """The refusal under the field, or ""."""
        return self._error.text()

    def set_label(self, name: str) -> None:
        """Gives the field another name."""
        self._label.setText(name)
        self._buddy.setAccessibleName(name)

    def set_note(self, text: str, *, marked: bool = False) -> None:
        """Shows a line under the field, or none; a quiet one, or one that marks what the field shows as odd."""
        self._note.set_role("error" if marked else "quiet")
        _show(self._note, text)
        self._describe()

    def set_error(self, text: str) -> None:
        """Shows a refusal under the field and has it read out, or shows none."""
        if text and text != self.error:
            announce(self._buddy, text)
        _show(self._error, text)
        self._describe()

    def _describe(self) -> None:
        self._buddy.setAccessibleDescription(" ".join(filter(None, (self.error, self.note))))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # read and left; what is refused because of the leaving comes after this
            self.set_error("")


def _show(line: Sentence, text: str) -> None:
    if line.text() != text:
        line.setText(text)
    line.setVisible(bool(text))
