"""What entering a parameter promises: values in the row's unit, and no value changed where nothing says how."""

from __future__ import annotations

import pytest

from harmonic_desktop.domain.catalogue import find
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.parameter_entry import (
    catalogue_value,
    changed_name,
    changed_unit,
    range_in,
    value_with_unit,
)
from harmonic_desktop.domain.parameters import PhysicsParameter

GRAVITY = find("physics", "gravity")
assert GRAVITY is not None


def _row(name: str = "gravity", value: float = 9.81, unit: str = "m/s²") -> PhysicsParameter:
    return PhysicsParameter(1, 1, name, value, unit)


def test_a_value_with_a_unit_goes_into_the_unit_of_the_row() -> None:
    assert value_with_unit(_row(), 3.2, "ft/s^2") == 0.97536
    assert value_with_unit(_row(), 3.2, "") == 3.2


def test_the_row_s_own_free_text_is_no_conversion() -> None:
    assert value_with_unit(_row("magic", 1, "bananas"), 3.2, "bananas") == 3.2
    with pytest.raises(InvalidValue):
        value_with_unit(_row("magic", 1, "bananas"), 3.2, "m")


def test_another_compatible_unit_converts_the_value() -> None:
    assert changed_unit(_row(value=0.3048), "ft/s²") == (1.0, "ft/s²")


def test_another_spelling_of_the_same_unit_changes_nothing() -> None:
    assert changed_unit(_row(unit="m/s^2"), "m/s²") == (9.81, "m/s^2")
    assert changed_unit(_row(), "m/s**2") == (9.81, "m/s²")


def test_a_unit_that_measures_something_else_is_refused_for_a_known_name() -> None:
    with pytest.raises(InvalidValue, match="Gravity is measured in m/s²; “kg” measures something else"):
        changed_unit(_row(), "kg")


def test_free_text_is_taken_and_changes_no_value() -> None:
    assert changed_unit(_row(), "bananas") == (9.81, "bananas")
    assert changed_unit(_row("magic", 3.0, "kg"), "m") == (3.0, "m")


def test_an_empty_unit_is_dimensionless() -> None:
    assert changed_unit(_row("magic", 3.0, "kg"), " ") == (3.0, "dimensionless")


def test_a_row_renamed_to_a_known_name_gets_its_unit_where_the_present_one_cannot_be() -> None:
    assert changed_name(_row("magic", 3.0, "dimensionless"), "gravity") == "m/s²"
    assert changed_name(_row("magic", 3.0, "ft/s²"), "gravity") == "ft/s²"
    assert changed_name(_row("magic", 3.0, "bananas"), "other") == "bananas"


def test_the_range_is_told_in_the_unit_of_the_row() -> None:
    assert GRAVITY is not None
    assert range_in(GRAVITY, "m/s²") == (0, 20)
    assert range_in(GRAVITY, "cm/s²") == (0, 2000)
    assert range_in(GRAVITY, "bananas") == (0, 20)
    assert catalogue_value(GRAVITY, 2000, "cm/s²") == 20
    assert catalogue_value(GRAVITY, 3, "kg") == 3
