"""The JSON Schema in docs/ takes what is written, and refuses what the reader refuses where a schema can say it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from harmonic_desktop.domain.checks import INSTRUMENT_LIMIT, NAME_LIMIT, PLOT_POINT_LIMIT, UNIT_LIMIT
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.storyboard import COLOURS, LAST_BEAT
from harmonic_desktop.exchange.universe_file import (
    MOST_CARDS,
    MOST_OTHERS,
    MOST_PLOTLINES,
    SIZE_LIMIT,
    read_universe,
    write_universe,
)
from harmonic_desktop.paths import resource_path
from tests.domain.strategies import contents

from .test_universe_file import DOCUMENT, MARKERS, NEWER_KEYS, WRONG, at, without
from .test_universe_file_written import ODD

SCHEMA: dict[str, Any] = json.loads(Path(__file__).parents[2].joinpath("docs/universe-file.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)
FULL: dict[str, Any] = {**copy.deepcopy(DOCUMENT), "markers": MARKERS}
NOT_IN_A_SCHEMA = {"from 0 to 1; 2 is outside"}
"""A number of a plotline that is not there: no schema can count a list."""
Path_ = tuple[str | int, ...]


def is_read(document: object) -> bool:
    try:
        read_universe(json.dumps(document))
    except InvalidValue:
        return False
    return True


def changed(path: Path_, value: object) -> dict[str, Any]:
    document = copy.deepcopy(FULL)
    at(*path, put=value)(document)
    return document


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_sample_and_odd_numbers_keep_to_it() -> None:
    sample = read_universe(resource_path("sample_universe.json").read_text("utf-8"))
    for story in (sample, ODD):
        VALIDATOR.validate(json.loads(write_universe(story)))
    VALIDATOR.validate(json.loads(resource_path("sample_universe.json").read_text("utf-8")))


@given(contents())
def test_whatever_is_written_keeps_to_it(story: Contents) -> None:
    VALIDATOR.validate(json.loads(write_universe(story)))


def test_a_document_of_an_older_version_keeps_to_it() -> None:
    VALIDATOR.validate(DOCUMENT)


@pytest.mark.parametrize(("path", "value", "words"), [*WRONG, *NEWER_KEYS], ids=str)
def test_a_wrong_value_is_refused_by_both(path: Path_, value: object, words: str) -> None:
    document = changed(path, value)
    assert not is_read(document)
    assert VALIDATOR.is_valid(document) is (words in NOT_IN_A_SCHEMA)


@pytest.mark.parametrize("path", [(), ("universe",), ("cards", 0), ("plotlines", 1), ("markers", 0)], ids=str)
def test_an_unknown_key_is_refused_by_both(path: Path_) -> None:
    document = changed((*path, "mood"), "sly")
    assert not is_read(document)
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "path",
    [(key,) for key in DOCUMENT]
    + [(part, 0, key) for part in ("cards", "plotlines", "physics_parameters", "music_parameters", "markers")
       for key in FULL[part][0]]
    + [("universe", key) for key in DOCUMENT["universe"]],
    ids=str,
)  # fmt: skip
def test_a_missing_key_is_refused_by_both(path: Path_) -> None:
    document = copy.deepcopy(FULL)
    without(*path)(document)
    assert not is_read(document)
    assert not VALIDATOR.is_valid(document)


_LEAVES: list[Path_] = [
    ("version",), ("format",), *(("universe", key) for key in (*DOCUMENT["universe"], "target_low", "target_high")),
    *((part, 0, key) for part in ("cards", "plotlines", "physics_parameters", "music_parameters", "markers")
      for key in FULL[part][0]),
    ("plotlines", 0, "is_solo"), ("cards",), ("markers",), ("plotlines", 1), ("universe",),
]  # fmt: skip
_ANYTHING = (
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.just(10**400) | st.text(max_size=3)
    | st.sampled_from(["NaN", "Infinity", "x" * 101, " ", "\x00", "\ud800", 1e6, 1e6 + 1, [], {}])
)  # fmt: skip


@settings(max_examples=400)
@given(st.sampled_from(_LEAVES), _ANYTHING)
def test_any_value_in_any_place_is_taken_by_both_or_neither(path: Path_, value: object) -> None:
    if isinstance(value, float) and value - value != 0.0:
        return  # it isn't JSON at all
    document = changed(path, value)
    if path == ("cards", 0, "plotline") and VALIDATOR.is_valid(document):
        return
    assert is_read(document) is VALIDATOR.is_valid(document)


def test_its_limits_are_those_of_the_program() -> None:
    found = SCHEMA["$defs"]
    assert found["name"]["maxLength"] == NAME_LIMIT
    assert found["card"]["properties"]["plot_point"]["maxLength"] == PLOT_POINT_LIMIT
    assert found["physics_parameter"]["properties"]["unit"]["maxLength"] == UNIT_LIMIT
    assert found["instrument"]["anyOf"][1]["maxLength"] == INSTRUMENT_LIMIT
    assert found["colour"]["maximum"] == COLOURS - 1
    assert found["beat"]["maximum"] == LAST_BEAT
    most = {name: part.get("maxItems") for name, part in SCHEMA["properties"].items() if part.get("type") == "array"}
    assert (most["cards"], most["plotlines"]) == (MOST_CARDS, MOST_PLOTLINES)
    assert [most[f"{kind}_parameters"] for kind in ("physics", "music")] == [MOST_OTHERS] * 2 == [most["markers"]] * 2
    assert f"{SIZE_LIMIT:,}" in SCHEMA["description"]
