"""What the catalogue promises: every parameter of the design, found by whatever people call it."""

from __future__ import annotations

import math

import pytest

from harmonic_desktop.domain.catalogue import (
    KEYS,
    MUSIC,
    PHYSICS,
    SCALES,
    Kind,
    Known,
    find,
    known_parameters,
    passed_over,
)
from harmonic_desktop.domain.units import is_known


def _get(kind: Kind, name: str) -> str | None:
    known = find(kind, name)
    return known.name if known is not None else None


@pytest.mark.parametrize(
    ("name", "unit", "low", "high", "default"),
    [
        ("gravity", "m/s²", 0, 20, 9.81),
        ("friction", "dimensionless", 0, 1, 0.5),
        ("elasticity", "dimensionless", 0, 1, 0.5),
        ("air_resistance", "dimensionless", 0, 1, 0.2),
        ("density", "kg/m³", 0, 5, 1),
        ("time_scale", "×", 0.1, 5, 1),
    ],
)
def test_the_six_physics_parameters_are_those_of_the_design(
    name: str, unit: str, low: float, high: float, default: float
) -> None:
    known = find("physics", name)
    assert known is not None
    assert (known.unit, known.low, known.high, known.default) == (unit, low, high, default)


def test_the_music_parameters_are_those_of_the_design() -> None:
    ranges = {known.name: (known.low, known.high, known.default) for known in MUSIC}
    assert ranges["tempo"][:2] == (40, 200)
    assert ranges["beats_per_bar"] == (3, 7, 4)
    assert ranges["note_duration"] == (0.25, 4, 1)
    assert ranges["note_density"] == (0.5, 8, 1)
    assert ranges["octave"] == (1, 7, 4)
    assert ranges["pan"] == (-1, 1, 0)
    assert ranges["velocity"] == (1, 127, 80)
    assert ranges["swing"] == (0, 0.5, 0)
    assert ranges["transpose"] == (-24, 24, 0)
    assert ranges["tuning"] == (400, 480, 440)
    assert ranges["seed"][:2] == (0, math.inf)
    assert len(ranges) == 19
    assert len(PHYSICS) == 6


@pytest.mark.parametrize(
    "name", ["air_resistance", "airResistance", "Air resistance", "AIR-RESISTANCE", "drag", " Drag "]
)
def test_a_name_is_found_however_it_is_written(name: str) -> None:
    assert _get("physics", name) == "air_resistance"


@pytest.mark.parametrize("name", ["", "magic", "airresistances", "tempo", "<b>gravity</b>"])
def test_another_name_is_not_known(name: str) -> None:
    assert find("physics", name) is None


@pytest.mark.parametrize("known", [*PHYSICS, *MUSIC], ids=lambda known: known.name)
def test_every_entry_holds_its_default_and_says_what_it_does(known: Known) -> None:
    assert known.holds(known.default)
    assert known.what.endswith(".")
    assert known.effect
    assert known.kind == "music" or is_known(known.unit)


def test_no_two_entries_share_a_name_or_alias() -> None:
    for kind in ("physics", "music"):
        for known in known_parameters(kind):
            assert {_get(kind, name) for name in (known.name, known.title, *known.aliases)} == {known.name}


@pytest.mark.parametrize(
    ("text", "value"),
    [("C", 0), ("c#", 1), ("Db", 1), ("D♭", 1), ("C sharp", 1), ("C♯/D♭", 1), ("b", 11), ("B flat", 10), ("Bb", 10)],
)
def test_a_key_is_read_by_any_of_its_names(text: str, value: float) -> None:
    key = find("music", "key")
    assert key is not None
    assert key.chosen(text) == value


@pytest.mark.parametrize(("text", "value"), [("Dorian", 7), ("ionian", 0), ("minor", 1), ("whole-tone", 12)])
def test_a_scale_is_read_by_its_name(text: str, value: float) -> None:
    scale = find("music", "scale")
    assert scale is not None
    assert scale.chosen(text) == value
    assert scale.chosen("bebop") is None


def test_keys_and_scales_keep_their_numbers() -> None:
    key, scale = find("music", "key"), find("music", "scale")
    assert key is not None
    assert scale is not None
    assert [key.choice(float(i)) for i in range(12)] == list(KEYS)
    assert [scale.choice(float(i)) for i in range(14)] == list(SCALES)
    assert scale.choice(14.0) is None
    assert scale.choice(1.5) is None
    assert scale.choice(math.inf) is None


def test_of_two_of_one_name_the_older_counts() -> None:
    named = [(3, "drag", None), (1, "airResistance", None), (2, "gravity", None)]
    assert passed_over("physics", named) == {3}


def test_one_name_for_two_instruments_is_no_twin() -> None:
    named = [(1, "volume", None), (2, "volume", "Cello"), (3, "Volume", "cello "), (4, "volume", "")]
    assert passed_over("music", named) == {3, 4}
