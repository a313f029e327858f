"""Which parameter counts: asked for one by one, or for all of them in one go."""

from __future__ import annotations

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.catalogue import known_parameters
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.counted import CountedParameters, counted_music, counted_physics
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.universe import Universe

VALUES = st.sampled_from((nan, 0.5, 2.0, -3.0))
PHYSICS = st.builds(
    PhysicsParameter,
    st.integers(1, 9),
    st.just(1),
    st.sampled_from(("gravity", "airResistance", "drag", "magic")),
    VALUES,
    st.sampled_from(("m/s²", "g0", "dimensionless", "bananas")),
)
MUSIC = st.builds(
    MusicParameter,
    st.integers(1, 9),
    st.just(1),
    st.sampled_from(("tempo", "BPM", "octave")),
    VALUES,
    st.sampled_from((None, "", "Cello", "cello ", "Glass harp")),
)


@given(st.lists(PHYSICS, max_size=6), st.lists(MUSIC, max_size=6), st.sampled_from(("", "Cello", "Piano")))
def test_what_counts_is_the_same_asked_for_one_by_one_or_all_at_once(
    physics: list[PhysicsParameter], music: list[MusicParameter], instrument: str
) -> None:
    contents = Contents(Universe(1, 1, "U"), {p.id: p for p in physics}, {p.id: p for p in music})
    counted = CountedParameters(contents, instrument)
    for known in known_parameters("physics"):
        one = counted_physics(contents, known.name)
        assert counted.physics(known.name) == (one[1] if one is not None else None)
    for known in known_parameters("music"):
        other = counted_music(contents, known.name, instrument)
        assert counted.music(known.name) == (other[1] if other is not None else None)


@pytest.mark.parametrize(("instrument", "octave"), [("", 4.0), ("CELLO", 2.0), ("Flute", 4.0)])
def test_an_instrument_has_its_own_or_else_what_the_universe_has(instrument: str, octave: float) -> None:
    music = {1: MusicParameter(1, 1, "octave", 4.0), 2: MusicParameter(2, 1, "octave", 2.0, "Cello")}
    assert CountedParameters(Contents(Universe(1, 1, "U"), {}, music), instrument).music("octave") == octave
