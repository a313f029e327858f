"""What can't be taken is said beside the cell, and what was there stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from harmonic_desktop.ui.parameters.columns import Column

from .conftest import NAME, UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.mark.parametrize(
    ("row", "column", "text", "words"),
    [
        (0, VALUE, "abc", "“abc” is not a number."),
        (0, VALUE, "nan", "“nan” is not a number."),
        (0, VALUE, "1e999", "too large"),
        (0, VALUE, "3 kg", "they measure different things"),
        (0, VALUE, "3 bananas", "“bananas” is not a unit that is known."),
        (0, UNIT, "kg", "Gravity is measured in m/s²"),
        (0, NAME, "   ", "can’t be empty"),
        (0, NAME, "x" * 101, "100 is the most"),
        (2, UNIT, "u" * 51, "50 is the most"),
    ],
)
def test_what_is_refused_is_said_beside_the_cell_and_kept_in_the_editor(
    physics: Tab, row: int, column: Column, text: str, words: str
) -> None:
    before = physics.rows
    physics.type(row, column, text)
    assert words in physics.table.message.text()
    assert physics.table.message.isVisible()
    assert physics.editor().text() == text
    cell, message = physics.table.visualRect(physics.model.index(row, column)), physics.table.message.geometry()
    assert physics.editor().geometry().bottom() < message.top() <= cell.bottom() + 1
    assert physics.table.viewport().rect().contains(message)
    QTest.keyClick(physics.editor(), Qt.Key.Key_Escape)
    assert physics.rows == before
    assert physics.steps == 0


def test_a_refused_text_that_is_left_behind_leaves_the_value(physics: Tab) -> None:
    physics.type(0, VALUE, "abc", None)
    physics.panel.commit_pending()
    assert physics.rows[0][1] == 9.81
    assert "“abc” is not a number." in physics.table.message.text()
    assert physics.table.state() == physics.table.State.NoState


def test_a_refusal_is_read_until_one_goes_on(physics: Tab) -> None:
    physics.type(0, VALUE, "abc", None)
    physics.click(2, NAME)
    assert physics.rows[0][1] == 9.81
    assert physics.table.message.isVisible()
    physics.table.go_to(1, NAME)
    assert not physics.table.message.isVisible()


def test_typing_on_takes_a_refusal_away(physics: Tab) -> None:
    physics.type(0, VALUE, "abc")
    QTest.keyClicks(physics.editor(), "4")
    assert not physics.table.message.isVisible()


def test_a_refusal_is_gone_when_the_tab_is_seen_again(physics: Tab) -> None:
    physics.type(0, VALUE, "abc", None)
    physics.panel.commit_pending()
    physics.panel.hide()
    physics.panel.show()
    assert not physics.table.message.isVisible()


def test_what_leaving_the_tab_refused_is_read_when_one_comes_back(
    physics: Tab, shown: Callable[[QWidget], None]
) -> None:
    tabs = QTabWidget()
    tabs.addTab(physics.panel, "Physics")
    tabs.addTab(QWidget(), "Card")
    tabs.currentChanged.connect(physics.panel.commit_pending)
    shown(tabs)
    physics.type(0, VALUE, "abc", None)
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert physics.rows[0][1] == 9.81
    assert physics.table.message.isVisible()
    assert "“abc” is not a number." in physics.table.message.text()
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert not physics.table.message.isVisible()
    physics.panel.setParent(None)


def test_a_refusal_in_the_lowest_row_in_view_is_not_cut_off(physics: Tab) -> None:
    for number in range(20):
        physics.panel.requests.add(f"mark {number}")
    row = physics.model.rowCount() - 2
    physics.type(row, VALUE, "abc")
    assert physics.table.viewport().rect().contains(physics.table.message.geometry())


@pytest.mark.parametrize(("key", "row_after"), [(Qt.Key.Key_Return, 2), (Qt.Key.Key_Tab, 1)])
def test_a_key_takes_what_is_typed_while_no_offered_name_is_marked(physics: Tab, key: Qt.Key, row_after: int) -> None:
    physics.type(1, NAME, "Gra", None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, key)
    assert not popup.isVisible()
    assert physics.rows[1][0] == "Gra"
    assert physics.table.currentIndex().row() == row_after


def test_return_refuses_what_is_typed_while_no_offered_name_is_marked(physics: Tab) -> None:
    physics.type(0, NAME, " ", None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert "can’t be empty" in physics.table.message.text()
    assert physics.editor().text() == " "
    QTest.keyClick(physics.editor(), Qt.Key.Key_Escape)


def test_a_name_that_is_no_choice_is_refused_with_what_could_be_typed(music: Tab) -> None:
    music.type(0, VALUE, "wurst")
    assert (
        music.table.message.text()
        == "“wurst” is not a key that is known. Type one such as “D”, or a number from 0 to 11."
    )
    QTest.keyClick(music.editor(), Qt.Key.Key_Escape)
