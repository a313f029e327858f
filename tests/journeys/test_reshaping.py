"""The whole curve is reshaped in the running program: drawn, smoothed, blended, each as one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from .conftest import Desk
from .test_look_around import look_around

BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def stroke(desk: Desk, *heights: float) -> QPoint:
    """Draws from the left edge of the plot to its right one through these harmonies; says where the pen stays down."""
    plot = desk.window.plot
    handle = desk.window.windowHandle()
    across = (plot.area.left() + share * (plot.area.width() - 1) / (len(heights) - 1) for share in range(len(heights)))
    places = [QPointF(x, plot.y_of(harmony)).toPoint() for x, harmony in zip(across, heights, strict=True)]
    first, *others = (plot.mapTo(desk.window, place) for place in places)
    QTest.mousePress(handle, BUTTON, NONE, first)
    for place in others:
        QTest.mouseMove(handle, place)
        QCoreApplication.processEvents()
    return place


def release(desk: Desk, place: QPoint) -> None:
    QTest.mouseRelease(desk.window.windowHandle(), BUTTON, NONE, place)


def take_the_pen(desk: Desk) -> None:
    menu = desk.action("Harmony curve").menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Draw harmony").trigger()


def test_a_drawn_curve_is_one_step(desk: Desk) -> None:
    look_around(desk)
    before, left, zoom = desk.contents, desk.window.scale.left_beat, desk.window.scale.pixels_per_beat
    take_the_pen(desk)
    end = stroke(desk, 0.2, 0.8, 0.4)
    desk.wait(lambda: len(desk.window.timeline.scene.ties) > 10)
    release(desk, end)
    assert desk.workspace.undo_stack.count() == 1
    assert desk.workspace.undo_stack.undoText().startswith("Draw harmony of ")
    drawn = [c.harmony_tie for i, c in desk.contents.cards.items() if c != before.cards[i]]
    assert len(drawn) > 10
    assert min(drawn) >= 0.2 and max(drawn) <= 0.81
    assert (desk.window.scale.left_beat, desk.window.scale.pixels_per_beat) == (left, zoom)
    desk.keys("Ctrl+Z")
    assert desk.contents == before


def test_escape_while_drawing_leaves_database_undo_and_picture_as_they_were(desk: Desk) -> None:
    look_around(desk)
    before = desk.contents
    take_the_pen(desk)
    picture = desk.window.plot.grab().toImage()
    end = stroke(desk, 0.2, 0.8, 0.4)
    desk.window.plot.setFocus()
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Escape)
    release(desk, end)
    assert desk.contents == before
    assert desk.workspace.store.get_contents(before.universe.id) == before
    assert not desk.workspace.undo_stack.canUndo()
    assert not desk.window.timeline.scene.ties
    desk.window.plot.clearFocus()
    assert desk.window.plot.grab().toImage() == picture


@pytest.mark.parametrize(
    ("key", "name", "label"),
    [("S", "shapeDialog", "Blend in rise (40 %) to 52 cards"), ("M", "smoothDialog", "Smooth harmony of 52 cards")],
)
def test_a_dialog_is_one_step_and_shows_it_in_both_views_before(desk: Desk, key: str, name: str, label: str) -> None:
    look_around(desk)
    before = desk.contents
    desk.window.plot.setFocus()
    desk.keys(key)
    dialog = desk.dialog(name)
    desk.wait(lambda: len(desk.window.timeline.scene.ties) > 40)
    assert desk.contents == before
    _press(desk, dialog, Qt.Key.Key_Return)
    assert desk.workspace.undo_stack.undoText() == label
    assert not desk.window.timeline.scene.ties
    desk.keys("Ctrl+Z")
    assert desk.contents == before
    assert desk.workspace.store.get_contents(before.universe.id) == before


def _press(desk: Desk, dialog: QDialog, key: Qt.Key) -> None:
    desk.wait(dialog.isActiveWindow)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
