"""Where Tab goes in a parameter table: from one cell that can be edited to the next, and out of it at its ends."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt

from .columns import Column
from .model import ParameterModel


def next_editable(model: ParameterModel, row: int, column: int, by: int) -> QModelIndex | None:
    """The next cell (or previous, or same) that can be edited, row after row; None where there is none."""
    columns = len(Column)
    at = row * columns + column + by
    while 0 <= at < model.rowCount() * columns:
        index = model.index(*divmod(at, columns))
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            return index
        at += by or 1
    return None


def leaves_on(key: int, model: ParameterModel, current: QModelIndex) -> bool:
    """Whether Tab or Shift+Tab has nowhere to go in the table, so that nobody is caught in it."""
    at = current.row() * len(Column) + current.column()
    if key == Qt.Key.Key_Tab:
        return not current.isValid() or current.row() == model.rowCount() - 1
    return key == Qt.Key.Key_Backtab and at <= 0
