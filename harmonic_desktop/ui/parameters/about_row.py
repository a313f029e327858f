"""What is to be known of the current parameter, said under the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from ..widgets.sentence import Sentence
from .words import Facts

_LINES = 5
"""The height that the words always have, so that the table does not move from row to row."""


class AboutRow(QWidget):
    """Its name, what is odd about it, what it does, its range."""

    def __init__(self, purpose: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purpose = purpose
        self.title, self.about = Sentence(), Sentence("", "quiet")
        self.remarks = Sentence("", "error")
        theme.set_font(self.title, weight=QFont.Weight.DemiBold)
        for words in (self.about, self.remarks):
            theme.set_font(words, theme.SMALL)
        self._keep_height()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE // 2)
        for sentence in (self.title, self.remarks, self.about):
            box.addWidget(sentence)
        box.addStretch(1)

    def _keep_height(self) -> None:
        small, normal = (QFontMetrics(theme.font(size)).lineSpacing() for size in (theme.SMALL, theme.NORMAL))
        self.setMinimumHeight(_LINES * small + normal)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "title"):
            self._keep_height()

    def show_facts(self, facts: Facts | None) -> None:
        """Speaks of a row; None: of what the table is for."""
        self.title.setText(facts.name if facts is not None else "")
        self.about.setText(f"{facts.effect} {facts.usual}".strip() if facts is not None else self._purpose)
        self.remarks.setText("\n".join(facts.remarks) if facts is not None else "")
        for words in (self.title, self.remarks):
            words.setVisible(bool(words.text()))
