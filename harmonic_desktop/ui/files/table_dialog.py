"""The question how a file becomes cards or parameters, with a preview of what would become of each of its rows."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...exchange.csv_sheet import Sheet
from ...exchange.csv_tables import Refusal
from ...exchange.heed import Heed
from ...exchange.table_reading import Choices, TableRead
from .. import theme
from ..widgets.answers import Answers
from ..widgets.sentence import Sentence, announce
from .refusal_list import RefusalList
from .table_choices import TableChoices
from .table_models import PreviewModel
from .table_words import words_of_file, words_of_plan
from .thread import Thread

MEASURED_ROWS = 30
"""So many rows decide how wide a column is; measuring all of them would take long."""
WIDEST = 70 * theme.SPACE
USUAL = QSize(220 * theme.SPACE, 150 * theme.SPACE)
ROOM = 0.9
"""No more than this share of the screen is taken; the frame around it takes some too."""


class ReadAgain(Protocol):
    """Reads the same file by other choices."""

    def __call__(self, *, choices: Choices, before: Sheet | None, heed: Heed) -> TableRead: ...


class TableDialog(QDialog):
    """Whatever is chosen is read anew beside the window; what was begun before is given up."""

    chosen = Signal(object)
    """The TableRead that is to be taken in."""

    def __init__(self, name: str, read: TableRead, again: ReadAgain, universe: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tableDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import a table into “{0}”").format(universe))
        self._name, self._read, self._again = name, read, again
        self._thread: Thread | None = None
        self.file = Sentence()
        self.choices = TableChoices()
        self.choices.changed.connect(self._read_anew)
        self.model = PreviewModel(self)
        self.table = self._make_table()
        self.refused = RefusalList()
        self.refused.went_to.connect(self._show_cell)
        self.said = Sentence()
        self.said.setObjectName("tablePlan")
        answers = Answers(self.tr("Import"), self)
        self.take = answers.yes
        self.take.setObjectName("takeTable")
        self._lay_out(answers)
        self._show(read, Choices())
        self.choices.kind.setFocus()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("tablePreview")
        table.setAccessibleName(self.tr("Preview"))
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(4 * theme.TARGET)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(theme.TARGET + theme.SPACE)
        table.horizontalHeader().setResizeContentsPrecision(MEASURED_ROWS)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self, answers: Answers) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * theme.SPACE] * 4)
        column.setSpacing(2 * theme.SPACE)
        top = QHBoxLayout()
        top.addWidget(self.file, 1)
        top.addWidget(self.choices.has_headings)
        column.addLayout(top)
        column.addWidget(self.choices)
        column.addWidget(self.table, 3)
        column.addWidget(self.refused, 1)
        column.addWidget(self.said)
        column.addWidget(answers)
        room = self.screen().availableGeometry().size() * ROOM
        self.resize(USUAL.boundedTo(room))

    def _read_anew(self, choices: Choices) -> None:
        """Reads the file by what was chosen; until that is done, nothing can be taken in."""
        self._give_up()
        sheet = self._read.sheet
        same = choices.separator == sheet.separator and choices.has_headings == self._has_headings
        again, before = self._again, sheet if same else None
        self._thread = thread = Thread(lambda heed: again(choices=choices, before=before, heed=heed), self)
        thread.done.connect(lambda read: self._on_read(thread, read, choices))
        thread.refused.connect(lambda sentence: self._on_refused(thread, sentence))
        self.take.setEnabled(False)
        self.said.setText(self.tr("Checking the rows…"))
        thread.start()

    def _give_up(self) -> None:
        """Ends what is being read, if anything is."""
        if self._thread is not None:
            self._thread.give_up()
            self._thread.wait()
            self._thread.deleteLater()
            self._thread = None

    def _on_read(self, thread: Thread, read: TableRead, choices: Choices) -> None:
        if thread is self._thread:
            self._show(read, choices)
            announce(self.said, self.said.text())

    def _on_refused(self, thread: Thread, sentence: str) -> None:
        if thread is not self._thread:
            return
        if thread.bug is not None:
            raise thread.bug
        self.said.setText(sentence)
        announce(self.said, sentence)

    def _show(self, read: TableRead, choices: Choices) -> None:
        self._read, self._has_headings = read, choices.has_headings
        self.file.setText(words_of_file(self._name, read, self.locale()))
        self.choices.show_read(read, choices)
        self.model.show_table(read)
        self._set_widths()
        self.refused.show_refusals(read.checked.refused)
        self.said.setText(words_of_plan(read, self.locale()))
        self.take.setEnabled(bool(read.outcome) and not read.refusal)

    def _set_widths(self) -> None:
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), WIDEST))

    def _show_cell(self, refusal: Refusal) -> None:
        """Goes to a cell of the preview, whose focus stays where it is."""
        index = self.model.place_of(refusal)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def accept(self) -> None:
        if not self.take.isEnabled():
            return
        read = self._read
        super().accept()
        self.chosen.emit(read)

    def done(self, result: int) -> None:
        self._give_up()
        super().done(result)
