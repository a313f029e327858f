"""The rows of a parameter table: what each cell shows, and what typing into it would change."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from enum import IntEnum
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...domain import instruments, units
from ...domain.catalogue import Kind, find, known_parameters, passed_over
from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.parameters import MusicParameter, PhysicsParameter
from ..widgets.number_text import number_text
from .reading import Changes, changes_of
from .words import Facts, Parameter, facts_of

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """The columns of both tables; UNIT holds the instrument in the table of music."""

    NAME = 0
    VALUE = 1
    UNIT = 2
    EFFECT = 3


class ParameterModel(QAbstractTableModel):
    """The parameters of one kind in the order of their ids, and a last row in which a new one is named.

    The model changes nothing by itself: what is typed is announced, and `refresh` shows what became of it.
    """

    entered = Signal(object, object)
    """A parameter's id, and what to change: {"value": 3.7}."""
    added = Signal(str)
    refused = Signal(str)
    """A sentence, or "" once it no longer holds."""

    def __init__(self, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind = kind
        self.locale = QLocale()
        self._contents: Contents | None = None
        self._rows: list[Parameter] = []
        self._passed_over: frozenset[int] = frozenset()
        self._facts: dict[int, Facts] = {}
        self._preview: tuple[int, float] | None = None

    def show_universe(self, contents: Contents | None) -> None:
        """Shows the parameters of a universe, or of none."""
        self.beginResetModel()
        self._contents = contents
        found = self._records(contents).values() if contents is not None else ()
        self._rows = sorted(found, key=lambda parameter: parameter.id)
        self._facts.clear()
        self._preview = None
        self._passed_over = self._twins()
        self.endResetModel()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; rows that it does not touch are left alone."""
        self._contents = contents
        records = self._records(contents)
        changed: set[int] = set()
        for parameter in self._touched(edit):
            if parameter.universe_id == contents.universe.id:
                self._follow(parameter.id, records.get(parameter.id))
                changed.add(parameter.id)
        twins = self._twins()
        self._tell(changed | (twins ^ self._passed_over), twins)

    def parameter(self, row: int) -> Parameter | None:
        """The parameter of a row; None for the last one."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def facts(self, row: int) -> Facts | None:
        """What is said about a row, with the value that a slider previews."""
        parameter = self.parameter(row)
        if parameter is None:
            return None
        if self._preview is not None and self._preview[0] == parameter.id:
            parameter = replace(parameter, value=self._preview[1])
            return facts_of(parameter, parameter.id in self._passed_over, self.locale)
        if parameter.id not in self._facts:
            self._facts[parameter.id] = facts_of(parameter, parameter.id in self._passed_over, self.locale)
        return self._facts[parameter.id]

    def shown_value(self, row: int) -> float:
        """The value of a row, or the one that a slider previews."""
        parameter = self._rows[row]
        return self._preview[1] if self._preview is not None and self._preview[0] == parameter.id else parameter.value

    def preview(self, row: int, value: float | None) -> None:
        """Shows a value in a row without changing it; None ends that."""
        parameter = self.parameter(row)
        self._preview = None if value is None or parameter is None else (parameter.id, value)
        self.dataChanged.emit(self.index(row, Column.NAME), self.index(row, Column.VALUE))

    def find_row(self, parameter_id: int) -> int | None:
        """The row of a parameter, if it is there."""
        at = bisect_left(self._rows, parameter_id, key=lambda parameter: parameter.id)
        return at if at < len(self._rows) and self._rows[at].id == parameter_id else None

    def editor_text(self, index: Index) -> str:
        """What an editor of the cell begins with."""
        facts = self.facts(index.row())
        if facts is None:
            return ""
        if index.column() == Column.VALUE and (facts.known is None or not facts.known.choice(self._value(index))):
            return number_text(self._value(index), self.locale)
        return {Column.NAME: facts.name, Column.VALUE: facts.value, Column.UNIT: facts.unit}[Column(index.column())]

    def offers(self, index: Index) -> tuple[str, ...]:
        """The names that an editor of the cell offers."""
        facts = self.facts(index.row())
        known = facts.known if facts is not None else None
        if index.column() == Column.NAME:
            return tuple(one.title for one in known_parameters(self.kind))
        if index.column() == Column.VALUE:
            return known.choices if known is not None else ()
        if self.kind == "music":
            return instruments.NAMES
        return units.OFFERED[known.unit if known is not None else ""]

    def changes(self, index: Index, text: str) -> Changes:
        """What `text` in a cell would change, {} for nothing; raises ValueError with a sentence."""
        assert self._contents is not None, "without a universe there are no cells"
        if text == self.editor_text(index):
            return {}
        column = ("name", "value", "unit" if self.kind == "physics" else "instrument")[index.column()]
        return changes_of(self._contents, self.kind, self.parameter(index.row()), column, text, self.locale)

    def missing(self) -> list[str]:
        """The catalogue's names that no row has yet."""
        there = {known.name for one in self._rows if (known := find(self.kind, one.parameter_name))}
        return [known.name for known in known_parameters(self.kind) if known.name not in there]

    def _value(self, index: Index) -> float:
        return self._rows[index.row()].value

    def _records(self, contents: Contents) -> dict[int, Parameter]:
        return dict(contents.physics if self.kind == "physics" else contents.music)

    def _touched(self, edit: Edit) -> list[Parameter]:
        if self.kind == "physics":
            return [change.record for change in edit.of(PhysicsParameter)]
        return [change.record for change in edit.of(MusicParameter)]

    def _twins(self) -> frozenset[int]:
        named = ((p.id, p.parameter_name, getattr(p, "instrument", None)) for p in self._rows)
        return passed_over(self.kind, named)

    def _follow(self, parameter_id: int, after: Parameter | None) -> None:
        """Puts one row in, out, or in place of what it was."""
        self._facts.pop(parameter_id, None)
        at = bisect_left(self._rows, parameter_id, key=lambda parameter: parameter.id)
        there = at < len(self._rows) and self._rows[at].id == parameter_id
        if after is None and there:
            self.beginRemoveRows(_ROOT, at, at)
            del self._rows[at]
            self.endRemoveRows()
        elif after is not None and there:
            self._rows[at] = after
        elif after is not None:
            self.beginInsertRows(_ROOT, at, at)
            self._rows.insert(at, after)
            self.endInsertRows()

    def _tell(self, changed: set[int], twins: frozenset[int]) -> None:
        self._passed_over = twins
        for parameter_id in changed:
            self._facts.pop(parameter_id, None)
            row = self.find_row(parameter_id)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _display(self, row: int, column: Column) -> str:
        facts = self.facts(row)
        if facts is None:
            return self.tr("Add…") if column == Column.NAME else ""
        return (facts.name, facts.value, facts.unit, facts.effect)[column]

    def _explanation(self, row: int) -> str:
        facts = self.facts(row)
        return " ".join((facts.effect, facts.usual, *facts.remarks)).strip() if facts is not None else ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._contents is None else len(self._rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._display(row, column)
            case Qt.ItemDataRole.EditRole:
                return None if column == Column.EFFECT else self.editor_text(index)
            case Qt.ItemDataRole.ToolTipRole:
                words = self._explanation(row)
                return f"<p>{escape(words)}</p>" if words else None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._explanation(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        try:
            changes = self.changes(index, str(value))
        except ValueError as refusal:
            self.refused.emit(str(refusal))
            return False
        if not changes:
            return False
        parameter = self.parameter(index.row())
        if parameter is None:
            self.added.emit(str(changes["name"]))
        else:
            self.entered.emit(parameter.id, changes)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        in_last_row = index.row() == len(self._rows)
        editable = index.column() != Column.EFFECT and not (in_last_row and index.column() != Column.NAME)
        return flags | Qt.ItemFlag.ItemIsEditable if editable and index.isValid() else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        third = self.tr("Unit") if self.kind == "physics" else self.tr("Instrument")
        return (self.tr("Name"), self.tr("Value"), third, self.tr("What it does"))[section]
