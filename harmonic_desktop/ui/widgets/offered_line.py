"""A line edit that offers names while its text stays free."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class OfferedLine(QLineEdit):
    """Typing narrows the names down to those that hold the text; Down offers all of them."""

    chosen = Signal()
    """One of the names was picked and is the text now."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._completer = QCompleter(list(names), self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(12)
        self.setCompleter(self._completer)
        self._completer.activated.connect(self._on_activated)

    @property
    def is_offering(self) -> bool:
        """Whether the list of names is open."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def offer_all(self) -> None:
        """Opens the list of all names, the present one marked."""
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionPrefix(self.text())
        self._completer.complete()
        self._completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def _on_activated(self, name: str) -> None:
        self.setText(name)
        self.setModified(True)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.is_offering:
            self.offer_all()
        else:
            super().keyPressEvent(event)
