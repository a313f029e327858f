"""The table of parameters: how mouse and keys move, edit and slide in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from ..widgets.offered_line import OfferedLine
from ..widgets.sentence import announce
from .cell_message import CellMessage
from .columns import Column
from .delegate import ParameterDelegate, editor_height
from .model import Index, ParameterModel
from .places import arrow, row_height
from .selection import CellSelection
from .sliding import Sliding
from .sort_header import SortHeader
from .walking import leaves_on, next_editable

_WIDE = 88
"""From this width on, in digits, the effects have a column of their own."""


class ParameterTable(QTableView):
    """Enter edits and goes down, Tab goes on, Delete removes; a slider's knob is dragged, and its value entered then.

    A click changes no value: a cell is clicked to select or edit it.
    """

    removal_asked = Signal()

    def __init__(self, model: ParameterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = ParameterDelegate(model, self)
        self.sliding = Sliding(self, model)
        self.block_keys: dict[QKeySequence.StandardKey | str, Callable[[], object]] = {}
        """What is done with the selected block of cells, by the keys that ask for it."""
        self.message = CellMessage(self.viewport())
        self._pressed_arrow = QPersistentModelIndex()
        self.setModel(model)
        self.cells = CellSelection(self, model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.sorting = SortHeader(self)
        self.setHorizontalHeader(self.sorting)
        for pressed in (self.sorting.sectionPressed, self.sorting.sectionEntered):
            pressed.disconnect()  # the view selects the column, which sorting is not about
        self._set_row_height()

    def _set_row_height(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def commit_pending(self) -> None:
        """Takes what stands in the open editor, or says why it can't be, and closes it."""
        editor = self._delegate.editor
        if editor is not None:
            self._delegate.commitData.emit(editor)
            self._delegate.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def forget_pending(self) -> None:
        """Closes the open editor, and drops what was typed in it."""
        if self._delegate.editor is not None:
            self._delegate.closeEditor.emit(self._delegate.editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        self.sliding.cancel()

    def show_refusal(self, sentence: str) -> None:
        """Says beside the cell that was edited last why its text can't be taken; "" takes that away."""
        if sentence != self.message.text():
            announce(self, sentence)
        self.message.say(sentence)
        self._place_message()

    def refuse_here(self, sentence: str) -> None:
        """Says beside the current cell why nothing was changed; "" takes that away."""
        self._delegate.place = QPersistentModelIndex(self.currentIndex())
        self.show_refusal(sentence)

    def _place_message(self) -> None:
        if self.message.isHidden():
            return
        place = self._delegate.place
        if not place.isValid():
            self.message.say("")
            return
        line = editor_height(self._delegate.editor) if self._delegate.editor is not None else row_height() // 2
        self.message.lie_beside(self.visualRect(place), line + 2)

    def go_to(self, row: int, column: Column, *, edit: bool = False) -> None:
        """Makes a cell the current one, and opens its editor if asked to."""
        index = self._model.index(row, column)
        # The view's own way heeds the keys that are held: with Ctrl, for one, it would select nothing.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if edit and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def open_list(self, index: Index) -> None:
        """Opens the editor of a cell with all names that it offers."""
        self.go_to(index.row(), Column(index.column()), edit=True)
        if isinstance(self._delegate.editor, OfferedLine):
            self._delegate.editor.offer_all()

    def _arrow_at(self, point: QPoint) -> QModelIndex:
        """The cell whose arrow is at a point; an index of nothing where there is none."""
        index = self.indexAt(point)
        has_arrow = index.isValid() and self._delegate.has_arrow(index)
        return index if has_arrow and arrow(self.visualRect(index)).contains(point) else QModelIndex()

    def _goes_on(self, row: int, column: int, by: int) -> None:
        """Edits the next (or previous, or same) cell that can be edited."""
        index = next_editable(self._model, row, column, by)
        if index is not None:
            self.go_to(index.row(), Column(index.column()), edit=True)

    def _set_widths(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        width = self.viewport().width()
        wide = width >= _WIDE * digit
        self._delegate.effects_apart = wide
        self.setColumnHidden(Column.EFFECT, not wide)
        value, unit = (18 * digit, 18 * digit) if wide else (min(12 * digit, width // 3), min(12 * digit, width // 3))
        name = 28 * digit if wide else width - value - unit
        for column, size in zip(Column, (name, value, unit, max(width - name - value - unit, 0)), strict=True):
            self.setColumnWidth(column, size)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "sorting"):
            self._set_row_height()
            self._set_widths()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self._delegate.place != previous:  # what was refused as its cell was left is still to be read
            self.show_refusal("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()
        self._place_message()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_message()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # seen and left; what is refused because of the leaving comes after this
            self.show_refusal("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return
        point = event.position().toPoint()
        self.sliding.begin(point)
        self._pressed_arrow = QPersistentModelIndex(self._arrow_at(point))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.sliding.is_held:
            self.sliding.move(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.sliding.finish()
        super().mouseReleaseEvent(event)
        pressed, self._pressed_arrow = self._pressed_arrow, QPersistentModelIndex()
        if pressed.isValid() and self._arrow_at(event.position().toPoint()) == pressed:
            self.open_list(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.sliding.is_on_knob(event.position().toPoint()):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        index, keyed = self.currentIndex(), self._keyed(event)
        if key == Qt.Key.Key_Escape and self.sliding.is_held:
            self.sliding.cancel()
        elif keyed is not None:
            keyed()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != QAbstractItemView.State.EditingState:
            if index.isValid():
                self.go_to(index.row(), Column(index.column()), edit=True)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and leaves_on(key, self._model, index):
            event.ignore()  # the view asks for Tab this way, and hands the focus on when it is not taken
        else:
            super().keyPressEvent(event)

    def _keyed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does with a block of cells, or None for a key that is nothing to it."""
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and event.modifiers() & alt):
            return lambda: self.open_list(self.currentIndex())
        if event.key() == Qt.Key.Key_Space and event.modifiers() == shift:
            return self.cells.widen_to_rows
        return next((do for keys, do in self.block_keys.items() if _is(event, keys)), None)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        moves = hint in (hints.EditNextItem, hints.EditPreviousItem, hints.SubmitModelCache)
        super().closeEditor(editor, hints.NoHint if moves else hint)
        if self._delegate.editor is editor:
            self._delegate.editor = None  # it is there for a while yet, but has been read
        if hint == hints.RevertModelCache:
            self.show_refusal("")
        index = self.currentIndex()
        stayed = self._delegate.place == index  # a new row has been gone to already
        if hint == hints.SubmitModelCache:
            if stayed and index.row() + 1 < self._model.rowCount():
                self.go_to(index.row() + 1, Column(index.column()))
        elif moves:
            by = 1 if hint == hints.EditNextItem else -1
            self._goes_on(index.row(), index.column(), by if stayed else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            mine = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Escape)
            if mine or self._keyed(event) is not None or event.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()
                return True
        return super().event(event)


def _is(event: QKeyEvent, keys: QKeySequence.StandardKey | str) -> bool:
    """Whether a key is a standard one, or the one that a text names."""
    if isinstance(keys, str):
        return QKeySequence(event.keyCombination()) == QKeySequence(keys)
    return event.matches(keys)
