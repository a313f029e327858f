"""The cells of a table that can't be taken, each with why; they can be copied, and gone to."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from ...exchange.csv_tables import Refusal
from .. import theme
from ..widgets.buttons import Button
from ..widgets.sentence import Sentence, announce
from .table_models import RefusalModel

LEAST, MOST = 2, 6
"""So many of them are seen at once, by how much room there is."""


class RefusalList(QWidget):
    """A heading with a button that copies all of them, and the list; Ctrl+C copies those that are selected."""

    went_to = Signal(object)
    """The Refusal whose cell a person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RefusalModel(self.locale(), self)
        self.list = _List()
        self.list.setObjectName("refusals")
        self.list.setAccessibleName(self.tr("Cells that can’t be taken"))
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(LEAST * theme.TARGET + 2 * theme.SPACE)
        self.list.setMaximumHeight(MOST * theme.TARGET + 2 * theme.SPACE)
        self.list.copy_asked.connect(self._copy_selected)
        self.list.activated.connect(self._go_to)
        self.list.clicked.connect(self._go_to)
        self.heading = Sentence("", "quiet")
        self.heading.setWordWrap(False)
        self.copy = Button(self.tr("Copy the list"), self.copy_all)
        self.copy.setObjectName("copyRefusals")
        self.copy.setToolTip(self.tr("Copy row, column, text and reason of each, for a spreadsheet"))
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.heading, 1)
        row.addWidget(self.copy)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE)
        column.addLayout(row)
        column.addWidget(self.list)

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Lists them; without any, nothing is seen of it."""
        self.model.show_refusals(refusals)
        number = self.locale().toString(len(refusals))
        one, many = self.tr("1 cell can’t be taken"), self.tr("{0} cells can’t be taken").format(number)
        self.heading.setText(one if len(refusals) == 1 else many)
        self.setVisible(bool(refusals))

    def copy_all(self) -> None:
        """Puts all of them on the clipboard."""
        QGuiApplication.clipboard().setText(self.model.as_text())
        announce(self.list, self.tr("Copied"))

    def _copy_selected(self) -> None:
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        QGuiApplication.clipboard().setText(self.model.as_text(rows or None))
        announce(self.list, self.tr("Copied"))

    def _go_to(self, index: QModelIndex) -> None:
        if index.isValid():
            self.went_to.emit(self.model.refusals[index.row()])


class _List(QListView):
    copy_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())  # and not the dialog’s own button
        else:
            super().keyPressEvent(event)
