"""The effects as rows of a list, one line and its reason each; only what has changed is told."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain.catalogue import Kind
from ...music.mapping import Because, Effect
from .words import Line, kind_of, line_of

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ChainModel(QAbstractListModel):
    """What is heard, in the order in which it is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locale = QLocale()
        self._effects: list[Effect] = []
        self._lines: list[Line] = []
        self._followed: tuple[Kind, str] | None = None

    def show_effects(self, effects: Sequence[Effect]) -> list[int]:
        """Shows effects, and returns the rows that say another thing; those of the same names stay in their rows."""
        if [effect.name for effect in effects] != [effect.name for effect in self._effects]:
            self.beginResetModel()
            self._effects = list(effects)
            self._lines = [line_of(effect, self.locale) for effect in effects]
            self.endResetModel()
            return []
        changed = []
        for row, effect in enumerate(effects):
            if effect != self._effects[row]:
                self._effects[row], self._lines[row] = effect, line_of(effect, self.locale)
                self.dataChanged.emit(self.index(row), self.index(row))
                changed.append(row)
        return changed

    def follow(self, kind: Kind, name: str) -> list[int]:
        """Marks the effects of a parameter of the catalogue; returns their rows."""
        self._followed = (kind, name)
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))
        return [row for row in range(len(self._lines)) if self.is_followed(row)]

    def is_followed(self, row: int) -> bool:
        """Whether the effect of a row comes from the parameter that is followed."""
        return any((kind_of(because), because.name) == self._followed for because in self._effects[row].because)

    def line(self, row: int) -> Line:
        """What a row says."""
        return self._lines[row]

    def deciding(self, row: int) -> Because:
        """What the effect of a row comes from first of all."""
        return self._effects[row].because[0]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{line.name} {line.amount}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.sentence
            case Qt.ItemDataRole.ToolTipRole:
                leads = self.tr("A click leads to it.")
                return f"<p>{escape(line.sentence)} {escape(leads)}</p>"
        return None
