"""The row over the universe list: a field that finds by name, and a button that sorts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from .. import icons, theme
from ..widgets.field_icons import add_icons
from ..widgets.menu_button import open_menu_from
from .model import Order

ICON = 4 * theme.SPACE
SEARCH_KEY = "Ctrl+L"
"""Leads to the field from anywhere in the window."""


class UniverseSearch(QWidget):
    """Says what is looked for and how it is to be sorted."""

    text_changed = Signal(str)
    order_chosen = Signal(Order)
    went_down = Signal()
    """Down was pressed: on to what was found."""
    entered = Signal()
    """Enter was pressed on something that is looked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setObjectName("universeSearch")
        self.field.setPlaceholderText(self.tr("Search"))
        self.field.setAccessibleName(self.tr("Search universes by name"))
        about, clearing = self.tr("Search"), self.tr("Clear the search")
        add_icons(self.field, icons.icon("search"), about, clearing, keys=SEARCH_KEY)
        self.field.textChanged.connect(self.text_changed)
        self.field.installEventFilter(self)
        self.sort = QToolButton()
        self._make_sort_button()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE)
        row.addWidget(self.field, 1)
        row.addWidget(self.sort)

    def _make_sort_button(self) -> None:
        self.sort.setIcon(icons.icon("sort"))
        self.sort.setIconSize(QSize(ICON, ICON))
        self.sort.setObjectName("universeSort")
        self.sort.setAccessibleName(self.tr("Sort"))
        self.sort.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu, group = QMenu(self.sort), QActionGroup(self)
        self._actions = {order: menu.addAction(words) for order, words in self._orders().items()}
        for order, action in self._actions.items():
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, order=order: self.order_chosen.emit(order))
            group.addAction(action)
        open_menu_from(self.sort, menu)

    def _orders(self) -> dict[Order, str]:
        return {
            Order.NEWEST: self.tr("Last change, newest first"),
            Order.OLDEST: self.tr("Last change, oldest first"),
            Order.NAME: self.tr("Name, A to Z"),
            Order.NAME_DOWN: self.tr("Name, Z to A"),
        }

    def show_order(self, order: Order) -> None:
        """Marks how the rows are sorted."""
        self._actions[order].setChecked(True)
        words = self.tr("Sort: {order}").format(order=self._orders()[order])
        self.sort.setToolTip(words)
        self.sort.setAccessibleDescription(words)

    def take_focus(self) -> None:
        """Puts the keyboard into the field, on what it holds."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads on, Enter opens, Esc empties the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            self.went_down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.text():
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            return False
        return True
