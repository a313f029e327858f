"""A file as a table: what is not chosen is found out, and what can't become of it is told before anything is done."""

from __future__ import annotations

import pytest

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.parameters import PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange import table_reading
from harmonic_desktop.exchange.table_reading import Choices, Outcome, read_table, taken_in

STORY = contents_of(
    Universe(1, 7, "Carrow"),
    [Plotline(1, 1, "Oda"), Card(1, 1, 1, "A", "", 0.5, 0.0, 4.0), PhysicsParameter(1, 1, "gravity", 6.2, "m/s^2")],
)


def test_everything_is_found_out_and_told() -> None:
    read = read_table(b"Title;Harmony;Line\nFire;0,5;Oda\nWater;2;New\nEarth;1;New\n", Choices(), STORY)
    assert (read.kind, read.sheet.separator, read.decimal) == ("cards", ";", ",")
    assert read.outcome == Outcome(2, 0, ("New",))
    assert read.why == {(3, 1): "It has to be from 0 to 1; 2 is outside."}
    assert len(STORY.after(taken_in(read, STORY)).cards) == 3


def test_cards_that_make_room_are_not_told_as_changed() -> None:
    read = read_table(b"title,start\nFire,0\n", Choices(), STORY)
    assert read.outcome == Outcome(1)


def test_what_is_chosen_is_heeded() -> None:
    data = b"name,value\ngravity,1\nmood,2\n"
    assert read_table(data, Choices(), STORY).outcome == Outcome(1, 1)
    as_cards = read_table(data, Choices(kind="cards", mapping={"plot_point": 0}), STORY)
    assert as_cards.outcome == Outcome(2)
    assert read_table(data, Choices(kind="music"), STORY).outcome == Outcome(2)
    assert read_table(data, Choices(has_headings=False), STORY).sheet.rows[0] == ("name", "value")
    assert read_table(data, Choices(separator=";"), STORY).sheet.header == ("name,value",)


def test_a_sheet_that_was_read_is_not_read_again() -> None:
    before = read_table(b"title\nFire\n", Choices(), STORY).sheet
    assert read_table(b"", Choices(mapping={"plot_point": None}), STORY, before=before).missing == "plot_point"


@pytest.mark.parametrize(
    ("limit", "data", "words"),
    [
        ("MOST_CARDS", b"title\nA\nB\n", "3 cards; 2 is the most"),
        ("MOST_PLOTLINES", b"title,line\nA,x\nB,y\n", "3 plotlines; 2 is the most"),
        ("MOST_OTHERS", b"name,value,unit\nx,1,m\ny,2,m\n", "3 parameters; 2 is the most"),
    ],
)
def test_what_would_be_larger_than_a_universe_file_may_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, data: bytes, words: str
) -> None:
    monkeypatch.setattr(table_reading, limit, 2)
    read = read_table(data, Choices(), STORY)
    assert words in read.refusal
    assert not read.outcome
