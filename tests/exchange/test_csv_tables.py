"""Tables of cards and parameters: out as any spreadsheet reads them, in from whatever a spreadsheet makes of them."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of, in_story_order
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.taking_in import NewCard, take_in_cards, take_in_music, take_in_physics
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.cells import text_cell, told_text
from harmonic_desktop.exchange.csv_columns import Kind, guessed_kind, guessed_mapping
from harmonic_desktop.exchange.csv_numbers import Decimal, guessed_decimal, read_number
from harmonic_desktop.exchange.csv_sheet import MOST_ROWS, read_sheet
from harmonic_desktop.exchange.csv_tables import Checked, checked_rows, new_cards, new_parameters, write_table

STORY = contents_of(
    Universe(1, 7, "Carrow"),
    [
        Plotline(1, 1, "Oda"),
        Plotline(2, 1, "Mere", 1, 1),
        Card(1, 1, 1, "=SUM(A1)", 'two\nlines, “and” "quotes"; more', 0.125, 0.0, 4.0),
        Card(2, 1, 2, "'=odd", "", 1 / 3, 2.5, 1.25),
        PhysicsParameter(1, 1, "gravity", 6.2, "m/s²"),
        MusicParameter(1, 1, "tempo", 92.0, None),
        MusicParameter(2, 1, "volume", 0.3, "Cello"),
    ],
)
EMPTY = contents_of(Universe(2, 7, "Bare"), [Plotline(9, 2, "Oda")])


def taken(kind: Kind, data: bytes) -> Checked:
    sheet = read_sheet(data)
    return checked_rows(kind, sheet, guessed_mapping(kind, sheet.header))


def told(contents: Contents) -> list[tuple[object, ...]]:
    lanes = {p.id: p.name for p in contents.plotlines.values()}
    return [
        (lanes[c.plotline_id], c.plot_point, c.description, round(c.harmony_tie, 9), c.start_beat, c.duration_beats)
        for c in in_story_order(contents)
    ]


def test_cards_come_back_as_they_went_out() -> None:
    checked = taken("cards", write_table("cards", STORY).encode())
    assert not checked.refused
    made = take_in_cards(EMPTY, new_cards(checked.rows), 4.0)
    assert told(EMPTY.after(made)) == told(STORY)
    assert made.label == "Import 2 cards"


def test_parameters_come_back_as_they_went_out() -> None:
    physics = taken("physics", write_table("physics", STORY).encode())
    after = EMPTY.after(take_in_physics(EMPTY, new_parameters(physics.rows, "unit")))
    assert [(p.parameter_name, p.value, p.unit) for p in after.physics.values()] == [("gravity", 6.2, "m/s²")]
    music = taken("music", write_table("music", STORY).encode())
    after = EMPTY.after(take_in_music(EMPTY, new_parameters(music.rows, "instrument")))
    found = sorted((p.parameter_name, p.value, p.instrument) for p in after.music.values())
    assert found == [("tempo", 92.0, None), ("volume", 0.3, "Cello")]


def test_what_is_there_under_a_name_is_changed_and_not_added_twice() -> None:
    made = take_in_physics(STORY, [("Gravity", 1.0, "m/s²"), ("gravity", 3.7, "m/s²"), ("mood", 1.0, "dimensionless")])
    after = STORY.after(made)
    assert [(p.parameter_name, p.value) for p in after.physics.values()] == [("gravity", 3.7), ("mood", 1.0)]
    after = STORY.after(take_in_music(STORY, [("volume", 0.9, ""), ("volume", 0.1, "cello")]))
    assert sorted((p.value, p.instrument or "") for p in after.music.values()) == [
        (0.1, "Cello"),
        (0.9, ""),
        (92.0, ""),
    ]


def test_a_spreadsheet_runs_no_cell_as_a_formula() -> None:
    rows = list(csv.reader(StringIO(write_table("cards", STORY).removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == ["'=SUM(A1)", "''=odd"]


@given(st.text(alphabet="'=+-@ab\t", max_size=5))
def test_the_mark_against_formulas_is_taken_off_again(text: str) -> None:
    assert told_text(text_cell(text)) == text


@pytest.mark.parametrize(
    "data",
    [
        "Title;Harmony;Length\r\nFire;0,25;4\r\n".encode("utf-8-sig"),
        b"Title\tHarmony\tLength\nFire\t0.25\t4\n",
        '"Title","Harmony","Length"\n"Fire","0,25","4.0"\n'.encode("utf-16"),
        b"Length,Title,Harmony\n\n,,\n4,Fire,.25",
    ],
)
def test_a_table_of_any_separator_order_and_encoding_is_understood(data: bytes) -> None:
    assert new_cards(taken("cards", data).rows) == [NewCard("Fire", harmony_tie=0.25, duration_beats=4.0)]


def test_what_is_no_utf_8_is_read_as_windows_1252() -> None:
    sheet = read_sheet("Title;Harmony\nÜberfahrt – Ende;0,5\n".encode("cp1252"))
    assert (sheet.encoding, sheet.rows[0][0]) == ("Windows-1252", "Überfahrt – Ende")


def test_each_cell_that_cannot_be_taken_is_listed_with_its_row() -> None:
    checked = taken("cards", b"title,harmony,start,length\nA,2,0,4\nB,x,-1,0\n,0.5,0,4\nC,0.5,8,4,extra\nD,,,\n")
    assert [(r.row, r.column, r.text) for r in checked.refused] == [
        (2, "harmony", "2"), (3, "harmony", "x"), (3, "start", "-1"), (3, "length", "0"), (4, "title", ""), (5, "", ""),
    ]  # fmt: skip
    assert "from 0 to 1" in checked.refused[0].why
    assert checked.refused_rows == 4
    assert new_cards(checked.rows) == [NewCard("D")]


def test_a_short_row_has_empty_cells_at_its_end() -> None:
    assert new_cards(taken("cards", b"title,description,harmony\nA\n").rows) == [NewCard("A")]


def test_a_column_that_is_needed_has_to_be_chosen() -> None:
    sheet = read_sheet(b"x,y\n1,2\n")
    assert guessed_mapping("cards", sheet.header)["plot_point"] is None
    with pytest.raises(InvalidValue, match="plot_point"):
        checked_rows("cards", sheet, guessed_mapping("cards", sheet.header))


def test_cards_without_a_start_follow_and_missing_plotlines_are_made() -> None:
    rows = [NewCard("A"), NewCard("B", duration_beats=2.0), NewCard("C", plotline="New"), NewCard("D", plotline=" ODA")]
    after = STORY.after(take_in_cards(STORY, rows, 3.0))
    found = {
        c.plot_point: (after.plotlines[c.plotline_id].name, c.start_beat, c.duration_beats)
        for c in after.cards.values()
    }
    assert found["A"] == ("Oda", 4.0, 3.0)
    assert found["B"] == ("Oda", 7.0, 2.0)
    assert found["C"] == ("New", 0.0, 3.0)
    assert found["D"][0] == "Oda"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.5", 1.5), ("1,5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("−3", -3.0), ("1 000", 1000.0),
     ("1.234.567", 1234567.0), ("1e-3", 0.001), (".5", 0.5)],
)  # fmt: skip
def test_numbers_are_read_with_either_mark(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [("1.234", ",", 1234.0), ("1,234", ".", 1234.0), ("0,25", ",", 0.25), ("1 234,5", ",", 1234.5), ("7", ",", 7.0),
     ("-1'000.5", ".", -1000.5), (",5", ",", 0.5)],
)  # fmt: skip
def test_the_decimal_mark_that_is_given_decides(text: str, decimal: Decimal, number: float) -> None:
    assert read_number(text, decimal) == number


@pytest.mark.parametrize(("text", "decimal"), [("0.25", ","), ("0,25", "."), ("1.23.456", ","), ("1,5", ".")])
def test_the_other_mark_is_no_decimal_one_and_never_silently_left_out(text: str, decimal: Decimal) -> None:
    with pytest.raises(InvalidValue, match="decimal"):
        read_number(text, decimal)


@pytest.mark.parametrize(
    ("cells", "decimal"),
    [
        (["0,5", "1.234", "x"], ","), (["0.5", "1,234"], "."), (["1.234,5"], ","), (["1,234,567"], "."),
        (["0,5", "0.5"], "either"), (["1", "1.234", ""], "either"), ([], "either"), (["0.125"], "."),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_found(cells: list[str], decimal: Decimal) -> None:
    assert guessed_decimal(cells) == decimal


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Title,Notes", "cards"), ("Parameter name,Value,Unit", "physics"), ("name,value,instrument", "music"),
        ("name,value", "physics"), ("x,y", "cards"), ("name,description", "cards"),
    ],
)  # fmt: skip
def test_which_table_it_is_is_found_by_its_headings(header: str, kind: Kind) -> None:
    assert guessed_kind(header.split(",")) == kind


def test_a_separator_that_is_given_decides_and_headings_may_be_missing() -> None:
    assert read_sheet(b"a;b,c\n1;2,3\n", ",").rows == (("1;2", "3"),)
    sheet = read_sheet(b"Fire,1\nWater,2\n", has_headings=False)
    assert (sheet.header, sheet.rows, sheet.numbers) == (
        ("Column 1", "Column 2"), (("Fire", "1"), ("Water", "2")), (1, 2),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Ü".encode(), "UTF-8"), ("Ü".encode("utf-8-sig"), "UTF-8 with a byte order mark"),
        ("Ü".encode("utf-16"), "UTF-16"), ("Ü".encode("cp1252"), "Windows-1252"),
    ],
)  # fmt: skip
def test_the_encoding_is_found_and_said(data: bytes, encoding: str) -> None:
    sheet = read_sheet(data)
    assert (sheet.encoding, sheet.header) == (encoding, ("Ü",))


def test_reading_and_checking_can_be_given_up() -> None:
    class GivenUp(Exception):
        pass

    def give_up(share: float) -> None:
        raise GivenUp

    with pytest.raises(GivenUp):
        read_sheet(b"title\n" + b"a\n" * 5000, heed=give_up)
    sheet = read_sheet(b"title\nA\n")
    with pytest.raises(GivenUp):
        checked_rows("cards", sheet, guessed_mapping("cards", sheet.header), heed=give_up)


@pytest.mark.parametrize("text", ["", "x", "1_000", "nan", "inf", "1 m", "--1", "=1", "1,2,3.4.5x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_number(text)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"), (b"\n\n,,\n", "empty"), (b"a,b\n\x00\x01", "another kind"), (b'a,b\n"c,d\n', "Row 2"),
        (b"a\n" + b"b\n" * (MOST_ROWS + 1), "more than 100,000 rows"), (b"\xff\xfe\x00\xd8a", "encoding"),
        (b"a" * 50_000_001, "larger than 50 MB"), (b"a," * 1_000, "more than 1,000 cells"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        read_sheet(data)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.text(max_size=8), st.text("0123456789.,-e ", max_size=5), st.text(max_size=5)), max_size=8)
)
def test_any_rows_are_taken_or_listed_and_never_overlap(rows: list[tuple[str, str, str]]) -> None:
    text = StringIO()
    csv.writer(text).writerows([("title", "start", "plotline"), *rows])
    try:
        checked = taken("cards", text.getvalue().encode("utf-8", "replace"))
    except InvalidValue:
        return
    after = STORY.after(take_in_cards(STORY, new_cards(checked.rows), 4.0))
    assert len(after.cards) == len(STORY.cards) + len(checked.rows)
    for lane in after.plotlines.values():
        assert not overlaps(after.cards_on(lane.id))
