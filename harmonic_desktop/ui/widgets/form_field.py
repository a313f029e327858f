"""A labelled text field that says beside itself what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from .. import theme
from .sentence import Sentence, announce


class FormField(QWidget):
    """Label, note at its right, line edit, and under it a hint or the reason of a refusal.

    A `secret` field hides what is typed and has a button that shows it.
    """

    edited = Signal(str)
    """The person typed; a refusal shown before is gone."""
    submitted = Signal()
    """Enter was pressed."""

    def __init__(
        self, name: str, label: str, *, hint: str = "", secret: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label.replace("&", ""))
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(self.edit)
        self.note = Sentence("", "quiet")
        self.note.setWordWrap(False)
        self.message = Sentence(hint, "quiet")
        for quiet in (self.note, self.message):
            theme.set_font(quiet, theme.SMALL)
        self.message.setMinimumHeight(self.message.fontMetrics().height())
        self.setFocusProxy(self.edit)
        self._lay_out(self._show_button() if secret else None)
        self.clear_error()
        self.edit.textEdited.connect(self._on_edited)
        self.edit.returnPressed.connect(self.submitted)

    @property
    def text(self) -> str:
        return self.edit.text()

    @property
    def error(self) -> str:
        """The refusal shown beside the field, or nothing."""
        return self.message.text() if self._has_error else ""

    def set_text(self, text: str) -> None:
        """Puts a text in the field, as if never typed."""
        self.edit.setText(text)
        self.clear_error()

    def set_note(self, note: str, *, is_error: bool = False) -> None:
        """Shows a short note at the right of the label."""
        self.note.setText(note)
        self.note.set_role("error" if is_error else "quiet")

    def show_error(self, sentence: str) -> None:
        """Says beside the field why its text is refused."""
        self._has_error = True
        self.message.setText(sentence)
        self.message.set_role("error")
        self.edit.setAccessibleDescription(sentence)
        announce(self.edit, sentence)

    def clear_error(self) -> None:
        """Takes the refusal back and shows the hint again."""
        self._has_error = False
        self.message.setText(self._hint)
        self.message.set_role("quiet")
        self.edit.setAccessibleDescription(self._hint)

    def _lay_out(self, show: QToolButton | None) -> None:
        head, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.label)
        head.addStretch()
        head.addWidget(self.note)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.edit)
        if show is not None:
            row.addWidget(show)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self.message)

    def _show_button(self) -> QToolButton:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        button = QToolButton()
        button.setCheckable(True)
        button.setText(self.tr("Show"))
        button.setObjectName(f"{self.edit.objectName()}Shown")
        button.setAccessibleName(self.tr("Show the password"))
        button.setToolTip(self.tr("Show the password while you type"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.toggled.connect(self._on_shown)
        button.setFixedSize(_widest(button, self.tr("Show"), self.tr("Hide")))
        self._shown = button
        return button

    def _on_shown(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._shown.setText(self.tr("Hide") if shown else self.tr("Show"))

    def _on_edited(self, text: str) -> None:
        self.clear_error()
        self.edited.emit(text)


def _widest(button: QToolButton, *texts: str) -> QSize:
    """The size that fits each of the texts, so that the button doesn't change its width."""
    widest = QSize(0, 0)
    for text in reversed(texts):
        button.setText(text)
        button.ensurePolished()
        widest = widest.expandedTo(button.sizeHint())
    return widest
