"""The table of parameters: how mouse and keys move, edit and slide in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ..widgets.sentence import announce
from .cell_message import CellMessage
from .delegate import ROW_HEIGHT, ParameterDelegate, editor_height, knob_rect, share_of, slider_share
from .model import Column, Index, ParameterModel

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
        self._sliding: int | None = None
        self._grip = QPoint()
        """Where a knob was taken hold of."""
        self._beside_knob = 0
        """How far right of the knob's middle that was."""
        self._is_dragging = False
        self.message = CellMessage(self.viewport())
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._set_headers()

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

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
        self._slide_to(None)

    def show_refusal(self, sentence: str) -> None:
        """Says beside the cell that was edited last why its text can't be taken; "" takes that away."""
        if sentence != self.message.text():
            announce(self, sentence)
        self.message.say(sentence)
        self._place_message()

    def _place_message(self) -> None:
        if self.message.isHidden():
            return
        place = self._delegate.place
        if not place.isValid():
            self.message.say("")
            return
        line = editor_height(self._delegate.editor) if self._delegate.editor is not None else ROW_HEIGHT // 2
        self.message.lie_beside(self.visualRect(place), line + 2)

    def selected_rows(self) -> list[int]:
        """The selected rows that hold a parameter, from the top."""
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        return sorted(row for row in rows if self._model.parameter(row) is not None)

    def go_to(self, row: int, column: Column, *, edit: bool = False) -> None:
        """Makes a cell the current one, and opens its editor if asked to."""
        index = self._model.index(row, column)
        self.setCurrentIndex(index)
        if edit and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _is_on_knob(self, point: QPoint) -> bool:
        """Whether there is a slider's knob; remembers the point as its grip."""
        index = self.indexAt(point)
        facts = self._model.facts(index.row()) if index.isValid() and index.column() == Column.VALUE else None
        if facts is None or facts.span is None:
            return False
        knob = knob_rect(self.visualRect(index), share_of(facts.span, self._model.shown_value(index.row())))
        self._grip, self._beside_knob = point, point.x() - knob.center().x()
        return knob.contains(point)

    def _slide_to(self, x: float | None) -> None:
        """Shows the value at a pixel while a slider is dragged; None puts the row's own value back."""
        row, facts = self._sliding, self._model.facts(self._sliding) if self._sliding is not None else None
        if row is None:
            return
        if x is None or facts is None or facts.span is None or facts.known is None:
            self._sliding = None
            self._model.preview(row, None)
            return
        low, high = facts.span
        cell = self.visualRect(self._model.index(row, Column.VALUE))
        own_unit = (low, high) == (facts.known.low, facts.known.high)
        step = facts.known.step if own_unit else (high - low) / 100
        value = low + round(slider_share(cell, x) * (high - low) / step) * step
        self._model.preview(row, float(f"{min(max(value, low), high):.12g}"))

    def _finish_sliding(self) -> None:
        row, self._sliding = self._sliding, None
        parameter = self._model.parameter(row) if row is not None else None
        if row is None or parameter is None:
            return
        value = self._model.shown_value(row)
        self._model.preview(row, None)
        if value != parameter.value:
            self._model.entered.emit(parameter.id, {"value": value})

    def _goes_on(self, row: int, column: int, by: int) -> None:
        """Edits the next (or previous, or same) cell that can be edited, row after row."""
        columns = len(Column)
        at = row * columns + column + by
        while 0 <= at < self._model.rowCount() * columns:
            index = self._model.index(*divmod(at, columns))
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.go_to(index.row(), Column(index.column()), edit=True)
                return
            at += by or 1

    def _leaves_on_tab(self, event: QKeyEvent) -> bool:
        """Whether Tab or Shift+Tab has nowhere to go in the table, so that nobody is caught in it."""
        last = self._model.rowCount() * len(Column) - 1
        index = self.currentIndex()
        at = index.row() * len(Column) + index.column()
        if event.key() == Qt.Key.Key_Tab:
            return not index.isValid() or index.row() == self._model.rowCount() - 1 or at >= last
        return event.key() == Qt.Key.Key_Backtab and at <= 0

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
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_knob(event.position().toPoint()):
            self._sliding = self.indexAt(event.position().toPoint()).row()
            self._is_dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._sliding is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._grip).manhattanLength()
        self._is_dragging = self._is_dragging or far >= QApplication.startDragDistance()
        if self._is_dragging:
            self._slide_to(event.position().x() - self._beside_knob)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._sliding is not None and event.button() == Qt.MouseButton.LeftButton:
            self._finish_sliding()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_on_knob(event.position().toPoint()):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._sliding is not None:
            self._slide_to(None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != QAbstractItemView.State.EditingState:
            index = self.currentIndex()
            if index.isValid():
                self.go_to(index.row(), Column(index.column()), edit=True)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._leaves_on_tab(event):
            event.ignore()  # the view asks for Tab this way, and hands the focus on when it is not taken
        else:
            super().keyPressEvent(event)

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
                self.setCurrentIndex(self._model.index(index.row() + 1, index.column()))
        elif moves:
            by = 1 if hint == hints.EditNextItem else -1
            self._goes_on(index.row(), index.column(), by if stayed else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            mine = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Escape)
            if mine or event.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()
                return True
        return super().event(event)
