"""What a place shows while there is nothing in it: what it is for, and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .. import theme
from .sentence import Sentence


class EmptyState(QWidget):
    """A heading and a quiet sentence in the middle of a place."""

    def __init__(self, heading: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._heading = Sentence(heading, "heading")
        self._sentence = Sentence(sentence, "quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(6 * theme.SPACE, 6 * theme.SPACE, 6 * theme.SPACE, 10 * theme.SPACE)
        box.setSpacing(2 * theme.SPACE)
        box.addStretch(1)
        for label in (self._heading, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        box.addStretch(2)

    def set_words(self, heading: str, sentence: str) -> None:
        """Says something else."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
