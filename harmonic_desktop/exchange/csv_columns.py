"""The columns of each table: how they are called, recognised in other people's files, and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..domain.checks import (
    INSTRUMENT_LIMIT,
    NAME_LIMIT,
    PLOT_POINT_LIMIT,
    UNIT_LIMIT,
    checked_number,
    checked_prose,
    checked_text,
)
from ..domain.errors import InvalidValue
from ..domain.parameters import DIMENSIONLESS
from ..domain.storyboard import LAST_BEAT
from .cells import told_text
from .csv_numbers import Decimal, read_number

Kind = Literal["cards", "physics", "music"]
KINDS: tuple[Kind, ...] = ("cards", "physics", "music")
Value = str | float | None
Read = Callable[[str, Decimal], Value]
"""Makes a value of a cell, given the decimal mark of its table; raises InvalidValue."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it is called, by which other names it is known, and how its cells are read."""

    name: str
    read: Read
    aliases: tuple[str, ...] = ()
    is_needed: bool = False
    is_number: bool = False


def _text(limit: int, *, may_be_empty: bool = False) -> Read:
    return lambda cell, _decimal: checked_text(told_text(cell), "It", limit, may_be_empty=may_be_empty)


def _prose(cell: str, _decimal: Decimal) -> Value:
    return checked_prose(told_text(cell))


def _number(low: float, high: float, default: float | None = None) -> Read:
    def read(cell: str, decimal: Decimal) -> Value:
        return checked_number(read_number(cell, decimal), "It", low=low, high=high) if cell.strip() else default

    return read


def _length(cell: str, decimal: Decimal) -> Value:
    value = _number(0.0, LAST_BEAT)(cell, decimal)
    if value == 0.0:
        raise InvalidValue("It has to be more than 0.")
    return value


def _value(cell: str, decimal: Decimal) -> Value:
    if not cell.strip():
        raise InvalidValue("It can’t be empty.")
    return checked_number(read_number(cell, decimal), "It")


def _unit(cell: str, _decimal: Decimal) -> Value:
    return checked_text(told_text(cell), "It", UNIT_LIMIT, may_be_empty=True) or DIMENSIONLESS


_NAME = Column("parameter_name", _text(NAME_LIMIT), ("name", "parameter"), is_needed=True)
_VALUE = Column("value", _value, ("amount", "number"), is_needed=True, is_number=True)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "cards": (
        Column("plot_point", _text(PLOT_POINT_LIMIT), ("title", "card", "scene", "name", "plot"), is_needed=True),
        Column("description", _prose, ("text", "notes", "summary", "synopsis", "details")),
        Column("harmony_tie", _number(0.0, 1.0, 0.0), ("harmony", "tie", "consonance"), is_number=True),
        Column("start_beat", _number(0.0, LAST_BEAT), ("start", "beat", "from", "position"), is_number=True),
        Column("duration_beats", _length, ("duration", "length", "beats"), is_number=True),
        Column("plotline", _text(NAME_LIMIT, may_be_empty=True), ("line", "lane", "thread", "track")),
    ),
    "physics": (_NAME, _VALUE, Column("unit", _unit, ("units",))),
    "music": (_NAME, _VALUE, Column("instrument", _text(INSTRUMENT_LIMIT, may_be_empty=True), ("played by",))),
}
Places = dict[str, int | None]
"""Which column of a file stands for which of ours, by our names."""


def guessed_kind(header: Sequence[str]) -> Kind:
    """The table of ours that has most of the headings, and first of all those that it needs."""

    def likeness(kind: Kind) -> tuple[bool, int]:
        mapping = guessed_mapping(kind, header)
        is_whole = all(mapping[column.name] is not None for column in COLUMNS[kind] if column.is_needed)
        return is_whole, sum(index is not None for index in mapping.values())

    return max(KINDS, key=likeness)


def guessed_mapping(kind: Kind, header: Iterable[str]) -> Places:
    """By the names of columns, each of which is taken once."""
    names = [_plain(name) for name in header]
    mapping: Places = {}
    for column in COLUMNS[kind]:
        wanted = [_plain(name) for name in (column.name, *column.aliases)]
        found = [names.index(name) for name in wanted if name in names]
        mapping[column.name] = next((index for index in found if index not in mapping.values()), None)
    return mapping


def mapped_columns(kind: Kind, mapping: Places) -> list[tuple[Column, int]]:
    """Our columns that have one in the file, with its place there."""
    return [(column, index) for column in COLUMNS[kind] if (index := mapping.get(column.name)) is not None]


def missing_column(kind: Kind, mapping: Places) -> str:
    """The name of a column that is needed and has none in the file, or ""."""
    return next((c.name for c in COLUMNS[kind] if c.is_needed and mapping.get(c.name) is None), "")


def number_cells(kind: Kind, rows: Iterable[Sequence[str]], mapping: Places) -> Iterator[str]:
    """The cells that ought to be numbers."""
    places = [index for column, index in mapped_columns(kind, mapping) if column.is_number]
    return (row[index] for row in rows for index in places)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
