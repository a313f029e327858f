"""While something is pulled only what differs is drawn anew: the screen shows what a whole drawing would show."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot

ALT = Qt.KeyboardModifier.AltModifier


def on_screen(plot: HarmonyPlot) -> QImage:
    """What the window has shown last, however it came to be."""
    QApplication.processEvents()
    return plot.screen().grabWindow(plot.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def whole(plot: HarmonyPlot) -> QImage:
    return plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def at(plot: HarmonyPlot, beat: float, harmony: float) -> QPoint:
    return QPoint(round(plot.x_of(beat)), round(plot.y_of(harmony)))


@pytest.fixture
def parts(plot: HarmonyPlot, monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """What was drawn anew without the rest of the plot."""
    QApplication.processEvents()
    drawn: list[tuple[float, float]] = []
    redraw = plot.redraw_between

    def noted(first: float, last: float) -> None:
        drawn.append((first, last))
        redraw(first, last)

    monkeypatch.setattr(plot, "redraw_between", noted)
    return drawn


def test_a_pulled_point_leaves_nothing_behind(plot: HarmonyPlot, hand: Any, parts: list[tuple[float, float]]) -> None:
    hand.press(hand.at(3))
    start = hand.at(3)
    for dy in (-10, -40, 20, -60, -60, -5):
        hand.move(start + QPoint(0, dy))
        assert on_screen(plot) == whole(plot)
    assert parts and min(parts) == max(parts) == (8.0, 12.0)
    hand.release(start)


def test_a_selection_that_is_pulled_leaves_nothing_behind(plot: HarmonyPlot, hand: Any) -> None:
    plot.show_selection(frozenset({1, 5, 4}))
    start = hand.at(4)
    hand.press(start)
    for dy in (10, 30, 60, -60, 12):
        hand.move(start + QPoint(0, dy))
        assert on_screen(plot) == whole(plot)
    hand.release(start)


def test_a_stroke_leaves_nothing_behind(plot: HarmonyPlot, hand: Any, parts: list[tuple[float, float]]) -> None:
    hand.press(at(plot, 0.5, 0.2), ALT)
    for beat, harmony in ((1.0, 0.3), (5.0, 0.9), (6.5, 0.1), (5.0, 0.5), (12.0, 0.95), (19.9, 0.2), (0.2, 0.6)):
        hand.move(at(plot, beat, harmony), ALT)
        assert on_screen(plot) == whole(plot)
    assert len(parts) == 7
    hand.release(at(plot, 0.2, 0.6), ALT)


@pytest.mark.parametrize("overlay", ["plotlines", "trend"])
def test_lines_that_reach_far_are_drawn_anew_whole(plot: HarmonyPlot, hand: Any, overlay: str) -> None:
    plot.switches.shown = {"mean", overlay}
    plot.grab()
    start = hand.at(2)
    hand.press(start)
    for dy in (10, -40):
        hand.move(start + QPoint(0, dy))
        assert on_screen(plot) == whole(plot)
    hand.release(start)
