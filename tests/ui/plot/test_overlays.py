"""What is drawn in the plot beside mean and points, and the names at the right end of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.harmony import curve
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.domain.universe import set_target_band
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.plot.labels import HEIGHT, POINT_COST, labels_of, places
from harmonic_desktop.ui.plot.points import Ties


def pixel(plot: HarmonyPlot, beat: float, harmony: float) -> QColor:
    """The colour of a line there: of three pixels under each other the one furthest from the plane."""
    image = plot.grab().toImage()
    x, y = round(plot.x_of(beat)), round(plot.y_of(harmony))
    around = [image.pixelColor(x, y + dy) for dy in (-1, 0, 1)]
    return max(around, key=lambda colour: _distance(colour, theme.current().window))


def _distance(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


def show_only(plot: HarmonyPlot, *names: str) -> None:
    plot.switches.shown = set(names)
    plot.grab()


def texts(plot: HarmonyPlot) -> list[str]:
    return [label.text for label in labels_of(plot)]


def test_each_plotline_has_a_curve_in_its_hue_and_its_name(plot: HarmonyPlot) -> None:
    show_only(plot, "plotlines")
    assert texts(plot) == ["Main", "Sea"]
    for colour, beat, harmony in ((0, 4.7, 0.5), (1, 5.3, 0.4)):
        assert _distance(pixel(plot, beat, harmony), theme.current().plotline(colour)) < 40


def test_lines_go_with_the_beats_when_the_view_is_scrolled(plot: HarmonyPlot) -> None:
    show_only(plot, "plotlines")
    for left in (0.0, 3.0):
        plot.time.show(left, 45.0)
        assert _distance(pixel(plot, 4.7, 0.5), theme.current().plotline(0)) < 40


def test_a_folded_plotline_has_no_curve(plot: HarmonyPlot, contents: Contents) -> None:
    lanes = {**contents.plotlines, 2: replace(contents.plotlines[2], is_folded=True)}
    plot.show_universe(replace(contents, plotlines=lanes))
    show_only(plot, "plotlines")
    assert texts(plot) == ["Main"]


def test_the_trend_is_named_by_its_window(plot: HarmonyPlot) -> None:
    plot.switches.trend_bars = 2
    show_only(plot, "trend")
    assert texts(plot) == ["Trend over 2 bars"]
    (line,) = plot.overlays.lines
    expected = plot.points.whole_curve().trend(line.beats, 8.0)
    np.testing.assert_allclose(line.harmonies, expected)
    assert (line.beats[0], line.beats[-1]) == (0.0, 16.0)
    height = float(np.interp(8.0, line.beats, line.harmonies))
    assert _distance(pixel(plot, 8.0, height), theme.current().text) < 150


def test_the_trend_follows_a_point_that_is_pulled(plot: HarmonyPlot) -> None:
    show_only(plot, "trend")
    before = plot.overlays.lines[0].harmonies
    plot.pull(Ties.of({1: 0.0}))
    plot.grab()
    assert plot.overlays.lines[0].harmonies[0] < before[0]


def test_the_ghost_is_a_quiet_dashed_curve_with_the_name_of_its_snapshot(plot: HarmonyPlot) -> None:
    assert not plot.switches.ghost.isEnabled()
    plot.show_ghost(curve([0.0, 8.0], [4.0, 8.0], [0.9, 0.1]), "First draft")
    show_only(plot, "ghost")
    assert texts(plot) == ["First draft"]
    row = [_distance(pixel(plot, 8.5 + step / 45, 0.1), theme.current().quiet) < 20 for step in range(40)]
    assert any(row) and not all(row)
    plot.show_ghost(None)
    plot.grab()
    assert texts(plot) == [] and not plot.switches.ghost.isEnabled()


def test_the_target_band_has_a_wash_and_two_edges(plot: HarmonyPlot, contents: Contents) -> None:
    show_only(plot)
    before = pixel(plot, 17.5, 0.5)
    edit = set_target_band(contents, 0.4, 0.6)
    plot.refresh(edit, contents.after(edit))
    show_only(plot, "target")
    assert texts(plot) == ["Target 0.40 to 0.60"]
    assert pixel(plot, 17.5, 0.5) != before
    assert pixel(plot, 17.5, 0.6) == pixel(plot, 17.5, 0.4) == theme.current().line


def test_a_target_that_is_being_typed_is_shown_even_where_it_is_switched_off(plot: HarmonyPlot) -> None:
    show_only(plot)
    before = plot.grab().toImage()
    plot.preview_target((0.4, 0.6))
    assert pixel(plot, 17.5, 0.6) == theme.current().line
    plot.preview_target(None)
    assert plot.grab().toImage() == before


def test_without_a_target_the_band_says_where_one_is_set(plot: HarmonyPlot) -> None:
    show_only(plot, "target")
    assert texts(plot) == ["No target yet: Harmony tab"]


def test_all_of_it_can_be_shown_of_no_cards_and_of_one(plot: HarmonyPlot, contents: Contents) -> None:
    plot.show_ghost(curve([], [], []), "Nothing yet")
    for cards in ({}, {1: Card(1, 1, 1, "Alone", harmony_tie=0.5)}):
        plot.show_universe(replace(contents, cards=cards))
        show_only(plot, "mean", "environment", "plotlines", "trend", "target", "ghost")
        assert ("Main" in texts(plot)) == bool(cards)
    plot.show_universe(None)
    plot.grab()


def test_more_plotlines_than_there_is_room_for_are_counted(plot: HarmonyPlot, contents: Contents) -> None:
    lanes = {i: replace(contents.plotlines[1], id=i, name=f"Lane {i}", position=i) for i in range(1, 41)}
    cards = {i: Card(i, 1, i, f"Point {i}", harmony_tie=i / 40) for i in range(1, 41)}
    plot.show_universe(replace(contents, plotlines=lanes, cards=cards))
    show_only(plot, "plotlines")
    assert len(texts(plot)) == 40
    assert not plot.grab().isNull()


@pytest.mark.parametrize("look", ["dark", "light"])
def test_a_name_never_hides_the_point_beside_it(plot: HarmonyPlot, contents: Contents, look: str) -> None:
    """The environment’s name goes where the last point isn’t."""
    plot.time.show(0.0, plot.area.width() / 16.2)
    show_only(plot, "environment")
    row = plot.points.row_of(4)
    assert row is not None
    colour = plot.grab().toImage().pixelColor(plot.point_of(row).toPoint())
    assert colour.rgb() == theme.harmony_colour(90).rgb()


ROWS = 12 * HEIGHT


@given(st.lists(st.floats(-50, 300), max_size=12), st.lists(st.floats(0, 12), min_size=ROWS, max_size=ROWS))
def test_names_lie_under_each_other_within_the_plot(wanted: list[float], cost: list[float]) -> None:
    tops = sorted(places(wanted, np.array(cost)))
    assert all(0 <= top <= ROWS - HEIGHT for top in tops)
    assert all(after - before >= HEIGHT for before, after in pairwise(tops))


def test_a_name_goes_where_it_hides_least() -> None:
    cost = np.zeros(10 * HEIGHT)
    cost[30:60] = POINT_COST
    assert places([100.0], cost) == [100.0]
    (top,) = places([35.0], cost)
    assert top in (30.0 - HEIGHT, 60.0)


def test_names_give_way_to_the_lines_beside_the_mean(plot: HarmonyPlot, contents: Contents) -> None:
    last = {i: replace(contents.cards[i], start_beat=12.0, duration_beats=8.0) for i in (4, 6)}
    last[4], last[6] = replace(last[4], harmony_tie=0.5), replace(last[6], harmony_tie=0.45)
    plot.show_universe(replace(contents, cards={**contents.cards, **last}))
    show_only(plot, "plotlines")
    tops = plot.labels.tops
    for harmony in (0.5, 0.45):
        assert not any(top < plot.y_of(harmony) < top + HEIGHT for top in tops)


def test_names_stay_where_they_are_while_a_point_is_pulled(plot: HarmonyPlot, hand: Any) -> None:
    show_only(plot, "plotlines", "trend", "environment")
    before = plot.labels.tops
    for harmony in (0.1, 0.4):
        end = hand.pull(4, harmony)
        plot.grab()
        assert plot.labels.tops == before
        QTest.keyClick(plot, Qt.Key.Key_Escape)
        hand.release(end)
    plot.pull(Ties.of({4: 0.1}))  # as a dialog does
    plot.grab()
    assert plot.labels.tops != before
