"""The curve as CSV is the curve of the domain, in every language and in a spreadsheet too."""

from __future__ import annotations

import csv
from io import StringIO
from math import isnan

import numpy as np
import pytest
from hypothesis import given

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.harmony import curve_of
from harmonic_desktop.domain.meter import meter_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.cells import number_cell, text_cell
from harmonic_desktop.exchange.curve_csv import BYTE_ORDER_MARK, COLUMNS, curve_csv
from tests.domain.strategies import contents as any_contents


def rows_of(contents: Contents) -> list[list[str]]:
    text = "".join(curve_csv(contents))
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


def number(cell: str) -> float:
    return float(cell) if cell else float("nan")


def story(*names: str) -> Contents:
    lanes = [Plotline(10 + row, 1, name, row, row) for row, name in enumerate(names)]
    cards = [
        Card(1, 1, 10, "First", "", 0.25, 0.0, 4.0),
        Card(2, 1, 11, "Beside it", "", 0.75, 2.0, 4.0),
        Card(3, 1, 10, "After a gap", "", 1.5, 8.5, 1.0),
    ]
    return contents_of(Universe(1, 1, "Aria"), [*lanes, *cards])


def test_each_row_says_where_it_is_and_what_sounds_there() -> None:
    contents = story("Main", "Other, “quoted”")
    head, *rows = rows_of(contents)
    assert head == [*COLUMNS, "Main", "Other, “quoted”"]
    per_beat = meter_of(contents).seconds(1.0)
    assert rows[0] == ["1", "1", "0", "0", "2", "0.25", "0.25", ""]
    assert rows[1] == ["1", "3", number_cell(2 * per_beat), "2", "4", "0.5", "0.25", "0.75"]
    assert rows[3][3:] == ["6", "8.5", "", "", ""]
    assert rows[4][:2] == ["3", "1.5"] and rows[4][3:] == ["8.5", "9.5", "1", "1", ""]


@given(any_contents())
def test_the_table_is_the_curve(contents: Contents) -> None:
    head, *rows = rows_of(contents)
    curve = curve_of(contents.cards.values())
    assert len(rows) == len(curve.values)
    for row, start, end, value in zip(rows, curve.beats[:-1], curve.beats[1:], curve.values, strict=True):
        assert number(row[3]) == pytest.approx(start, abs=1e-6) and number(row[4]) == pytest.approx(end, abs=1e-6)
        assert number(row[5]) == pytest.approx(float(value), abs=1e-6, nan_ok=True)
        assert len(row) == len(head) == 6 + len(contents.plotlines)


@given(any_contents())
def test_each_plotline_has_the_curve_of_its_own_cards(contents: Contents) -> None:
    _, *rows = rows_of(contents)
    whole = curve_of(contents.cards.values())
    middles = (whole.beats[1:] + whole.beats[:-1]) / 2
    for column, plotline in enumerate(contents.ordered_plotlines(), 6):
        own = curve_of(contents.cards_on(plotline.id)).at(middles)
        assert np.allclose([number(row[column]) for row in rows], own, atol=1e-6, equal_nan=True)


def test_rows_end_as_the_standard_says() -> None:
    text = "".join(curve_csv(story("Main", "Other")))
    assert text.count("\r\n") == text.count("\n") == 6


def test_a_story_without_cards_is_a_head_alone() -> None:
    assert len(rows_of(contents_of(Universe(1, 1, "Aria"), [Plotline(10, 1, "Main", 0, 0)]))) == 1


def test_names_that_a_spreadsheet_would_run_are_shown_instead() -> None:
    assert rows_of(story('=HYPERLINK("x")', "@sum"))[0][6:] == ['\'=HYPERLINK("x")', "'@sum"]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_a_formula_is_told_by_its_first_character(name: str) -> None:
    assert text_cell(name) == f"'{name}" and text_cell("a" + name) == "a" + name


@pytest.mark.parametrize(
    ("value", "cell"), [(0.5, "0.5"), (12.0, "12"), (-0.0, "0"), (1 / 3, "0.333333"), (1e6, "1000000")]
)
def test_numbers_have_a_point_and_no_more_digits_than_they_need(value: float, cell: str) -> None:
    assert number_cell(value) == cell
    assert number_cell(float("nan")) == "" and isnan(number(""))
