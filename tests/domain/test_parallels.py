"""Parameters of two universes are matched by what they mean, and copied without harm to the rest."""

from __future__ import annotations

from math import isfinite, nan

import pytest
from hypothesis import given

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.parallels import Parallel, copy_parallels, parallels
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe

from .strategies import contents


def world(
    *parameters: PhysicsParameter | MusicParameter, gravity: float | None = None, harmony: float | None = None
) -> Contents:
    physics = {p.id: p for p in parameters if isinstance(p, PhysicsParameter)}
    music = {p.id: p for p in parameters if isinstance(p, MusicParameter)}
    return Contents(Universe(1, 1, "U", None, gravity, harmony), physics, music)


def copy_all(rows: tuple[Parallel, ...], target: Contents) -> Contents:
    """The right universe once all that the left one has was copied into it."""
    wanted = [row.left for row in rows if row.left is not None and not row.field]
    fields = [(row.field, row.left.value) for row in rows if row.left is not None and row.field]
    return target.after(copy_parallels(target, wanted, fields))


def test_aliases_of_one_parameter_are_one_row() -> None:
    left = world(PhysicsParameter(1, 1, "airResistance", 0.2))
    right = world(PhysicsParameter(1, 1, "drag", 0.3))
    (row,) = parallels(left, right)
    assert (row.left is not None, row.right is not None, row.is_different) == (True, True, True)


def test_the_same_value_in_another_unit_is_the_same() -> None:
    left = world(PhysicsParameter(1, 1, "gravity", 9.80665, "m/s²"))
    assert not parallels(left, world(PhysicsParameter(1, 1, "gravity", 1.0, "g0")))[0].is_different
    assert parallels(left, world(PhysicsParameter(1, 1, "gravity", 1.1, "g0")))[0].is_different


def test_a_name_that_the_catalogue_does_not_know_is_the_same_in_the_same_unit_alone() -> None:
    left = world(PhysicsParameter(1, 1, "magic", 1.0, "bananas"))
    assert not parallels(left, left)[0].is_different
    assert parallels(left, world(PhysicsParameter(1, 1, "magic", 1.0, "apples")))[0].is_different


def test_no_number_is_the_same_as_no_number() -> None:
    odd = world(MusicParameter(1, 1, "tempo", nan))
    assert not parallels(odd, odd)[0].is_different


def test_a_parameter_of_an_instrument_is_a_row_of_its_own() -> None:
    left = world(MusicParameter(1, 1, "octave", 4.0), MusicParameter(2, 1, "octave", 2.0, "Cello"))
    rows = parallels(left, world(MusicParameter(1, 1, "octave", 2.0, "cello")))
    assert [row.is_different for row in rows] == [True, False]


def test_rows_follow_the_catalogue_and_physics_comes_first() -> None:
    left = world(
        MusicParameter(1, 1, "tempo", 90.0), PhysicsParameter(1, 1, "zeal", 1.0), PhysicsParameter(2, 1, "gravity", 1.0)
    )
    names = [row.named.name for row in parallels(left, world(PhysicsParameter(1, 1, "friction", 1.0), gravity=3.0))]
    assert names == ["gravity_constant", "gravity", "friction", "zeal", "tempo"]


def test_the_label_says_how_many_and_where() -> None:
    left = world(PhysicsParameter(1, 1, "gravity", 3.7, "m/s²"), gravity=3.7)
    rows = parallels(left, world())
    made = copy_parallels(
        world(), [row.left for row in rows if row.left and not row.field], [("gravity_constant", 3.7)]
    )
    assert made.label == "Copy 2 parameters to “U”"


@given(contents(), contents())
def test_after_copying_all_only_what_could_not_be_copied_differs(left: Contents, right: Contents) -> None:
    after = copy_all(parallels(left, right), right)
    for row in parallels(left, after):
        may_differ = row.left is None or not isfinite(row.left.value) or row.field == "environment_harmony"
        assert not row.is_different or may_differ


@given(contents(), contents())
def test_what_the_other_universe_lacks_stays_and_undo_takes_all_back(left: Contents, right: Contents) -> None:
    rows = parallels(left, right)
    wanted = [row.left for row in rows if row.left is not None and not row.field]
    made = copy_parallels(right, wanted)
    after = right.after(made)
    assert set(right.physics) <= set(after.physics)
    assert set(right.music) <= set(after.music)
    assert after.after(made.inverse()) == right


@given(contents())
def test_a_universe_does_not_differ_from_itself(story: Contents) -> None:
    assert not any(row.is_different for row in parallels(story, story))


@pytest.mark.parametrize("value", [nan, float("inf")])
def test_what_is_no_finite_number_is_not_copied(value: float) -> None:
    rows = parallels(world(MusicParameter(1, 1, "tempo", value)), world())
    assert not copy_parallels(world(), [row.left for row in rows if row.left is not None])
