"""Bringing a universe back to what a snapshot holds, as one edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from .checks import NAME_LIMIT
from .contents import Contents
from .edits import Change, Edit, Record, created, edit, new_id, removed
from .storyboard import Card, Plotline
from .universe import adopt_universe

T = TypeVar("T", bound=Record)


def restore(now: Contents, then: Contents, name: str) -> Edit:
    """Makes the universe what it was `then`; its snapshots stay, and undo brings back what it is now.

    What is no longer there is made anew: its id may belong to another record by now.
    """
    universe = replace(
        then.universe,
        id=now.universe.id,
        creator_id=now.universe.creator_id,
        created_at=now.universe.created_at,
        updated_at=now.universe.updated_at,
    )
    lanes = {i: new_id() for i in then.plotlines.keys() - now.plotlines.keys()}
    plotlines = _towards(now.plotlines, {i: replace(p, id=lanes.get(i, i)) for i, p in then.plotlines.items()})
    cards = _towards(now.cards, {i: _card(now, card, lanes) for i, card in then.cards.items()})
    others: list[Change[Record]] = [
        *_towards(now.physics, {i: _anew(now.physics, p) for i, p in then.physics.items()}),
        *_towards(now.music, {i: _anew(now.music, p) for i, p in then.music.items()}),
        *_towards(now.markers, {i: _anew(now.markers, m) for i, m in then.markers.items()}),
    ]
    changes: list[Change[Record]] = [Change(now.universe, universe), *_ordered(plotlines, cards), *others]
    return edit(f"Restore snapshot “{name}”", changes)


def copy_of(then: Contents, creator_id: int, name: str) -> Edit:
    """A universe of its own from what a snapshot holds, the snapshot's name after its own; raises InvalidValue."""
    after = f" ({name})"
    title = f"{then.universe.name[: max(NAME_LIMIT - len(after), 1)].rstrip()}{after}"[:NAME_LIMIT]
    return adopt_universe(replace(then, universe=replace(then.universe, name=title)), creator_id)


def _ordered(plotlines: Iterable[Change[Plotline]], cards: Iterable[Change[Card]]) -> list[Change[Record]]:
    """Plotlines come before the cards that lie on them, and go after those."""
    lanes = list(plotlines)
    staying = [change for change in lanes if change.after is not None]
    going = [change for change in lanes if change.after is None]
    return [*staying, *cards, *going]


def _card(now: Contents, card: Card, lanes: Mapping[int, int]) -> Card:
    """A card as it was, on the plotline that stands for its own; one that is still there keeps its time of change."""
    same = now.cards.get(card.id)
    lane = lanes.get(card.plotline_id, card.plotline_id)
    if same is None:
        return replace(card, id=new_id(), plotline_id=lane)
    return replace(card, plotline_id=lane, created_at=same.created_at, updated_at=same.updated_at)


def _anew(now: Mapping[int, T], record: T) -> T:
    return record if record.id in now else replace(record, id=new_id())  # type: ignore[type-var]


def _towards(now: Mapping[int, T], then: Mapping[int, T]) -> list[Change[T]]:
    """What leads from records, by the ids that they have now, to those of a snapshot, by the ids that they had then."""
    changed = [Change(now[i], record) if i in now else created(record) for i, record in then.items()]
    return [*changed, *(removed(record) for i, record in now.items() if i not in then)]
