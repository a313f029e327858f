"""Beat sheets are read as they were written; a wrong file is skipped with a sentence that names it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.beat_sheets import BeatSheet, PlotPoint, Stretch, lay_out_beat_sheet
from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange import beat_sheets, listed_files
from harmonic_desktop.exchange.beat_sheets import list_beat_sheets, read_beat_sheet
from harmonic_desktop.paths import resource_path

from .test_universe_file import Change, anything, at, without

DOCUMENT: dict[str, Any] = {
    "format": "harmonic-beat-sheet",
    "version": 1,
    "name": "There and back",
    "summary": "Out, and home again.",
    "bars": 8,
    "measure": "bars",
    "markers": [
        {"name": "Out", "start": 0, "length": 4, "colour": 1},
        {"name": "The turn", "start": 4, "length": 0, "colour": 3},
    ],
    "plot_points": [
        {"title": "Leaving", "description": "Shut the door.", "start": 0, "length": 4, "harmony": 0.75},
        {"title": "Coming home", "description": "", "start": 6, "length": 2, "harmony": 1},
    ],
}


def read(change: Change = lambda document: None) -> BeatSheet:
    document = copy.deepcopy(DOCUMENT)
    change(document)
    return read_beat_sheet(json.dumps(document))


def refused(change: Change) -> str:
    with pytest.raises(InvalidValue) as refusal:
        read(change)
    message = str(refusal.value)
    assert message.endswith(".")
    return message


def shipped() -> list[BeatSheet]:
    found = list_beat_sheets([resource_path("beat_sheets")])
    assert not found.skipped
    return list(found.sheets)


def test_everything_in_the_file_is_read_and_bars_become_shares() -> None:
    assert read() == BeatSheet(
        "There and back",
        "Out, and home again.",
        8,
        (PlotPoint("Leaving", "Shut the door.", 0.0, 0.5, 0.75), PlotPoint("Coming home", "", 0.75, 0.25, 1.0)),
        (Stretch("Out", 0.0, 0.5, 1), Stretch("The turn", 0.5, 0.0, 3)),
    )


def test_shares_are_taken_as_they_are() -> None:
    def in_shares(document: dict[str, Any]) -> None:
        document["measure"] = "share"
        for row in (*document["markers"], *document["plot_points"]):
            row["start"], row["length"] = row["start"] / 8, row["length"] / 8

    assert read(in_shares) == read()


def test_thirds_and_twelfths_may_touch_though_they_are_not_exact() -> None:
    point = DOCUMENT["plot_points"][0]

    def in_sevenths(document: dict[str, Any]) -> None:
        rows = [{**point, "start": number * (1 / 7), "length": 1 / 7} for number in range(7)]
        document.update(measure="share", plot_points=rows, markers=[])

    assert len(read(in_sevenths).plot_points) == 7


WRONG: list[tuple[tuple[str | int, ...], object, str]] = [
    (("format",), "harmonic-universe", "not a beat sheet"),
    (("version",), 2, "newer version of Harmonic Universe; update"),
    (("version",), 0, "“version” has to be"),
    (("name",), " ", "not empty"),
    (("name",), "x" * 101, "at most 100 characters"),
    (("summary",), None, "has to be a text"),
    (("bars",), 0, "from 1 to 10000"),
    (("bars",), 1.5, "a whole number"),
    (("measure",), "beats", "“share” or “bars”"),
    (("mood",), "sly", "“mood”, which this version does not know"),
    (("markers",), {}, "has to be a list"),
    (("markers", 0, "colour"), 8, "from 0 to 7"),
    (("markers", 0, "length"), 9, "from 0 to 8"),
    (("markers", 1, "length"), 5, "together have to be at most 8"),
    (("markers", 0, "note"), "", "does not know"),
    (("plot_points", 0), "Leaving", "Number 1 of “plot_points” has to be an object"),
    (("plot_points", 0, "title"), "", "not empty"),
    (("plot_points", 0, "title"), "x" * 201, "at most 200 characters"),
    (("plot_points", 0, "length"), 0, "more than 0"),
    (("plot_points", 0, "length"), 7, "Number 2 of “plot_points” starts before the one above it has ended"),
    (("plot_points", 0, "harmony"), 1.5, "from 0 to 1"),
    (("plot_points", 0, "harmony"), None, "has to be a number"),
]


@pytest.mark.parametrize(("path", "value", "words"), WRONG, ids=range(len(WRONG)))
def test_a_wrong_value_is_refused(path: tuple[str | int, ...], value: object, words: str) -> None:
    assert words in refused(at(*path, put=value))


@pytest.mark.parametrize("path", [(key,) for key in DOCUMENT if key != "format"] + [("markers", 0, "name")])
def test_a_missing_value_is_named(path: tuple[str | int, ...]) -> None:
    assert f"has no “{path[-1]}”" in refused(without(*path))


def test_more_plot_points_than_anybody_writes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat_sheets, "MOST_PLOT_POINTS", 1)
    assert "1 is the most" in refused(lambda document: None)


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
        sheet = read_beat_sheet(json.dumps(document))
    except InvalidValue:
        return
    assert sheet.name


# folders


def test_a_folder_is_read_in_the_order_of_its_file_names(tmp_path: Path) -> None:
    for name in ("20-b", "10-a", "30-c"):
        (tmp_path / f"{name}.json").write_text(json.dumps({**DOCUMENT, "name": name}), "utf-8")
    (tmp_path / "notes.txt").write_text("not a sheet", "utf-8")
    found = list_beat_sheets([tmp_path / "nowhere", tmp_path])
    assert [sheet.name for sheet in found.sheets] == ["10-a", "20-b", "30-c"]
    assert not found.skipped


def test_a_bad_file_is_skipped_with_a_sentence_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.json").write_text(json.dumps(DOCUMENT), "utf-8")
    (tmp_path / "latin.json").write_bytes(b'{"name": "caf\xe9"}')
    (tmp_path / "long.json").write_text(" " * 5000, "utf-8")
    (tmp_path / "torn.json").write_text(json.dumps(DOCUMENT)[:100], "utf-8")
    (tmp_path / "folder.json").mkdir()
    monkeypatch.setattr(listed_files, "SIZE_LIMIT", 4999)
    found = list_beat_sheets([tmp_path])
    assert [sheet.name for sheet in found.sheets] == ["There and back"]
    folder, latin, long, torn = found.skipped
    assert folder == "“folder.json” was skipped. It is not a file."
    assert latin == "“latin.json” was skipped. It is not written in UTF-8."
    assert long == "“long.json” was skipped. It is longer than 4,999 bytes, too long for a beat sheet."
    assert torn.startswith("“torn.json” was skipped. This file is not JSON")


# what ships


def test_the_structures_that_ship_can_all_be_read() -> None:
    names = [sheet.name for sheet in shipped()]
    assert names == [
        "Three acts",
        "Hero’s journey",
        "Kishōtenketsu",
        "Freytag’s pyramid",
        "Five acts",
        "Twelve bars",
        "Empty",
    ]


@pytest.mark.parametrize("sheet", [s for s in shipped() if not s.is_empty], ids=lambda sheet: sheet.name)
def test_a_sheet_that_ships_fills_its_length_and_says_something_at_each_point(sheet: BeatSheet) -> None:
    titles = [point.title for point in sheet.plot_points]
    assert len(set(titles)) == len(titles) >= 8
    assert all(40 < len(point.description) < 200 for point in sheet.plot_points)
    assert 100 < len(sheet.summary) < 400
    assert sheet.plot_points[0].start == 0.0
    assert sheet.plot_points[-1].start + sheet.plot_points[-1].length == pytest.approx(1.0)
    ties = [point.harmony for point in sheet.plot_points]
    assert max(ties) - min(ties) >= 0.5
    words = sheet.name + sheet.summary + "".join(p.title + p.description for p in sheet.plot_points)
    assert not any(mark in words for mark in ("'", '"', "--", "  "))


@pytest.mark.parametrize("sheet", [s for s in shipped() if not s.is_empty], ids=lambda sheet: sheet.name)
def test_a_sheet_that_ships_lies_on_whole_beats_at_its_usual_length(sheet: BeatSheet) -> None:
    story = contents_of(Universe(1, 1, "Carrow"), [Plotline(1, 1, "Main")])
    laid = story.after(lay_out_beat_sheet(story, sheet, sheet.bars, plotline_id=1))
    cards = [change.record for change in lay_out_beat_sheet(story, sheet, sheet.bars).of(Card)]
    assert len(laid.cards) == len(cards) == len(sheet.plot_points)
    assert all(card.start_beat % 1 == 0 and card.duration_beats % 1 == 0 for card in cards)
    assert not overlaps(cards)
    assert max(card.end_beat for card in cards) == sheet.bars * 4


def test_the_twelve_bars_follow_the_chords_of_a_blues() -> None:
    (blues,) = (sheet for sheet in shipped() if sheet.name == "Twelve bars")
    assert [round(point.start * 12) for point in blues.plot_points] == list(range(12))
    harmony = [point.harmony for point in blues.plot_points]
    first, fourth, fifth = [0, 2, 6, 10], [1, 4, 5, 9], [8]
    assert min(harmony[bar] for bar in first) > max(harmony[bar] for bar in fourth)
    assert min(harmony[bar] for bar in fourth) > max(harmony[bar] for bar in fifth)


def test_the_example_of_the_documentation_is_a_beat_sheet() -> None:
    page = (Path(__file__).parents[2] / "docs" / "beat-sheets.md").read_text("utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    assert [point.title for point in read_beat_sheet(example).plot_points] == ["Leaving", "Coming home"]
