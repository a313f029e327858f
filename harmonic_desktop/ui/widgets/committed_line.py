"""A one-line field whose text is taken once, when the person is done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_BY_HAND = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class CommittedLine(QLineEdit):
    """Enter or leaving takes the text, Esc brings back what was there; untouched text is never taken.

    `check` is given the typed text and returns it as it will be kept, or raises ValueError with a sentence.
    """

    text_committed = Signal(str)
    refused = Signal(str)
    """A sentence to be shown beside the field, or "" once it no longer holds."""

    def __init__(self, check: Callable[[str], str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._shown = ""
        self.textEdited.connect(self._on_text_edited)

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that is not taken yet."""
        return self.text() != self._shown

    def show_text(self, text: str) -> None:
        """Shows what is stored; text being typed stays until it is taken."""
        if not self.is_touched:
            self._put(text)
        else:
            self._shown = text

    def commit_pending(self) -> None:
        """Takes what was typed, if anything was."""
        if self.is_touched:
            self._take(self.text())

    def restore(self) -> None:
        """Puts back what is stored."""
        self._put(self._shown)

    def _put(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        self._shown = self.text()

    def _take(self, text: str) -> None:
        try:
            kept = self._check(text) if self._check is not None else text
        except ValueError as refusal:
            self.restore()
            self.refused.emit(str(refusal))
            return
        changed = kept != self._shown
        self._put(kept)
        if changed:
            self.text_committed.emit(kept)

    def _on_text_edited(self) -> None:
        self.refused.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit_pending()
            self.selectAll()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.is_touched:
            self.restore()
            self.refused.emit("")
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_HAND:
            self.refused.emit("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit_pending()
