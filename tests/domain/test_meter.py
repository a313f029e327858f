"""How story time is counted, and what parameters say of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.meter import Meter, meter_of
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe


def universe(gravity: float | None = None, **named: float) -> Contents:
    """A universe with music parameters, and `gravity_` as a physics parameter."""
    physics = {1: PhysicsParameter(1, 1, "gravity", named.pop("gravity_"))} if "gravity_" in named else {}
    music = {i: MusicParameter(i, 1, name, value) for i, (name, value) in enumerate(named.items())}
    return Contents(Universe(1, 1, "U", gravity_constant=gravity), physics=physics, music=music)


@pytest.mark.parametrize(("value", "beats"), [(3, 3), (7, 7), (2, 3), (8, 7), (float("nan"), 4)])
def test_a_bar_has_as_many_beats_as_the_parameter_says_from_3_to_7(value: float, beats: int) -> None:
    assert meter_of(universe(beats_per_bar=value)).beats_per_bar == beats


def test_a_parameter_of_one_instrument_is_not_for_all() -> None:
    music = {1: MusicParameter(1, 1, "tempo", 100.0, "flute"), 2: MusicParameter(2, 1, "beats_per_bar", 3.0, "flute")}
    meter = meter_of(Contents(Universe(1, 1, "U"), music=music))
    assert meter == Meter()


@pytest.mark.parametrize(
    ("contents", "tempo"),
    [
        (universe(tempo=90), 90.0),
        (universe(tempo=500, gravity=10.0), 200.0),
        (universe(gravity=1.62), 69.72),
        (universe(gravity=1.62, gravity_=5.0), 90.0),
        (universe(), 118.8399),
        (universe(gravity=1e12), 180.0),
        (universe(gravity=-30.0), 60.0),
        (universe(gravity=float("inf")), 118.8399),
    ],
)
def test_the_tempo_is_the_parameter_or_comes_from_gravity(contents: Contents, tempo: float) -> None:
    assert meter_of(contents).tempo == pytest.approx(tempo)


def test_a_parameter_counts_under_any_of_its_names_and_in_any_of_its_units() -> None:
    music = {1: MusicParameter(1, 1, "beatsPerBar", 3.0)}
    physics = {1: PhysicsParameter(1, 1, "surface gravity", 500.0, "cm/s²")}
    meter = meter_of(Contents(Universe(1, 1, "U"), physics=physics, music=music))
    assert meter == Meter(3, 90.0)


def test_bars_and_beats_are_counted_from_one() -> None:
    meter = Meter(4)
    assert [meter.bar_and_beat(beat) for beat in (0.0, 3.5, 4.0, 17.0)] == [(1, 1.0), (1, 4.5), (2, 1.0), (5, 2.0)]


@given(st.floats(0, 1e6), st.floats(40, 200))
def test_beats_and_seconds_lead_back_to_each_other(beat: float, tempo: float) -> None:
    meter = Meter(4, tempo)
    assert meter.beats(meter.seconds(beat)) == pytest.approx(beat)
