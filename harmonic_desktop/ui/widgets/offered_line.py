"""A line edit that offers names while its text stays free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLineEdit, QWidget

from .. import theme


class OfferedLine(QLineEdit):
    """Typing narrows the names down to those that hold the text; Down offers all of them."""

    chosen = Signal()
    """One of the names was picked and is the text now."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._completer = QCompleter(list(names), self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(10)
        self.setCompleter(self._completer)
        self._completer.activated.connect(self._on_activated)
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        popup = self._completer.popup()
        assert popup is not None, "a completer that opens a list has one"
        self._popup: QAbstractItemView = popup
        self._popup.setObjectName("offers")
        self._popup.setMinimumWidth(widest + 10 * theme.SPACE)
        self._popup.installEventFilter(self)

    @property
    def is_offering(self) -> bool:
        """Whether the list of names is open."""
        return self._popup.isVisible()

    def offer_all(self) -> None:
        """Opens the list of all names, whatever the text is, until something is typed."""
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionPrefix(self.text())
        self._popup.ensurePolished()  # or its rows are laid out before the style sheet gives them their height
        self._popup.doItemsLayout()
        self._completer.complete()

    def _on_activated(self, name: str) -> None:
        self.setText(name)
        self.setModified(True)
        self.chosen.emit()

    def _keep_on_screen(self) -> None:
        """The completer reckons with the line's width, and the list may be wider."""
        over = self._popup.frameGeometry().right() - self._popup.screen().availableGeometry().right()
        if over > 0:
            self._popup.move(self._popup.x() - over, self._popup.y())

    def _ends_the_line(self, event: QEvent) -> bool:
        """Whether a key in the list is meant for the line: Enter or Tab while no name is marked."""
        ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        return is_key and cast(QKeyEvent, event).key() in ends and not self._popup.currentIndex().isValid()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup and event.type() in (QEvent.Type.Show, QEvent.Type.Move, QEvent.Type.Resize):
            self._keep_on_screen()
        elif watched is self._popup and self._ends_the_line(event):
            self._popup.hide()
            QApplication.sendEvent(self, event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.is_offering:
            self.offer_all()
            return
        if event.text():
            self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        super().keyPressEvent(event)
