"""Two universes' parameters side by side: which stand for the same, which differ, and copying them over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isclose, isfinite, isnan
from typing import TYPE_CHECKING, Literal

from .catalogue import Kind, find, known_parameters
from .checks import is_share
from .edits import Change, Edit, Record, edit
from .named_parameters import Key, Named, Parameter, counted_by_key, named, set_named
from .parameter_entry import catalogue_value
from .parameters import DIMENSIONLESS
from .universe import Universe, set_environment_harmony, set_gravity

if TYPE_CHECKING:
    from .contents import Contents

Field = Literal["", "gravity_constant", "environment_harmony"]
"""What a universe itself has beside its parameters."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """A parameter, or a `field` of the universe itself, as two universes have it; None: one of them has none.

    Of several parameters of one name that which counts is meant.
    """

    key: Key
    kind: Kind
    left: Named | None
    right: Named | None
    field: Field = ""

    @property
    def named(self) -> Named:
        """The parameter as one of them has it, the left one if it does."""
        one = self.left if self.left is not None else self.right
        assert one is not None, "a row that neither of them has"
        return one

    @property
    def is_different(self) -> bool:
        """Whether they differ in more than how the same value is written."""
        if self.left is None or self.right is None:
            return True
        return not _is_same(self.left, self.right)


def parallels(left: Contents, right: Contents) -> tuple[Parallel, ...]:
    """All that either of two universes has: physics, then music, each in the order of the catalogue, then by name."""
    return (*_fields(left.universe, right.universe), *_of_kind("physics", left, right), *_of_kind("music", left, right))


def copy_parallels(target: Contents, wanted: Iterable[Named], fields: Iterable[tuple[Field, float]] = ()) -> Edit:
    """Sets parameters of another universe, and what that has in `fields`; what is missing is added.

    What no universe may be given (no finite number, a harmony out of range) is passed over; what the other one does
    not have stays. Raises InvalidValue.
    """
    after = target
    for field, value in fields:
        if isfinite(value) and (field != "environment_harmony" or is_share(value)):
            verb = set_gravity if field == "gravity_constant" else set_environment_harmony
            after = after.after(verb(after, value))
    of_universe: Change[Universe] = Change(target.universe, after.universe)
    changes: list[Change[Record]] = [of_universe, *set_named(target, wanted)]
    count = len(edit("", changes).changes)
    what = "1 parameter" if count == 1 else f"{count} parameters"
    return edit(f"Copy {what} to “{target.universe.name}”", changes)


def _of_kind(kind: Kind, left: Contents, right: Contents) -> Iterator[Parallel]:
    ours, theirs = counted_by_key(left, kind), counted_by_key(right, kind)
    rows = [Parallel(key, kind, _named(ours.get(key)), _named(theirs.get(key))) for key in ours | theirs]
    places = {known.name: place for place, known in enumerate(known_parameters(kind))}
    rows.sort(key=lambda row: _place(row, places))
    yield from rows


def _place(row: Parallel, places: dict[str, int]) -> tuple[int, str, str]:
    name = row.named.canonical_name
    return places.get(name, len(places)), name.casefold(), row.key[2]


def _fields(left: Universe, right: Universe) -> Iterator[Parallel]:
    fields: tuple[Field, Field] = ("gravity_constant", "environment_harmony")
    for field in fields:
        ours, theirs = (_field(universe, field) for universe in (left, right))
        if ours is not None or theirs is not None:
            yield Parallel(("universe", field, ""), "physics", ours, theirs, field)


def _field(universe: Universe, field: Field) -> Named | None:
    value: float | None = getattr(universe, field)
    unit = "m/s²" if field == "gravity_constant" else "dimensionless"
    return None if value is None else Named("physics", field, value, unit)


def _named(parameter: Parameter | None) -> Named | None:
    return named(parameter) if parameter is not None else None


def _unit(one: Named) -> str:
    """As a universe would store it."""
    return one.unit.strip() or DIMENSIONLESS


def _is_same(left: Named, right: Named) -> bool:
    if left.kind == "music" or _unit(left) == _unit(right):
        return left.value == right.value or (isnan(left.value) and isnan(right.value))
    known = find(left.kind, left.name)
    if known is None:
        return False
    ours, theirs = (catalogue_value(known, one.value, one.unit) for one in (left, right))
    return isclose(ours, theirs, rel_tol=1e-9)
