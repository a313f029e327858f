"""PhysicsParameter and MusicParameter records and their verbs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isnan
from typing import TYPE_CHECKING

from .checks import INSTRUMENT_LIMIT, NAME_LIMIT, UNIT_LIMIT, checked_number, checked_text
from .edits import Change, Edit, created, edit, new_id, removed
from .errors import NotFound

if TYPE_CHECKING:
    from .contents import Contents

DIMENSIONLESS = "dimensionless"


@dataclass(frozen=True, slots=True)
class PhysicsParameter:
    """A named physical quantity; what the catalogue knows of it is in `catalogue.py`."""

    id: int
    universe_id: int
    parameter_name: str
    value: float
    unit: str = DIMENSIONLESS


@dataclass(frozen=True, slots=True)
class MusicParameter:
    """A named musical quantity; `instrument` says for whom, and empty means the whole universe."""

    id: int
    universe_id: int
    parameter_name: str
    value: float
    instrument: str | None = None


def add_physics_parameter(contents: Contents, name: str, value: float, unit: str = DIMENSIONLESS) -> Edit:
    """A new physics parameter; an empty unit means `dimensionless`; raises InvalidValue."""
    parameter = PhysicsParameter(
        new_id(), contents.universe.id, _checked_name(name), _checked_value(value), _checked_unit(unit)
    )
    return edit(f"Add parameter “{parameter.parameter_name}”", [created(parameter)])


def change_physics_parameter(
    contents: Contents,
    parameter_id: int,
    *,
    name: str | None = None,
    value: float | None = None,
    unit: str | None = None,
) -> Edit:
    """Changes what is given of a physics parameter; raises InvalidValue, NotFound."""
    before = contents.physics.get(parameter_id)
    if before is None:
        raise NotFound("That parameter is no longer there; nothing was changed.")
    after = changed_physics(before, name=name, value=value, unit=unit)
    return edit(f"Change “{before.parameter_name}”", [Change(before, after)])


def changed_physics(
    before: PhysicsParameter, *, name: str | None = None, value: float | None = None, unit: str | None = None
) -> PhysicsParameter:
    """A physics parameter with what is given of it; what is the same as before is not checked. Raises InvalidValue."""
    after = before
    if name is not None and name != before.parameter_name:
        after = replace(after, parameter_name=_checked_name(name))
    if value is not None and _differs(value, before.value):
        after = replace(after, value=_checked_value(value))
    if unit is not None and unit != before.unit:
        after = replace(after, unit=_checked_unit(unit))
    return after


def add_music_parameter(contents: Contents, name: str, value: float, instrument: str | None = None) -> Edit:
    """A new music parameter; raises InvalidValue."""
    parameter = MusicParameter(
        new_id(), contents.universe.id, _checked_name(name), _checked_value(value), _checked_instrument(instrument)
    )
    return edit(f"Add parameter “{parameter.parameter_name}”", [created(parameter)])


def change_music_parameter(
    contents: Contents,
    parameter_id: int,
    *,
    name: str | None = None,
    value: float | None = None,
    instrument: str | None = None,
) -> Edit:
    """Changes what is given of a music parameter (an instrument of "" means none); raises InvalidValue, NotFound."""
    before = contents.music.get(parameter_id)
    if before is None:
        raise NotFound("That parameter is no longer there; nothing was changed.")
    after = changed_music(before, name=name, value=value, instrument=instrument)
    return edit(f"Change “{before.parameter_name}”", [Change(before, after)])


def changed_music(
    before: MusicParameter, *, name: str | None = None, value: float | None = None, instrument: str | None = None
) -> MusicParameter:
    """A music parameter with what is given of it (an instrument of "" means none), likewise; raises InvalidValue."""
    after = before
    if name is not None and name != before.parameter_name:
        after = replace(after, parameter_name=_checked_name(name))
    if value is not None and _differs(value, before.value):
        after = replace(after, value=_checked_value(value))
    if instrument is not None and instrument != before.instrument:
        after = replace(after, instrument=_checked_instrument(instrument))
    return after


def remove_parameters(contents: Contents, parameters: Iterable[PhysicsParameter | MusicParameter]) -> Edit:
    """Removes parameters of either kind."""
    gone = list(parameters)
    label = f"Remove “{gone[0].parameter_name}”" if len(gone) == 1 else f"Remove {len(gone)} parameters"
    return edit(label, [removed(parameter) for parameter in gone])


def _differs(value: float, other: float) -> bool:
    """Whether two numbers differ; an older file may hold what is none, and that equals nothing, itself neither."""
    return value != other and not (isnan(value) and isnan(other))


def _checked_name(name: str) -> str:
    return checked_text(name, "The name of a parameter", NAME_LIMIT, "parameter_name")


def _checked_value(value: float) -> float:
    return checked_number(value, "The value of a parameter", "value")


def _checked_unit(unit: str) -> str:
    return checked_text(unit, "A unit", UNIT_LIMIT, "unit", may_be_empty=True) or DIMENSIONLESS


def _checked_instrument(instrument: str | None) -> str | None:
    return checked_text(instrument or "", "An instrument", INSTRUMENT_LIMIT, "instrument", may_be_empty=True) or None
