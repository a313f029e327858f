"""The harmony plot in the hand: pulling points, selecting, the rubber band, wheel and pinch."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import remove_cards, set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Told:
    """What the plot has emitted, in order."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self.dragged: list[dict[int, float]] = []
        self.dropped: list[dict[int, float]] = []
        self.selected: list[frozenset[int]] = []
        self.said: list[str] = []
        plot.ties_dragged.connect(self.dragged.append)
        plot.ties_dropped.connect(self.dropped.append)
        plot.selection_made.connect(self.selected.append)
        plot.announced.connect(self.said.append)


@pytest.fixture
def told(plot: HarmonyPlot) -> Told:
    return Told(plot)


def test_a_point_pulled_and_let_go_is_told_once(plot: HarmonyPlot, hand: Any, told: Told, qtbot: QtBot) -> None:
    end = hand.pull(2, 0.9)
    qtbot.waitUntil(lambda: told.dragged[-1:] == [{2: 0.9}])
    assert told.dropped == []
    hand.release(end)
    assert told.dropped == [{2: 0.9}]
    assert told.dragged[-1] == {}
    assert told.said == ["“Point 2”, harmony 0.90"]


def test_the_curve_follows_while_the_point_is_in_the_hand(plot: HarmonyPlot, hand: Any) -> None:
    end = hand.pull(1, 0.3)
    plot.grab()
    assert plot._line.getData()[1][0] == 0.3
    assert plot.grabbed == 1
    hand.release(end)
    plot.grab()
    assert plot._line.getData()[1][0] == 0.8, "until the edit is made, what is stored is shown"


