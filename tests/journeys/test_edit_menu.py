"""The Edit menu’s cut, copy, paste and select all do what their keys do where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from .conftest import Desk
from .test_look_around import look_around


@pytest.fixture
def choose(desk: Desk) -> Callable[[str], None]:
    """Opens the Edit menu of the sample’s window as a person does, and chooses a command that can be given."""
    look_around(desk)
    bar = desk.window.menuBar()
    menu = next(action.menu() for action in bar.actions() if action.text() == "&Edit")
    assert isinstance(menu, QMenu)

    def give(text: str) -> None:
        menu.popup(desk.window.mapToGlobal(desk.window.rect().center()))
        action = next(action for action in menu.actions() if action.text() == text)
        assert action.isEnabled()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        QApplication.processEvents()

    return give


def test_cards_are_copied_pasted_cut_and_selected(desk: Desk, choose: Callable[[str], None]) -> None:
    timeline, count = desk.window.timeline, len(desk.contents.cards)
    timeline.setFocus()
    choose("Select all")
    assert len(desk.workspace.selection) == count
    desk.workspace.select(list(desk.contents.cards)[:2])
    choose("Copy")
    choose("Paste")
    assert len(desk.contents.cards) == count + 2
    choose("Cut")
    assert len(desk.contents.cards) == count
    assert desk.workspace.undo_stack.count() == 2


def test_in_a_field_they_are_those_of_its_text(desk: Desk, choose: Callable[[str], None]) -> None:
    cards, field = desk.contents.cards, desk.window.universe_list.search
    desk.workspace.select(list(cards)[:2])
    field.setFocus()
    QTest.keyClicks(field, "mere")
    choose("Select all")
    choose("Cut")
    assert field.text() == ""
    choose("Paste")
    assert field.text() == "mere"
    assert desk.contents.cards == cards


def test_in_a_table_they_are_those_of_its_cells(desk: Desk, choose: Callable[[str], None]) -> None:
    desk.window.tabs.setCurrentWidget(desk.window.physics_panel)
    table = desk.window.physics_panel.table
    table.setFocus()
    desk.workspace.select(list(desk.contents.cards)[:2])
    choose("Select all")
    choose("Copy")
    assert len(QApplication.clipboard().text().splitlines()) == len(desk.contents.physics)


def test_what_needs_selected_cards_cannot_be_given_without(desk: Desk, choose: Callable[[str], None]) -> None:
    desk.workspace.select(())
    desk.window.timeline.setFocus()
    with pytest.raises(AssertionError):
        choose("Copy")
