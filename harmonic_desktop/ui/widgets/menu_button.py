"""A button that opens a menu with one click or the space bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QToolButton


def open_menu_from(button: QToolButton, menu: QMenu) -> None:
    """Gives a button its menu; once that is closed the button looks as the mouse left it."""
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    menu.aboutToHide.connect(lambda: _look_again(button))


def _look_again(button: QToolButton) -> None:
    """WORKAROUND(Qt 6.11): nobody tells a button that the mouse left it while its menu was open."""
    is_under_mouse = button.rect().contains(button.mapFromGlobal(QCursor.pos()))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_under_mouse)
    button.update()
