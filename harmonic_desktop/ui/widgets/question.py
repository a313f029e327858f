"""A question with two answers, before something is done that undo does not bring back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from .. import theme
from .buttons import Button
from .sentence import Sentence


class Question(QDialog):
    """Esc and Cancel leave all as it is; the other answer is a verb, and has to be chosen."""

    agreed = Signal()

    def __init__(self, title: str, question: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.asked = Sentence(question)
        self.yes = Button(verb, self._agree, "danger")
        self.yes.setObjectName("agree")
        self.no = Button(self.tr("Cancel"), self.reject)
        self.no.setObjectName("cancel")
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.SPACE)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(4 * theme.SPACE)
        column.addWidget(self.asked)
        column.addLayout(buttons)
        self.setMinimumWidth(90 * theme.SPACE)
        self.no.setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()
