"""The question what becomes of a plotline's cards when it is removed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.storyboard import Plotline
from .. import theme
from ..widgets.answers import Answers
from ..widgets.calm_combo import CalmCombo


class RemovePlotlineDialog(QDialog):
    """Asks once; either answer is one step that undo takes back."""

    decided = Signal(object)
    """The id of the plotline that takes the cards, or None when they go too."""

    def __init__(self, plotline: Plotline, cards: int, others: Sequence[Plotline], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("removePlotlineDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Remove plotline"))
        question = QLabel(
            self.tr("“{name}” has {count} cards. What happens to them?").format(
                name=plotline.name, count=QLocale().toString(cards)
            )
            if cards != 1
            else self.tr("“{name}” has one card. What happens to it?").format(name=plotline.name)
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWordWrap(True)
        self.move_choice = QRadioButton(self.tr("Move to plotline"))
        self.move_choice.setChecked(True)
        self.remove_choice = QRadioButton(self.tr("Remove with the plotline"))
        group = QButtonGroup(self)
        group.addButton(self.move_choice)
        group.addButton(self.remove_choice)
        self.target = CalmCombo()
        self.target.setAccessibleName(self.tr("Plotline that takes the cards"))
        for other in others:
            self.target.addItem(other.name, other.id)
        self.move_choice.toggled.connect(self.target.setEnabled)
        self._lay_out(question)

    def _lay_out(self, question: QLabel) -> None:
        across = QHBoxLayout()
        across.addWidget(self.move_choice)
        across.addWidget(self.target, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addWidget(question)
        column.addLayout(across)
        column.addWidget(self.remove_choice)
        column.addSpacing(2 * theme.SPACE)
        column.addWidget(Answers(self.tr("Remove plotline"), self))
        self.setMinimumWidth(90 * theme.SPACE)

    def accept(self) -> None:
        target = self.target.currentData() if self.move_choice.isChecked() else None
        super().accept()
        self.decided.emit(target)
