"""A line of text edited in place, over what it names: Enter commits, Esc cancels, refusals are said beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ...domain.errors import InvalidValue
from .. import theme

NARROWEST = 40 * theme.SPACE
WIDEST = 96 * theme.SPACE
"""So wide it becomes for a long text, over what is beside it."""
AROUND = 6 * theme.SPACE
"""What the field takes beside its words."""


class InlineEditor(QLineEdit):
    """Lies over its parent until the text is committed or given up; a refused text stays to be put right."""

    committed = Signal(str)
    """The new text; not sent when it is as it was."""
    closed = Signal(bool)
    """Editing is over; whether the keyboard was still in the field, and has to go somewhere."""

    def __init__(self, parent: QWidget, name: str, text: str, check: Callable[[str], str]) -> None:
        super().__init__(text, parent)
        self._over = parent
        self.setObjectName("inlineEditor")
        self.setAccessibleName(name)
        theme.set_font(self)
        self._check = check
        self._before = text
        self._is_over = False
        self._message = QLabel(parent)
        self._message.setObjectName("inlineEditorMessage")
        self._message.setProperty("error", True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.setAutoFillBackground(True)
        self._message.setMargin(theme.SPACE)
        self._message.hide()
        self.textEdited.connect(self._message.hide)
        self.selectAll()

    def lie_on(self, place: QRect) -> None:
        """Puts the field on a rectangle of its parent, wide enough for what it said and inside the parent."""
        room = self._over.rect()
        words = self.fontMetrics().horizontalAdvance(self._before) + AROUND
        width = min(max(place.width(), NARROWEST, min(words, WIDEST)), room.width())
        left = min(max(place.left(), room.left()), room.right() + 1 - width)
        self.setGeometry(left, place.top(), width, max(self.sizeHint().height(), theme.TARGET))
        self._place_message()

    def commit(self) -> bool:
        """Takes the text; False when it is refused, and then it stays and a sentence says why."""
        if self._is_over:
            return True
        text = self.text()
        try:
            checked = self._before if text == self._before else self._check(text)
        except InvalidValue as refusal:
            self._message.setText(str(refusal))
            self._message.show()
            self._place_message()
            return False
        self._finish()
        if checked != self._before:
            self.committed.emit(checked)
        return True

    def cancel(self) -> None:
        """Gives up what was typed."""
        self._finish()

    def _place_message(self) -> None:
        width = max(self.width(), NARROWEST)
        height = self._message.heightForWidth(width)
        room = self._over.rect()
        under = self.geometry().bottomLeft() + QPoint(0, 1)
        if under.y() + height > room.bottom():
            under.setY(max(self.y() - height, 0))
        self._message.setGeometry(min(under.x(), max(room.right() - width, 0)), under.y(), width, height)
        self._message.raise_()

    def _finish(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        had_focus = self.hasFocus()
        self._message.hide()
        # The focus goes to where it belongs first: hiding the field would give it to what comes next for Tab, which
        # would say so.
        self.closed.emit(had_focus)
        self.hide()
        self._message.deleteLater()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        # The keys of the field come before every shortcut of the window.
        own = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_F2)
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and cast(QKeyEvent, event).key() in own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        away = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in away:
            self.commit()
