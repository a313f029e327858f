"""Files hold values that nobody meant: whatever they are, the timeline can be seen, walked and heard."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.canvas import TimelineView
from harmonic_desktop.ui.timeline.hits import hit

ODD = [math.nan, math.inf, -math.inf, 1e300, -1e300, -5.0, 0.0, 5e-324]
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def story(**odd: float) -> Contents:
    """Three ordinary cards and one with an odd value between them, on the first of two plotlines."""
    cards = [Card(i, 1, 1, f"Card {i}", "Words", 0.5, 4.0 * i, 4.0) for i in range(1, 5)]
    cards[1] = replace(cards[1], **odd)  # type: ignore[arg-type]
    universe = Universe(1, 1, "Tales", gravity_constant=math.nan, environment_harmony=math.inf)
    return contents_of(universe, [Plotline(1, 1, "Main"), Plotline(2, 1, "Side", 1, 1), *cards])


@pytest.mark.parametrize("field", ["harmony_tie", "start_beat", "duration_beats"])
@pytest.mark.parametrize("odd", ODD)
def test_a_story_with_an_odd_value_is_painted_walked_and_described(qtbot: QtBot, field: str, odd: float) -> None:
    contents = story(**{field: odd})
    scale = TimeScale()
    view = TimelineView(scale)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show_universe(contents)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    for pixels in (400.0, 40.0, 8.0, 1.0, 0.001):
        scale.show(0.0, pixels)
        assert not view.grab().isNull()
        for x in range(0, 500, 50):
            hit(view.scene, QPointF(x, 40))
    view.fit()
    assert math.isfinite(scale.pixels_per_beat) and math.isfinite(scale.left_beat)
    _walk(view)
    _drag(view)
    cards = QAccessible.queryAccessibleInterface(view.viewport())
    assert all(cards.child(n).text(QAccessible.Text.Name) for n in range(cards.childCount()))
    assert not view.grab().isNull()


def _walk(view: TimelineView) -> None:
    """Every key that leads to another card or changes one, on each card."""
    window = view.windowHandle()
    for card_id in (1, 2, 3, 4):
        view.show_selection(frozenset({card_id}))
        view.scene.current = card_id
        view.reveal(card_id)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Home):
            QTest.keyClick(window, key)
            QTest.keyClick(window, key, ALT)
            QTest.keyClick(window, key, ALT | Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(window, Qt.Key.Key_Up, CTRL)
    QTest.keyClick(window, Qt.Key.Key_A, CTRL)
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)


def _drag(view: TimelineView) -> None:
    """A drag of everything, and one of a rubber band, in the middle of the view."""
    view.scene.camera.scale.show(0.0, 20.0)
    for start in (QPoint(100, 40), QPoint(450, 40)):
        here = view.viewport().mapTo(view, start)
        QTest.mousePress(view.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, here)
        for step in (20, 60, 100):
            QTest.mouseMove(view.windowHandle(), here + QPoint(step, step // 2))
            QApplication.processEvents()
        QTest.mouseRelease(view.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, here)
