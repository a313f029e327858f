"""The universes of an account as rows: sorted, filtered by name, each with its curve in brief."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, IntEnum
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from ...domain.harmony import curve
from ...domain.outline import Outline
from ...domain.searching import folded
from ...domain.universe import Universe
from ..widgets.sparkline import COLUMNS
from .words import cards_in_words, change_in_words, row_in_words

Index = QModelIndex | QPersistentModelIndex
NOTHING = Outline(0, ())
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_DIGITS = re.compile(r"(\d+)")


class Role(IntEnum):
    """What a row tells beside its name."""

    ID = Qt.ItemDataRole.UserRole
    DETAILS = Qt.ItemDataRole.UserRole + 1
    SPARKLINE = Qt.ItemDataRole.UserRole + 2
    IS_OPEN = Qt.ItemDataRole.UserRole + 3


class Order(Enum):
    """How the rows are sorted."""

    NAME = "name"
    NAME_DOWN = "name_down"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(slots=True)
class Entry:
    """A universe with what its row needs; the sparkline is made when it is first painted."""

    universe: Universe
    outline: Outline = NOTHING
    found_by: str = ""
    sort_name: tuple[str, ...] = ()
    sparkline: list[float] | None = field(default=None)

    def __post_init__(self) -> None:
        self.take(self.universe)

    def take(self, universe: Universe) -> None:
        self.universe = universe
        self.found_by = folded(universe.name)
        self.sort_name = tuple(_sortable(part) for part in _DIGITS.split(self.found_by))

    def columns(self) -> list[float]:
        if self.sparkline is None:
            self.sparkline = _columns(self.outline)
        return self.sparkline


class UniverseModel(QAbstractListModel):
    """One row per universe whose name holds every word of the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.order = Order.NEWEST
        self._entries: dict[int, Entry] = {}
        self._rows: list[Entry] = []
        self._words: list[str] = []
        self._open: int | None = None

    def __len__(self) -> int:
        """How many universes there are, found or not."""
        return len(self._entries)

    def names(self) -> set[str]:
        return {entry.universe.name for entry in self._entries.values()}

    def row_of(self, universe_id: int | None) -> int | None:
        """The row of a universe; None where it is filtered out or not there."""
        entry = self._entries.get(universe_id) if universe_id is not None else None
        return next((row for row, other in enumerate(self._rows) if other is entry), None)

    def id_at(self, row: int) -> int | None:
        return self._rows[row].universe.id if 0 <= row < len(self._rows) else None

    def show(self, universes: Iterable[Universe], outlines: Mapping[int, Outline]) -> None:
        """Takes over all of them."""
        self.beginResetModel()
        self._entries = {u.id: Entry(u, outlines.get(u.id, NOTHING)) for u in universes}
        self._rows = self._sorted_and_found()
        self.endResetModel()

    def put(self, universe: Universe) -> None:
        """Adds or changes one; its row moves where it now belongs."""
        if universe.id not in self._entries:
            self._entries[universe.id] = Entry(universe)
            self._insert(self._entries[universe.id])
            return
        row = self.row_of(universe.id)
        entry = self._entries[universe.id]
        entry.take(universe)
        if row is None:
            self._insert(entry)
        else:
            self._place(row)

    def remove(self, universe_id: int) -> None:
        """Takes one out; nothing where it is not there."""
        row = self.row_of(universe_id)
        if row is not None:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
        self._entries.pop(universe_id, None)

    def set_outline(self, universe_id: int, outline: Outline) -> None:
        """Shows another count and curve of a universe."""
        entry = self._entries.get(universe_id)
        if entry is not None:
            entry.outline, entry.sparkline = outline, None
            self._tell(self.row_of(universe_id))

    def set_open(self, universe_id: int | None) -> None:
        """Marks the universe that is open."""
        before, self._open = self._open, universe_id
        for changed in {before, universe_id}:
            self._tell(self.row_of(changed))

    def set_filter(self, text: str) -> None:
        """Shows only those with every word of the text in their names, whatever case and accents."""
        words = folded(text).split()
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._rows = self._sorted_and_found()
            self.endResetModel()

    def set_order(self, order: Order) -> None:
        """Sorts by something else."""
        self.beginResetModel()
        self.order = order
        self._rows = self._sorted_and_found()
        self.endResetModel()

    def _insert(self, entry: Entry) -> None:
        if not self._is_found(entry):
            return
        row = bisect_left([self._key(other) for other in self._rows], self._key(entry))
        self.beginInsertRows(QModelIndex(), row, row)
        self._rows.insert(row, entry)
        self.endInsertRows()

    def _place(self, row: int) -> None:
        """Puts a changed row where it belongs now; takes it out where it is no longer found."""
        entry = self._rows[row]
        if not self._is_found(entry):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
            return
        if self._is_in_place(row):
            self._tell(row)
            return
        others = self._rows[:row] + self._rows[row + 1 :]
        to = bisect_left([self._key(other) for other in others], self._key(entry))
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to if to < row else to + 1)
        self._rows = [*others[:to], entry, *others[to:]]
        self.endMoveRows()
        self._tell(to)

    def _is_in_place(self, row: int) -> bool:
        """Whether a row is sorted between its neighbours, as after most edits."""
        around = [self._key(entry) for entry in self._rows[max(row - 1, 0) : row + 2]]
        return all(not second < first for first, second in pairwise(around))

    def _sorted_and_found(self) -> list[Entry]:
        found = self._entries.values() if not self._words else filter(self._is_found, self._entries.values())
        return sorted(found, key=self._key)

    def _is_found(self, entry: Entry) -> bool:
        return all(word in entry.found_by for word in self._words)

    def _key(self, entry: Entry) -> Any:
        universe = entry.universe
        when = (universe.updated_at or universe.created_at or _LONG_AGO).timestamp()
        if self.order in (Order.NEWEST, Order.OLDEST):
            return (-when if self.order is Order.NEWEST else when, entry.sort_name, universe.id)
        return (entry.sort_name if self.order is Order.NAME else Backwards(entry.sort_name), universe.id)

    def _tell(self, row: int | None) -> None:
        if row is not None:
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        entry, locale = self._rows[index.row()], QLocale()
        universe, is_open = entry.universe, entry.universe.id == self._open
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return universe.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_in_words(universe.name, entry.outline.card_count, is_open, locale)
        if role == Role.DETAILS:
            when = change_in_words(universe.updated_at or universe.created_at, datetime.now().astimezone(), locale)
            return " · ".join(filter(None, (cards_in_words(entry.outline.card_count, locale), when)))
        if role == Role.SPARKLINE:
            return entry.columns()
        return {Role.ID: universe.id, Role.IS_OPEN: is_open}.get(role)  # type: ignore[call-overload]


class Backwards:
    """Sorts the other way round."""

    def __init__(self, key: tuple[str, ...]) -> None:
        self.key = key

    def __lt__(self, other: Backwards) -> bool:
        return other.key < self.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Backwards) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def _sortable(part: str) -> str:
    """Puts numbers in the order of their values: 9 before 10."""
    number = part.lstrip("0")
    return f"{len(number):04}{number}" if part.isdecimal() else part


def _columns(outline: Outline) -> list[float]:
    if not outline.spans:
        return []
    spans = np.array(outline.spans)
    with np.errstate(over="ignore", invalid="ignore"):  # an older file may hold any number
        drawn = curve(spans[:, 0], spans[:, 1], spans[:, 2])
        if not len(drawn.values):
            return []
        means: list[float] = drawn.means(np.linspace(drawn.beats[0], drawn.beats[-1], COLUMNS + 1)).tolist()
    return means
