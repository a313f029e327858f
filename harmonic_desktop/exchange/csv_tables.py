"""Cards and parameters as CSV tables: written, and read through a mapping of columns with each cell checked."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
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
from ..domain.contents import Contents, in_story_order
from ..domain.errors import InvalidValue
from ..domain.parameters import DIMENSIONLESS
from ..domain.storyboard import LAST_BEAT
from ..domain.taking_in import NewCard
from .cells import number_cell, text_cell, told_text
from .csv_sheet import Sheet

Kind = Literal["cards", "physics", "music"]
Value = str | float | None
BYTE_ORDER_MARK = "\ufeff"
"""By this a spreadsheet knows that texts are UTF-8."""
DIGITS = 12
_NUMBER = re.compile(r"[+-]?(\d[\d.,' ]*|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it is called, by which other names it is known, and how its cells are read."""

    name: str
    read: Callable[[str], Value]
    aliases: tuple[str, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that can't be taken, and so its row: where it stands, what it says, and why."""

    row: int
    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows that can be taken, by the names of columns, and the cells that keep others from it."""

    rows: tuple[Mapping[str, Value], ...]
    refused: tuple[Refusal, ...]

    @property
    def refused_rows(self) -> int:
        return len({refusal.row for refusal in self.refused})


def read_number(text: str) -> float:
    """A number with a point or a comma; of two marks the last one is the decimal one. Raises InvalidValue."""
    plain = text.strip().replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    if not _NUMBER.fullmatch(plain):
        raise InvalidValue("is not a number")
    digits = plain.replace(" ", "").replace("'", "")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        digits = digits.replace("." if comma > point else ",", "")
    if digits.count(",") > 1 or digits.count(".") > 1:
        digits = digits.replace(",", "").replace(".", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        raise InvalidValue("is not a number") from None


def _text(limit: int, *, may_be_empty: bool = False) -> Callable[[str], Value]:
    return lambda cell: checked_text(told_text(cell), "It", limit, may_be_empty=may_be_empty)


def _prose(cell: str) -> Value:
    return checked_prose(told_text(cell))


def _number(low: float, high: float, default: float | None = None) -> Callable[[str], Value]:
    def read(cell: str) -> Value:
        return checked_number(read_number(cell), "It", low=low, high=high) if cell.strip() else default

    return read


def _length(cell: str) -> Value:
    value = _number(0.0, LAST_BEAT)(cell)
    if value == 0.0:
        raise InvalidValue("It has to be more than 0.")
    return value


def _value(cell: str) -> Value:
    return checked_number(read_number(cell), "It")


def _unit(cell: str) -> Value:
    return checked_text(told_text(cell), "It", UNIT_LIMIT, may_be_empty=True) or DIMENSIONLESS


_NAME = Column("parameter_name", _text(NAME_LIMIT), ("name", "parameter"), is_needed=True)
_VALUE = Column("value", _value, ("amount", "number"), is_needed=True)
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "cards": (
        Column("plot_point", _text(PLOT_POINT_LIMIT), ("title", "card", "scene", "name", "plot"), is_needed=True),
        Column("description", _prose, ("text", "notes", "summary", "synopsis", "details")),
        Column("harmony_tie", _number(0.0, 1.0, 0.0), ("harmony", "tie", "consonance")),
        Column("start_beat", _number(0.0, LAST_BEAT), ("start", "beat", "from", "position")),
        Column("duration_beats", _length, ("duration", "length", "beats")),
        Column("plotline", _text(NAME_LIMIT, may_be_empty=True), ("line", "lane", "thread", "track")),
    ),
    "physics": (_NAME, _VALUE, Column("unit", _unit, ("units",))),
    "music": (_NAME, _VALUE, Column("instrument", _text(INSTRUMENT_LIMIT, may_be_empty=True), ("played by",))),
}


def guessed_mapping(kind: Kind, header: Iterable[str]) -> dict[str, int | None]:
    """Which column of a file stands for which of ours, by their names; each of the file is taken once."""
    names = [_plain(name) for name in header]
    mapping: dict[str, int | None] = {}
    for column in COLUMNS[kind]:
        wanted = [_plain(name) for name in (column.name, *column.aliases)]
        found = [names.index(name) for name in wanted if name in names]
        mapping[column.name] = next((index for index in found if index not in mapping.values()), None)
    return mapping


def checked_rows(kind: Kind, sheet: Sheet, mapping: Mapping[str, int | None]) -> Checked:
    """Every row with each of its cells read; a row with a cell that can't be taken is refused as a whole.

    Raises InvalidValue where a column that is needed is not mapped.
    """
    columns = [(column, index) for column in COLUMNS[kind] if (index := mapping.get(column.name)) is not None]
    for column in COLUMNS[kind]:
        if column.is_needed and mapping.get(column.name) is None:
            raise InvalidValue(f"Choose which column holds “{column.name}”.", column.name)
    rows: list[Mapping[str, Value]] = []
    refused: list[Refusal] = []
    for number, cells in zip(sheet.numbers, sheet.rows, strict=True):
        values: dict[str, Value] = {}
        for column, index in columns:
            try:
                values[column.name] = column.read(cells[index])
            except InvalidValue as error:
                refused.append(Refusal(number, sheet.header[index], cells[index], str(error)))
        if number in sheet.overlong:
            refused.append(Refusal(number, "", "", "The row has more cells than the first one."))
        elif len(values) == len(columns):
            rows.append(values)
    return Checked(tuple(rows), tuple(refused))


def new_cards(rows: Iterable[Mapping[str, Value]]) -> list[NewCard]:
    """Checked rows of cards as the domain takes them in."""
    return [NewCard(**row) for row in rows]  # type: ignore[arg-type]


def new_parameters(rows: Iterable[Mapping[str, Value]], third: str) -> list[tuple[str, float, str]]:
    """Checked rows of parameters as (name, value, `third`: unit or instrument)."""
    default = DIMENSIONLESS if third == "unit" else ""
    return [(str(row["parameter_name"]), float(row["value"] or 0.0), str(row.get(third) or default)) for row in rows]


def write_table(kind: Kind, contents: Contents) -> str:
    """A table as RFC 4180 has it: a comma between cells, CR LF after rows, always a point in numbers."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([column.name for column in COLUMNS[kind]])
    writer.writerows(_rows(kind, contents))
    return text.getvalue()


def _rows(kind: Kind, contents: Contents) -> Iterator[list[str]]:
    if kind == "cards":
        lanes = {plotline.id: plotline.name for plotline in contents.plotlines.values()}
        for card in in_story_order(contents):
            numbers = [number_cell(n, DIGITS) for n in (card.harmony_tie, card.start_beat, card.duration_beats)]
            yield [
                text_cell(card.plot_point),
                text_cell(card.description),
                *numbers,
                text_cell(lanes[card.plotline_id]),
            ]
    elif kind == "physics":
        for physics in contents.physics.values():
            yield [text_cell(physics.parameter_name), repr(physics.value), text_cell(physics.unit)]
    else:
        for music in contents.music.values():
            yield [text_cell(music.parameter_name), repr(music.value), text_cell(music.instrument or "")]


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
