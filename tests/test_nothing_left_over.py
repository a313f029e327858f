"""What one test leaves behind does not reach the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from .conftest import let_go_of_the_mouse

BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class Moved(QWidget):
    """Counts the moves over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.moves = 0

    def mouseMoveEvent(self, event: object) -> None:
        self.moves += 1


def shown(qtbot: QtBot) -> tuple[Moved, QWindow]:
    widget = Moved()
    qtbot.addWidget(widget)
    widget.resize(200, 200)
    widget.show()
    qtbot.waitExposed(widget)
    return widget, widget.windowHandle()


def test_a_button_that_is_held_to_the_end_is_up_in_the_next(qtbot: QtBot) -> None:
    before, window = shown(qtbot)
    for button in BUTTONS:
        QTest.mousePress(window, button, pos=QPoint(50, 50))
    before.close()
    before.deleteLater()
    let_go_of_the_mouse()
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
    after, window = shown(qtbot)
    QTest.mouseMove(window, QPoint(60, 60))
    assert after.moves == 1
