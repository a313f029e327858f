"""A beat sheet becomes cards and markers, at any length, and moves nothing that is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.beat_sheets import (
    BeatSheet,
    PlotPoint,
    Stretch,
    create_universe_from_beat_sheet,
    free_bar,
    lay_out_beat_sheet,
)
from harmonic_desktop.domain.contents import Contents, contents_of, markers_in_order
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.domain.parameters import MusicParameter
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe

from .strategies import contents

SHEET = BeatSheet(
    "There and back",
    "",
    8,
    (PlotPoint("Leaving", "Shut the door.", 0.0, 0.5, 0.75), PlotPoint("Coming home", "", 0.75, 0.25, 1.0)),
    (Stretch("Out", 0.0, 0.5, 1), Stretch("The turn", 0.5, 0.0, 3)),
)
EMPTY = BeatSheet("Empty", "", 8)
STORY = contents_of(
    Universe(1, 7, "Carrow"), [Plotline(1, 1, "Oda"), Card(1, 1, 1, "Home", start_beat=8.0, duration_beats=2.0)]
)


def cards(edit: Edit) -> list[tuple[str, str, float, float, float]]:
    made = [change.record for change in edit.of(Card)]
    return [(c.plot_point, c.description, c.harmony_tie, c.start_beat, c.duration_beats) for c in made]


@st.composite
def sheets(draw: st.DrawFn) -> BeatSheet:
    """Any beat sheet, its plot points in order."""
    edges = sorted(draw(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=24, unique=True)))
    spans = [(a, b - a) for a, b in zip(edges[::2], edges[1::2], strict=False) if b - a > 1e-9]
    points = tuple(PlotPoint(f"Point {n}", "", *span, 0.5) for n, span in enumerate(spans))
    stretches = tuple(Stretch(f"Act {n}", *span) for n, span in enumerate(spans[:3]))
    return BeatSheet("Any", "", draw(st.integers(1, 100)), points, stretches)


def test_plot_points_become_cards_on_a_plotline_of_their_own() -> None:
    made = lay_out_beat_sheet(STORY, SHEET, 8)
    after = STORY.after(made)
    assert [lane.name for lane in after.ordered_plotlines()] == ["Oda", "There and back"]
    assert cards(made) == [("Leaving", "Shut the door.", 0.75, 0.0, 16.0), ("Coming home", "", 1.0, 24.0, 8.0)]
    assert made.label == "Lay out “There and back”"


def test_stretches_become_markers() -> None:
    after = STORY.after(lay_out_beat_sheet(STORY, SHEET, 8))
    assert [(m.name, m.start_beat, m.duration_beats, m.colour) for m in markers_in_order(after)] == [
        ("Out", 0.0, 16.0, 1),
        ("The turn", 16.0, 0.0, 3),
    ]


def test_it_is_laid_out_at_a_bar_and_at_a_length() -> None:
    made = lay_out_beat_sheet(STORY, SHEET, 16, start_bar=4)
    assert [row[3:] for row in cards(made)] == [(12.0, 32.0), (60.0, 16.0)]


def equal(count: int) -> BeatSheet:
    points = tuple(PlotPoint(f"Point {n}", "", n / count, 1 / count, 0.5) for n in range(count))
    return BeatSheet("Equal", "", 1, points)


def test_where_beats_are_too_coarse_plot_points_lie_on_quarters_of_them() -> None:
    starts = [row[3] for row in cards(lay_out_beat_sheet(STORY, equal(6), 1))]
    assert starts == [0.0, 0.75, 1.25, 2.0, 2.75, 3.25]


def test_where_those_are_too_coarse_none_overlaps_by_a_rounding_error() -> None:
    laid = [change.record for change in lay_out_beat_sheet(STORY, equal(22), 1).of(Card)]
    assert len(laid) == 22 and not overlaps(laid)


def test_bars_have_as_many_beats_as_the_universe_says() -> None:
    waltz = contents_of(STORY.universe, [Plotline(1, 1, "Oda"), MusicParameter(1, 1, "beats_per_bar", 3.0)])
    assert [row[3:] for row in cards(lay_out_beat_sheet(waltz, SHEET, 8, start_bar=2))] == [(3.0, 12.0), (21.0, 6.0)]


def test_where_cards_lie_in_the_way_it_is_refused() -> None:
    with pytest.raises(InvalidValue, match="“Oda” has cards where these would lie") as refusal:
        lay_out_beat_sheet(STORY, SHEET, 8, plotline_id=1)
    assert refusal.value.field == "start_bar"
    laid = lay_out_beat_sheet(STORY, SHEET, 8, plotline_id=1, start_bar=free_bar(STORY, 1))
    assert len(STORY.after(laid).cards_on(1)) == 3


def test_the_first_free_bar_is_the_one_after_the_last_card() -> None:
    assert free_bar(STORY, 1) == 4
    assert free_bar(STORY, None) == 1


@pytest.mark.parametrize("bars", [0, -1, 10_001, float("nan"), float("inf")])
def test_a_length_that_no_story_has_is_refused(bars: float) -> None:
    with pytest.raises(InvalidValue):
        lay_out_beat_sheet(STORY, SHEET, bars)


def test_a_start_before_the_first_bar_or_after_the_last_is_refused() -> None:
    for bar in (0, 1_000_000):
        with pytest.raises(InvalidValue):
            lay_out_beat_sheet(STORY, SHEET, 8, start_bar=bar)


def test_a_plotline_that_is_gone_is_told() -> None:
    with pytest.raises(NotFound):
        lay_out_beat_sheet(STORY, SHEET, 8, plotline_id=99)


def test_an_empty_sheet_changes_nothing() -> None:
    assert EMPTY.is_empty and not SHEET.is_empty
    assert not lay_out_beat_sheet(STORY, EMPTY, 8)


def test_a_new_universe_has_it_on_its_one_plotline() -> None:
    made = create_universe_from_beat_sheet(7, "Carrow", SHEET, 8)
    assert made.label == "Create universe “Carrow”"
    story = contents_of(made.of(Universe)[0].record, [change.record for change in made.changes])
    assert [lane.name for lane in story.plotlines.values()] == ["Main"]
    assert (len(story.cards), len(story.markers)) == (2, 2)
    homes = {card.universe_id for card in story.cards.values()} | {m.universe_id for m in story.markers.values()}
    assert homes == {story.universe.id}


@given(contents(), sheets(), st.floats(1.0, 400.0) | st.integers(1, 400), st.integers(1, 50))
def test_any_sheet_at_any_length_has_every_card_and_none_overlaps(
    story: Contents, sheet: BeatSheet, bars: float, start_bar: int
) -> None:
    made = lay_out_beat_sheet(story, sheet, bars, start_bar=start_bar)
    laid = [change.record for change in made.of(Card)]
    assert [card.plot_point for card in laid] == [point.title for point in sheet.plot_points]
    assert all(card.duration_beats > 0 for card in laid)
    assert not overlaps(laid)
    assert len(made.of(Marker)) == len(sheet.stretches)
    after = story.after(made)
    assert {card_id: after.cards[card_id] for card_id in story.cards} == story.cards
    assert after.after(made.inverse()) == story


@given(contents(), sheets(), st.integers(1, 200), st.data())
def test_on_a_plotline_it_overlaps_nothing_or_is_refused(
    story: Contents, sheet: BeatSheet, start_bar: int, data: st.DataObject
) -> None:
    lane = data.draw(st.sampled_from(sorted(story.plotlines)))
    try:
        after = story.after(lay_out_beat_sheet(story, sheet, sheet.bars, start_bar=start_bar, plotline_id=lane))
    except InvalidValue:
        return
    assert not overlaps(after.cards_on(lane))
