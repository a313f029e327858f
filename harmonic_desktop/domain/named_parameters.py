"""Parameters by their names, wherever they stand: which one counts, and setting those of a name in any universe."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, isnan
from typing import TYPE_CHECKING

from .catalogue import Kind, find, same_name
from .edits import Change, Record
from .instruments import plain_name
from .parameters import (
    DIMENSIONLESS,
    MusicParameter,
    PhysicsParameter,
    add_music_parameter,
    add_physics_parameter,
    change_music_parameter,
    change_physics_parameter,
)

if TYPE_CHECKING:
    from .contents import Contents

Parameter = PhysicsParameter | MusicParameter
Key = tuple[str, str, str]
"""Kind, name and instrument, each so that all spellings of the same are the same."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a parameter says. `unit` counts in physics alone, `instrument` (empty: the whole universe) in music."""

    kind: Kind
    name: str
    value: float
    unit: str = DIMENSIONLESS
    instrument: str = ""

    @property
    def key(self) -> Key:
        """What tells it from others; aliases of the catalogue are one name."""
        return self.kind, same_name(self.kind, self.name), plain_name(self.instrument) or self.instrument.strip()

    @property
    def canonical_name(self) -> str:
        """The catalogue's name for it, or its own."""
        known = find(self.kind, self.name)
        return known.name if known is not None else self.name


def named(parameter: Parameter) -> Named:
    """What a parameter of a universe says."""
    if isinstance(parameter, PhysicsParameter):
        return Named("physics", parameter.parameter_name, parameter.value, parameter.unit)
    return Named("music", parameter.parameter_name, parameter.value, instrument=parameter.instrument or "")


def counted_by_key(contents: Contents, kind: Kind) -> dict[Key, Parameter]:
    """The parameter that counts of each name: the first by id whose value is a number, else the first."""
    found: dict[Key, Parameter] = {}
    records: Iterable[Parameter] = (contents.physics if kind == "physics" else contents.music).values()
    for parameter in sorted(records, key=lambda p: p.id):
        first = found.setdefault(named(parameter).key, parameter)
        if first is not parameter and isnan(first.value) and not isnan(parameter.value):
            found[named(parameter).key] = parameter
    return found


def set_named(contents: Contents, wanted: Iterable[Named]) -> list[Change[Record]]:
    """Changes after which the parameters of those names say what is wanted; what is missing is added.

    The one that counts is set, in the unit that is wanted, and keeps its own name. Of several that are wanted under
    one name the first counts, and what is no finite number is passed over. Raises InvalidValue.
    """
    there = counted_by_key(contents, "physics") | counted_by_key(contents, "music")
    changes: list[Change[Record]] = []
    done: set[Key] = set()
    for one in wanted:
        if one.key not in done and isfinite(one.value):
            done.add(one.key)
            before = there.get(one.key)
            changes += _added(contents, one) if before is None else _changed(contents, before, one)
    return changes


def _added(contents: Contents, one: Named) -> Iterable[Change[Record]]:
    if one.kind == "physics":
        return add_physics_parameter(contents, one.canonical_name, one.value, one.unit).changes
    return add_music_parameter(contents, one.canonical_name, one.value, one.instrument).changes


def _changed(contents: Contents, before: Parameter, one: Named) -> Iterable[Change[Record]]:
    if isinstance(before, PhysicsParameter):
        return change_physics_parameter(contents, before.id, value=one.value, unit=one.unit).changes
    return change_music_parameter(contents, before.id, value=one.value).changes
