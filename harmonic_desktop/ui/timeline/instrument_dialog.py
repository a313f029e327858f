"""The question which instrument a plotline is played by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ...domain.checks import INSTRUMENT_LIMIT, checked_text
from ...domain.errors import InvalidValue
from ...domain.instruments import NAMES
from ...domain.storyboard import Plotline
from .. import theme
from ..widgets.offered_line import OfferedLine
from ..widgets.sentence import Sentence, announce


class InstrumentDialog(QDialog):
    """Offers the instruments that are known, takes any other name too; an empty one is the universe’s own."""

    decided = Signal(str)

    def __init__(self, plotline: Plotline, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("instrumentDialog")
        self.setWindowTitle(self.tr("Instrument"))
        question = Sentence(self.tr("Which instrument plays “{name}”?").format(name=plotline.name))
        self.field = OfferedLine(NAMES)
        self.field.setText(plotline.instrument or "")
        self.field.setPlaceholderText(self.tr("As the universe"))
        self.field.setAccessibleName(self.tr("Instrument"))
        self.field.setClearButtonEnabled(True)
        self.field.selectAll()
        hint = self.tr("Type to search, or press Down for all. Left empty, it plays what the universe plays.")
        self.said = Sentence(hint, "quiet")
        self.field.textEdited.connect(lambda: self._say(hint, "quiet"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(2 * theme.SPACE)
        for part in (question, self.field, self.said, buttons):
            column.addWidget(part)
        self.setMinimumWidth(90 * theme.SPACE)

    def _say(self, sentence: str, role: str) -> None:
        self.said.setText(sentence)
        self.said.set_role(role)

    def accept(self) -> None:
        try:
            name = checked_text(
                self.field.text(), self.tr("An instrument"), INSTRUMENT_LIMIT, "instrument", may_be_empty=True
            )
        except InvalidValue as refusal:
            self._say(str(refusal), "error")
            announce(self.field, str(refusal))
            return
        super().accept()
        self.decided.emit(name)
