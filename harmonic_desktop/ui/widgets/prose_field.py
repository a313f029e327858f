"""A field for longer text, taken once, when the person is done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from .. import theme

_MOST_LINES = 18
PAUSE_MS = 1500
"""After so long a pause in typing the text is taken, so that no power cut costs more."""


class ProseField(QPlainTextEdit):
    """Leaving it, a pause or Ctrl+Enter takes the text, Esc brings back what was there; Ctrl+Z undoes, Tab goes on.

    It is as high as its text, between `lines` and eighteen lines.
    """

    text_committed = Signal(str)

    def __init__(self, lines: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._shown = ""
        self._is_pausing = False
        """Whether the text is being taken while the person may type on: nothing may be put in its place then."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_document_size_changed)

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that is not taken yet."""
        return self._typed() != self._shown

    def show_text(self, text: str) -> None:
        """Shows what is stored; text being typed stays, and unchanged text keeps its typing history."""
        if self.is_touched or self._is_pausing:
            return
        if _as_lines(text) != self._typed():
            self.setPlainText(text)
        self._shown = self._typed()

    def put_back(self, text: str) -> None:
        """Shows what is stored in place of what was taken and could not be kept; Ctrl+Z brings that back."""
        if self._is_pausing:
            self._shown = _as_lines(text)  # what is typed stays, and is tried again when the field is left
        elif not self.is_touched and _as_lines(text) != self._typed():
            self._replace(_as_lines(text))
            self._shown = self._typed()

    def commit_pending(self) -> None:
        """Takes what was typed, if anything was."""
        self._pause.stop()
        if self.is_touched:
            self._shown = self._typed()
            self.text_committed.emit(self._shown)

    def restore(self) -> None:
        """Puts back what is stored."""
        self.setPlainText(self._shown)
        self._pause.stop()

    def _replace(self, text: str) -> None:
        """Puts another text in, which Ctrl+Z can take back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _on_pause(self) -> None:
        self._is_pausing = True
        try:
            self.commit_pending()
        finally:
            self._is_pausing = False

    def _typed(self) -> str:
        """The text with its no-break spaces, which toPlainText() would lose."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _on_document_size_changed(self) -> None:
        self.updateGeometry()

    def _lines_high(self, lines: int) -> QSize:
        return QSize(20 * theme.SPACE, self.fontMetrics().lineSpacing() * lines + 5 * theme.SPACE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit_pending()
        elif event.key() == Qt.Key.Key_Escape and self.is_touched:
            self._replace(self._shown)
            self._pause.stop()
        else:
            super().keyPressEvent(event)
            if self.is_touched:
                self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit_pending()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the text wraps elsewhere now

    def minimumSizeHint(self) -> QSize:
        return self._lines_high(3)

    def sizeHint(self) -> QSize:
        written = int(self.document().size().height())  # in lines, for a plain text
        return self._lines_high(min(max(written + 1, self._lines), _MOST_LINES))


def _as_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