def test_a_point_moves_up_and_down_only(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    start = hand.at(1)
    hand.press(start)
    hand.move(start + QPoint(20, 0))
    hand.move(start + QPoint(60, 0))
    row = plot.points.row_of(1)
    assert row is not None and plot.point_of(row).x() == plot.x_of(2.0)
    hand.release(start + QPoint(60, 0))
    assert told.dropped == []


def test_less_than_the_start_distance_is_a_click(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    start = hand.at(2)
    hand.press(start)
    hand.move(start + QPoint(0, QApplication.startDragDistance() - 1))
    hand.release(start)
    assert told.dragged == told.dropped == []
    assert told.selected == [frozenset({2})]


def test_a_point_stops_at_the_edges(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    end = QPoint(hand.pull(3, 0.02).x(), plot.height() - 1)
    hand.move(end)
    hand.release(end)
    assert told.dropped == [{3: 0.0}]


def test_selected_points_go_together_and_stop_as_one(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    plot.show_selection(frozenset({2, 4}))
    plot.grab()
    end = hand.pull(2, 0.95)
    hand.release(end)
    assert told.dropped == [{2: 0.6, 4: 1.0}]
    assert told.said[-1] == "2 cards changed, “Point 2” to harmony 0.60"


def test_alt_suspends_rounding(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    start = hand.at(2)
    hand.press(start)
    hand.move(start - QPoint(0, 20))
    hand.move(start - QPoint(0, 21), ALT)
    assert plot.points.tie_of(2) == pytest.approx(0.5 + 21 / plot.rise)
    hand.move(start - QPoint(0, 21))
    assert plot.points.tie_of(2) == round(0.5 + 21 / plot.rise, 2)
    hand.release(start - QPoint(0, 21))


def test_escape_while_pulling_leaves_everything_as_before(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    end = hand.pull(2, 0.9)
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Escape)
    plot.grab()
    assert plot.points.tie_of(2) == 0.5
    assert told.dragged[-1] == {}
    hand.move(end - QPoint(0, 30))
    hand.release(end - QPoint(0, 30))
    assert told.dropped == []
    assert plot.selection == {2}


def test_a_point_pulled_back_to_where_it_was_tells_nothing(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    start = hand.at(2)
    hand.pull(2, 0.9)
    hand.move(start)
    hand.release(start)
    assert told.dropped == []
    assert told.said == []


def test_pulling_goes_on_through_an_edit_of_other_cards(
    plot: HarmonyPlot, hand: Any, told: Told, contents: Contents
) -> None:
    end = hand.pull(2, 0.9)
    edit = set_harmony(contents, {4: 0.1})
    plot.refresh(edit, contents.after(edit))
    assert plot.points.tie_of(2) == 0.9
    hand.release(end)
    assert told.dropped == [{2: 0.9}]


def test_pulling_ends_when_its_card_is_removed(plot: HarmonyPlot, hand: Any, told: Told, contents: Contents) -> None:
    end = hand.pull(2, 0.9)
    edit = remove_cards(contents, [2])
    plot.refresh(edit, contents.after(edit))
    assert told.dragged[-1] == {}
    hand.release(end)
    assert told.dropped == []


def test_another_universe_takes_the_point_out_of_the_hand(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    end = hand.pull(2, 0.9)
    plot.show_universe(None)
    hand.release(end)
    assert told.dropped == []


def test_a_click_selects_ctrl_toggles_and_shift_ranges(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    hand.click(hand.at(1))
    hand.click(hand.at(3), CTRL)
    hand.click(hand.at(1), CTRL)
    hand.click(hand.at(2))
    hand.click(hand.at(3), SHIFT)
    assert told.selected == [{1}, {1, 3}, {3}, {2}, {2, 5, 3}]


def test_a_click_on_one_of_several_selected_points_selects_it_alone(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    plot.show_selection(frozenset({1, 2}))
    plot.grab()
    hand.click(hand.at(2))
    assert told.selected == [{2}]


def test_a_click_on_empty_space_selects_nothing(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    plot.show_selection(frozenset({1, 2}))
    hand.click(hand.empty_place())
    assert told.selected == [frozenset()]


def test_a_point_is_hit_within_a_target_of_24_pixels(plot: HarmonyPlot, hand: Any) -> None:
    at = QPointF(hand.at(1))
    assert plot.card_at(at + QPointF(11, 0)) == 1
    assert plot.card_at(at + QPointF(0, -11)) == 1
    assert plot.card_at(at + QPointF(13, 0)) is None


def test_a_rubber_band_selects_what_it_touches(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    corner = QPointF(plot.x_of(4.5), plot.y_of(0.97)).toPoint()
    other = QPointF(plot.x_of(11.5), plot.y_of(0.35)).toPoint()
    hand.press(corner)
    hand.move(QPoint((corner.x() + other.x()) // 2, (corner.y() + other.y()) // 2))
    hand.move(other)
    assert plot.band is not None
    hand.release(other)
    assert plot.selection == {2, 5, 6}
    assert plot.band is None
    assert told.said == ["3 cards selected"]


def test_a_rubber_band_with_ctrl_keeps_what_was_selected_and_escape_gives_it_back(plot: HarmonyPlot, hand: Any) -> None:
    plot.show_selection(frozenset({4}))
    corner = QPointF(plot.x_of(4.5), plot.y_of(0.97)).toPoint()
    other = QPointF(plot.x_of(11.5), plot.y_of(0.35)).toPoint()
    hand.press(corner, CTRL)
    hand.move(QPoint((corner.x() + other.x()) // 2, (corner.y() + other.y()) // 2))
    hand.move(other)
    assert plot.selection == {2, 4, 5, 6}
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Escape)
    assert plot.selection == {4}
    hand.release(other)


def test_a_band_that_is_given_up_gives_back_what_was_selected(plot: HarmonyPlot, hand: Any) -> None:
    plot.show_selection(frozenset({4}))
    start = hand.empty_place()
    hand.press(start)
    hand.move(start - QPoint(200, 60))
    hand.move(start - QPoint(500, 90))
    assert plot.selection != {4}
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Escape)
    assert plot.selection == {4}
    hand.release(start)
    assert plot.selection == {4}


def test_a_band_over_the_edge_scrolls_the_story_along(plot: HarmonyPlot, hand: Any, qtbot: QtBot) -> None:
    plot.time.show(0.0, 200.0)
    plot.set_right_margin(60)
    plot.grab()
    start = QPointF(plot.x_of(0.2), plot.y_of(1.0)).toPoint()
    hand.press(start)
    hand.move(start + QPoint(100, 50))
    hand.move(QPoint(plot.width() - 10, start.y() + 150))
    qtbot.waitUntil(lambda: plot.time.left_beat > 1.0)
    assert 1 in plot.selection
    hand.release(QPoint(plot.width() - 10, start.y() + 150))
    assert not plot._mouse._scroller.isActive()


def wheel(plot: HarmonyPlot, turned: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QPointF(theme.HEADER_WIDTH + 300, 100)
    event = QWheelEvent(
        at, plot.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(plot.viewport(), event)


def test_the_wheel_scrolls_time_and_stops_at_the_beginning(plot: HarmonyPlot) -> None:
    plot.time.show(0.0, 200.0)
    wheel(plot, QPoint(0, -120))
    assert plot.time.left_beat == pytest.approx(0.3)
    wheel(plot, QPoint(0, -120), SHIFT)
    assert plot.time.left_beat == pytest.approx(0.6)
    wheel(plot, QPoint(1200, 0))
    assert plot.time.left_beat == 0.0


def test_ctrl_and_the_wheel_zoom_at_the_cursor(plot: HarmonyPlot) -> None:
    plot.time.show(2.0, 50.0)
    beat = plot.time.beat(300)
    wheel(plot, QPoint(0, 120), CTRL)
    assert plot.time.pixels_per_beat > 55.0
    assert plot.time.beat(300) == pytest.approx(beat)


def test_no_menu_or_button_of_pyqtgraph_is_there(plot: HarmonyPlot) -> None:
    assert not plot._box.menuEnabled()
    assert plot._box.getState()["mouseEnabled"] == [False, False]
    assert type(plot._box.parentItem()) is type(None)


def test_hovering_a_point_shows_that_it_goes_up_and_down(plot: HarmonyPlot, hand: Any) -> None:
    hand.move(hand.at(1))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
    hand.move(hand.empty_place())
    assert plot.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_keys_wait_while_the_hand_holds_a_point(plot: HarmonyPlot, hand: Any, told: Told) -> None:
    end = hand.pull(2, 0.9)
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Up)
    assert told.dropped == []
    hand.release(end)
    assert told.dropped == [{2: 0.9}]


def test_a_pinch_zooms_at_the_fingers(plot: HarmonyPlot) -> None:
    plot.time.show(2.0, 50.0)
    beat, at = plot.time.beat(300), QPointF(theme.HEADER_WIDTH + 300, 100)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at, at, 0.1, QPointF()
    )
    QApplication.sendEvent(plot.viewport(), event)
    assert plot.time.pixels_per_beat == pytest.approx(55.0)
    assert plot.time.beat(300) == pytest.approx(beat)
