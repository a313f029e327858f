"""Any universe's tables come back as they went out: cards, physics and music."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.checks import checked_prose, checked_text
from harmonic_desktop.domain.contents import Contents, contents_of, in_story_order
from harmonic_desktop.domain.parameters import DIMENSIONLESS
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.domain.taking_in import take_in_cards, take_in_music, take_in_physics
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.cells import exact_cell
from harmonic_desktop.exchange.csv_columns import Kind, guessed_kind, guessed_mapping, number_cells
from harmonic_desktop.exchange.csv_numbers import guessed_decimal, read_number
from harmonic_desktop.exchange.csv_sheet import read_sheet
from harmonic_desktop.exchange.csv_tables import Checked, checked_rows, new_cards, new_parameters, write_table
from tests.domain.strategies import contents

BARE = contents_of(Universe(2, 7, "Bare"), [Plotline(9, 2, "Oda")])


def taken(kind: Kind, story: Contents) -> Checked:
    """The rows of a table that is written and read again, as the dialog does."""
    sheet = read_sheet(write_table(kind, story).encode("utf-8"))
    assert guessed_kind(sheet.header) == kind
    mapping = guessed_mapping(kind, sheet.header)
    return checked_rows(kind, sheet, mapping, guessed_decimal(number_cells(kind, sheet.rows, mapping)))


def told(story: Contents) -> list[tuple[object, ...]]:
    """Cards in story order, plotlines by name as they are kept."""
    lanes = {p.id: checked_text(p.name, "It", 100) for p in story.plotlines.values()}
    found = [
        (c.start_beat, lanes[c.plotline_id], checked_text(c.plot_point, "It", 200), checked_prose(c.description),
         c.harmony_tie, c.duration_beats)
        for c in in_story_order(story)
    ]  # fmt: skip
    return sorted(found)


def tidy(story: Contents) -> Contents:
    """The same with what a table can tell: plotlines by names of their own, harmonies within their range."""
    lanes = {i: replace(p, name=f"{p.name[:90]} {i}") for i, p in story.plotlines.items()}
    cards = {i: replace(c, harmony_tie=min(max(c.harmony_tie, 0.0), 1.0)) for i, c in story.cards.items()}
    physics = {p.parameter_name.casefold(): p for p in story.physics.values()}
    music = {(p.parameter_name.casefold(), (p.instrument or "").casefold()): p for p in story.music.values()}
    return replace(
        story,
        plotlines=lanes,
        cards=cards,
        physics={p.id: p for p in physics.values()},
        music={p.id: p for p in music.values()},
    )


@given(contents().map(tidy))
def test_cards(story: Contents) -> None:
    checked = taken("cards", story)
    assert checked.refused == ()
    assert told(BARE.after(take_in_cards(BARE, new_cards(checked.rows), 4.0))) == told(story)


@given(contents())
def test_a_card_whose_harmony_is_out_of_range_is_refused_and_named(story: Contents) -> None:
    odd = [c for c in story.cards.values() if not 0.0 <= c.harmony_tie <= 1.0]
    checked = taken("cards", story)
    assert len(checked.refused) == len(odd)
    assert {refusal.column for refusal in checked.refused} <= {"harmony_tie"}


@given(contents().map(tidy))
def test_physics(story: Contents) -> None:
    checked = taken("physics", story)
    assert checked.refused == ()
    after = BARE.after(take_in_physics(BARE, new_parameters(checked.rows, "unit")))
    found = [(p.parameter_name, p.value, p.unit) for p in after.physics.values()]
    units = [" ".join(p.unit.split()) or DIMENSIONLESS for p in story.physics.values()]
    names = [checked_text(p.parameter_name, "It", 100) for p in story.physics.values()]
    values = [p.value for p in story.physics.values()]
    assert sorted(found) == sorted(zip(names, values, [checked_text(u, "It", 50) for u in units], strict=True))


@given(contents().map(tidy))
def test_music(story: Contents) -> None:
    checked = taken("music", story)
    assert checked.refused == ()
    after = BARE.after(take_in_music(BARE, new_parameters(checked.rows, "instrument")))
    found = [(p.parameter_name, p.value, p.instrument or "") for p in after.music.values()]
    names = [checked_text(p.parameter_name, "It", 100) for p in story.music.values()]
    given_ = [(p.value, p.instrument or "") for p in story.music.values()]
    assert sorted(found) == sorted((name, *rest) for name, rest in zip(names, given_, strict=True))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_read_as_the_very_same(number: float) -> None:
    assert read_number(exact_cell(number)) == number
    assert read_number(exact_cell(number), ".") == number
    assert read_number(exact_cell(number).replace(".", ","), ",") == number


def test_no_number_is_an_empty_cell() -> None:
    assert exact_cell(math.nan) == ""
    assert [exact_cell(n) for n in (-0.0, 4.0, 0.25)] == ["0", "4", "0.25"]
