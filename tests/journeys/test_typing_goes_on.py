"""A cell is being edited when something else is done: what was typed is kept, and where it was meant."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from harmonic_desktop.domain.parameters import add_physics_parameter
from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.ui.parameters.columns import Column

from .conftest import Desk


def values(desk: Desk, universe: str) -> list[float]:
    """The physics of a universe as the file has it."""
    found = next(u for u in desk.workspace.universes.values() if u.name == universe)
    return [p.value for p in desk.workspace.store.get_contents(found.id).physics.values()]


def type_into_the_cell(desk: Desk, text: str) -> None:
    """Opens the value of the first physics parameter and types, without Enter."""
    window = desk.window
    window.tabs.setCurrentWidget(window.physics_panel)
    window.activateWindow()
    desk.wait(window.isActiveWindow)
    window.physics_panel.table.setFocus()
    window.physics_panel.table.go_to(0, Column.VALUE, edit=True)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)


@pytest.fixture
def typing(desk: Desk) -> Desk:
    """Two universes, of which the second, Aria, has a gravity and a card, and a value being typed for it."""
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait(lambda: desk.window.workspace is not None and desk.workspace.contents is not None)
    desk.window.universes.create("Aria")
    desk.wait_for_universe("Aria")
    desk.window.commit_pending()
    lane = desk.contents.ordered_plotlines()[0].id
    desk.workspace.perform(create_card, lane, 0.0, 4.0, "Bell")
    desk.workspace.perform(add_physics_parameter, "gravity", 9.81, "m/s²")
    type_into_the_cell(desk, "1.62")
    return desk


def test_undo_of_the_menu_takes_back_what_is_being_typed_and_redo_brings_it(typing: Desk) -> None:
    typing.window.menus.undo.trigger()
    assert values(typing, "Aria") == [9.81]
    assert typing.window.physics_panel.model.index(0, Column.VALUE).data() == "9.81"
    typing.window.menus.redo.trigger()
    assert values(typing, "Aria") == [1.62]


def test_another_universe_leaves_the_value_in_the_one_it_was_typed_for(typing: Desk) -> None:
    sample = next(u for u in typing.workspace.universes.values() if u.name != "Aria")
    before = values(typing, sample.name)
    typing.window.universe_list.universe_chosen.emit(sample.id)
    typing.wait_for_universe(sample.name)
    assert values(typing, "Aria") == [1.62]
    assert values(typing, sample.name) == before


@pytest.mark.parametrize("do", ["create_universe", "duplicate_universe"])
def test_a_universe_that_is_made_leaves_the_value_where_it_was_typed(typing: Desk, do: str) -> None:
    aria = typing.contents.universe.id
    if do == "create_universe":
        typing.window.universes.create("Bell")
    else:
        typing.window.universes.duplicate(aria)
    assert typing.contents.universe.id != aria
    assert [p.value for p in typing.workspace.store.get_contents(aria).physics.values()] == [1.62]


def test_undo_that_leads_to_another_universe_leaves_the_value_where_it_was_typed(typing: Desk) -> None:
    aria = typing.contents.universe.id
    typing.window.universes.create("Bell")
    typing.wait_for_universe("Bell")
    typing.window.commit_pending()
    typing.workspace.perform(add_physics_parameter, "gravity", 5.0, "m/s²")
    type_into_the_cell(typing, "6")
    typing.window.menus.undo.trigger()
    assert values(typing, "Bell") == [5.0]
    while typing.contents.universe.id != aria:
        typing.window.menus.undo.trigger()
    assert values(typing, "Aria") == [1.62]


def test_another_tab_and_another_card_leave_the_value_where_it_was_typed(typing: Desk) -> None:
    typing.window.tabs.setCurrentWidget(typing.window.card_panel)
    assert values(typing, "Aria") == [1.62]


def test_signing_out_keeps_what_is_being_typed(typing: Desk) -> None:
    store, aria = typing.workspace.store, typing.contents.universe.id
    typing.action("Sign out").trigger()
    assert [p.value for p in store.get_contents(aria).physics.values()] == [1.62]


def test_closing_keeps_what_is_being_typed(typing: Desk) -> None:
    typing.close()
    typing.start()
    typing.wait_for_universe("Aria")
    assert values(typing, "Aria") == [1.62]


def test_the_description_of_a_card_being_typed_is_kept_with_it(typing: Desk) -> None:
    card = typing.card("Bell")
    typing.workspace.select([card.id])
    typing.window.tabs.setCurrentWidget(typing.window.card_panel)
    field = typing.window.card_panel.description
    field.setFocus()
    QTest.keyClicks(field, "It rings.")
    typing.keys("Ctrl+N")
    typing.wait(lambda: typing.contents.universe.name != "Aria")
    aria = next(u.id for u in typing.workspace.universes.values() if u.name == "Aria")
    assert typing.workspace.store.get_contents(aria).cards[card.id].description == "It rings."


def test_ctrl_z_in_a_cell_takes_back_typing_alone(typing: Desk) -> None:
    steps = typing.workspace.undo_stack.index()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert typing.workspace.undo_stack.index() == steps
    assert editor.text() != "1.62"
    assert values(typing, "Aria") == [9.81]
