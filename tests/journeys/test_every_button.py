"""Every button in the window says what it does, in a tooltip and to a screen reader, with its key if it has one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QToolButton

from .conftest import Desk
from .test_look_around import look_around


def buttons(desk: Desk) -> Iterator[QAbstractButton]:
    """The buttons that are ours and can be seen, in every tab."""
    tabs = desk.window.tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        QApplication.processEvents()
        for button in desk.window.findChildren(QAbstractButton):
            is_qts_own = button.objectName().startswith("qt_") or isinstance(button.parent(), QTabBar)
            if button.isVisible() and not is_qts_own:
                yield button


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The sample with every bar that has buttons."""
    look_around(desk)
    desk.window.show_filter(True)
    desk.window.message_bar.show_notice("Saved.", "Show in folder", lambda: None)
    desk.workspace.select(list(desk.contents.cards)[:1])
    return desk


@pytest.mark.parametrize("selected", [1, 3])
def test_every_button_has_a_name_and_a_tooltip(full: Desk, selected: int) -> None:
    full.workspace.select(list(full.contents.cards)[:selected])
    found = list(buttons(full))
    assert len(found) > 60
    silent = {f"{type(button).__name__} “{button.text() or button.accessibleName()}”" for button in found
              if not button.toolTip() or not button.accessibleName()}  # fmt: skip
    assert silent == set()


def test_a_button_for_a_command_with_a_key_names_the_key(full: Desk) -> None:
    full.workspace.select(list(full.contents.cards)[:3])
    missing = set()
    for button in buttons(full):
        action = button.defaultAction() if isinstance(button, QToolButton) else None
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) if action is not None else ""
        if keys and f"({keys})" not in button.toolTip():
            missing.add(button.accessibleName())
    assert missing == set()


def test_buttons_that_do_what_a_key_does_name_it(full: Desk) -> None:
    tips = {button.accessibleName(): button.toolTip() for button in buttons(full)}
    assert tips["New universe"].endswith("(Ctrl+N)")
    assert tips["Search"] == "Search (Ctrl+L)"
    assert tips["New marker"] == "New marker (Ctrl+M)"
    assert tips["Close the message"] == "Close the message"
