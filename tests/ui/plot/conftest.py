"""A harmony plot on the screen with a small story, and a hand for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.plot.harmony_plot import HarmonyPlot
from harmonic_desktop.ui.time_scale import TimeScale

SIZE = (theme.HEADER_WIDTH + 900, 240)


def story() -> Contents:
    """Six cards of four beats on two plotlines; they end at beat 16."""
    ties = {1: 0.8, 2: 0.5, 3: 0.25, 4: 0.9, 5: 0.4, 6: 0.62}
    cards = [
        Card(i, 1, 1 if i <= 4 else 2, f"Point {i}", harmony_tie=tie, start_beat=4.0 * (i - 1 if i <= 4 else i - 4))
        for i, tie in ties.items()
    ]
    lanes = [Plotline(1, 1, "Main"), Plotline(2, 1, "Sea", 1, 1)]
    return contents_of(Universe(1, 1, "Tales", environment_harmony=0.7), [*lanes, *cards])


class Hand:
    """Real mouse events at pixels of the plot, sent through its window."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self.plot = plot

    def at(self, card_id: int) -> QPoint:
        row = self.plot.points.row_of(card_id)
        assert row is not None
        return self.plot.point_of(row).toPoint()

    def press(self, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mousePress(self.plot.windowHandle(), Qt.MouseButton.LeftButton, keys, at)

    def move(self, to: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if keys == Qt.KeyboardModifier.NoModifier:
            QTest.mouseMove(self.plot.windowHandle(), to)
            return
        held = Qt.MouseButton.LeftButton  # QTest has no way to move with a key held down
        event = QMouseEvent(QEvent.Type.MouseMove, QPointF(to), self.plot.mapToGlobal(QPointF(to)), held, held, keys)
        QApplication.sendEvent(self.plot.viewport(), event)

    def release(self, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseRelease(self.plot.windowHandle(), Qt.MouseButton.LeftButton, keys, at)

    def click(self, at: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.press(at, keys)
        self.release(at, keys)

    def pull(self, card_id: int, to_harmony: float) -> QPoint:
        """Presses a point and moves it, in steps, to the height of a harmony; it stays in the hand."""
        start = self.at(card_id)
        end = QPoint(start.x(), round(self.plot.y_of(to_harmony)))
        self.press(start)
        for share in (0.25, 0.5, 0.75, 1.0):
            self.move(QPoint(start.x(), round(start.y() + (end.y() - start.y()) * share)))
        return end

    def empty_place(self) -> QPoint:
        """A pixel of the plot far from every point."""
        return QPointF(self.plot.x_of(18.0), self.plot.y_of(0.5)).toPoint()


@pytest.fixture
def plot(qtbot: QtBot) -> HarmonyPlot:
    scale = TimeScale()
    scale.set_width(SIZE[0] - theme.HEADER_WIDTH)
    scale.set_end(16.0)
    scale.show(0.0, 45.0)
    made = HarmonyPlot(scale)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show_universe(story())
    made.show()
    qtbot.waitExposed(made)
    made.grab()
    return made


@pytest.fixture
def hand(plot: HarmonyPlot) -> Hand:
    made = Hand(plot)
    made.move(QPoint(1, 1))  # where the hand of the test before came to rest is no place to begin: it would not move
    return made


@pytest.fixture
def contents() -> Contents:
    return story()
