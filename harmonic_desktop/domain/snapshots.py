"""Snapshots: a universe as it was, kept under a name; their verbs, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from .checks import NAME_LIMIT, checked_text
from .edits import Change, Edit, created, edit, new_id, removed
from .errors import InvalidValue

if TYPE_CHECKING:
    from .contents import Contents
    from .storyboard import Card

MOST_SNAPSHOTS = 200
"""So many snapshots a universe can have; one more is refused, and nothing is dropped to make room."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is listed of a snapshot: its name, when it was taken, and how many cards there were."""

    id: int
    universe_id: int
    name: str
    card_count: int = 0
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SnapshotData:
    """What a snapshot holds, packed (`exchange/snapshot_data.py`); only read when it is asked for."""

    id: int
    universe_id: int
    snapshot_id: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Since:
    """How many cards differ from a snapshot; one that was moved and retied counts under both."""

    added: int = 0
    removed: int = 0
    moved: int = 0
    reworded: int = 0
    retied: int = 0
    """Cards with another harmony."""

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.moved, self.reworded, self.retied))


def take_snapshot(contents: Contents, name: str, data: bytes) -> Edit:
    """Keeps `data`, the contents packed, under a name; raises InvalidValue."""
    if len(contents.snapshots) >= MOST_SNAPSHOTS:
        raise InvalidValue(
            f"This universe has {MOST_SNAPSHOTS} snapshots, the most it can keep; remove one you no longer need first."
        )
    universe_id = contents.universe.id
    snapshot = Snapshot(new_id(), universe_id, _checked_name(name), len(contents.cards))
    kept = SnapshotData(new_id(), universe_id, snapshot.id, data)
    return edit(f"Take snapshot “{snapshot.name}”", [created(snapshot), created(kept)])


def rename_snapshot(contents: Contents, snapshot_id: int, name: str) -> Edit:
    """Gives a snapshot another name; raises InvalidValue, NotFound."""
    before = contents.get_snapshot(snapshot_id)
    after = before if name == before.name else replace(before, name=_checked_name(name))
    return edit(f"Rename snapshot “{before.name}”", [Change(before, after)])


def remove_snapshot(contents: Contents, kept: SnapshotData) -> Edit:
    """Removes a snapshot with what it holds; raises NotFound."""
    gone = contents.get_snapshot(kept.snapshot_id)
    return edit(f"Remove snapshot “{gone.name}”", [removed(kept), removed(gone)])


def changes_since(then: Contents, now: Contents) -> Since:
    """What happened to the cards from `then` to `now`; they are told by their ids."""
    both = [(card, now.cards[card_id]) for card_id, card in then.cards.items() if card_id in now.cards]
    return Since(
        added=len(now.cards.keys() - then.cards.keys()),
        removed=len(then.cards.keys() - now.cards.keys()),
        moved=sum(_place(old) != _place(new) for old, new in both),
        reworded=sum((o.plot_point, o.description) != (n.plot_point, n.description) for o, n in both),
        retied=sum(
            o.harmony_tie != n.harmony_tie and (o.harmony_tie == o.harmony_tie or n.harmony_tie == n.harmony_tie)
            for o, n in both
        ),
    )


def _place(card: Card) -> tuple[float, float, int]:
    return card.start_beat, card.duration_beats, card.plotline_id


def _checked_name(name: str) -> str:
    return checked_text(name, "The name of a snapshot", NAME_LIMIT, "name")
