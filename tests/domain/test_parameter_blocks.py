"""What is done to many parameters at once: one edit that is all or nothing, and that undo takes back exactly."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.catalogue import Kind, find, known_parameters
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.parameter_blocks import (
    Parameter,
    new_parameter,
    put_parameters,
    reset_parameters,
    set_tempo,
)
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe

from .strategies import contents

GRAVITY = PhysicsParameter(1, 1, "gravity", 981.0, "cm/s²")
MAGIC = PhysicsParameter(2, 1, "magic", math.inf, "")
TEMPO = MusicParameter(3, 1, "bpm", 92.0)
SOLO = MusicParameter(4, 1, "tempo", 60.0, "Cello")
STORY = contents_of(Universe(1, 7, "Carrow"), [GRAVITY, MAGIC, TEMPO, SOLO])


def test_several_parameters_are_changed_and_added_in_one_edit() -> None:
    fresh = replace(new_parameter("physics", 1, "density"), value=2.0)
    made = put_parameters(STORY, [replace(GRAVITY, value=5.0), fresh], "Paste")
    assert made.label == "Paste 2 parameters"
    after = STORY.after(made).physics.values()
    assert [(p.parameter_name, p.value, p.unit) for p in after] == [
        ("gravity", 5.0, "cm/s²"), ("magic", math.inf, ""), ("density", 2.0, "kg/m³"),
    ]  # fmt: skip


def test_what_is_put_as_it_was_is_no_edit() -> None:
    assert not put_parameters(STORY, [GRAVITY, MAGIC, TEMPO], "Paste")


def test_one_parameter_gives_the_edit_its_name() -> None:
    assert put_parameters(STORY, [GRAVITY, replace(TEMPO, value=70.0)], "Paste").label == "Paste “bpm”"


@pytest.mark.parametrize(
    "wrong",
    [
        replace(GRAVITY, value=math.nan),
        replace(GRAVITY, parameter_name=" "),
        replace(GRAVITY, unit="u" * 51),
        PhysicsParameter(new_id(), 1, "", 1.0),
        PhysicsParameter(new_id(), 1, "ink", math.inf),
        MusicParameter(new_id(), 1, "ink", 1.0, "i" * 51),
    ],
)
def test_one_that_breaks_a_rule_refuses_them_all(wrong: PhysicsParameter | MusicParameter) -> None:
    with pytest.raises(InvalidValue):
        put_parameters(STORY, [replace(MAGIC, value=1.0), wrong], "Paste")


def test_one_that_is_gone_refuses_them_all() -> None:
    with pytest.raises(NotFound):
        put_parameters(STORY, [replace(GRAVITY, id=77)], "Paste")


def test_reset_puts_back_what_the_catalogue_has_and_leaves_other_names() -> None:
    after = STORY.after(reset_parameters(STORY, [GRAVITY, MAGIC, TEMPO, SOLO]))
    assert after.physics[1] == replace(GRAVITY, value=9.81, unit="m/s²")
    assert after.physics[2] == MAGIC
    assert (after.music[3].value, after.music[4].value) == (120.0, 120.0)


def test_a_tempo_goes_where_the_tempo_of_the_whole_universe_is() -> None:
    after = STORY.after(set_tempo(STORY, 111.0))
    assert (after.music[3].value, after.music[4].value) == (111.0, 60.0)


def test_a_tempo_is_added_where_there_is_none() -> None:
    quiet = contents_of(Universe(1, 7, "Carrow"), [SOLO])
    (added,) = [p for p in quiet.after(set_tempo(quiet, 80.0)).music.values() if p != SOLO]
    assert (added.parameter_name, added.value, added.instrument) == ("tempo", 80.0, None)


@pytest.mark.parametrize("kind", ["physics", "music"])
def test_a_new_parameter_has_what_the_catalogue_has(kind: Kind) -> None:
    for known in known_parameters(kind):
        made = new_parameter(known.kind, 1, known.name)
        assert made.value == known.default
        assert find(known.kind, made.parameter_name) is known
    ink = new_parameter("physics", 1, "ink")
    assert ink == PhysicsParameter(ink.id, 1, "ink", 0.0, "dimensionless")


@given(contents(), st.data())
def test_any_block_is_taken_back_exactly(story: Contents, data: st.DataObject) -> None:
    values = st.floats(allow_nan=False, allow_infinity=False)
    wanted: list[Parameter] = [
        *(replace(p, value=data.draw(values) + 0.0) for p in story.physics.values()),
        *(replace(p, value=data.draw(values) + 0.0) for p in story.music.values()),
        new_parameter("music", story.universe.id, "swing"),
    ]
    made = put_parameters(story, wanted, "Paste")
    after = story.after(made)
    assert [after.physics[p.id] for p in wanted if p.id in story.physics and isinstance(p, PhysicsParameter)] == [
        p for p in wanted if isinstance(p, PhysicsParameter)
    ]
    back = after.after(made.inverse())
    assert (dict(back.physics), dict(back.music)) == (dict(story.physics), dict(story.music))
