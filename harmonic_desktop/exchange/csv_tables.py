"""Cards and parameters as CSV tables: written, and read through a mapping of columns with each cell checked."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from ..domain.contents import Contents, in_story_order
from ..domain.errors import InvalidValue
from ..domain.parameters import DIMENSIONLESS
from ..domain.taking_in import NewCard
from .cells import exact_cell, text_cell
from .csv_columns import COLUMNS, Kind, Places, Value, mapped_columns, missing_column
from .csv_numbers import Decimal
from .csv_sheet import Sheet
from .heed import Heed, unwatched

BYTE_ORDER_MARK = "\ufeff"
"""By this a spreadsheet knows that texts are UTF-8."""
HEEDED_EVERY = 500
OVERLONG = "The row has more cells than the first one."
Taken = Mapping[str, Value]
"""A row that can be taken, by the names of columns."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that can't be taken, and so its row: where it stands, what it says, and why."""

    row: int
    column: str
    text: str
    why: str
    place: int = -1
    """Which column of the file it is, or −1 where it is the row as a whole."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The rows that can be taken, by the names of columns, and the cells that keep others from it."""

    rows: tuple[Taken, ...]
    refused: tuple[Refusal, ...]

    @property
    def refused_rows(self) -> int:
        return len({refusal.row for refusal in self.refused})


def checked_rows(
    kind: Kind,
    sheet: Sheet,
    mapping: Places,
    decimal: Decimal = "either",
    heed: Heed = unwatched,
) -> Checked:
    """Every row with each of its cells read; a row with a cell that can't be taken is refused as a whole.

    `heed` is called now and then, and may raise to give up. Raises InvalidValue where a column that is needed is not
    mapped.
    """
    if missing := missing_column(kind, mapping):
        raise InvalidValue(f"Choose which column holds “{missing}”.", missing)
    columns = mapped_columns(kind, mapping)
    rows: list[Taken] = []
    refused: list[Refusal] = []
    for count, (number, cells) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        if count % HEEDED_EVERY == 0:
            heed(count / len(sheet.rows))
        values: dict[str, Value] = {}
        for column, index in columns:
            try:
                values[column.name] = column.read(cells[index], decimal)
            except InvalidValue as error:
                refused.append(Refusal(number, sheet.header[index], cells[index], str(error), index))
        if number in sheet.overlong:
            refused.append(Refusal(number, "", "", OVERLONG))
        elif len(values) == len(columns):
            rows.append(values)
    return Checked(tuple(rows), tuple(refused))


def new_cards(rows: Iterable[Taken]) -> list[NewCard]:
    """Checked rows of cards as the domain takes them in."""
    return [NewCard(**row) for row in rows]  # type: ignore[arg-type]


def new_parameters(rows: Iterable[Taken], third: str) -> list[tuple[str, float, str]]:
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
            numbers = [exact_cell(n) for n in (card.harmony_tie, card.start_beat, card.duration_beats)]
            yield [
                text_cell(card.plot_point),
                text_cell(card.description),
                *numbers,
                text_cell(lanes[card.plotline_id]),
            ]
    elif kind == "physics":
        for physics in contents.physics.values():
            yield [text_cell(physics.parameter_name), exact_cell(physics.value), text_cell(physics.unit)]
    else:
        for music in contents.music.values():
            yield [text_cell(music.parameter_name), exact_cell(music.value), text_cell(music.instrument or "")]
