"""A universe file is read as it was written, and a wrong one is refused with a sentence."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.exchange import universe_file
from harmonic_desktop.exchange.universe_file import read_universe

CARDS = [
    {"plotline": 0, "plot_point": "A", "description": "", "harmony_tie": 0.5, "start_beat": 4, "duration_beats": 8},
    {"plotline": 1, "plot_point": "B", "description": "b\nb", "harmony_tie": 1, "start_beat": 0, "duration_beats": 1.5},
]
DOCUMENT: dict[str, Any] = {
    "format": "harmonic-universe",
    "version": 1,
    "universe": {"name": "Carrow", "description": None, "gravity_constant": 6.2, "environment_harmony": None},
    "physics_parameters": [{"parameter_name": "gravity", "value": 6.2, "unit": "m/s^2"}],
    "music_parameters": [
        {"parameter_name": "tempo", "value": 92, "instrument": None},
        {"parameter_name": "pan", "value": -0.5, "instrument": "Bassoon"},
    ],
    "plotlines": [
        {"name": "Oda", "colour": 3, "instrument": "Celesta"},
        {"name": "Mere", "colour": 7, "instrument": None},
    ],
    "cards": CARDS,
}
Change = Callable[[dict[str, Any]], object]


def read(change: Change = lambda document: None) -> Contents:
    """What is read of the document above after a change."""
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return read_universe(json.dumps(document))


def refused(text: str) -> str:
    with pytest.raises(InvalidValue) as refusal:
        read_universe(text)
    message = str(refusal.value)
    assert message.endswith(".")
    assert len(message) < 200
    message.encode("utf-8")
    return message


def refused_with(change: Change) -> str:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return refused(json.dumps(document))


def at(*path: str | int, put: object) -> Change:
    """A change that puts a value in a place of the document."""

    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = put

    return change


def without(*path: str | int) -> Change:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


def test_everything_in_the_file_is_read() -> None:
    story = read()
    assert (story.universe.name, story.universe.description) == ("Carrow", None)
    assert (story.universe.gravity_constant, story.universe.environment_harmony) == (6.2, None)
    assert [(p.parameter_name, p.value, p.unit) for p in story.physics.values()] == [("gravity", 6.2, "m/s^2")]
    music = [(p.parameter_name, p.value, p.instrument) for p in story.music.values()]
    assert music == [("tempo", 92.0, None), ("pan", -0.5, "Bassoon")]
    lanes = [(p.name, p.colour, p.position, p.instrument) for p in story.ordered_plotlines()]
    assert lanes == [("Oda", 3, 0, "Celesta"), ("Mere", 7, 1, None)]
    assert {
        (story.plotlines[c.plotline_id].name, c.plot_point, c.description, c.harmony_tie, c.start_beat, c.end_beat)
        for c in story.cards.values()
    } == {("Oda", "A", "", 0.5, 4.0, 12.0), ("Mere", "B", "b\nb", 1.0, 0.0, 1.5)}


MARKERS = [
    {"name": "Act I", "start_beat": 0, "duration_beats": 8, "colour": 2},
    {"name": "Midpoint", "start_beat": 6.5, "duration_beats": 0, "colour": 0},
]


def test_markers_switches_and_target_are_read_where_the_file_has_them() -> None:
    def fill(document: dict[str, Any]) -> None:
        document["markers"] = MARKERS
        document["plotlines"][1].update(is_folded=True, is_solo=True)
        document["universe"].update(target_low=0.25, target_high=0.75)

    story = read(fill)
    markers = [(m.name, m.start_beat, m.duration_beats, m.colour) for m in story.markers.values()]
    assert markers == [("Act I", 0.0, 8.0, 2), ("Midpoint", 6.5, 0.0, 0)]
    assert all(m.id < 0 and m.universe_id == story.universe.id for m in story.markers.values())
    switches = [(p.is_folded, p.is_muted, p.is_solo) for p in story.ordered_plotlines()]
    assert switches == [(False, False, False), (True, False, True)]
    assert (story.universe.target_low, story.universe.target_high) == (0.25, 0.75)


def test_an_older_file_has_no_markers_and_no_target() -> None:
    story = read()
    assert not story.markers
    assert (story.universe.target_low, story.universe.target_high) == (None, None)


NEWER_KEYS: list[tuple[tuple[str | int, ...], object, str]] = [
    (("markers",), {}, "has to be a list"),
    (("markers", 0, "name"), "", "not empty"),
    (("markers", 0, "colour"), 8, "from 0 to 7"),
    (("markers", 1, "start_beat"), -1, "0 to 1000000"),
    (("markers", 1, "duration_beats"), -1, "0 to 1000000"),
    (("markers", 0, "length"), 3, "does not know"),
    (("plotlines", 0, "is_muted"), 1, "true or false"),
    (("universe", "target_low"), 0.25, "both, or neither"),
    (("universe", "target_high"), 1.25, "from 0 to 1"),
]


@pytest.mark.parametrize(("path", "value", "words"), NEWER_KEYS, ids=range(len(NEWER_KEYS)))
def test_a_wrong_value_of_a_newer_key_is_refused(path: tuple[str | int, ...], value: object, words: str) -> None:
    document = {**copy.deepcopy(DOCUMENT), "markers": copy.deepcopy(MARKERS)}
    at(*path, put=value)(document)
    assert words in refused(json.dumps(document))


def test_a_target_band_the_wrong_way_round_is_refused() -> None:
    assert "at most “target_high”" in refused_with(
        lambda document: document["universe"].update(target_low=0.75, target_high=0.25)
    )


def test_every_id_is_provisional_and_belongs_to_the_universe() -> None:
    story = read()
    records: list[Any] = [
        *story.physics.values(),
        *story.music.values(),
        *story.plotlines.values(),
        *story.cards.values(),
    ]
    ids = [story.universe.id, *(record.id for record in records)]
    assert all(i < 0 for i in ids)
    assert len(set(ids)) == len(ids) == 8
    assert {record.universe_id for record in records} == {story.universe.id}


def test_two_readings_share_no_ids() -> None:
    assert read().cards.keys().isdisjoint(read().cards)


def test_cards_that_overlap_are_laid_right_in_the_order_of_the_file() -> None:
    def crowd(document: dict[str, Any]) -> None:
        starts = [("last", 5), ("first", 0), ("second", 0), ("elsewhere", 0)]
        document["cards"] = [{**CARDS[0], "plot_point": name, "start_beat": start} for name, start in starts]
        document["cards"][3]["plotline"] = 1

    story = read(crowd)
    assert {card.plot_point: card.start_beat for card in story.cards.values()} == {
        "first": 0,
        "second": 8,
        "last": 16,
        "elsewhere": 0,
    }


@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0, 50), st.floats(0.01, 20)), max_size=12))
def test_no_cards_of_a_plotline_overlap_and_none_goes_left(rows: list[tuple[int, float, float]]) -> None:
    cards = [
        {**CARDS[0], "plot_point": str(i), "plotline": lane, "start_beat": start, "duration_beats": length}
        for i, (lane, start, length) in enumerate(rows)
    ]
    story = read(at("cards", put=cards))
    assert len(story.cards) == len(rows)
    assert not any(overlaps(story.cards_on(lane)) for lane in story.plotlines)
    for card in story.cards.values():
        assert card.start_beat >= rows[int(card.plot_point)][1]
        assert card.duration_beats == rows[int(card.plot_point)][2]


def test_text_is_kept_as_it_is_written() -> None:
    story = read(at("cards", 0, "description", put=" <b>bold</b>\r\n宇宙 "))
    assert any(card.description == " <b>bold</b>\r\n宇宙 " for card in story.cards.values())


def test_a_harmony_that_an_older_file_held_out_of_range_travels_on() -> None:
    assert 3.7 in [card.harmony_tie for card in read(at("cards", 0, "harmony_tie", put=3.7)).cards.values()]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read_universe("\ufeff" + json.dumps(DOCUMENT)).universe.name == "Carrow"


@pytest.mark.parametrize("text", ["", "{", "no", "\x00", "[1,", '{"a": 01}', "SQLite format 3\x00"])
def test_what_is_no_json_is_refused(text: str) -> None:
    assert "not JSON" in refused(text)


@pytest.mark.parametrize("text", ["[]", "1", "null", '"harmonic-universe"'])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    assert "object" in refused(text)


@pytest.mark.parametrize("name", ["other", None, 1])
def test_another_format_is_refused(name: object) -> None:
    assert "not a universe file" in refused_with(at("format", put=name))
    assert "not a universe file" in refused("{}")


def test_a_newer_version_is_refused_with_what_to_do() -> None:
    assert "newer version of Harmonic Universe; update" in refused_with(at("version", put=2))


@pytest.mark.parametrize("version", [0, -1, 1.5, "1", None, True])
def test_a_version_that_never_was_is_refused(version: object) -> None:
    assert "“version” has to be" in refused_with(at("version", put=version))


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_what_only_pythons_json_calls_a_number_is_refused(name: str) -> None:
    assert f"holds {name}, which is not a number" in refused(json.dumps(DOCUMENT).replace("6.2", name))


def test_a_number_too_large_for_a_float_is_refused() -> None:
    assert "finite number" in refused(json.dumps(DOCUMENT).replace("6.2", "1e999"))
    assert "smaller number" in refused_with(at("cards", 0, "harmony_tie", put=10**400))
    assert "thousands of digits" in refused(json.dumps(DOCUMENT).replace("6.2", "1" * 5000))


def test_a_key_given_twice_is_refused() -> None:
    assert "“name” twice" in refused(json.dumps(DOCUMENT).replace('"name"', '"name": "First", "name"', 1))


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00"])
def test_text_that_cannot_be_stored_is_refused(text: str) -> None:
    for path in (("universe", "name"), ("cards", 0, "description"), ("plotlines", 0, "instrument")):
        assert "lone surrogates" in refused_with(at(*path, put=text))


def test_a_lone_surrogate_in_a_key_is_refused_with_a_sentence_that_can_be_shown() -> None:
    assert "does not know" in refused_with(at("\ud800", put=1))


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_nesting_without_end_is_refused(opening: str) -> None:
    assert "nested too deeply" in refused(opening * 100_000)


def test_a_text_over_the_size_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(universe_file, "SIZE_LIMIT", 100)
    assert "longer than 100 characters" in refused("{" * 101)
    assert "not JSON" in refused("{" * 100)


@pytest.mark.parametrize(
    ("part", "most"),
    [("cards", 100_000), ("plotlines", 1_000), ("physics_parameters", 10_000), ("music_parameters", 10_000)],
)
def test_more_than_any_story_has_is_refused(part: str, most: int) -> None:
    assert f"{most:,} is the most" in refused_with(at(part, put=[DOCUMENT[part][0]] * (most + 1)))


def test_more_values_than_can_be_made_in_a_moment_are_refused_unread() -> None:
    assert "more values than any" in refused("," * 4_000_001)


@pytest.mark.parametrize("key", [key for key in DOCUMENT if key != "format"])
def test_a_missing_part_is_named(key: str) -> None:
    assert f"no “{key}”" in refused_with(without(key))


@pytest.mark.parametrize(
    ("part", "key"),
    [("cards", key) for key in CARDS[0]]
    + [("plotlines", key) for key in DOCUMENT["plotlines"][0]]
    + [("physics_parameters", key) for key in DOCUMENT["physics_parameters"][0]]
    + [("music_parameters", key) for key in DOCUMENT["music_parameters"][0]],
)
def test_a_missing_value_is_named_with_its_place(part: str, key: str) -> None:
    assert refused_with(without(part, 0, key)) == f"Number 1 of “{part}” has no “{key}”."


@pytest.mark.parametrize("path", [(), ("universe",), ("cards", 0), ("plotlines", 1), ("music_parameters", 0)])
def test_a_key_that_would_be_lost_is_refused(path: tuple[str | int, ...]) -> None:
    assert "“mood”, which this version does not know" in refused_with(at(*path, "mood", put="sly"))


WRONG: list[tuple[tuple[str | int, ...], object, str]] = [
    (("universe",), [], "“universe” has to be an object"),
    (("universe", "name"), 5, "has to be a text"),
    (("universe", "name"), " \n", "not empty"),
    (("universe", "name"), "x" * 101, "at most 100 characters"),
    (("universe", "description"), False, "has to be a text"),
    (("universe", "gravity_constant"), "6.2", "has to be a number"),
    (("universe", "environment_harmony"), True, "has to be a number"),
    (("cards",), {}, "has to be a list"),
    (("cards", 1), "B", "Number 2 of “cards” has to be an object"),
    (("cards", 0, "plot_point"), None, "has to be a text"),
    (("cards", 0, "plot_point"), "", "not empty"),
    (("cards", 0, "plot_point"), "x" * 201, "at most 200 characters"),
    (("cards", 0, "description"), None, "has to be a text"),
    (("cards", 0, "harmony_tie"), None, "has to be a number"),
    (("cards", 0, "start_beat"), -0.5, "0 to 1000000"),
    (("cards", 0, "start_beat"), 1e7, "0 to 1000000"),
    (("cards", 0, "duration_beats"), 0, "more than 0"),
    (("cards", 0, "duration_beats"), -4, "0 to 1000000"),
    (("cards", 0, "plotline"), 2, "from 0 to 1; 2 is outside"),
    (("cards", 0, "plotline"), -1, "from 0 to 1; -1 is outside"),
    (("cards", 0, "plotline"), 0.5, "a whole number"),
    (("cards", 0, "plotline"), "Oda", "has to be a number"),
    (("plotlines",), [], "no plotline"),
    (("plotlines",), None, "has to be a list"),
    (("plotlines", 0, "colour"), 8, "from 0 to 7"),
    (("plotlines", 0, "colour"), 1.5, "a whole number"),
    (("plotlines", 0, "instrument"), "x" * 51, "at most 50 characters"),
    (("physics_parameters", 0, "unit"), None, "has to be a text"),
    (("physics_parameters", 0, "unit"), "x" * 51, "at most 50 characters"),
    (("physics_parameters", 0, "value"), [], "has to be a number"),
    (("music_parameters", 0, "instrument"), 7, "has to be a text"),
    (("music_parameters", 1, "parameter_name"), "", "not empty"),
]


@pytest.mark.parametrize(("path", "value", "words"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_value_is_refused(path: tuple[str | int, ...], value: object, words: str) -> None:
    assert words in refused_with(at(*path, put=value))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.data(), anything)
def test_whatever_stands_anywhere_it_is_read_or_refused(data: st.DataObject, value: object) -> None:
    document: Any = copy.deepcopy(DOCUMENT)
    place = document
    key = data.draw(st.sampled_from(sorted(place)))
    while isinstance(place[key], dict | list) and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
    place[key] = value
    try:
        story = read_universe(json.dumps(document))
    except InvalidValue:
        return
    assert story.plotlines
