"""A file as a table of cards or parameters: what a person has not chosen is found out, and what it would do is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..domain.contents import Contents
from ..domain.edits import Edit
from ..domain.errors import InvalidValue
from ..domain.meter import meter_of
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import Card, Plotline
from ..domain.taking_in import take_in_cards, take_in_music, take_in_physics
from .csv_columns import Kind, Places, guessed_kind, guessed_mapping, missing_column, number_cells
from .csv_numbers import Decimal, guessed_decimal
from .csv_sheet import Sheet, read_sheet
from .csv_tables import Checked, checked_rows, new_cards, new_parameters
from .heed import Heed, unwatched
from .universe_file import MOST_CARDS, MOST_OTHERS, MOST_PLOTLINES

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
NOTHING = Checked((), ())


@dataclass(frozen=True, slots=True)
class Choices:
    """How a file is to be read; what is empty is found out."""

    separator: str = ""
    has_headings: bool = True
    kind: Kind | None = None
    mapping: Places | None = None
    decimal: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking a table in would do: how many records are new and how many changed, and which plotlines are made."""

    added: int = 0
    changed: int = 0
    plotlines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.added + self.changed > 0


@dataclass(frozen=True, slots=True)
class TableRead:
    """A file with all choices made, its rows checked, and what it would do to a universe."""

    sheet: Sheet
    kind: Kind
    mapping: Places
    decimal: Decimal
    checked: Checked
    why: Mapping[tuple[int, int], str]
    """Why a cell can't be taken, by the number of its row and its place in the file; −1 is the row as a whole."""
    outcome: Outcome
    missing: str = ""
    """Our name of a column that is needed and not chosen yet."""
    refusal: str = ""
    """Why the universe can't take the rows in, though each of them is right."""


def read_table(
    data: bytes,
    choices: Choices,
    contents: Contents,
    *,
    ripple: bool = True,
    before: Sheet | None = None,
    heed: Heed = unwatched,
) -> TableRead:
    """The table in a file, and what would become of it; raises InvalidValue for what is no table.

    `before` is what the same file was with the same separator and headings, and saves reading it again.
    """
    sheet = before or read_sheet(data, choices.separator, has_headings=choices.has_headings, heed=heed)
    kind = choices.kind or guessed_kind(sheet.header)
    mapping = choices.mapping if choices.mapping is not None else guessed_mapping(kind, sheet.header)
    decimal = choices.decimal or guessed_decimal(number_cells(kind, sheet.rows, mapping))
    missing = missing_column(kind, mapping)
    checked = NOTHING if missing else checked_rows(kind, sheet, mapping, decimal, heed)
    why = {(refusal.row, refusal.place): refusal.why for refusal in checked.refused}
    read = TableRead(sheet, kind, mapping, decimal, checked, why, Outcome(), missing)
    try:
        outcome = _outcome(taken_in(read, contents, ripple=ripple))
        _check_size(read, contents, outcome)
        return replace(read, outcome=outcome)
    except InvalidValue as refusal:
        return replace(read, refusal=str(refusal))


def taken_in(read: TableRead, contents: Contents, *, ripple: bool = True) -> Edit:
    """The edit that takes the rows into a universe; raises InvalidValue where it has no room for them."""
    if read.kind == "cards":
        bar = float(meter_of(contents).beats_per_bar)
        return take_in_cards(contents, new_cards(read.checked.rows), bar, ripple=ripple)
    if read.kind == "physics":
        return take_in_physics(contents, new_parameters(read.checked.rows, "unit"))
    return take_in_music(contents, new_parameters(read.checked.rows, "instrument"))


def _check_size(read: TableRead, contents: Contents, outcome: Outcome) -> None:
    """Refuses what would make the universe larger than its file may be."""
    plotlines = len(contents.plotlines) + len(outcome.plotlines)
    if plotlines > MOST_PLOTLINES:
        raise InvalidValue(f"That would make {plotlines:,} plotlines; {MOST_PLOTLINES:,} is the most there can be.")
    held = {"cards": contents.cards, "physics": contents.physics, "music": contents.music}[read.kind]
    most, total = MOST_CARDS if read.kind == "cards" else MOST_OTHERS, len(held) + outcome.added
    if total > most:
        what = "cards" if read.kind == "cards" else "parameters"
        raise InvalidValue(f"That would make {total:,} {what}; {most:,} is the most there can be.")


def _outcome(edit: Edit) -> Outcome:
    """Cards that only make room are not counted as changed."""
    made = tuple(change.record.name for change in edit.of(Plotline))
    kinds = (edit.of(PhysicsParameter), edit.of(MusicParameter))
    changed = sum(change.before is not None for changes in kinds for change in changes)
    added = sum(change.before is None for change in edit.of(Card)) + sum(map(len, kinds)) - changed
    return Outcome(added, changed, made)
