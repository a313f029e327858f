"""A group of widgets under a quiet heading."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from .sentence import Sentence


class Titled(QWidget):
    """The heading, and what belongs to it close beneath."""

    def __init__(self, heading: str, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        title = Sentence(heading, "quiet")
        theme.set_font(title, theme.NORMAL, QFont.Weight.Medium)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE)
        box.addWidget(title)
        for widget in widgets:
            box.addWidget(widget)
