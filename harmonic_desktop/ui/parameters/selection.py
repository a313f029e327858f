"""Which cells of a parameter table are selected, as rows and columns; ranges are read, never single cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange
from PySide6.QtWidgets import QTableView

from .columns import ENTERED, Column
from .model import ParameterModel


class CellSelection:
    """The selection of a table. Where it is not one block, the rows and the columns that it touches make one."""

    def __init__(self, table: QTableView, model: ParameterModel) -> None:
        self._table, self._model = table, model

    def rows(self) -> list[int]:
        """The rows that hold a parameter and of which a cell is selected, from the top."""
        rows = {row for one in self._ranges() for row in range(one.top(), one.bottom() + 1)}
        return sorted(row for row in rows if self._model.parameter(row) is not None)

    def columns(self) -> list[Column]:
        """The columns of which a cell is selected and that hold what is entered."""
        ranges = self._ranges()
        return [column for column in ENTERED if any(one.left() <= column <= one.right() for one in ranges)]

    def has_rows(self) -> bool:
        """Whether a cell of a parameter is selected."""
        return any(self._model.parameter(one.top()) is not None for one in self._ranges())

    def select(self, rows: Iterable[int], columns: Sequence[Column]) -> None:
        """Selects a block of cells; the current cell stays."""
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self._model.index(first, columns[0]), self._model.index(last, columns[-1]))
        self._table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def widen_to_rows(self) -> None:
        """Selects whole rows."""
        self.select(self.rows(), ENTERED)

    def _ranges(self) -> list[QItemSelectionRange]:
        selection = self._table.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows that follow each other as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
