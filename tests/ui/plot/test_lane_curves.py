"""The curve of each plotline, against the curve of its cards alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.harmony import curve_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.plot.lane_curves import COLUMN, LaneCurves
from harmonic_desktop.ui.plot.points import PlotPoints, Ties

LANES = (7, 3, 5)


def shown(cards: list[Card]) -> PlotPoints:
    points = PlotPoints()
    lanes = [Plotline(lane, 1, f"Lane {lane}", 0, row) for row, lane in enumerate(LANES)]
    points.show(contents_of(Universe(1, 1, "Tales"), [*lanes, *cards]))
    return points


@st.composite
def stories(draw: st.DrawFn) -> list[Card]:
    """Cards on three plotlines, which never overlap on one of them."""
    cards: list[Card] = []
    for lane in LANES:
        beat = 0.0
        for _ in range(draw(st.integers(0, 6))):
            beat += draw(st.integers(0, 8)) / 2
            length = draw(st.integers(1, 16)) / 2
            tie = draw(st.integers(0, 100)) / 100
            cards.append(Card(len(cards) + 1, 1, lane, "", "", tie, beat, length))
            beat += length
    return cards


@given(stories())
def test_each_line_goes_through_the_cards_of_its_plotline(cards: list[Card]) -> None:
    lines = LaneCurves(shown(cards)).lines(LANES, 0.0, 100.0, 400.0)
    for lane, (beats, values) in zip(LANES, lines, strict=True):
        mine = [card for card in cards if card.plotline_id == lane]
        assert len(beats) == 2 * len(mine)
        assert np.all(np.diff(beats) >= 0)
        for card in mine:
            assert card.harmony_tie in values
            middle = card.start_beat + card.duration_beats / 2
            assert np.interp(middle, beats, values) == pytest.approx(card.harmony_tie)


@given(stories(), st.floats(0, 40), st.floats(0.5, 3))
def test_far_away_each_line_is_the_mean_over_some_pixels(cards: list[Card], first: float, pixels: float) -> None:
    lines = LaneCurves(shown(cards)).lines(LANES, first, first + 60.0, pixels)
    for lane, (beats, values) in zip(LANES, lines, strict=True):
        mine = curve_of([card for card in cards if card.plotline_id == lane])
        if len(beats) == 2 * np.isfinite(mine.between(first, first + 60.0).values).sum():
            continue  # few enough to be drawn card by card
        half = COLUMN / pixels / 2
        for beat, value in zip(beats, values, strict=True):
            assert value == pytest.approx(mine.means([beat - half, beat + half])[0], abs=1e-6)


def test_lines_follow_what_is_dragged() -> None:
    cards = [Card(1, 1, 7, "", harmony_tie=0.2), Card(2, 1, 3, "", harmony_tie=0.9, start_beat=4.0)]
    points = shown(cards)
    curves = LaneCurves(points)
    assert curves.lines(LANES, 0.0, 20.0, 40.0)[0][1].tolist() == [0.2, 0.2]
    points.preview_ties(Ties.of({1: 0.6}))
    assert curves.lines(LANES, 0.0, 20.0, 40.0)[0][1].tolist() == [0.6, 0.6]
    points.preview_cards({1: replace(cards[0], plotline_id=3, start_beat=8.0)})
    lines = curves.lines(LANES, 0.0, 20.0, 40.0)
    assert [len(line[0]) for line in lines] == [0, 4, 0]
    points.preview_cards({})
    assert curves.lines(LANES, 0.0, 20.0, 40.0)[0][1].tolist() == [0.2, 0.2]


def test_only_the_plotlines_that_are_asked_for_are_drawn(contents: Contents) -> None:
    points = PlotPoints()
    points.show(contents)
    curves = LaneCurves(points)
    assert curves.lines((), 0.0, 20.0, 40.0) == []
    ((_, values),) = curves.lines((2,), 0.0, 20.0, 40.0)
    assert set(values.tolist()) == {0.4, 0.62}


def test_places_that_no_plot_has_are_passed_over() -> None:
    odd = [Card(i, 1, 7, "", "", 0.5, start, 4.0) for i, start in enumerate((np.nan, np.inf, 1e300, -1e9))]
    lines = LaneCurves(shown([*odd, Card(9, 1, 7, "", "", np.nan)])).lines(LANES, 0.0, 20.0, 40.0)
    assert [len(line[0]) for line in lines] == [0, 0, 0]
