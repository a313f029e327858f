"""The Universe record and its verbs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from .checks import NAME_LIMIT, checked_number, checked_prose, checked_text
from .edits import Change, Edit, Record, created, edit, is_provisional, new_id, removed
from .errors import InvalidValue
from .storyboard import Plotline

if TYPE_CHECKING:
    from .contents import Contents
    from .snapshots import SnapshotData

STANDARD_GRAVITY = 9.80665
"""Surface gravity in m/s² where a universe gives none."""


@dataclass(frozen=True, slots=True)
class Universe:
    """One world. gravity_constant: surface gravity in m/s²; environment_harmony: 0..1; each may be empty.

    target_low, target_high: the band of harmony, 0..1, that the story aims at; both or neither.
    """

    id: int
    creator_id: int
    name: str
    description: str | None = None
    gravity_constant: float | None = None
    environment_harmony: float | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    target_low: float | None = None
    target_high: float | None = None


def create_universe(creator_id: int, name: str) -> Edit:
    """A new universe with one plotline, “Main”; raises InvalidValue."""
    universe = Universe(new_id(), creator_id, checked_text(name, "The name of a universe", NAME_LIMIT, "name"))
    main = Plotline(new_id(), universe.id, "Main")
    return edit(f"Create universe “{universe.name}”", [created(universe), created(main)])


def rename_universe(universe: Universe, name: str) -> Edit:
    """Gives the universe another name; raises InvalidValue."""
    if name != universe.name:  # what an older file holds may stay as it is
        name = checked_text(name, "The name of a universe", NAME_LIMIT, "name")
    return edit("Rename universe", [Change(universe, replace(universe, name=name))])


def describe_universe(contents: Contents, description: str) -> Edit:
    """Changes the description; an empty one is kept as none where there was none."""
    before = contents.universe
    same = description == (before.description or "")
    after = before if same else replace(before, description=checked_prose(description))
    return edit("Change description", [Change(before, after)])


def set_gravity(contents: Contents, gravity: float | None) -> Edit:
    """Sets the surface gravity (m/s², any finite number, or empty); raises InvalidValue."""
    if gravity is not None and gravity != contents.universe.gravity_constant:
        gravity = checked_number(gravity, "Gravity", "gravity_constant")
    after = replace(contents.universe, gravity_constant=gravity)
    return edit("Change gravity", [Change(contents.universe, after)])


def set_environment_harmony(contents: Contents, harmony: float | None) -> Edit:
    """Sets the harmony of the environment (0..1, or empty); raises InvalidValue."""
    if harmony is not None and harmony != contents.universe.environment_harmony:
        harmony = checked_number(harmony, "The environment’s harmony", "environment_harmony", low=0.0, high=1.0)
    after = replace(contents.universe, environment_harmony=harmony)
    return edit("Change environment harmony", [Change(contents.universe, after)])


def set_target_band(contents: Contents, low: float | None, high: float | None) -> Edit:
    """Sets the band of harmony that the story aims at (0..1, low ≤ high, or neither); raises InvalidValue."""
    if (low is None) != (high is None):
        raise InvalidValue("A target band has a lower and an upper edge; give both or neither.", "target_low")
    if low is not None and high is not None:
        low = checked_number(low, "The target’s lower edge", "target_low", low=0.0, high=1.0)
        high = checked_number(high, "The target’s upper edge", "target_high", low=low, high=1.0)
    after = replace(contents.universe, target_low=low, target_high=high)
    return edit("Change target band", [Change(contents.universe, after)])


def target_of(universe: Universe) -> tuple[float, float] | None:
    """The band that the story aims at, its lower and its upper edge; None where there is none."""
    low, high = universe.target_low, universe.target_high
    return (low, high) if low is not None and high is not None else None


def remove_universe(contents: Contents, snapshot_data: Iterable[SnapshotData] = ()) -> Edit:
    """Removes the universe and all that is in it, children first, so that undo brings parents back first.

    `snapshot_data` is what all its snapshots hold, which the contents do not.
    """
    gone = [removed(r) for r in (*_children(contents), *snapshot_data)]
    return edit(f"Remove universe “{contents.universe.name}”", [*reversed(gone), removed(contents.universe)])


def duplicate_universe(contents: Contents) -> Edit:
    """A copy in the same account, “(copy)” after its name; snapshots stay with the one that they were taken of."""
    title = f"{contents.universe.name[: NAME_LIMIT - 7].rstrip()} (copy)"
    return edit("Duplicate universe", _anew(contents, contents.universe.creator_id, title))


def fitting_name(name: str) -> str:
    """A name as one may be given: what an older file holds is cut, and one that is empty replaced."""
    line = " ".join(checked_prose(name).split())
    return line if 0 < len(line) <= NAME_LIMIT else (line[: NAME_LIMIT - 1].rstrip() + "…" if line else "Untitled")


def adopt_universe(contents: Contents, creator_id: int) -> Edit:
    """A universe that came from elsewhere, created anew with all that is in it for an account; raises InvalidValue."""
    name = contents.universe.name
    return edit(f"Add universe “{name}”", _anew(contents, creator_id, name))


def _anew(contents: Contents, creator_id: int, name: str) -> Iterable[Change[Record]]:
    title = checked_text(name, "The name of a universe", NAME_LIMIT, "name")
    universe = replace(
        contents.universe, id=new_id(), creator_id=creator_id, name=title, created_at=None, updated_at=None
    )
    children = _children(replace(contents, snapshots={}))
    if all(is_provisional(record.id) for record in (contents.universe, *children)):
        universe = replace(universe, id=contents.universe.id)  # just read from a file: nobody else has these ids
        yield created(universe)
        yield from map(created, children)
    else:
        yield created(universe)
        yield from _copies(contents, universe.id)


def _copies(contents: Contents, universe_id: int) -> Iterable[Change[Record]]:
    lanes: Mapping[int, int] = {p.id: new_id() for p in contents.plotlines.values()}
    for plotline in contents.plotlines.values():
        yield created(replace(plotline, id=lanes[plotline.id], universe_id=universe_id))
    for physics in contents.physics.values():
        yield created(replace(physics, id=new_id(), universe_id=universe_id))
    for music in contents.music.values():
        yield created(replace(music, id=new_id(), universe_id=universe_id))
    for card in contents.cards.values():
        yield created(
            replace(
                card,
                id=new_id(),
                universe_id=universe_id,
                plotline_id=lanes[card.plotline_id],
                created_at=None,
                updated_at=None,
            )
        )
    for marker in contents.markers.values():
        yield created(replace(marker, id=new_id(), universe_id=universe_id))


def _children(contents: Contents) -> list[Record]:
    return [
        *contents.plotlines.values(),
        *contents.physics.values(),
        *contents.music.values(),
        *contents.cards.values(),
        *contents.markers.values(),
        *contents.snapshots.values(),
    ]
