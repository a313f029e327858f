"""A button that goes to a place: its words are cut short where there is no room, and never ask for more."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme
from .buttons import Button


class PlaceButton(Button):
    """Flat, as wide as it may be, its words at the left; all of them are its name and its tooltip."""

    def __init__(self, on_click: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("", on_click, "place", parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str, hint: str) -> None:
        """Shows where it goes; `hint` says what a press does."""
        self._words = words
        self.setAccessibleName(words)
        self.setAccessibleDescription(hint)
        self.setToolTip(f"<span>{escape(words)}<br>{escape(hint)}</span>")
        self._cut()

    def _cut(self) -> None:
        room = self.width() - 5 * theme.SPACE
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(text.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.TARGET, super().minimumSizeHint().height())
