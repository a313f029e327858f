"""The question what a snapshot is to be called."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ...domain.checks import NAME_LIMIT, checked_text
from ...domain.errors import InvalidValue
from .. import theme
from ..widgets.answers import Answers
from ..widgets.sentence import Sentence, announce


class TakeSnapshotDialog(QDialog):
    """Offers a name that is free; Enter takes it."""

    named = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("takeSnapshotDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Take snapshot"))
        question = Sentence(self.tr("Keep the universe as it is now, under this name:"))
        self.field = QLineEdit(name)
        self.field.setObjectName("snapshotName")
        self.field.setAccessibleName(self.tr("Name of the snapshot"))
        self.field.selectAll()
        self._hint = self.tr("The harmony of a snapshot can be shown behind the curve of today.")
        self.said = Sentence(self._hint, "quiet")
        self.field.textEdited.connect(lambda: self._say(self._hint, "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(2 * theme.SPACE)
        for part in (question, self.field, self.said, Answers(self.tr("Take snapshot"), self)):
            column.addWidget(part)
        self.setMinimumWidth(100 * theme.SPACE)

    def _say(self, sentence: str, role: str) -> None:
        self.said.setText(sentence)
        self.said.set_role(role)

    def accept(self) -> None:
        try:
            name = checked_text(self.field.text(), self.tr("The name of a snapshot"), NAME_LIMIT, "name")
        except InvalidValue as refusal:
            self._say(str(refusal), "error")
            announce(self.field, str(refusal))
            return
        super().accept()
        self.named.emit(name)
