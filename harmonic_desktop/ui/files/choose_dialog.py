"""The question which universes of another database are to be taken in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...storage.foreign import Found
from .. import theme
from ..widgets.answers import Answers
from ..widgets.buttons import Button
from ..widgets.sentence import Sentence

ROW = 7 * theme.SPACE


class ChooseDialog(QDialog):
    """Lists them with their owners and how many cards they have; all are ticked at first."""

    chosen = Signal(object)
    """A list of what was Found."""

    def __init__(self, found: Sequence[Found], file_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chooseDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import universes"))
        self._found = list(found)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Universes of the other database"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for one in self._found:
            item = QListWidgetItem(self._words(one))
            item.setSizeHint(QSize(0, ROW))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._follow)
        self._lay_out(file_name)
        self._follow()

    def _words(self, one: Found) -> str:
        name, count = one.contents.universe.name.strip() or self.tr("Untitled universe"), len(one.contents.cards)
        cards = self.tr("1 card") if count == 1 else self.tr("{0} cards").format(self.locale().toString(count))
        return self.tr("{name} – {cards}, of {owner}").format(name=name, cards=cards, owner=one.owner)

    def _lay_out(self, file_name: str) -> None:
        question = Sentence(
            self.tr("Which universes of “{0}” do you want to copy into your account?").format(file_name)
        )
        note = Sentence(self.tr("The file itself stays as it is. Snapshots stay in it."), "quiet")
        answers = Answers(self.tr("Import"), self)
        self.take = answers.yes
        row = QHBoxLayout()
        row.addWidget(Button(self.tr("All"), lambda: self._tick(Qt.CheckState.Checked)))
        row.addWidget(Button(self.tr("None"), lambda: self._tick(Qt.CheckState.Unchecked)))
        row.addStretch(1)
        row.addWidget(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        for part in (question, self.list, note):
            column.addWidget(part)
        column.addLayout(row)
        self.resize(130 * theme.SPACE, 100 * theme.SPACE)

    def _ticked(self) -> list[Found]:
        rows = range(self.list.count())
        return [self._found[row] for row in rows if self.list.item(row).checkState() is Qt.CheckState.Checked]

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _follow(self) -> None:
        self.take.setEnabled(bool(self._ticked()))

    def accept(self) -> None:
        ticked = self._ticked()
        super().accept()
        self.chosen.emit(ticked)
