"""A labelled field: its name above, a quiet line or a refusal beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from .. import theme


class Field(QWidget):
    """Editors in a row under their label, which is the buddy of the first one and names those that have no name."""

    def __init__(self, name: str, *editors: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buddy = editors[0]
        self._label = quiet_label(name)
        self._label.setBuddy(self._buddy)
        self._note, self._error = quiet_label(), error_label()
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        for editor in editors:
            row.addWidget(editor, 1 if editor.sizePolicy().expandingDirections() & Qt.Orientation.Horizontal else 0)
            if not editor.accessibleName():
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

    def set_note(self, text: str) -> None:
        """Shows a quiet line under the field, or none."""
        _show(self._note, text)
        self._describe()

    def set_error(self, text: str) -> None:
        """Shows a refusal under the field, or none."""
        _show(self._error, text)
        self._describe()

    def _describe(self) -> None:
        self._buddy.setAccessibleDescription(" ".join(filter(None, (self.error, self.note))))


def quiet_label(text: str = "") -> QLabel:
    """A label for words that stand back; what it shows is never read as HTML."""
    return _plain_label(text, "quiet")


def error_label() -> QLabel:
    """A label for a refusal, hidden while there is none."""
    return _plain_label("", "error")


def _plain_label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty(kind, True)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setVisible(bool(text))
    return label


def _show(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))
