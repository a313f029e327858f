"""Everything inside one universe, as one value that pure functions read and edits lead on from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from .edits import Change, Edit, Record, age
from .errors import NotFound
from .markers import Marker
from .parameters import MusicParameter, PhysicsParameter
from .snapshots import Snapshot
from .storyboard import Card, Plotline
from .universe import Universe

T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class Contents:
    """A universe with all that belongs to it, each kind by id; plotlines are few, cards may be 100,000."""

    universe: Universe
    physics: Mapping[int, PhysicsParameter] = field(default_factory=dict)
    music: Mapping[int, MusicParameter] = field(default_factory=dict)
    plotlines: Mapping[int, Plotline] = field(default_factory=dict)
    cards: Mapping[int, Card] = field(default_factory=dict)
    markers: Mapping[int, Marker] = field(default_factory=dict)
    snapshots: Mapping[int, Snapshot] = field(default_factory=dict)

    def after(self, edit: Edit) -> Contents:
        """The contents once `edit` has been made; changes of other universes are passed over."""
        universe_id = self.universe.id
        universe = self.universe
        for change in edit.of(Universe):
            if change.after is not None and change.after.id == universe_id:
                universe = change.after
        return Contents(
            universe,
            _followed(self.physics, edit.of(PhysicsParameter), universe_id),
            _followed(self.music, edit.of(MusicParameter), universe_id),
            _followed(self.plotlines, edit.of(Plotline), universe_id),
            _followed(self.cards, edit.of(Card), universe_id),
            _followed(self.markers, edit.of(Marker), universe_id),
            _followed(self.snapshots, edit.of(Snapshot), universe_id),
        )

    def ordered_plotlines(self) -> list[Plotline]:
        """The plotlines from top to bottom."""
        return sorted(self.plotlines.values(), key=lambda p: (p.position, p.id))

    def cards_on(self, plotline_id: int) -> list[Card]:
        """The cards of one plotline from left to right."""
        mine = [c for c in self.cards.values() if c.plotline_id == plotline_id]
        return sorted(mine, key=lambda c: (c.start_beat, c.id))

    def get_card(self, card_id: int) -> Card:
        """The card with that id; raises NotFound."""
        return _got(self.cards, card_id, "card")

    def get_marker(self, marker_id: int) -> Marker:
        """The marker with that id; raises NotFound."""
        return _got(self.markers, marker_id, "marker")

    def get_snapshot(self, snapshot_id: int) -> Snapshot:
        """The snapshot with that id; raises NotFound."""
        return _got(self.snapshots, snapshot_id, "snapshot")

    def get_plotline(self, plotline_id: int) -> Plotline:
        """The plotline with that id; raises NotFound."""
        return _got(self.plotlines, plotline_id, "plotline")


def markers_in_order(contents: Contents) -> list[Marker]:
    """The markers by start, the longer one first, then by id."""
    return sorted(contents.markers.values(), key=lambda m: (m.start_beat, -m.duration_beats, age(m)))


def in_story_order(contents: Contents, cards: Iterable[Card] | None = None) -> list[Card]:
    """Cards (all of them by default) by start, then plotline from the top, then id."""
    rank = {p.id: i for i, p in enumerate(contents.ordered_plotlines())}
    chosen = contents.cards.values() if cards is None else cards
    return sorted(chosen, key=lambda c: (c.start_beat, rank.get(c.plotline_id, -1), c.id))


def contents_of(universe: Universe, records: Iterable[Record]) -> Contents:
    """Contents from a universe and its records in any order."""
    made = Edit("", tuple(Change(None, record) for record in records))
    return Contents(universe).after(made)


def _followed(records: Mapping[int, T], changes: tuple[Change[T], ...], universe_id: int) -> Mapping[int, T]:
    if not changes:
        return records
    changed = dict(records)
    for change in changes:
        if getattr(change.record, "universe_id", None) != universe_id:
            continue
        if change.after is not None:
            changed[change.after.id] = change.after
        elif change.before is not None:
            changed.pop(change.before.id, None)
    return changed


def _got(records: Mapping[int, T], record_id: int, what: str) -> T:
    found = records.get(record_id)
    if found is None:
        raise NotFound(f"That {what} is no longer there; nothing was changed.")
    return found
