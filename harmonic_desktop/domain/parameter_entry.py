"""What a person enters into a row of parameters, read with its unit, and the range that the row then has."""

from __future__ import annotations

from .catalogue import Known, find
from .errors import InvalidValue
from .parameters import DIMENSIONLESS, PhysicsParameter
from .units import check, compatible, convert, shown


def value_with_unit(parameter: PhysicsParameter, value: float, unit: str) -> float:
    """A value typed with a unit of its own, in the row's unit; raises InvalidValue where they don't fit."""
    return value if unit in ("", parameter.unit) else convert(value, unit, parameter.unit)


def changed_unit(parameter: PhysicsParameter, unit: str) -> tuple[float, str]:
    """The row's value and unit once its unit cell reads `unit`: the value is converted where both are compatible.

    Another spelling of the same unit changes nothing. Free text and units that nothing is known of are taken as they
    are. Raises InvalidValue for a unit that measures something else than a parameter of the catalogue does.
    """
    unit = unit.strip() or DIMENSIONLESS
    if shown(unit) == shown(parameter.unit):
        return parameter.value, parameter.unit
    known = find("physics", parameter.parameter_name)
    if known is not None and check(unit) is not None and not compatible(unit, known.unit):
        raise InvalidValue(f"{known.title} is measured in {known.unit}; “{unit}” measures something else.", "unit")
    if compatible(parameter.unit, unit):
        return convert(parameter.value, parameter.unit, unit), unit
    return parameter.value, unit


def changed_name(parameter: PhysicsParameter, name: str) -> str:
    """The unit of a row that is renamed: the catalogue’s, where it knows the new name and the present unit can’t be."""
    known = find("physics", name)
    if known is None or compatible(parameter.unit, known.unit):
        return parameter.unit
    return known.unit


def catalogue_value(known: Known, value: float, unit: str) -> float:
    """A row's value in the catalogue's unit; one in a unit that doesn't fit is taken for a value in that unit.

    Never raises: what can't be converted (an older file may hold any number) is taken as it is.
    """
    try:
        return convert(value, unit, known.unit) if known.kind == "physics" and compatible(unit, known.unit) else value
    except InvalidValue:
        return value


def range_in(known: Known, unit: str) -> tuple[float, float]:
    """The range of a parameter in the unit that a row has, or in its own where that can't be told."""
    if known.kind == "music" or not compatible(unit, known.unit):
        return known.low, known.high
    try:
        return convert(known.low, known.unit, unit), convert(known.high, known.unit, unit)
    except InvalidValue:
        return known.low, known.high


def value_in_row(known: Known, value: float, unit: str) -> float:
    """A value of the catalogue's unit in the unit that a row has, or as it is where that can't be told."""
    try:
        return convert(value, known.unit, unit) if known.kind == "physics" and compatible(unit, known.unit) else value
    except InvalidValue:
        return value
