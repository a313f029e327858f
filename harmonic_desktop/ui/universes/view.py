"""The rows of the universe list under mouse and keyboard: chosen, renamed, removed, and each with its menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from .delegate import UniverseDelegate, button_box
from .model import Role, UniverseModel

Key = Qt.Key


class UniverseView(QListView):
    """A click or Enter chooses a row; arrows only walk, so that nothing is opened by the way."""

    chosen = Signal(object)
    rename_wanted = Signal(object)
    removal_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """The menu of a universe is asked for, at a place on the screen."""
    left_upwards = Signal()
    """Up was pressed in the first row."""

    def __init__(self, model: UniverseModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.delegate = UniverseDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Role.ID))

    def _menu_of(self, index: QModelIndex, at: QPoint) -> None:
        if index.isValid():
            self.menu_wanted.emit(index.data(Role.ID), self.viewport().mapToGlobal(at))

    def _button_at(self, position: QPoint) -> QModelIndex:
        """The row whose menu button is there, or an invalid index."""
        index = self.indexAt(position)
        return index if index.isValid() and button_box(self.visualRect(index)).contains(position) else QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current, key = self.currentIndex(), event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # Enter that ended the editing comes here too, and opens nothing
        elif current.isValid() and key in (Key.Key_Return, Key.Key_Enter):
            self._choose(current)
        elif current.isValid() and key == Key.Key_F2:
            self.rename_wanted.emit(current.data(Role.ID))
        elif current.isValid() and key == Key.Key_Delete:
            self.removal_wanted.emit(current.data(Role.ID))
        elif key == Key.Key_Up and current.row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """F2 and Delete belong to the list while it has the focus, before any shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = (Key.Key_F2, Key.Key_Delete, Key.Key_Return, Key.Key_Enter)
            if event.key() in mine and not event.modifiers():
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._button_at(at).isValid():
            row = self.visualRect(self._button_at(at))
            self._menu_of(self._button_at(at), button_box(row).bottomLeft())
        elif event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.delegate.pointer = event.position().toPoint()
        self.viewport().update(self.visualRect(self.indexAt(self.delegate.pointer)))
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        self._menu_of(index, self.visualRect(index).center() if by_key else event.pos())
        event.accept()
