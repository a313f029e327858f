"""The question under which name a preset of one's own is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...domain.checks import NAME_LIMIT, checked_text
from ...domain.errors import InvalidValue
from ...exchange.files import NotWritten
from ...exchange.presets import SUMMARY_LIMIT
from .. import theme
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.question import Question
from ..widgets.sentence import Sentence, announce


class KeepPresetDialog(QDialog):
    """Closes once the preset is written; what can't be is said, and what was typed stays."""

    def __init__(
        self, name: str, is_taken: Callable[[str], bool], keep: Callable[[str, str], object], parent: QWidget
    ) -> None:
        """`keep` is given name and summary, and raises InvalidValue or NotWritten with a sentence."""
        super().__init__(parent)
        self.setObjectName("keepPresetDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save my own preset"))
        self._is_taken, self._keep = is_taken, keep
        self.name = QLineEdit(name)
        self.name.setObjectName("presetName")
        self.name.selectAll()
        self.summary = QLineEdit()
        self.summary.setObjectName("presetSummary")
        self.summary.setMaxLength(SUMMARY_LIMIT)
        self.problem = Sentence("", "error")
        self.problem.setVisible(False)
        self.save = Button(self.tr("Save"), self.accept, "primary")
        self.save.setObjectName("keepPreset")
        self.save.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.SPACE)
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addWidget(Field(self.tr("Name"), self.name))
        column.addWidget(Field(self.tr("What it is like (may be empty)"), self.summary))
        column.addWidget(self.problem)
        column.addLayout(buttons)
        self.setMinimumWidth(100 * theme.SPACE)

    def accept(self) -> None:
        try:
            name = checked_text(self.name.text(), self.tr("The name of a preset"), NAME_LIMIT, "name")
        except InvalidValue as refusal:
            self._say(str(refusal))
            return
        if not self._is_taken(name):
            self._write(name)
            return
        asked = self.tr("You have a preset “{0}” already. Replace it? What it holds now is then gone.")
        question = Question(self.tr("Replace preset"), asked.replace("{0}", name), self.tr("Replace"), self)
        question.agreed.connect(lambda: self._write(name))
        question.open()

    def _write(self, name: str) -> None:
        try:
            self._keep(name, self.summary.text().strip())
        except (InvalidValue, NotWritten) as refusal:
            self._say(str(refusal))
        else:
            super().accept()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(True)
        announce(self.name, sentence)
