"""Somebody signs up, makes a universe with parameters and cards, signs out; another account sees none of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QTableView

from harmonic_desktop.domain.parameters import add_physics_parameter

from .conftest import Desk

PASSWORD = "a long walk home"


def sign_up(desk: Desk, dialog: QDialog, name: str) -> None:
    desk.click(dialog, "createAccount")
    desk.write(dialog, "username", name)
    desk.write(dialog, "email", f"{name}@example.org")
    desk.write(dialog, "password", PASSWORD)
    desk.click(dialog, "submit")
    desk.wait(lambda: desk.window.workspace is not None)


def make_universe(desk: Desk, name: str) -> None:
    desk.keys("Ctrl+N")
    desk.wait(lambda: desk.workspace.contents is not None)
    desk.keys("Ctrl+A")
    focus = desk.window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, name)
    desk.keys("Return")
    desk.wait_for_universe(name)


def make_card(desk: Desk, title: str, at: QPoint) -> None:
    viewport = desk.window.timeline.viewport()
    desk.click_at(viewport, at, double=True)
    desk.wait(lambda: any(edit.isVisible() for edit in desk.window.findChildren(QLineEdit, "inlineEditor")))
    desk.keys("Ctrl+A")
    focus = desk.window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, title)
    desk.keys("Return")
    assert desk.card(title).plotline_id in desk.contents.plotlines


def test_another_account_sees_none_of_it(desk: Desk) -> None:
    desk.start()
    sign_up(desk, desk.dialog("welcomeDialog"), "ada")
    make_universe(desk, "Salt")
    make_card(desk, "The tide stays out", QPoint(60, 60))
    desk.workspace.perform(add_physics_parameter, "gravity", 3.7, "m/s^2")
    assert desk.find(QTableView, "physicsTable").model().rowCount() >= 1
    salt = desk.contents

    desk.window.message_bar.show_notice("“Salt” was removed.")
    desk.action("Sign out").trigger()
    dialog = desk.dialog("signInDialog")
    assert desk.window.workspace is None
    assert "Salt" not in desk.window.windowTitle()
    assert desk.window.account_label.text() == ""
    assert desk.window.message_bar.sentence == ""
    sign_up(desk, dialog, "bea")
    assert desk.workspace.universes == {}
    assert desk.workspace.contents is None
    assert not desk.workspace.undo_stack.canUndo()

    desk.action("Sign out").trigger()
    dialog = desk.dialog("signInDialog")
    desk.write(dialog, "name", "ada@example.org")
    desk.write(dialog, "password", PASSWORD)
    desk.click(dialog, "submit")
    desk.wait(lambda: desk.window.workspace is not None)
    assert desk.contents == salt
