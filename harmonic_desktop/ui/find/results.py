"""What was found as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from ...domain.searching import Found
from .words import in_words

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row tells beside its title."""

    FOUND = Qt.ItemDataRole.UserRole
    WORDS = Qt.ItemDataRole.UserRole + 1
    """The words that were looked for."""


class Results(QAbstractListModel):
    """One row per result, in the order in which they were found."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Found] = ()
        self._words: tuple[str, ...] = ()

    def show(self, found: Sequence[Found], words: tuple[str, ...]) -> None:
        """Takes over what was found for those words."""
        self.beginResetModel()
        self._found, self._words = found, words
        self.endResetModel()

    def at(self, row: int) -> Found | None:
        """The result in a row."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.at(index.row()) if index.isValid() else None
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return in_words(found, QLocale())
        return {Role.FOUND: found, Role.WORDS: self._words}.get(role)  # type: ignore[call-overload]
