"""One sentence in a row of its own, that covers nothing and stays until it is closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.widgets.message_bar import MessageBar

LONG = "“universes.db” could not be written because the disk is full; your last edit was taken back. " * 3


class Window(QWidget):
    """A field at the top, a bar under what takes the rest of the height."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(700, 400)
        self.edit, self.view, self.bar = QLineEdit(), QWidget(), MessageBar()
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addWidget(self.view, 1)
        column.addWidget(self.bar)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    shown = Window()
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_sentence_has_its_own_row_and_moves_nothing_above_it(window: Window) -> None:
    edit, bar, view = window.edit, window.bar, window.view
    edit.setFocus()
    place, room = edit.geometry(), view.geometry()
    assert bar.sentence == ""
    for sentence in ("Saved.", LONG):
        bar.show_notice(sentence)
        QApplication.processEvents()
        assert window.rect().contains(bar.geometry())
        assert not bar.geometry().intersects(view.geometry())
        assert edit.geometry() == place
        assert view.geometry().topLeft() == room.topLeft()
        assert edit.hasFocus()
        assert bar.sentence == sentence
    bar.close_message()
    QApplication.processEvents()
    assert view.geometry() == room


def test_all_of_a_long_sentence_can_be_read_in_a_narrow_window(window: Window) -> None:
    window.bar.show_error(LONG)
    window.resize(360, 240)
    QApplication.processEvents()
    assert window.rect().contains(window.bar.geometry())
    label = window.bar.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_it_stays_until_it_is_closed_or_replaced(window: Window, qtbot: QtBot) -> None:
    bar = window.bar
    bar.show_error("It failed.")
    assert bar.is_error
    bar.show_notice("It went well.")
    assert not bar.is_error
    QApplication.processEvents()
    close = bar.findChild(QToolButton, "closeMessage")
    assert isinstance(close, QToolButton)
    handle = window.windowHandle()
    assert handle is not None
    point = close.mapTo(window, close.rect().center())
    assert window.rect().contains(point)
    with qtbot.waitSignal(bar.closed):
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert bar.sentence == ""
    assert not bar.isVisible()


def test_it_does_not_come_while_the_hand_holds_something(window: Window, qtbot: QtBot) -> None:
    handle, bar = window.windowHandle(), window.bar
    assert handle is not None
    left, none, place = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, window.view.geometry().center()
    room = window.view.geometry()
    QTest.mousePress(handle, left, none, place)
    bar.show_notice("Saved.")
    QTest.mouseMove(handle, place)
    bar._waiting.timeout.emit()
    assert window.view.geometry() == room
    QTest.mouseRelease(handle, left, none, place)
    qtbot.waitUntil(lambda: bar.sentence == "Saved.")
    bar.close_message()
    QTest.mousePress(handle, left, none, place)
    bar.show_notice("Saved.")
    bar.close_message()
    QTest.mouseRelease(handle, left, none, place)
    assert not bar._waiting.isActive()
    assert bar.sentence == ""


def test_markup_is_shown_as_text(window: Window) -> None:
    window.bar.show_notice("<b>bold</b>")
    label = window.bar.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert window.bar.accessibleDescription() == "<b>bold</b>"
