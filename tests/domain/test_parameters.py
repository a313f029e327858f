"""How physics and music parameters are added, changed and removed, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.parameters import (
    MusicParameter,
    PhysicsParameter,
    add_music_parameter,
    add_physics_parameter,
    change_music_parameter,
    change_physics_parameter,
    remove_parameters,
)
from harmonic_desktop.domain.universe import Universe

GRAVITY = PhysicsParameter(1, 1, "gravity", 6.2, "m/s^2")
ODDITY = PhysicsParameter(2, 1, "two  spaces" * 20, math.inf, "")
TEMPO = MusicParameter(1, 1, "tempo", 92)
REVERB = MusicParameter(2, 1, "reverb", 0.6, "Church Organ")
STORY = contents_of(Universe(1, 7, "Carrow"), [GRAVITY, ODDITY, TEMPO, REVERB])


def test_a_physics_parameter_is_added() -> None:
    made = add_physics_parameter(STORY, " air  resistance ", 1, " kg/m^3 ")
    (added,) = [change.after for change in made.of(PhysicsParameter)]
    assert added is not None
    assert (added.parameter_name, added.value, added.unit) == ("air resistance", 1.0, "kg/m^3")
    assert added.id < 0
    assert made.label == "Add parameter “air resistance”"


@pytest.mark.parametrize("unit", ["", "  "])
def test_no_unit_means_dimensionless(unit: str) -> None:
    for made in (
        add_physics_parameter(STORY, "friction", 0.5, unit),
        change_physics_parameter(STORY, 1, unit=unit),
    ):
        assert [change.record.unit for change in made.of(PhysicsParameter)] == ["dimensionless"]


def test_a_music_parameter_is_added_for_all_or_for_one_instrument() -> None:
    for given, kept in ((None, None), ("", None), ("  ", None), (" Church  Organ", "Church Organ")):
        made = add_music_parameter(STORY, "pan", -0.3, given)
        assert [change.record.instrument for change in made.of(MusicParameter)] == [kept]


def test_only_what_is_given_changes() -> None:
    made = change_physics_parameter(STORY, 1, value=9.81)
    assert STORY.after(made).physics[1] == replace(GRAVITY, value=9.81)
    assert made.label == "Change “gravity”"
    made = change_music_parameter(STORY, 2, name="chorus", instrument="")
    assert STORY.after(made).music[2] == MusicParameter(2, 1, "chorus", 0.6, None)
    assert made.label == "Change “reverb”"


def test_a_parameter_told_what_it_is_already_does_not_change() -> None:
    assert not change_physics_parameter(STORY, 1, name="gravity", value=6.2, unit="m/s^2")
    assert not change_music_parameter(STORY, 1, name="tempo", value=92, instrument="")
    assert not change_music_parameter(STORY, 2, instrument="Church Organ")


def test_odd_values_of_an_older_file_stay_when_nobody_changed_them() -> None:
    assert not change_physics_parameter(STORY, 2, name=ODDITY.parameter_name, value=math.inf, unit="")
    after = STORY.after(change_physics_parameter(STORY, 2, value=1.0)).physics[2]
    assert after == replace(ODDITY, value=1.0)


def test_parameters_of_both_kinds_are_removed_together() -> None:
    made = remove_parameters(STORY, [GRAVITY, TEMPO])
    assert (set(STORY.after(made).physics), set(STORY.after(made).music)) == ({2}, {2})
    assert made.label == "Remove 2 parameters"
    assert remove_parameters(STORY, [REVERB]).label == "Remove “reverb”"
    assert not remove_parameters(STORY, [])


def verbs_with(name: str = "pan", value: float = 0.5) -> list[Callable[[], Edit]]:
    return [
        lambda: add_physics_parameter(STORY, name, value),
        lambda: add_music_parameter(STORY, name, value),
        lambda: change_physics_parameter(STORY, 1, name=name, value=value),
        lambda: change_music_parameter(STORY, 1, name=name, value=value),
    ]


@pytest.mark.parametrize("name", ["", "\t ", "\x00\ud800", "x" * 101])
def test_a_parameter_without_a_name_or_with_one_too_long_is_refused(name: str) -> None:
    for verb in verbs_with(name=name):
        with pytest.raises(InvalidValue, match=r"can’t be empty|100 is the most") as refusal:
            verb()
        assert refusal.value.field == "parameter_name"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_no_number_is_refused(value: float) -> None:
    for verb in verbs_with(value=value):
        with pytest.raises(InvalidValue, match="The value of a parameter has to be a finite number") as refusal:
            verb()
        assert refusal.value.field == "value"


def test_html_in_a_name_stays_text() -> None:
    for verb in verbs_with(name="<b>pan</b>"):
        (change,) = verb().changes
        assert isinstance(change.after, PhysicsParameter | MusicParameter)
        assert change.after.parameter_name == "<b>pan</b>"


def test_a_unit_and_an_instrument_over_the_limit_are_refused() -> None:
    with pytest.raises(InvalidValue, match="A unit has 51 characters; 50 is the most") as refusal:
        change_physics_parameter(STORY, 1, unit="x" * 51)
    assert refusal.value.field == "unit"
    with pytest.raises(InvalidValue, match="An instrument has 51 characters") as refusal:
        change_music_parameter(STORY, 1, instrument="x" * 51)
    assert refusal.value.field == "instrument"


def test_a_parameter_that_is_no_longer_there_is_said_to_be_gone() -> None:
    with pytest.raises(NotFound, match="That parameter is no longer there; nothing was changed"):
        change_physics_parameter(STORY, 9, value=1)
    with pytest.raises(NotFound, match="That parameter is no longer there; nothing was changed"):
        change_music_parameter(STORY, 9, value=1)
