"""Where the harmony plot draws what: on the timeline's pixels, at any zoom, in any theme, whatever the values."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import set_harmony
from harmonic_desktop.domain.universe import set_environment_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.dots import HIGH, LOW
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.plot.labels import HEIGHT


def picture(plot: HarmonyPlot) -> QImage:
    return plot.grab().toImage()


def is_filled(plot: HarmonyPlot, at: QPoint, away: tuple[int, int], colour: int) -> bool:
    return picture(plot).pixelColor(at + QPoint(*away)).rgb() == colour


def scene_x(plot: HarmonyPlot, beat: float) -> float:
    """Where pyqtgraph itself puts a beat, in pixels of the screen."""
    at = plot._box.mapViewToScene(QPointF(beat, 0.5))
    return float(plot.viewport().mapToGlobal(plot.mapFromScene(at)).x())


@pytest.mark.parametrize("pixels_per_beat", [0.01, 0.5, 7.3, 45.0, 200.0])
@pytest.mark.parametrize("left", [0.0, 3.3])
@pytest.mark.parametrize("margin", [0, 14])
def test_a_beat_lies_at_the_same_pixel_as_in_the_timeline(
    plot: HarmonyPlot, pixels_per_beat: float, left: float, margin: int
) -> None:
    plot.set_right_margin(margin)
    plot.time.show(left, pixels_per_beat)
    plot.grab()
    for x in (0.0, 250.0, 890.0):
        expected = plot.mapToGlobal(QPoint(0, 0)).x() + theme.HEADER_WIDTH + x
        assert scene_x(plot, plot.time.beat(x)) == pytest.approx(expected, abs=1.0)


def test_beats_stay_on_their_pixels_when_the_plot_is_resized(plot: HarmonyPlot) -> None:
    plot.resize(plot.width() - 333, 300)
    plot.grab()
    expected = plot.mapToGlobal(QPoint(0, 0)).x() + theme.HEADER_WIDTH + plot.time.x(5.0)
    assert scene_x(plot, 5.0) == pytest.approx(expected, abs=1.0)


def test_panning_moves_time_only(plot: HarmonyPlot) -> None:
    before = plot._box.viewRange()[1]
    plot.time.show(7.0, 100.0)
    plot.grab()
    first, last = plot._box.viewRange()[0]
    assert first == pytest.approx(7.0)
    assert last == pytest.approx(7.0 + plot.area.width() / 100.0)
    assert plot._box.viewRange()[1] == before
    assert before[0] < 0.0 and before[1] > 1.0


def test_a_point_has_the_colour_of_its_harmony(plot: HarmonyPlot) -> None:
    for card_id in plot.contents.cards if plot.contents else ():
        row = plot.points.row_of(card_id)
        assert row is not None
        at = plot.point_of(row).toPoint()
        tie = float(plot.points.ties[row])
        assert picture(plot).pixelColor(at).rgb() == theme.harmony_colour(theme.harmony_percent(tie)).rgb()


def test_points_far_from_the_curve_are_drawn_at_their_own_height(plot: HarmonyPlot) -> None:
    row = plot.points.row_of(5)
    assert row is not None
    assert plot.point_of(row) == QPointF(plot.x_of(6.0), plot.y_of(0.4))
    assert plot.points.curve_between(0, 99).at(6.0) == pytest.approx(0.45)


def test_values_beyond_the_range_are_marked_at_the_edge_and_kept(plot: HarmonyPlot, contents: Contents) -> None:
    odd = {**contents.cards, 1: replace(contents.cards[1], harmony_tie=250.0)}
    odd[3] = replace(odd[3], harmony_tie=-3.5)
    plot.show_universe(replace(contents, cards=odd))
    plot.grab()
    row_high, row_low = plot.points.row_of(1), plot.points.row_of(3)
    assert row_high is not None and row_low is not None
    assert plot.point_of(row_high).y() == plot.y_of(1.0)
    assert plot.point_of(row_low).y() == plot.y_of(0.0)
    stamps = dict(zip(plot.points.ids[plot.shown].tolist(), plot.dots.stamps.tolist(), strict=True))
    assert (stamps[1], stamps[3], stamps[2]) == (HIGH, LOW, 50)
    at_high, at_low = plot.point_of(row_high).toPoint(), plot.point_of(row_low).toPoint()
    for at, percent, base in ((at_high, 100, 3), (at_low, 0, -3)):  # a triangle is wide at its base, narrow at its tip
        sides = [is_filled(plot, at, (-2, dy), theme.harmony_colour(percent).rgb()) for dy in (base, -base)]
        assert sides == [True, False]
    assert plot.points.tie_of(1) == 250.0
    assert plot.words.card(1) == "Point 1, harmony 250.00, 1 of 6, plotline Main"


def reference(plot: HarmonyPlot) -> list[int]:
    """At which pixel rows the dashed line lies, beyond the end of the story, where nothing else is of its colour."""
    image, x = picture(plot), round(plot.x_of(16.2))
    rows = {y for dx in range(8) for y in range(plot.height()) if image.pixelColor(x + dx, y) == theme.current().line}
    return sorted(rows)


def near(plot: HarmonyPlot, harmony: float) -> list[int]:
    return [round(plot.y_of(harmony)) - 1]


def test_the_reference_line_lies_at_the_environments_harmony(plot: HarmonyPlot, contents: Contents) -> None:
    assert reference(plot) == near(plot, 0.7)
    edit = set_environment_harmony(contents, 0.2)
    plot.refresh(edit, contents.after(edit))
    assert reference(plot) == near(plot, 0.2)
    plot.preview_environment(0.9)
    assert reference(plot) == near(plot, 0.9)
    plot.preview_environment(None)
    assert reference(plot) == []


def test_no_line_strikes_through_the_name_of_another(plot: HarmonyPlot) -> None:
    plot.time.show(10.0, 30.0)  # beyond the end of the story the name lies on its own line
    image, row, right = picture(plot), near(plot, 0.7)[0], round(plot.area.right())
    assert plot.labels.tops[0] < row < plot.labels.tops[0] + HEIGHT
    struck = [image.pixelColor(x, row) == theme.current().line for x in range(right - 300, right)]
    assert any(struck[:150]) and not any(struck[-90:])


def test_an_environment_beyond_the_range_is_drawn_at_the_edge(plot: HarmonyPlot, contents: Contents) -> None:
    plot.show_universe(replace(contents, universe=replace(contents.universe, environment_harmony=1.4)))
    plot.grab()
    assert reference(plot) == near(plot, 1.0)
    assert plot.environment == 1.4


def test_an_edit_moves_the_point_and_the_curve(plot: HarmonyPlot, contents: Contents) -> None:
    edit = set_harmony(contents, {1: 0.1})
    plot.refresh(edit, contents.after(edit))
    plot.grab()
    assert plot._line.getData()[1][0] == 0.1
    assert plot.points.tie_of(1) == 0.1


def test_cards_dragged_elsewhere_take_point_and_curve_along(plot: HarmonyPlot, contents: Contents) -> None:
    plot.preview_cards({4: replace(contents.cards[4], start_beat=16.0)})
    plot.grab()
    row = plot.points.row_of(4)
    assert row is not None and plot.point_of(row).x() == plot.x_of(18.0)
    assert np.nanmax(plot._line.getData()[0]) == 20.0
    plot.preview_cards({})
    plot.grab()
    assert plot.point_of(row).x() == plot.x_of(14.0)
    assert np.nanmax(plot._line.getData()[0]) == 16.0


def test_the_view_stays_where_it_is_through_edits_selection_and_theme(plot: HarmonyPlot, contents: Contents) -> None:
    plot.time.show(3.0, 80.0)
    edit = set_harmony(contents, {1: 0.1})
    plot.refresh(edit, contents.after(edit))
    plot.show_selection(frozenset({6}))
    plot.preview_cards({1: replace(contents.cards[1], start_beat=90.0)})
    plot.grab()
    assert (plot.time.left_beat, plot.time.pixels_per_beat) == (3.0, 80.0)


def test_a_story_without_cards_says_what_the_place_is_for(plot: HarmonyPlot, contents: Contents) -> None:
    before = picture(plot)
    plot.show_universe(replace(contents, cards={}))
    assert picture(plot) != before
    plot.description.tell()
    assert plot.accessibleDescription() == "There are no cards yet."


def test_no_universe_at_all_can_be_shown(plot: HarmonyPlot) -> None:
    plot.show_universe(None)
    plot.grab()
    assert len(plot.shown) == 0
    assert plot.card_at(QPointF(400, 50)) is None


def test_ten_thousand_cards_are_thinned_but_none_that_is_selected_is_lost(
    plot: HarmonyPlot, contents: Contents
) -> None:
    many = {
        i: replace(contents.cards[1], id=i, start_beat=float(i), duration_beats=1.0, harmony_tie=i % 100 / 100)
        for i in range(1, 10_001)
    }
    plot.show_universe(replace(contents, cards=many))
    plot.show_selection(frozenset({5000}))
    plot.time.set_end(10_001.0)
    plot.time.fit()
    plot.grab()
    assert len(plot.shown) <= plot.area.width() / 2
    assert 5000 in plot.points.ids[plot.shown]
    assert len(plot._line.getData()[0]) <= 2 * plot.area.width()


def test_the_theme_is_followed(plot: HarmonyPlot, qapp: QApplication) -> None:
    corner = QPoint(plot.width() - 2, 1)
    try:
        for choice, look in (("dark", theme.DARK), ("light", theme.LIGHT)):
            theme.apply(qapp, choice)
            assert picture(plot).pixelColor(corner) == look.window
            assert picture(plot).pixelColor(QPoint(1, 1)) == look.panel
    finally:
        theme.apply(qapp, "light")


def test_the_sentence_on_the_curve_is_there_for_screen_readers(plot: HarmonyPlot, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: plot.accessibleDescription() != "")
    assert plot.accessibleName() == "Harmony plot"
    assert plot.accessibleDescription() == (
        "Falls to 0.43 at “Point 3” on bar 3, then climbs to 0.90 at the end. 6 cards, mean harmony 0.65."
    )


def test_html_in_a_title_is_shown_as_text(
    plot: HarmonyPlot, contents: Contents, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _widget: shown.append(text))
    cards = {**contents.cards, 1: replace(contents.cards[1], plot_point="<b>Bold</b>")}
    plot.show_universe(replace(contents, cards=cards))
    plot.grab()
    row = plot.points.row_of(1)
    assert row is not None
    at = plot.point_of(row).toPoint()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, plot.mapToGlobal(at))
    qapp.sendEvent(plot.viewport(), event)
    assert shown == ["&lt;b&gt;Bold&lt;/b&gt;, harmony 0.80, 1 of 6, plotline Main"]


def test_the_colours_of_points_are_safe_on_both_themes(plot: HarmonyPlot) -> None:
    """The outline gives sand on a light plane the contrast that the fill lacks."""
    row = plot.points.row_of(2)
    assert row is not None
    at, image = plot.point_of(row).toPoint(), picture(plot)
    darkest = min(image.pixelColor(at.x() + dx, at.y()).lightness() for dx in (-5, -4, 4, 5))
    assert darkest <= theme.current().quiet.lightness() + 15


def test_lines_are_as_wide_on_a_screen_of_twice_the_pixels(plot: HarmonyPlot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HarmonyPlot, "devicePixelRatioF", lambda _plot: 2.0)
    plot.redraw()
    plot.grab()
    assert plot._line.opts["pen"].widthF() == 4.0
    assert {stamp.devicePixelRatio() for stamp in plot.dots.kept.values()} == {1.0, 2.0}


def has_ring(plot: HarmonyPlot, card_id: int) -> bool:
    row = plot.points.row_of(card_id)
    assert row is not None
    at, image = plot.point_of(row).toPoint(), picture(plot)
    return any(image.pixelColor(at.x(), at.y() - dy) == theme.current().accent for dy in range(6, 10))


def test_selected_points_have_a_ring_as_long_as_they_are_selected(plot: HarmonyPlot) -> None:
    plot.show_selection(frozenset({2, 4}))
    plot.grab()
    assert [has_ring(plot, card_id) for card_id in (1, 2, 3, 4)] == [False, True, False, True]
    plot.show_selection(frozenset())
    assert not any(has_ring(plot, card_id) for card_id in (1, 2, 3, 4))


def test_the_axis_stays_where_the_timelines_is_from_right_to_left(plot: HarmonyPlot, qapp: QApplication) -> None:
    try:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert plot.layoutDirection() == Qt.LayoutDirection.LeftToRight
        left_to_right = picture(plot)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert picture(plot) == left_to_right
