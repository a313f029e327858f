"""A slider is dragged, shown while it is, and entered once; nothing else moves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from harmonic_desktop.ui.parameters.places import knob_rect

from .conftest import VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _slider_point(tab: Tab, row: int, share: float) -> QPoint:
    cell = tab.table.visualRect(tab.model.index(row, VALUE))
    return tab.table.viewport().mapTo(tab.panel, knob_rect(cell, share).center())


def test_a_slider_is_dragged_and_entered_once(physics: Tab) -> None:
    window = physics.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, _slider_point(physics, 1, 0.5))
    QTest.mouseMove(window, _slider_point(physics, 1, 0.7))
    QTest.mouseMove(window, _slider_point(physics, 1, 1.0))
    QApplication.processEvents()
    assert physics.text(1, VALUE) == "1"
    assert physics.rows[1][1] == 0.5
    QTest.mouseRelease(window, left, none, _slider_point(physics, 1, 1.0))
    assert physics.rows[1][1] == 1.0
    assert physics.steps == 1


def test_escape_takes_a_slider_back(physics: Tab) -> None:
    window = physics.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, _slider_point(physics, 1, 0.5))
    QTest.mouseMove(window, _slider_point(physics, 1, 0.9))
    QApplication.processEvents()
    assert float(physics.text(1, VALUE)) == pytest.approx(0.9, abs=0.02)
    QTest.keyClick(physics.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(window, left, none, _slider_point(physics, 1, 0.9))
    assert physics.text(1, VALUE) == "0.5"
    assert physics.steps == 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_click_on_a_slider_changes_nothing(physics: Tab, share: float) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for click in (QTest.mouseClick, QTest.mouseDClick):
        click(physics.panel.windowHandle(), left, none, _slider_point(physics, 1, share))
    physics.panel.commit_pending()
    assert physics.rows[1][1] == 0.5
    assert physics.table.currentIndex().row() == 1
    assert physics.steps == 0


def test_a_hand_that_trembles_on_a_knob_changes_nothing(physics: Tab) -> None:
    physics.type(0, VALUE, "9.834")
    physics.workspace.undo_stack.clear()
    window = physics.panel.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    knob = _slider_point(physics, 0, 9.834 / 20)
    QTest.mousePress(window, left, none, knob)
    QTest.mouseMove(window, knob + QPoint(2, 0))
    QTest.mouseRelease(window, left, none, knob + QPoint(2, 0))
    assert physics.rows[0][1] == 9.834


def test_wheel_ticks_change_nothing(physics: Tab) -> None:
    physics.panel.select_row(0)
    viewport = physics.table.viewport()
    at = QPointF(physics.table.visualRect(physics.model.index(0, VALUE)).center())
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(), QPoint(0, 360), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    assert physics.rows[0][1] == 9.81
    assert physics.steps == 0
