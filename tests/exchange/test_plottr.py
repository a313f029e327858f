"""Plottr files, by the format that its repository shows: what becomes of them, what is refused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.exchange.plottr_in import read_plottr, rich_text

from .projects import marked, told


def paragraph(*words: str) -> dict[str, Any]:
    return {"type": "paragraph", "children": [{"text": word} for word in words]}


def card(number: int, line: int, beat: int, title: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "lineId": line, "beatId": beat, "title": title, "positionWithinLine": 0, **more}


def plottr() -> dict[str, Any]:
    return {
        "file": {"fileName": "x", "version": "2021.8.1"},
        "series": {"name": "The Wheel", "premise": ""},
        "books": {"1": {"id": 1, "title": "Carrow", "premise": "A tuner comes home."}, "allIds": [1]},
        "beats": {
            "1": {
                "children": {"null": [2, 4], "2": [], "4": []},
                "heap": {"2": None, "4": None},
                "index": {
                    "2": {"id": 2, "bookId": 1, "position": 0, "title": "Arrival"},
                    "4": {"id": 4, "bookId": 1, "position": 1, "title": "auto"},
                },
            }
        },
        "lines": [
            {"id": 8, "bookId": 1, "title": "Mere", "position": 1},
            {"id": 7, "bookId": 1, "title": "Oda", "position": 0},
        ],
        "cards": [
            card(1, 7, 2, "Home", description=[paragraph("She ", "steps off."), paragraph("Cold.")]),
            card(2, 7, 2, "The fork", description="In a drawer.", positionWithinLine=1),
            card(3, 8, 2, "Ice"),
            card(4, 8, 4, "Thaw"),
            card(5, 8, 99, "Nowhere"),
        ],
        "characters": [{"id": 1, "name": "Oda"}, {"id": 2, "name": "Sefa"}],
        "places": [],
    }


def test_plottr_lines_become_plotlines_and_beats_the_columns_that_cards_begin_in() -> None:
    (arrival,) = read_plottr(json.dumps(plottr()), "file")
    assert arrival.contents.universe.name == "Carrow"
    assert arrival.contents.universe.description == "A tuner comes home."
    assert [p.name for p in arrival.contents.ordered_plotlines()] == ["Oda", "Mere"]
    assert told(arrival) == [
        ("Oda", "Home", "She steps off.\n\nCold.", 0.0),
        ("Mere", "Ice", "", 0.0),
        ("Oda", "The fork", "In a drawer.", 4.0),
        ("Mere", "Thaw", "", 8.0),
    ]
    assert marked(arrival) == [("Arrival", 0.0, 8.0)]
    assert arrival.took == "Took 4 cards on 2 plotlines and 1 marker."
    assert arrival.left == ("Characters were left out: 2", "Cards that lie in no beat were left out")


def test_older_plottr_files_have_lists_of_beats_or_chapters() -> None:
    file = plottr()
    file["beats"] = [{"id": 4, "bookId": 1, "position": 1, "title": "auto"}, {"id": 2, "bookId": 1, "position": 0}]
    listed = told(read_plottr(json.dumps(file), "file")[0])
    file["chapters"] = file.pop("beats")
    for each in file["cards"]:
        each["chapterId"] = each.pop("beatId")
    assert told(read_plottr(json.dumps(file), "file")[0]) == listed
    assert [start for *_, start in listed] == [0.0, 0.0, 4.0, 8.0]


def test_each_book_of_a_plottr_file_is_a_story_and_so_is_the_timeline_of_the_series() -> None:
    file = plottr()
    file["books"]["2"] = {"id": 2, "title": "Sequel"}
    file["books"]["allIds"] = [2, 1]
    file["beats"]["2"] = {"children": {"null": [5]}, "index": {"5": {"id": 5, "title": "auto"}}}
    file["beats"]["series"] = {"children": {"null": [6]}, "index": {"6": {"id": 6, "title": "auto"}}}
    file["lines"] += [{"id": 9, "bookId": 2, "title": ""}, {"id": 10, "bookId": "series", "title": "Arc"}]
    file["cards"] += [card(6, 9, 5, "Again"), card(7, 10, 6, "The whole")]
    arrivals = read_plottr(json.dumps(file), "file")
    assert [a.contents.universe.name for a in arrivals] == ["The Wheel", "Sequel", "Carrow"]
    assert told(arrivals[1]) == [("Plotline 1", "Again", "", 0.0)]


def test_lists_in_a_description_are_lines() -> None:
    items = [{"type": "list-item", "children": [{"text": word}]} for word in ("one", "two")]
    assert rich_text([paragraph("First"), {"type": "bulleted-list", "children": items}]) == "First\n\n– one\n– two"


def test_a_book_that_is_listed_twice_is_one_story_and_huge_places_are_places() -> None:
    file = plottr()
    file["books"]["allIds"] = [1, 1]
    file["cards"][0]["positionWithinLine"] = 10**400
    (arrival,) = read_plottr(json.dumps(file), "file")
    assert told(arrival)[0][1] == "The fork"


def test_beats_in_a_circle_are_refused() -> None:
    file = plottr()
    file["beats"]["1"]["children"] = {"null": [2], "2": [4], "4": [2]}
    with pytest.raises(InvalidValue, match="circle"):
        read_plottr(json.dumps(file), "file")


@pytest.mark.parametrize(
    "odd", [10**400, -(10**400), 1e999, True, [[]], None], ids=["huge", "low", "infinite", "true", "list", "null"]
)
@pytest.mark.parametrize("key", ["positionWithinLine", "position", "lineId", "beatId", "id"])
def test_odd_places_and_ids_give_a_story_or_a_sentence(key: str, odd: object) -> None:
    file = plottr()
    file["cards"].append({**card(99, 1, 2, "Odd"), key: odd})
    file["lines"].append({"id": 99, "bookId": 1, "title": "Odd", key: odd})
    text = json.dumps(file).replace("Infinity", "1e999")
    with suppress(InvalidValue):
        assert all(told(arrival) for arrival in read_plottr(text, "file"))


def test_beats_beyond_the_end_of_a_timeline_are_refused() -> None:
    file = plottr()
    file["beats"] = [{"id": number, "bookId": 1, "position": number, "title": "Far"} for number in range(260_000)]
    with pytest.raises(InvalidValue, match="longer than a timeline"):
        read_plottr(json.dumps(file), "file")


def test_plottr_lines_of_the_same_name_stay_apart() -> None:
    file = plottr()
    file["lines"] = [{"id": number, "bookId": 1, "position": number, "title": "Main"} for number in (1, 2)]
    file["cards"] = [card(1, 1, 2, "Here"), card(2, 2, 2, "There")]
    assert [start for *_, start in told(read_plottr(json.dumps(file), "file")[0])] == [0.0, 0.0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["books", "beats", "lines", "cards", "series", "characters"]), JSON))
def test_odd_plottr_files_give_a_story_or_a_sentence(odd: dict[str, Any]) -> None:
    with suppress(InvalidValue):
        assert all(told(arrival) for arrival in read_plottr(json.dumps({**plottr(), **odd}), "file"))
