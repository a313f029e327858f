"""Parameters are added, removed and put back to their defaults."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from .conftest import NAME, UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_a_name_typed_in_the_last_row_adds_it_with_what_the_catalogue_has(physics: Tab) -> None:
    physics.type(3, NAME, "Density")
    assert physics.rows[3] == ("density", 1.0, "kg/m³")
    assert physics.table.currentIndex().row() == 3
    physics.type(4, NAME, "ink")
    assert physics.rows[4] == ("ink", 0.0, "dimensionless")


def test_tab_in_the_last_row_adds_and_goes_on_to_the_value(physics: Tab) -> None:
    physics.type(3, NAME, "density", Qt.Key.Key_Tab)
    assert physics.editor().text() == "1"
    QTest.keyClicks(physics.editor(), "2")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[3] == ("density", 2.0, "kg/m³")


def test_the_menu_offers_what_is_not_there_yet(physics: Tab) -> None:
    physics.panel.actions_.add_menu.aboutToShow.emit()
    texts = [action.text() for action in physics.panel.actions_.add_menu.actions()]
    assert [text.split(" – ")[0] for text in texts if text] == [
        "Elasticity", "Air resistance", "Density", "Time scale", "Other…",
    ]  # fmt: skip
    physics.panel.actions_.add_menu.actions()[1].trigger()
    assert physics.rows[3] == ("air_resistance", 0.2, "dimensionless")


def test_other_opens_the_last_row(physics: Tab) -> None:
    physics.panel.actions_.add_menu.aboutToShow.emit()
    physics.panel.actions_.add_menu.actions()[-1].trigger()
    QTest.keyClicks(physics.editor(), "ink")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[3][0] == "ink"


def test_delete_removes_all_selected_rows_in_one_edit(physics: Tab) -> None:
    physics.table.setFocus()
    physics.table.go_to(0, VALUE)
    QTest.keyClick(physics.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(physics.table, Qt.Key.Key_Delete)
    assert [row[0] for row in physics.rows] == ["magic"]
    assert physics.steps == 1
    physics.workspace.undo_stack.undo()
    assert [row[0] for row in physics.rows] == ["gravity", "friction", "magic"]
    assert physics.text(0, NAME) == "Gravity"


def test_reset_puts_back_the_default_and_its_unit(physics: Tab) -> None:
    physics.type(0, UNIT, "cm/s²")
    physics.panel.select_row(0)
    QTest.mouseClick(physics.panel.reset_button, Qt.MouseButton.LeftButton)
    assert physics.rows[0] == ("gravity", 9.81, "m/s²")
    physics.panel.select_row(2)
    assert not physics.panel.reset_button.isEnabled()
