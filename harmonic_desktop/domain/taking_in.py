"""Rows of a table that become cards or parameters of the open universe, as one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from .edits import Change, Edit, Record, created, edit, new_id
from .parameters import MusicParameter, PhysicsParameter
from .placement import dropped
from .storyboard import COLOURS, LAST_BEAT, Card, Plotline

if TYPE_CHECKING:
    from .contents import Contents


P = TypeVar("P", PhysicsParameter, MusicParameter)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card as a table gives it; without a start it follows the one before it on its plotline ("" is the first)."""

    plot_point: str
    description: str = ""
    harmony_tie: float = 0.0
    start_beat: float | None = None
    duration_beats: float | None = None
    plotline: str = ""


def take_in_cards(contents: Contents, rows: Sequence[NewCard], bar: float, *, ripple: bool = True) -> Edit:
    """New cards, a bar long where no length is given; plotlines that are named and missing are made.

    Raises InvalidValue where there is no room and nobody makes it.
    """
    made: list[Plotline] = []
    homes = _homes(contents, {row.plotline for row in rows}, made)
    ends = dict.fromkeys(homes.values(), 0.0)
    for card in contents.cards.values():
        if card.plotline_id in ends:
            ends[card.plotline_id] = max(ends[card.plotline_id], card.end_beat)
    cards = []
    for row in rows:
        lane = homes[row.plotline]
        start = ends[lane] if row.start_beat is None else row.start_beat
        length = row.duration_beats if row.duration_beats is not None else bar
        start = min(start, LAST_BEAT)
        ends[lane] = max(ends[lane], start + length)
        cards.append(
            Card(new_id(), contents.universe.id, lane, row.plot_point, row.description, row.harmony_tie, start, length)
        )
    label = "Import 1 card" if len(cards) == 1 else f"Import {len(cards)} cards"
    return edit(label, [*map(created, made), *dropped(contents, cards, ripple=ripple)])


def take_in_physics(contents: Contents, rows: Sequence[tuple[str, float, str]]) -> Edit:
    """Physics parameters by (name, value, unit): one that is there under that name is changed, another one added."""
    known = _first_by_key(contents.physics, lambda p: p.parameter_name)
    changes: list[Change[Record]] = []
    for name, value, unit in _last_of_each(rows, lambda row: row[0]):
        before = known.get(_key(name))
        after = replace(before or PhysicsParameter(new_id(), contents.universe.id, name, value), value=value, unit=unit)
        changes.append(Change(before, after))
    return edit(_parameters_label(len(rows)), changes)


def take_in_music(contents: Contents, rows: Sequence[tuple[str, float, str]]) -> Edit:
    """Music parameters by (name, value, instrument or ""), in the same way; name and instrument tell them apart."""
    known = _first_by_key(contents.music, lambda p: f"{p.parameter_name}\n{p.instrument or ''}")
    changes: list[Change[Record]] = []
    for name, value, instrument in _last_of_each(rows, lambda row: f"{row[0]}\n{row[2]}"):
        before = known.get(_key(f"{name}\n{instrument}"))
        fresh = MusicParameter(new_id(), contents.universe.id, name, value, instrument or None)
        changes.append(Change(before, replace(before, value=value) if before is not None else fresh))
    return edit(_parameters_label(len(rows)), changes)


def _homes(contents: Contents, names: Iterable[str], made: list[Plotline]) -> dict[str, int]:
    """The plotline of each name, "" being the first; those that have to be made are added to `made`."""
    lanes = contents.ordered_plotlines()
    by_name = {_key(lane.name): lane.id for lane in reversed(lanes)}
    homes: dict[str, int] = {}
    for name in sorted(names):
        key = _key(name)
        if not key and lanes:
            homes[name] = lanes[0].id
        else:
            if key not in by_name:
                row = len(lanes) + len(made)
                made.append(Plotline(new_id(), contents.universe.id, name or "Main", row % COLOURS, row))
                by_name[key] = made[-1].id
            homes[name] = by_name[key]
    return homes


def _first_by_key(records: Mapping[int, P], key_of: Callable[[P], str]) -> dict[str, P]:
    return {_key(key_of(records[i])): records[i] for i in sorted(records, reverse=True)}


def _last_of_each(rows: Sequence[R], key_of: Callable[[R], str]) -> list[R]:
    """The rows without those that a later one of the same key replaces."""
    return list({_key(key_of(row)): row for row in rows}.values())


def _key(name: str) -> str:
    return name.casefold().strip()


def _parameters_label(count: int) -> str:
    return "Import 1 parameter" if count == 1 else f"Import {count} parameters"
