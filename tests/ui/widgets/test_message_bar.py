"""One sentence over the bottom edge, that moves nothing and stays until it is closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.widgets.message_bar import MessageBar

LONG = "“universes.db” could not be written because the disk is full; your last edit was taken back. " * 3


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    shown.resize(700, 400)
    column = QVBoxLayout(shown)
    column.addWidget(QLineEdit())
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_sentence_lies_over_the_bottom_edge_and_moves_nothing(window: QWidget) -> None:
    edit = window.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    place = edit.geometry()
    bar = MessageBar(window)
    assert bar.sentence == ""
    for sentence in ("Saved.", LONG):
        bar.show_notice(sentence)
        assert window.rect().contains(bar.geometry())
        assert bar.geometry().bottom() > 360
        assert edit.geometry() == place
        assert edit.hasFocus()
        assert bar.sentence == sentence


def test_it_follows_the_window(window: QWidget) -> None:
    bar = MessageBar(window)
    bar.show_error(LONG)
    window.resize(360, 240)
    assert window.rect().contains(bar.geometry())
    label = bar.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_it_stays_until_it_is_closed_or_replaced(window: QWidget, qtbot: QtBot) -> None:
    bar = MessageBar(window)
    bar.show_error("It failed.")
    assert bar.is_error
    bar.show_notice("It went well.")
    assert not bar.is_error
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


def test_markup_is_shown_as_text(window: QWidget) -> None:
    bar = MessageBar(window)
    bar.show_notice("<b>bold</b>")
    label = bar.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert bar.accessibleDescription() == "<b>bold</b>"
