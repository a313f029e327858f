"""A button looks as the mouse left it, though nobody told it while its menu was open."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.widgets.menu_button import open_menu_from


def test_a_button_that_the_mouse_left_through_its_menu_is_lit_no_more(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    button = QToolButton(window)
    button.resize(80, 30)
    menu = QMenu(button)
    open_menu_from(button, menu)
    window.show()
    qtbot.waitExposed(window)
    for place, is_lit in ((QPoint(10, 10), True), (QPoint(300, 200), False)):
        QCursor.setPos(window.mapToGlobal(place))
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as before the menu was opened
        menu.aboutToHide.emit()
        assert button.underMouse() == is_lit
