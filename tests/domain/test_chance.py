"""Values left to chance lie in their ranges, and follow from the seed alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.catalogue import MUSIC, PHYSICS, Known
from harmonic_desktop.domain.chance import LAST_SEED, randomise_parameters, thrown
from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.parameter_blocks import Parameter, new_parameter
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe

seeds = st.integers(0, LAST_SEED)
KNOWN = (*PHYSICS, *MUSIC)
ALL: list[Parameter] = [
    PhysicsParameter(1, 1, "gravity", 9.81, "cm/s²"),
    PhysicsParameter(2, 1, "drag", 0.5, "feathers"),
    PhysicsParameter(3, 1, "magic", math.inf, "bananas"),
    MusicParameter(4, 1, "scale", 0.0),
    MusicParameter(5, 1, "pan", 0.0, "Cello"),
]
STORY = contents_of(Universe(1, 7, "Carrow"), ALL)


@given(st.sampled_from(KNOWN), seeds)
def test_every_value_is_one_that_the_parameter_may_have(known: Known, seed: int) -> None:
    value = thrown(known, "", seed)
    assert known.holds(value)
    steps = (value - known.low) / known.step
    assert steps == pytest.approx(round(steps), abs=1e-6)


def test_all_of_a_range_is_thrown() -> None:
    beats = next(known for known in MUSIC if known.name == "beats_per_bar")
    assert {thrown(beats, "", seed) for seed in range(200)} == {3.0, 4.0, 5.0, 6.0, 7.0}


@given(seeds)
def test_the_same_seed_gives_the_same_values_whichever_are_thrown_together(seed: int) -> None:
    together = STORY.after(randomise_parameters(STORY, ALL, seed))
    again = STORY.after(randomise_parameters(STORY, list(reversed(ALL)), seed))
    alone = STORY.after(randomise_parameters(STORY, ALL[:1], seed))
    assert dict(together.physics) == dict(again.physics)
    assert dict(together.music) == dict(again.music)
    assert alone.physics[1] == together.physics[1]
    assert alone.physics[2] == ALL[1]


@given(seeds)
def test_a_value_is_put_into_the_unit_of_its_row_and_other_names_stay(seed: int) -> None:
    after = STORY.after(randomise_parameters(STORY, ALL, seed))
    assert 0.0 <= after.physics[1].value <= 2000.0
    assert after.physics[1].value == pytest.approx(100 * thrown(PHYSICS[0], "", seed))
    assert after.physics[1].unit == "cm/s²"
    assert after.physics[3] == ALL[2]
    assert after.music[5].value == thrown(next(k for k in MUSIC if k.name == "pan"), "cello", seed)


def test_a_seed_means_what_it_meant_when_this_was_written() -> None:
    assert [thrown(known, "", 7) for known in PHYSICS] == [9.7, 0.93, 0.15, 0.31, 0.5, 2.8]


@pytest.mark.parametrize("seed", [-1, LAST_SEED + 1])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(InvalidValue, match="whole number"):
        randomise_parameters(STORY, ALL, seed)


def test_there_is_nothing_to_throw_for_names_without_a_range() -> None:
    with pytest.raises(InvalidValue, match="range"):
        randomise_parameters(STORY, [new_parameter("physics", 1, "ink")], 1)
