"""A curve drawn over the points with the mouse: with Alt held, or with the pen taken out by key or menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import Card, remove_cards, set_harmony
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
Key = Qt.Key


@pytest.fixture
def edits(plot: HarmonyPlot, contents: Contents) -> list[Edit]:
    """What was asked for, as the edits that it leads to."""
    asked: list[Edit] = []

    def keep(verb: Callable[[Contents], Edit]) -> None:
        asked.append(verb(contents))

    plot.edit_requested.connect(keep)
    return asked


def draw(plot: HarmonyPlot, hand: Any, *places: tuple[float, float], keys: Qt.KeyboardModifier = ALT) -> QPoint:
    """Presses at the first beat and harmony and goes straight to each of the others; the pen stays down."""
    points = [QPointF(plot.x_of(beat), plot.y_of(harmony)).toPoint() for beat, harmony in places]
    hand.press(points[0], keys)
    for point in points[1:]:
        hand.move(point, keys)
    return points[-1]


def after(edit: Edit) -> dict[int, float]:
    return {c.after.id: c.after.harmony_tie for c in edit.of(Card) if c.after is not None}


def test_a_fast_stroke_skips_no_card(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    end = draw(plot, hand, (0.5, 0.1), (15.5, 0.9))
    hand.release(end, ALT)
    (edit,) = edits
    assert edit.label == "Draw harmony of 6 cards"
    drawn = after(edit)
    for card_id, beat in ((1, 2.0), (2, 6.0), (5, 6.0), (3, 10.0), (6, 10.0), (4, 14.0)):
        assert drawn[card_id] == pytest.approx(0.1 + 0.8 * (beat - 0.5) / 15.0, abs=0.02)


def test_while_drawing_points_curve_and_others_follow(plot: HarmonyPlot, hand: Any, qtbot: QtBot) -> None:
    told: list[dict[int, float]] = []
    plot.ties_dragged.connect(told.append)
    end = draw(plot, hand, (0.5, 0.3), (3.0, 0.3))
    plot.grab()
    assert plot._line.getData()[1][0] == pytest.approx(0.3, abs=0.01)
    assert plot.stroke is not None
    assert [place.x() for place in plot.stroke.toList()] == pytest.approx([0.5, 3.0], abs=0.02)
    qtbot.waitUntil(lambda: set(told[-1]) == {1} if told else False)
    hand.release(end, ALT)
    assert told[-1] == {}
    assert plot.stroke is None


def test_with_two_cards_selected_only_they_are_drawn(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    plot.show_selection(frozenset({2, 3}))
    hand.release(draw(plot, hand, (0.5, 0.1), (15.5, 0.1)), ALT)
    assert after(edits[0]) == {2: 0.1, 3: 0.1}
    assert plot.selection == {2, 3}


def test_what_the_pen_is_for_is_written_as_long_as_it_is_down(plot: HarmonyPlot, hand: Any) -> None:
    plot.show_selection(frozenset({2, 3}))
    assert plot.words.pen() == ""
    hand.press(hand.at(1), ALT)
    assert plot.words.pen() == "Only the 2 selected cards"
    hand.release(hand.at(1), ALT)
    assert plot.words.pen() == ""
    plot.actions_.draw.trigger()
    assert plot.words.pen() == "Drawing · Only the 2 selected cards · Esc ends it"
    plot.show_selection(frozenset())
    assert plot.words.pen() == "Drawing · Esc ends it"


@pytest.mark.parametrize(("selected", "card"), [({2, 3}, "no selected card"), (set(), "no card")])
def test_a_pen_that_passed_over_nothing_says_so(
    plot: HarmonyPlot, hand: Any, edits: list[Edit], selected: set[int], card: str
) -> None:
    said: list[str] = []
    plot.announced.connect(said.append)
    plot.show_selection(frozenset(selected))
    hand.release(draw(plot, hand, (12.2, 0.1), (12.9, 0.1)), ALT)
    assert edits == [] and said == [f"The pen passed over {card}"]


def test_the_point_under_the_mouse_has_no_ring_while_it_is_drawn_over(plot: HarmonyPlot, hand: Any) -> None:
    hand.move(hand.at(1) + QPoint(1, 0))
    assert plot.hovered == 1
    hand.press(hand.at(1), ALT)
    assert plot.hovered is None
    hand.release(hand.at(1), ALT)


def test_with_one_card_selected_all_are_drawn(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    plot.show_selection(frozenset({2}))
    hand.release(draw(plot, hand, (0.5, 0.1), (15.5, 0.1)), ALT)
    assert len(after(edits[0])) == 6


def test_escape_while_drawing_leaves_everything_as_before(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    end = draw(plot, hand, (0.5, 0.1), (15.5, 0.1))
    QTest.keyClick(plot.windowHandle(), Key.Key_Escape)
    plot.grab()
    assert plot.points.tie_of(1) == 0.8
    hand.move(end + QPoint(0, 20), ALT)
    hand.release(end + QPoint(0, 20), ALT)
    assert edits == []


def test_what_is_drawn_is_said(plot: HarmonyPlot, hand: Any) -> None:
    said: list[str] = []
    plot.announced.connect(said.append)
    hand.release(draw(plot, hand, (0.5, 0.2), (7.0, 0.2)), ALT)
    assert said == ["3 cards drawn, harmony from 0.20 to 0.20"]


def test_a_press_with_alt_that_does_not_move_draws_nothing(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    hand.click(hand.at(2), ALT)
    assert edits == []
    assert plot.selection == frozenset()


def test_a_curve_drawn_as_it_is_already_is_no_edit(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    plot.show_selection(frozenset({2, 4}))
    hand.release(draw(plot, hand, (5.0, 0.5), (7.0, 0.5)), ALT)
    assert edits == []


def test_the_key_d_takes_the_pen_out_and_escape_puts_it_away(plot: HarmonyPlot, hand: Any, edits: list[Edit]) -> None:
    plot.activateWindow()
    plot.setFocus()
    QTest.keyClick(plot.windowHandle(), Key.Key_D)
    assert plot.actions_.draw.isChecked()
    hand.release(draw(plot, hand, (0.5, 0.1), (15.5, 0.1), keys=NONE))
    assert len(after(edits[0])) == 6
    plot.show_selection(frozenset({2}))
    QTest.keyClick(plot.windowHandle(), Key.Key_Escape)
    assert not plot.actions_.draw.isChecked()
    assert plot.selection == {2}, "the pen goes first, the selection with the next Esc"


def test_a_double_click_with_the_pen_opens_no_number(plot: HarmonyPlot, hand: Any) -> None:
    plot.actions_.draw.trigger()
    hand.click(hand.at(2))
    QTest.mouseDClick(plot.windowHandle(), Qt.MouseButton.LeftButton, NONE, hand.at(2))
    assert not plot._editor.isVisible()


def test_with_the_pen_out_the_cursor_tells(plot: HarmonyPlot, hand: Any) -> None:
    hand.move(hand.empty_place())
    hand.move(hand.at(2))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.SizeVerCursor
    plot.actions_.draw.trigger()
    hand.move(hand.at(2) + QPoint(1, 0))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.CrossCursor


def test_drawing_goes_on_through_an_edit_of_other_cards(
    plot: HarmonyPlot, hand: Any, edits: list[Edit], contents: Contents
) -> None:
    end = draw(plot, hand, (0.5, 0.1), (3.0, 0.1))
    edit = set_harmony(contents, {4: 0.3})
    plot.refresh(edit, contents.after(edit))
    assert plot.points.tie_of(1) == pytest.approx(0.1)
    hand.release(end, ALT)
    assert after(edits[0]) == {1: 0.1}


def test_drawing_ends_when_a_card_is_removed(
    plot: HarmonyPlot, hand: Any, edits: list[Edit], contents: Contents
) -> None:
    end = draw(plot, hand, (0.5, 0.1), (3.0, 0.1))
    edit = remove_cards(contents, [4])
    plot.refresh(edit, contents.after(edit))
    hand.release(end, ALT)
    assert edits == []


def test_that_the_mouse_draws_is_written_in_the_plot(plot: HarmonyPlot) -> None:
    before = plot.grab().toImage()
    plot.actions_.draw.trigger()
    assert plot.grab().toImage() != before
    plot.actions_.draw.trigger()
    assert plot.grab().toImage() == before


def test_beyond_the_edge_the_view_follows_the_pen(
    plot: HarmonyPlot, hand: Any, edits: list[Edit], qtbot: QtBot
) -> None:
    plot.time.show(0.0, 150.0)
    plot.grab()
    start = QPointF(plot.x_of(1.0), plot.y_of(0.25)).toPoint()
    hand.press(start, ALT)
    hand.move(QPoint(plot.width() + 200, start.y()), ALT)
    qtbot.waitUntil(lambda: set(plot.points.ids[plot.points.ties == 0.25].tolist()) == {1, 2, 3, 4, 5, 6})
    hand.release(QPoint(plot.width() - 1, start.y()), ALT)
    assert set(after(edits[0])) == {1, 2, 4, 5, 6}, "card 3 has had that harmony before"


def test_without_cards_there_is_nothing_to_draw(plot: HarmonyPlot) -> None:
    plot.show_universe(None)
    assert not plot.actions_.draw.isEnabled()
    assert not plot.actions_.draw.isChecked()
