"""Names that tests and assistive tools rely on: of the parts of the window, and of everything that can be operated."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from .conftest import Desk
from .test_look_around import look_around

PARTS = ["universeList", "universeTab", "physicsTable", "musicTable", "cardPanel", "timelineView", "harmonyPlot"]
OPERATED = (
    QAbstractButton, QAbstractItemView, QAbstractScrollArea, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit,
    QTabBar,
)  # fmt: skip


def nameless(root: QWidget) -> list[str]:
    """What can be operated there, by mouse or keys, and has no name for assistive tools."""
    found = []
    # The list that a combo box drops is a window of its own, and named through the box.
    for widget in (w for w in (root, *root.findChildren(QWidget)) if w.window() is root.window()):
        is_operated = isinstance(widget, OPERATED) and not isinstance(widget, QScrollBar)
        is_reached = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        # Qt's own parts of a widget (the header of a table, the buttons of a tab bar) are named through it.
        is_qts_own = widget.objectName().startswith("qt_") or type(widget).__name__.startswith("QTable")
        # A button that gets its words with what it offers is hidden until then.
        is_blank = isinstance(widget, QAbstractButton) and widget.isHidden() and not widget.text()
        if is_operated and is_reached and not is_qts_own and not is_blank:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not (widget.accessibleName() or (interface and interface.text(QAccessible.Text.Name))):
                found.append(f"{type(widget).__name__} “{widget.objectName()}” in {type(widget.parent()).__name__}")
    return found


@pytest.mark.parametrize("dialog", ["welcomeDialog", "signInDialog"])
def test_the_dialogs_of_the_door_are_named(desk: Desk, dialog: str) -> None:
    desk.start()
    if dialog == "signInDialog":
        from .test_two_accounts import sign_up

        sign_up(desk, desk.dialog("welcomeDialog"), "ada")
        desk.action("Sign out").trigger()
    assert nameless(desk.dialog(dialog)) == []


def test_the_parts_of_the_window_have_their_names(desk: Desk) -> None:
    look_around(desk)
    assert desk.window.objectName() == "mainWindow"
    for name in (*PARTS, "plotlineHeader"):
        assert desk.find(QWidget, name).accessibleName(), name


def test_everything_that_can_be_operated_has_a_name(desk: Desk) -> None:
    look_around(desk)
    desk.workspace.select([next(iter(desk.contents.cards))])
    for index in range(desk.window.tabs.count()):
        desk.window.tabs.setCurrentIndex(index)
        assert nameless(desk.window) == []
