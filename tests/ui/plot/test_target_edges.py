"""The edges of the target band are dragged with the mouse, and nothing else is by that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.universe import set_target_band
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot

from .conftest import Hand

BEAT = 17.0
"""After the last card, where there are no points."""


class Asked:
    """What the plot asked for, done as the window does it, and what was said."""

    def __init__(self, plot: HarmonyPlot, contents: Contents) -> None:
        self.plot, self.contents = plot, contents
        self.edits: list[Edit] = []
        self.said: list[str] = []
        plot.edit_requested.connect(self._perform)
        plot.announced.connect(self.said.append)
        self._perform(lambda c: set_target_band(c, 0.4, 0.6))
        self.edits.clear()

    def _perform(self, verb: Callable[[Contents], Edit]) -> None:
        edit = verb(self.contents)
        self.contents = self.contents.after(edit)
        self.edits.append(edit)
        self.plot.refresh(edit, self.contents)

    @property
    def band(self) -> tuple[float | None, float | None]:
        return self.contents.universe.target_low, self.contents.universe.target_high


@pytest.fixture
def asked(plot: HarmonyPlot, contents: Contents) -> Asked:
    made = Asked(plot, contents)
    plot.switches.target.setChecked(True)
    plot.grab()
    return made


def at(plot: HarmonyPlot, harmony: float, beat: float = BEAT) -> QPoint:
    return QPoint(round(plot.x_of(beat)), round(plot.y_of(harmony)))


def drag(hand: Hand, start: QPoint, end: QPoint) -> None:
    hand.press(start)
    for share in (0.25, 0.5, 0.75, 1.0):
        hand.move(start + (end - start) * share)


def test_an_edge_is_dragged_and_takes_effect_on_release(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    end = at(plot, 0.8)
    drag(hand, at(plot, 0.6), end)
    assert plot.is_busy and plot.target is not None
    assert plot.target[1] == pytest.approx(0.8, abs=0.011)
    assert asked.edits == [] and asked.band == (0.4, 0.6)
    hand.release(end)
    assert asked.band[0] == 0.4 and asked.band[1] == pytest.approx(0.8, abs=0.011)
    assert [edit.label for edit in asked.edits] == ["Change target band"]
    assert asked.said[-1].startswith("Target 0.40 to 0.8") and asked.said[-1].endswith("% of the story inside")
    assert not plot.is_busy and plot.selection == frozenset()


def test_an_edge_lies_on_whole_hundredths_and_stops_at_the_other(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    end = at(plot, 0.95)
    drag(hand, at(plot, 0.4), end)
    hand.release(end)
    assert asked.band == (0.6, 0.6)
    drag(hand, at(plot, 0.6) + QPoint(0, -1), QPoint(end.x(), 2))
    hand.release(QPoint(end.x(), 2))
    assert asked.band == (0.6, 1.0)


def test_escape_puts_the_edge_back(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    before = plot.grab().toImage()
    end = at(plot, 0.2)
    plot.setFocus()
    drag(hand, at(plot, 0.4), end)
    QTest.keyClick(plot.windowHandle(), Qt.Key.Key_Escape)
    hand.release(end)
    assert plot.target == asked.band == (0.4, 0.6)
    assert asked.edits == []
    hand.move(QPoint(5, 5))
    assert plot.grab().toImage() == before


def test_a_grip_at_the_left_is_as_large_as_any_target(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    start = QPoint(int(plot.area.left()) + 12, round(plot.y_of(0.6)) - 11)
    end = start - QPoint(0, round(0.1 * plot.rise))
    drag(hand, start, end)
    hand.release(end)
    assert asked.band[1] == pytest.approx(0.7, abs=0.011)


def test_a_point_on_the_edge_goes_first(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    hand.click(hand.at(5))  # its harmony is that of the lower edge
    assert plot.selection == {5}


def test_the_cursor_shows_what_can_be_dragged(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    for harmony in (0.8, 0.6):  # a mouse that is there already does not move
        hand.move(at(plot, harmony))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.SplitVCursor
    hand.move(at(plot, 0.5))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor
    plot.switches.target.setChecked(False)
    for harmony in (0.8, 0.6):
        hand.move(at(plot, harmony))
    assert plot.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_click_on_an_edge_changes_nothing(plot: HarmonyPlot, asked: Asked, hand: Hand) -> None:
    hand.click(at(plot, 0.6))
    assert asked.edits == [] and plot.target == (0.4, 0.6)
