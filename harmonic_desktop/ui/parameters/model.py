"""The rows of a parameter table: what each cell shows, and what typing into it would change."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ...domain.catalogue import Kind
from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.parameters import MusicParameter, PhysicsParameter
from ...domain.twins import Twins
from ..widgets.number_text import number_text
from .columns import ENTERED, Column
from .reading import Changes, changes_of, name_to_add, offers_of
from .rows import Rows
from .words import Facts, Parameter, explanation, facts_of, read_out

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ParameterModel(QAbstractTableModel):
    """The parameters of one kind, and a last row in which a new one is named.

    The model changes nothing by itself: what is typed is announced, and `refresh` shows what became of it.
    """

    entered = Signal(object, object)
    """A parameter's id, and what to change: {"value": 3.7}."""
    added = Signal(str)
    refused = Signal(str)
    """A sentence, or "" once it no longer holds."""
    previewed = Signal(object, object)
    """A parameter's id and the value that it has while it is slid, typed or tapped; None ends that."""

    def __init__(self, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind: Kind = kind
        self.locale = QLocale()
        self.rows = Rows(kind)
        self.contents: Contents | None = None
        self._twins = Twins(kind)
        self._facts: dict[int, Facts] = {}
        self._preview: tuple[int, float] | None = None

    @property
    def third(self) -> str:
        """What the third column holds, as the records call it."""
        return "unit" if self.kind == "physics" else "instrument"

    @property
    def total(self) -> int:
        """How many parameters there are, shown or not."""
        return len(self._records)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows the parameters of a universe, or of none."""
        self.beginResetModel()
        before, self.contents = self.contents, contents
        if contents is None or before is None or before.universe.id != contents.universe.id:
            self.rows.forget()
        self.rows.show(self._records.values())
        self._twins = Twins(self.kind, self._records.values())
        self._facts.clear()
        self._preview = None
        self.endResetModel()

    def sort_by(self, column: Column | None, *, descending: bool = False) -> None:
        """Shows the rows in another order, which changes nothing but the view; None: as they were added."""
        self.rows.sorted_by, self.rows.is_descending = column, descending
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Shows only rows that hold all words of a text."""
        self.rows.words = tuple(text.casefold().split())
        self._arrange()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; rows that it does not touch are left alone."""
        self.contents = contents
        changes = edit.of(PhysicsParameter) if self.kind == "physics" else edit.of(MusicParameter)
        mine = (change for change in changes if change.record.universe_id == contents.universe.id)
        touched = {change.record.id: change.before is None for change in mine}
        if not touched:
            return
        records, changed = self._records, set(touched)
        for parameter_id in touched:
            changed |= self._twins.follow(parameter_id, records.get(parameter_id))
        for parameter_id in changed:
            self._facts.pop(parameter_id, None)
        self._remove(parameter_id for parameter_id in touched if parameter_id not in records)
        for parameter_id in touched.keys() & records.keys():
            self.rows.replace(records[parameter_id])
        fresh = [i for i, is_new in touched.items() if is_new and i in records and self.rows.find(i) is None]
        self._insert([records[i] for i in fresh])
        self._tell(changed)

    def parameter(self, row: int) -> Parameter | None:
        """The parameter of a row; None for the last one."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def facts(self, row: int) -> Facts | None:
        """What is said about a row, with the value that a slider previews."""
        parameter = self.parameter(row)
        if parameter is None:
            return None
        passed_over = self._twins.is_passed_over(parameter.id)
        if self._preview is not None and self._preview[0] == parameter.id:
            return facts_of(replace(parameter, value=self._preview[1]), passed_over, self.locale)
        if parameter.id not in self._facts:
            self._facts[parameter.id] = facts_of(parameter, passed_over, self.locale)
        return self._facts[parameter.id]

    def shown_value(self, row: int) -> float:
        """The value of a row, or the one that a slider previews."""
        parameter = self.rows[row]
        return self._preview[1] if self._preview is not None and self._preview[0] == parameter.id else parameter.value

    def preview(self, row: int, value: float | None) -> None:
        """Shows a value in a row without changing it; None ends that."""
        parameter = self.parameter(row)
        self._preview = None if value is None or parameter is None else (parameter.id, value)
        self.dataChanged.emit(self.index(row, Column.NAME), self.index(row, Column.VALUE))
        if parameter is not None:
            self.previewed.emit(parameter.id, value)

    def find_row(self, parameter_id: int) -> int | None:
        """The row of a parameter, if it is shown."""
        return self.rows.find(parameter_id)

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
        return offers_of(self.kind, Column(index.column()), facts.known if facts is not None else None)

    def changes(self, index: Index, text: str) -> Changes:
        """What `text` in a cell would change, {} for nothing; raises ValueError with a sentence."""
        assert self.contents is not None, "without a universe there are no cells"
        if text == self.editor_text(index):
            return {}
        parameter = self.parameter(index.row())
        if parameter is None:
            name = name_to_add(self.contents, self.kind, text)
            return {"name": name} if name else {}
        return changes_of(parameter, ("name", "value", self.third)[index.column()], text, self.locale)

    def missing(self) -> list[str]:
        """The catalogue's names that no row has yet."""
        return [known.name for known in self._twins.missing()]

    @property
    def _records(self) -> dict[int, Parameter]:
        if self.contents is None:
            return {}
        return self.contents.physics if self.kind == "physics" else self.contents.music  # type: ignore[return-value]

    def _value(self, index: Index) -> float:
        return self.rows[index.row()].value

    def _arrange(self) -> None:
        self.beginResetModel()
        self.rows.show(self._records.values())
        self.endResetModel()

    def _remove(self, parameter_ids: Any) -> None:
        for first, last in self.rows.runs(parameter_ids):
            self.beginRemoveRows(_ROOT, first, last)
            self.rows.remove(first, last)
            self.endRemoveRows()

    def _insert(self, parameters: list[Parameter]) -> None:
        for row, made in self.rows.places(parameters):
            self.beginInsertRows(_ROOT, row, row + len(made) - 1)
            self.rows.insert(row, made)
            self.endInsertRows()

    def _tell(self, changed: set[int]) -> None:
        """One signal for all rows from the first that changed to the last."""
        rows = [row for one in changed if (row := self.rows.find(one)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), len(Column) - 1))

    def _display(self, row: int, column: Column) -> str:
        facts = self.facts(row)
        if facts is None:
            return self.tr("Add…") if column == Column.NAME else ""
        return (facts.name, facts.value, facts.unit, facts.effect)[column]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.contents is None else len(self.rows) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), Column(index.column())
        facts = self.facts(row)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._display(row, column)
            case Qt.ItemDataRole.EditRole:
                return self.editor_text(index) if column in ENTERED else None
            case Qt.ItemDataRole.ToolTipRole:
                return f"<p>{escape(explanation(facts))}</p>" if facts is not None else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return read_out(self.kind, column, facts) if facts is not None else self._display(row, column)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return explanation(facts) if facts is not None else ""
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
        in_last_row = index.row() == len(self.rows)
        editable = index.column() in ENTERED and not (in_last_row and index.column() != Column.NAME)
        return flags | Qt.ItemFlag.ItemIsEditable if editable and index.isValid() else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.header(Column(section))

    def header(self, column: Column) -> str:
        """What stands over a column."""
        third = self.tr("Unit") if self.kind == "physics" else self.tr("Instrument")
        return (self.tr("Name"), self.tr("Value"), third, self.tr("What it does"))[column]
