"""Cut, copy, paste and select all in the Edit menu: what has the keyboard gets their key, else the cards do.

So they do in a field, in a table and in the plot what their keys do there, without knowing what that is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

if TYPE_CHECKING:
    from .main_window import MainWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class ClipboardCommands(QObject):
    """Shows the keys, which belong to whatever has the keyboard."""

    def __init__(self, window: MainWindow, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        of_cards = window.timeline.actions_
        bulk = of_cards.bulk
        self._of_cards: dict[QAction, QAction] = {
            self._action(menu, self.tr("Cut"), Key.Key_X): bulk.cut,
            self._action(menu, self.tr("Copy"), Key.Key_C): bulk.copy,
            self._action(menu, self.tr("Paste"), Key.Key_V): bulk.paste,
            self._action(menu, self.tr("Select all"), Key.Key_A): of_cards.select_all,
        }
        menu.aboutToShow.connect(self._update_enabled)

    def _action(self, menu: QMenu, text: str, key: Qt.Key) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(QKeyCombination(CONTROL, key)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # of the menu: the key itself stays free
        action.triggered.connect(lambda _checked=False: self._give(action, key))
        menu.addAction(action)
        return action

    def _give(self, action: QAction, key: Qt.Key) -> None:
        """Gives the key of a command to what has the keyboard; the cards get the command where it means nothing."""
        focus = QApplication.focusWidget() or self._window.focusWidget()
        if self._is_of_cards(focus) or not _heeds(focus, key):
            self._of_cards[action].trigger()

    def _update_enabled(self) -> None:
        focus = QApplication.focusWidget() or self._window.focusWidget()
        for action, of_cards in self._of_cards.items():
            action.setEnabled(not self._is_of_cards(focus) or of_cards.isEnabled())

    def _is_of_cards(self, focus: QWidget | None) -> bool:
        timeline = self._window.timeline
        return focus is None or focus is timeline or (timeline.isAncestorOf(focus) and not isinstance(focus, QLineEdit))


def _heeds(widget: QWidget | None, key: Qt.Key) -> bool:
    """Whether a key with Ctrl meant something to a widget, which has done it by now."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, CONTROL)
    return widget is not None and QCoreApplication.sendEvent(widget, event) and event.isAccepted()
