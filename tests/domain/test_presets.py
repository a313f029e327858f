"""Applying a preset sets what it names, leaves the rest alone, and is taken back exactly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.counted import counted_music, counted_physics
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.named_parameters import Named
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.presets import Preset, PresetKind, apply_preset, ensemble_of, world_of
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.domain.universe import Universe

from .strategies import contents, instruments, names, numbers, shares

MARS = Preset(
    "world",
    "Mars",
    parameters=(Named("physics", "gravity", 3.71, "m/s²"), Named("physics", "friction", 0.5)),
    gravity_constant=3.71,
)


def universe(*records: PhysicsParameter | MusicParameter | Plotline, gravity: float | None = None) -> Contents:
    """A universe with some records, told apart by their types."""
    return Contents(
        Universe(1, 1, "U", gravity_constant=gravity),
        {r.id: r for r in records if isinstance(r, PhysicsParameter)},
        {r.id: r for r in records if isinstance(r, MusicParameter)},
        {r.id: r for r in records if isinstance(r, Plotline)},
    )


@st.composite
def presets(draw: st.DrawFn) -> Preset:
    """Any preset that a file may hold, catalogue names among its parameters."""
    kind: PresetKind = draw(st.sampled_from(("world", "ensemble")))
    called = st.sampled_from(["gravity", "Surface gravity", "drag", "tempo", "bpm", "key"]) | names()
    if kind == "world":
        physics = st.builds(Named, st.just("physics"), called, numbers, names(50))
        listed = draw(st.lists(physics, max_size=4, unique_by=lambda one: one.key))
        return Preset("world", "W", "", "", tuple(listed), draw(st.none() | numbers), draw(st.none() | shares))
    who = instruments.map(lambda name: name or "")
    music = st.builds(Named, st.just("music"), called, numbers, st.just("dimensionless"), who)
    listed = draw(st.lists(music, max_size=4, unique_by=lambda one: one.key))
    return Preset("ensemble", "E", "", "", tuple(listed), instruments=tuple(draw(st.lists(who, max_size=3))))


@given(contents(), presets())
def test_undo_takes_all_of_a_preset_back(story: Contents, preset: Preset) -> None:
    made = apply_preset(story, preset)
    assert story.after(made).after(made.inverse()) == story


@given(contents(), presets())
def test_applying_a_preset_again_changes_nothing(story: Contents, preset: Preset) -> None:
    assert not apply_preset(story.after(apply_preset(story, preset)), preset)


@given(contents(), presets())
def test_what_a_preset_does_not_name_stays(story: Contents, preset: Preset) -> None:
    after = story.after(apply_preset(story, preset))
    assert after.cards == story.cards and after.markers == story.markers
    assert after.music == story.music if preset.kind == "world" else after.physics == story.physics
    assert story.physics.keys() <= after.physics.keys() and story.music.keys() <= after.music.keys()


@given(contents())
def test_a_universe_saved_as_presets_has_nothing_to_change_by_them(story: Contents) -> None:
    known = replace(story, physics={}, music={})
    for kept in (world_of(known, "Mine"), ensemble_of(known, "Mine")):
        assert not apply_preset(known, kept)


def test_a_missing_parameter_is_added_and_one_that_is_there_is_set() -> None:
    story = universe(PhysicsParameter(4, 1, "Surface gravity", 9.81, "m/s²"), PhysicsParameter(5, 1, "mood", 2.0))
    made = apply_preset(story, MARS)
    after = story.after(made)
    assert made.label == "Apply “Mars”"
    assert after.physics[4] == PhysicsParameter(4, 1, "Surface gravity", 3.71, "m/s²")
    assert after.physics[5] == story.physics[5]
    assert [p.parameter_name for p in after.physics.values()][2:] == ["friction"]
    assert after.universe.gravity_constant == 3.71


def test_of_several_of_a_name_the_one_that_counts_is_set() -> None:
    story = universe(
        PhysicsParameter(3, 1, "gravity", float("nan"), "m/s²"),
        PhysicsParameter(4, 1, "gravity", 9.81, "m/s²"),
        PhysicsParameter(5, 1, "gravity", 1.0, "m/s²"),
    )
    after = story.after(apply_preset(story, MARS))
    counted = counted_physics(after, "gravity")
    assert counted is not None and (counted[0].id, counted[1]) == (4, 3.71)
    assert after.physics[5].value == 1.0


def test_a_row_in_another_unit_takes_value_and_unit_of_the_preset() -> None:
    story = universe(PhysicsParameter(4, 1, "gravity", 32.0, "ft/s²"))
    after = story.after(apply_preset(story, MARS))
    assert (after.physics[4].value, after.physics[4].unit) == (3.71, "m/s²")


def test_parameters_of_an_instrument_are_told_apart_from_those_of_all() -> None:
    story = universe(MusicParameter(1, 1, "octave", 5.0), MusicParameter(2, 1, "octave", 6.0, "cello"))
    preset = Preset("ensemble", "E", parameters=(Named("music", "octave", 2.0, instrument="Cello"),))
    after = story.after(apply_preset(story, preset))
    assert [p.value for p in after.music.values()] == [5.0, 2.0]
    counted = counted_music(after, "octave")
    assert counted is not None and counted[1] == 5.0


def test_instruments_go_to_the_plotlines_from_the_top_and_begin_again() -> None:
    lanes = [Plotline(i, 1, f"Line {i}", position=9 - i, instrument="Oboe") for i in range(1, 4)]
    preset = Preset("ensemble", "Duo", instruments=("Violin", ""))
    story = universe(*lanes)
    after = story.after(apply_preset(story, preset))
    assert [lane.instrument for lane in after.ordered_plotlines()] == ["Violin", None, "Violin"]


def test_a_value_that_is_no_number_is_not_saved() -> None:
    story = universe(
        PhysicsParameter(1, 1, "drag", float("inf")), PhysicsParameter(2, 1, "bounce", 0.5), gravity=float("nan")
    )
    kept = world_of(story, "Mine")
    assert [(one.name, one.value) for one in kept.parameters] == [("elasticity", 0.5)]
    assert kept.gravity_constant is None


def test_a_preset_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(InvalidValue, match="from 0 to 1"):
        apply_preset(universe(), replace(MARS, environment_harmony=2.0))
