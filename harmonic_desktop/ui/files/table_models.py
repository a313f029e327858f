"""The rows of a table before they are taken in, and the list of those that can't be; a widget for none of them."""

from __future__ import annotations

import csv
from bisect import bisect_left
from io import StringIO
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from ...exchange.cells import text_cell
from ...exchange.csv_columns import mapped_columns
from ...exchange.csv_tables import Refusal
from ...exchange.table_reading import TableRead
from .. import icons, theme
from .table_words import column_title, shortened, words_of_refusal

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
WHOLE_ROW = -1


class PreviewModel(QAbstractTableModel):
    """The columns that are taken, in our order and under our names, with the cells as the file has them."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._read: TableRead | None = None
        self._columns: list[tuple[str, int]] = []
        """Our names, and the places in the file."""
        self._refused: frozenset[int] = frozenset()

    def show_table(self, read: TableRead) -> None:
        """Shows another table, or the same one read in another way."""
        self.beginResetModel()
        self._read = read
        self._columns = [(column.name, place) for column, place in mapped_columns(read.kind, read.mapping)]
        self._refused = frozenset(row for row, _ in read.why)
        self.endResetModel()

    def place_of(self, refusal: Refusal) -> QModelIndex:
        """The cell that a refusal is about."""
        if self._read is None:
            return QModelIndex()
        places = [place for _, place in self._columns]
        column = places.index(refusal.place) if refusal.place in places else 0
        return self.index(bisect_left(self._read.sheet.numbers, refusal.row), column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._read is None else len(self._read.sheet.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if self._read is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self._read.sheet.numbers[section]) if role == Role.DisplayRole else None
        name, place = self._columns[section]
        if role == Role.DisplayRole:
            return column_title(name)
        if role == Role.ToolTipRole:
            return _tr("From the column “{0}”").format(shortened(self._read.sheet.header[place]))
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if self._read is None or not index.isValid():
            return None
        number = self._read.sheet.numbers[index.row()]
        _, place = self._columns[index.column()]
        text = self._read.sheet.rows[index.row()][place]
        why = self._read.why.get((number, place)) or self._read.why.get((number, WHOLE_ROW), "")
        return self._told(text, why, number in self._refused, role)

    def _told(self, text: str, why: str, is_refused: bool, role: int) -> object:
        match role:
            case Role.DisplayRole:
                return shortened(text) or (_tr("empty") if why else "")
            case Role.ToolTipRole:
                return why or (text if len(text) > len(shortened(text)) else None)
            case Role.AccessibleTextRole:
                return f"{shortened(text) or _tr('empty')}. {why}" if why else shortened(text)
            case Role.DecorationRole:
                return icons.icon("warning") if why else None
            case Role.ForegroundRole:
                return theme.current().danger if why else theme.current().quiet if is_refused else None
        return None


class RefusalModel(QAbstractListModel):
    """A sentence for each cell that can't be taken."""

    def __init__(self, locale: QLocale, parent: Any = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self.refusals: tuple[Refusal, ...] = ()

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Lists them in the order of the rows."""
        self.beginResetModel()
        self.refusals = refusals
        self.endResetModel()

    def as_text(self, rows: list[int] | None = None) -> str:
        """All of them, or some, as a spreadsheet takes them from the clipboard: row, column, text and why."""
        chosen = self.refusals if rows is None else [self.refusals[row] for row in rows]
        text = StringIO()
        writer = csv.writer(text, delimiter="\t", lineterminator="\n")
        writer.writerow([_tr("Row"), _tr("Column"), _tr("Text"), _tr("Why")])
        writer.writerows((r.row, text_cell(r.column), text_cell(r.text), r.why) for r in chosen)
        return text.getvalue()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.refusals)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or role not in (Role.DisplayRole, Role.ToolTipRole):
            return None
        return words_of_refusal(self.refusals[index.row()], self._locale)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TableModels", text)
