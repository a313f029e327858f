"""The sentence that says beside a cell why what was typed in it is refused."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from .. import theme
from ..widgets.sentence import Sentence


class CellMessage(Sentence):
    """Lies over the table under the line of a cell that is edited, as wide as its words or as the table."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__("", "error", viewport)
        self._viewport = viewport
        self.setObjectName("cellMessage")
        self.setProperty("floating", "true")
        theme.set_font(self, theme.SMALL)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the sentence; an empty one takes it away."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self.raise_()

    def lie_beside(self, cell: QRect, line: int) -> None:
        """Goes under the first `line` pixels of a cell, or over the cell where there is no room under it."""
        room = self._viewport.rect().adjusted(theme.SPACE, 0, -theme.SPACE, 0)
        self.ensurePolished()
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 6 * theme.SPACE, room.width())
        height = self.heightForWidth(width)
        left = min(max(cell.left(), room.left()), room.right() + 1 - width)
        top = cell.top() + line
        if top + height > room.bottom() and cell.top() >= height:
            top = cell.top() - height
        self.setGeometry(left, top, width, height)
