"""A writer holds the worlds of two stories beside each other, and takes over what fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.parameters import (
    add_music_parameter,
    add_physics_parameter,
    change_physics_parameter,
    remove_parameters,
)
from harmonic_desktop.ui.comparison.parallel_table import LEFT, MARK, RIGHT, WHAT
from harmonic_desktop.ui.comparison.parameters_dialog import ParametersDialog

from .conftest import Desk
from .test_look_around import look_around

# The offscreen platform says that it can neither raise a popup nor give it the keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def compared(desk: Desk) -> ParametersDialog:
    """The sample beside its copy, which is open and has another gravity, no tempo and a swing for the bassoon."""
    look_around(desk)
    desk.window.universes.duplicate(desk.contents.universe.id)
    desk.workspace.perform(change_physics_parameter, physics(desk.contents, "gravity"), value=1.62)
    tempo = [p for p in desk.contents.music.values() if p.parameter_name == "tempo"]
    desk.workspace.perform(remove_parameters, tempo)
    desk.workspace.perform(add_music_parameter, "swing", 0.3, "Bassoon")
    desk.window.timeline.setFocus()
    desk.keys("Ctrl+Shift+K")
    dialog = desk.dialog("parametersDialog")
    assert isinstance(dialog, ParametersDialog)
    dialog.activateWindow()
    desk.wait(dialog.table.hasFocus)
    return dialog


def physics(contents: Contents, name: str) -> int:
    return next(p.id for p in contents.physics.values() if p.parameter_name == name)


def other(desk: Desk) -> Contents:
    """What the universe that is not open holds, as stored."""
    (universe_id,) = desk.workspace.universes.keys() - {desk.contents.universe.id}
    return desk.workspace.contents_of(universe_id)


def items(dialog: ParametersDialog) -> list[QTreeWidgetItem]:
    found = [dialog.table.topLevelItem(row) for row in range(dialog.table.topLevelItemCount())]
    return [item for item in found if item is not None]


def row(dialog: ParametersDialog, what: str) -> QTreeWidgetItem:
    return next(item for item in items(dialog) if item.text(WHAT) == what)


def cells(dialog: ParametersDialog, what: str) -> tuple[str, str, str]:
    item = row(dialog, what)
    return item.text(LEFT), item.text(MARK), item.text(RIGHT)


def click(dialog: ParametersDialog, what: str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    dialog.table.scrollToItem(row(dialog, what))
    place = dialog.table.visualItemRect(row(dialog, what)).topLeft() + QPoint(8, 8)
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, held, place)


def test_what_differs_is_marked_and_counted(desk: Desk) -> None:
    dialog = compared(desk)
    assert dialog.left.currentText() == "Carrow Wheel (copy)"
    assert dialog.right.currentText() == "Carrow Wheel"
    assert cells(dialog, "Gravity") == ("1.62 m/s²", "≠", "6.2 m/s²")
    assert cells(dialog, "Friction") == ("0.35", "", "0.35")
    assert cells(dialog, "Tempo") == ("not set", "≠", "92 BPM")
    assert cells(dialog, "Swing, Bassoon") == ("0.3", "≠", "not set")
    assert dialog.said.text().startswith("3 of ")
    desk.click(dialog, "onlyDifferent")
    assert [item.text(WHAT) for item in items(dialog)] == ["Gravity", "Tempo", "Swing, Bassoon"]


def test_one_row_is_copied_to_the_universe_that_is_not_open_and_undo_takes_it_back(desk: Desk) -> None:
    dialog = compared(desk)
    steps, view = desk.workspace.undo_stack.count(), desk.contents
    click(dialog, "Gravity")
    QTest.keySequence(dialog.table, "Alt+Right")
    there = other(desk)
    assert there.physics[physics(there, "gravity")].value == 1.62
    assert cells(dialog, "Gravity") == ("1.62 m/s²", "", "1.62 m/s²")
    assert dialog.said.text() == "1 parameter copied to “Carrow Wheel”; Ctrl+Z takes that back."
    assert desk.workspace.undo_stack.count() == steps + 1
    assert desk.contents is view or desk.contents == view
    QTest.keySequence(dialog.table, "Ctrl+Z")
    there = other(desk)
    assert there.physics[physics(there, "gravity")].value == 6.2
    desk.wait(lambda: cells(dialog, "Gravity") == ("1.62 m/s²", "≠", "6.2 m/s²"))


def test_undo_from_another_universe_leads_to_the_one_that_was_changed(desk: Desk) -> None:
    dialog = compared(desk)
    copied_to = other(desk).universe
    click(dialog, "Gravity")
    desk.click(dialog, "copyRight")
    dialog.close()
    desk.workspace.undo_stack.undo()
    desk.workspace.undo_stack.redo()
    assert desk.contents.universe.name == "Carrow Wheel (copy)"
    desk.window.universes.open(copied_to.id)
    desk.keys("Ctrl+Z")
    assert desk.contents.universe.id == copied_to.id
    assert desk.contents.physics[physics(desk.contents, "gravity")].value == 6.2
    desk.window.universes.open(None)
    desk.keys("Ctrl+Shift+Z")
    assert desk.contents.universe.id == copied_to.id
    assert desk.contents.physics[physics(desk.contents, "gravity")].value == 1.62


def test_a_selection_is_copied_in_one_step_and_stays_selected(desk: Desk) -> None:
    dialog = compared(desk)
    steps = desk.workspace.undo_stack.count()
    click(dialog, "Gravity")
    click(dialog, "Tempo", Qt.KeyboardModifier.ControlModifier)
    desk.click(dialog, "copyLeft")
    assert desk.contents.physics[physics(desk.contents, "gravity")].value == 6.2
    assert [p.value for p in desk.contents.music.values() if p.parameter_name == "tempo"] == [92.0]
    assert desk.workspace.undo_stack.count() == steps + 1
    assert {item.text(WHAT) for item in dialog.table.selectedItems()} == {"Gravity", "Tempo"}
    assert not dialog.to_left.isEnabled()


def test_all_is_copied_but_what_the_other_universe_lacks_stays(desk: Desk) -> None:
    dialog = compared(desk)
    QTest.keySequence(dialog.table, "Alt+Shift+Left")
    assert cells(dialog, "Swing, Bassoon") == ("0.3", "≠", "not set")
    assert "2 parameters copied to “Carrow Wheel (copy)”" in dialog.said.text()
    assert [item.text(WHAT) for item in items(dialog) if item.text(MARK)] == ["Swing, Bassoon"]
    assert not dialog.all_to_left.isEnabled()
    assert dialog.all_to_right.isEnabled()


def test_it_follows_edits_made_elsewhere_and_keeps_what_is_selected(desk: Desk) -> None:
    dialog = compared(desk)
    click(dialog, "Friction")
    desk.workspace.perform(change_physics_parameter, physics(desk.contents, "friction"), value=0.9)
    desk.wait(lambda: cells(dialog, "Friction") == ("0.9", "≠", "0.35"))
    assert [item.text(WHAT) for item in dialog.table.selectedItems()] == ["Friction"]
    desk.workspace.perform(add_physics_parameter, "zeal", 1.0)
    desk.wait(lambda: any(item.text(WHAT) == "zeal" for item in items(dialog)))


def test_choosing_the_universe_of_the_other_side_swaps_the_two(desk: Desk) -> None:
    dialog = compared(desk)
    dialog.left.setFocus()
    QTest.keyClick(dialog.left, Qt.Key.Key_End)
    QTest.keyClick(dialog.left, Qt.Key.Key_Home)
    chosen = {dialog.left.currentText(), dialog.right.currentText()}
    assert chosen == {"Carrow Wheel", "Carrow Wheel (copy)"}
    assert dialog.left.currentText() == "Carrow Wheel"
    assert cells(dialog, "Gravity") == ("6.2 m/s²", "≠", "1.62 m/s²")


def test_a_screen_reader_hears_each_row_as_one_sentence(desk: Desk) -> None:
    dialog = compared(desk)
    desk.click(dialog, "onlyDifferent")
    reader = QAccessible.queryAccessibleInterface(dialog.table)
    assert reader is not None
    texts = [reader.child(i).text(QAccessible.Text.Name) for i in range(reader.childCount())]
    assert "Gravity: 1.62 m/s² in “Carrow Wheel (copy)”, 6.2 m/s² in “Carrow Wheel”, different." in texts


def test_one_universe_alone_has_nothing_to_be_compared_with(desk: Desk) -> None:
    look_around(desk)
    desk.action("Compare parameters…").trigger()
    dialog = desk.dialog("parametersDialog")
    assert isinstance(dialog, ParametersDialog)
    assert not dialog.table.isVisible()
    assert not any(button.isEnabled() for button in (dialog.to_left, dialog.all_to_right))
