"""A parameter table is edited in place, units are heeded, and no value is lost or changed by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from harmonic_desktop.domain import parameters as verbs

from .conftest import NAME, UNIT, VALUE, Tab

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_model_is_a_sound_item_model_through_every_edit(physics: Tab) -> None:
    tester = QAbstractItemModelTester(physics.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    physics.panel.requests.add("density")
    physics.type(0, VALUE, "3.7")
    physics.panel.requests.remove_selected()
    physics.workspace.undo_stack.undo()
    physics.workspace.undo_stack.undo()
    physics.panel.show_universe(None)
    physics.panel.show_universe(physics.contents)
    assert tester.model() is physics.model


def test_a_typed_value_is_one_edit_and_enter_goes_down(physics: Tab) -> None:
    physics.type(0, VALUE, "3,7")
    assert physics.rows[0] == ("gravity", 3.7, "m/s²")
    assert physics.steps == 1
    assert (physics.table.currentIndex().row(), physics.table.currentIndex().column()) == (1, VALUE)
    physics.workspace.undo_stack.undo()
    assert physics.text(0, VALUE) == "9.81"


def test_a_value_with_a_unit_goes_into_the_row_s(physics: Tab) -> None:
    physics.type(0, VALUE, "3.2 ft/s^2")
    assert physics.rows[0] == ("gravity", 0.97536, "m/s²")


def test_opening_and_leaving_a_cell_changes_nothing(physics: Tab) -> None:
    for column in (NAME, VALUE, UNIT):
        editor = physics.open(2, column)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert physics.steps == 0


def test_escape_leaves_the_value(physics: Tab) -> None:
    physics.type(0, VALUE, "5", Qt.Key.Key_Escape)
    assert physics.rows[0][1] == 9.81
    assert physics.table.state() == physics.table.State.NoState


def test_the_cell_being_edited_is_committed_when_asked(physics: Tab) -> None:
    physics.type(0, VALUE, "1.62", None)
    physics.panel.commit_pending()
    assert physics.rows[0][1] == 1.62
    assert physics.steps == 1


def test_the_cell_being_edited_is_committed_when_the_focus_goes(physics: Tab) -> None:
    physics.type(0, VALUE, "1.62", None)
    physics.panel.add_button.setFocus()
    assert physics.rows[0][1] == 1.62


def test_tab_goes_on_to_the_next_cell(physics: Tab) -> None:
    physics.type(0, NAME, "mass", Qt.Key.Key_Tab)
    assert physics.editor().text() == "9.81"
    QTest.keyClicks(physics.editor(), "4")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Tab)
    assert physics.rows[0] == ("mass", 4.0, "m/s²")
    QTest.keyClick(physics.editor(), Qt.Key.Key_Tab)
    assert physics.editor().text() == "Friction"


def test_nobody_is_caught_in_the_table_by_tab(physics: Tab) -> None:
    physics.table.setFocus()
    physics.table.go_to(3, NAME)
    QTest.keyClick(physics.table, Qt.Key.Key_Tab)
    assert not physics.table.hasFocus()


def test_another_compatible_unit_converts_the_value_in_one_edit(physics: Tab) -> None:
    physics.type(0, UNIT, "cm/s²")
    assert physics.rows[0] == ("gravity", 981.0, "cm/s²")
    assert physics.steps == 1


def test_free_text_for_a_unit_is_kept_and_marked(physics: Tab) -> None:
    physics.type(0, UNIT, "g-force-ish!")
    assert physics.rows[0] == ("gravity", 9.81, "g-force-ish!")
    physics.panel.select_row(0)
    assert "is not a unit that is known; it is kept as you wrote it" in physics.panel.words.remarks.text()


def test_an_edit_elsewhere_leaves_the_open_editor_alone(physics: Tab) -> None:
    physics.type(0, VALUE, "7", None)
    friction = max(p.id for p in physics.contents.physics.values() if p.parameter_name == "friction")
    physics.workspace.perform(verbs.change_physics_parameter, friction, value=0.9)
    physics.workspace.perform(verbs.add_physics_parameter, "density", 1.0, "kg/m³")
    assert physics.editor().text() == "7"
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[0][1] == 7.0


def test_an_edit_of_the_same_row_leaves_what_is_being_typed(physics: Tab) -> None:
    physics.type(0, NAME, "mass", None)
    gravity = min(physics.contents.physics)
    physics.workspace.perform(verbs.change_physics_parameter, gravity, value=1.62)
    assert physics.editor().text() == "mass"
    QTest.keyClick(physics.editor(), Qt.Key.Key_Return)
    assert physics.rows[0] == ("mass", 1.62, "m/s²")


def test_another_universe_drops_the_open_editor(physics: Tab) -> None:
    physics.type(0, VALUE, "7", None)
    physics.panel.show_universe(None)
    physics.panel.show_universe(physics.contents)
    assert physics.rows[0][1] == 9.81
    assert physics.steps == 0
