"""The question which parameters are left to chance, and from which seed."""

from __future__ import annotations

from random import randrange

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ...domain.chance import LAST_SEED
from .. import theme
from ..widgets.buttons import Button
from ..widgets.field import Field
from ..widgets.number_entry import NumberEntry
from ..widgets.sentence import Sentence


class RandomiseDialog(QDialog):
    """The same seed gives the same values, so that a world can be told to others in one number."""

    decided = Signal(bool, int)
    """Whether all are meant, not only the selected ones; and the seed."""

    def __init__(self, selected: int, total: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("randomiseDialog")
        self.setWindowTitle(self.tr("Randomise"))
        self.only_selected = QRadioButton(self.tr("Selected parameters ({0})").format(selected))
        self.all = QRadioButton(self.tr("All parameters ({0})").format(total))
        self.only_selected.setEnabled(selected > 0)
        (self.only_selected if selected > 1 else self.all).setChecked(True)
        self.seed = NumberEntry()
        self.seed.setObjectName("seed")
        self.seed.submitted.connect(self.accept)
        self.dice = Button(self.tr("New seed"), self.throw_seed)
        self.dice.setToolTip(self.tr("Another seed by chance"))
        self.field = Field(self.tr("Seed, a whole number"), self.seed, self.dice)
        note = self.tr("Values stay within their ranges; names that the catalogue does not know are left alone.")
        self.go = Button(self.tr("Randomise"), self.accept, "primary")
        self.go.setObjectName("randomise")
        self._lay_out(Sentence(note, "quiet"))
        self.throw_seed()
        self.seed.setFocus()

    def _lay_out(self, note: Sentence) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.SPACE)
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        for part in (self.only_selected, self.all, self.field, note):
            column.addWidget(part)
        column.addLayout(buttons)
        self.setMinimumWidth(90 * theme.SPACE)

    def throw_seed(self) -> None:
        """Suggests another seed."""
        self.seed.ask(0, LAST_SEED, 1, float(randrange(LAST_SEED + 1)))
        self.seed.selectAll()
        self.field.set_error("")

    def accept(self) -> None:
        try:
            seed = self.seed.read()
        except ValueError as refusal:
            self.field.set_error(str(refusal))
            return
        if seed != round(seed):
            self.field.set_error(self.tr("A seed is a whole number."))
            return
        super().accept()
        self.decided.emit(self.all.isChecked(), int(seed))
