"""What becomes of parameters, and that the reason is the right one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.meter import meter_of
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.universe_file import read_universe
from harmonic_desktop.music.mapping import RHYTHMS, Effect, Settings, settings_of
from harmonic_desktop.paths import resource_path
from tests.domain.strategies import contents


def world(gravity: float | None = None, harmony: float | None = None, **named: float) -> Contents:
    """A universe with parameters: those that begin with p_ are physics, the others music."""
    physics = {i: PhysicsParameter(i, 1, n[2:], v) for i, (n, v) in enumerate(named.items()) if n.startswith("p_")}
    music = {i: MusicParameter(i, 1, n, v) for i, (n, v) in enumerate(named.items()) if not n.startswith("p_")}
    return Contents(Universe(1, 1, "U", None, gravity, harmony), physics, music)


def effect(settings: Settings, name: str) -> Effect:
    return next(e for e in settings.effects if e.name == name)


def test_a_world_without_parameters_has_the_defaults_of_the_catalogue() -> None:
    told = settings_of(world())
    assert told.tempo == pytest.approx(118.8399)
    assert (told.beats_per_bar, told.key, told.scale, told.octave, told.velocity) == (4, 0, 0, 4, 80)
    assert (told.volume, told.pan, told.reverb, told.tuning) == (0.8, 0.0, 0.2, 440.0)
    assert told.tilt == 0.0
    assert told.melody_range == pytest.approx(5 + 19 * 0.8)
    assert told.release == pytest.approx(1.7)
    assert {because.source for e in told.effects for because in e.because} == {"default", "universe"}


@pytest.mark.parametrize(
    ("name", "setting", "values"),
    [
        ("p_gravity", "tempo", {0.0: 60.0, 3.7: 82.2, 20.0: 180.0}),
        ("p_friction", "tilt", {0.0: -0.15, 1.0: 0.15}),
        ("p_elasticity", "rhythm", {0.0: 0, 0.5: 2, 1.0: 4}),
        ("p_elasticity", "gate", {0.0: 0.95, 1.0: 0.45}),
        ("p_air_resistance", "melody_range", {0.0: 24.0, 1.0: 5.0}),
        ("p_air_resistance", "release", {0.0: 2.1, 1.0: 0.1}),
        ("p_density", "notes_per_beat", {0.0: 0.5, 1.0: 1.0, 2.5: 2.0, 5.0: 4.0}),
        ("p_density", "voices", {0.0: 2, 1.0: 3, 5.0: 6}),
        ("p_time_scale", "note_beats", {0.1: 4.0, 1.0: 1.0, 2.0: 0.5, 5.0: 0.25}),
        ("rhythm_complexity", "rhythm", {0.0: 0, 1.0: 4}),
        ("melody_range", "melody_range", {0.0: 5.0, 1.0: 24.0}),
        ("note_density", "notes_per_beat", {0.5: 0.5, 6.5: 6.5}),
        ("seed", "seed", {7.0: 7}),
        ("transpose", "transpose", {-24.0: -24, 99.0: 24}),
    ],
)
def test_a_parameter_is_heard_as_the_formula_says(name: str, setting: str, values: dict[float, float]) -> None:
    for value, heard in values.items():
        assert getattr(settings_of(world(**{name: value})), setting) == pytest.approx(heard)


def test_music_decides_before_physics_and_physics_before_the_universe() -> None:
    told = settings_of(world(gravity=1.62, p_gravity=5.0, tempo=77))
    assert told.tempo == 77
    assert effect(told, "tempo").because[0].source == "music"
    physics = effect(settings_of(world(gravity=1.62, p_gravity=5.0)), "tempo")
    assert (physics.value, physics.because[0].source, physics.because[0].value) == (90.0, "physics", 5.0)
    constant = effect(settings_of(world(gravity=1.62)), "tempo")
    assert constant.value == pytest.approx(69.72)
    assert constant.because[0].source == "universe"


def test_the_environment_picks_how_bright_the_mode_is() -> None:
    words = [effect(settings_of(world(harmony=h)), "scale").word for h in (1.0, 0.8, 0.6, 0.5, 0.4, 0.2, 0.0)]
    assert words == ["lydian", "major", "mixolydian", "dorian", "natural minor", "phrygian", "locrian"]
    assert settings_of(world(harmony=0.0, scale=5)).scale == 5


def test_a_value_far_from_any_world_is_clamped_and_that_is_said() -> None:
    for gravity in (6.67e-11, 1e12, -1e300):
        tempo = effect(settings_of(world(p_gravity=gravity)), "tempo")
        assert 40 <= tempo.value <= 200
        assert tempo.because[0].is_clamped == (abs(gravity) > 1)
    assert effect(settings_of(world(p_friction=7.0)), "tilt").because[0].used == 1.0


@pytest.mark.parametrize("gravity", [22.0, -3.0])
def test_a_gravity_out_of_range_counts_as_one_value_for_all_that_it_does(gravity: float) -> None:
    nearest = min(max(gravity, 0.0), 20.0)
    told = settings_of(world(p_gravity=gravity))
    assert {effect(told, name).because[0].used for name in ("tempo", "bass")} == {nearest}
    within = settings_of(world(p_gravity=nearest))
    assert (told.tempo, told.bass) == (within.tempo, within.bass)


def test_a_parameter_of_an_instrument_is_heard_there_alone() -> None:
    music = {1: MusicParameter(1, 1, "volume", 0.2, "Cello"), 2: MusicParameter(2, 1, "volume", 0.9)}
    story = Contents(Universe(1, 1, "U"), music=music)
    assert settings_of(story, "cello").volume == 0.2
    assert settings_of(story, "Flute").volume == settings_of(story).volume == 0.9


def test_the_same_file_has_the_same_seed_anywhere() -> None:
    assert settings_of(world()).seed == settings_of(world(gravity=3.0)).seed
    other = Contents(Universe(9, 9, "Other"))
    assert settings_of(other).seed != settings_of(world()).seed


def test_the_sample_universe_is_mapped() -> None:
    story = read_universe(resource_path("sample_universe.json").read_text("utf-8"))
    told = settings_of(story)
    assert told.tempo == meter_of(story).tempo
    assert all(e.because for e in told.effects)
    assert len({e.name for e in told.effects}) == len(told.effects)


@given(contents())
def test_whatever_a_file_holds_gives_settings_in_range(story: Contents) -> None:
    told = settings_of(story)
    assert told.tempo == meter_of(story).tempo
    assert told.beats_per_bar == meter_of(story).beats_per_bar
    assert 0 <= told.rhythm < len(RHYTHMS)
    assert 0.2 <= told.gate <= 1.0
    assert 2 <= told.voices <= 6
    assert -0.25 <= told.tilt <= 0.25
    assert all(math.isfinite(e.value) for e in told.effects)
