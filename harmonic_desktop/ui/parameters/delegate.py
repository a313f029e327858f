"""How a cell of a parameter table is painted and edited."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .. import theme
from ..widgets.number_field import NumberField
from ..widgets.offered_line import OfferedLine
from . import painting, places
from .columns import Column
from .model import Index, ParameterModel
from .reading import value_of
from .words import read_out


def editor_height(editor: QWidget) -> int:
    """How much of a cell's height its editor takes."""
    return max(editor.minimumSizeHint().height(), places.line_height() + theme.SPACE)


class ParameterDelegate(QStyledItemDelegate):
    """Two lines a row: name and effect, number and slider; editors that keep a refused text open."""

    def __init__(self, model: ParameterModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.editor: QLineEdit | None = None
        self.place = QPersistentModelIndex()
        """The cell that was edited last."""
        self.closeEditor.connect(lambda _editor, _hint: self._preview(None))
        self.effects_apart = False
        """Whether the effects have a column of their own."""

    def has_arrow(self, index: Index) -> bool:
        """Whether a cell is a choice among names: a key, a scale, an instrument."""
        if index.column() == Column.UNIT:
            return self._model.kind == "music" and self._model.parameter(index.row()) is not None
        return index.column() == Column.VALUE and bool(self._model.offers(index))

    def text_in_editor(self) -> tuple[QPersistentModelIndex, str] | None:
        """The cell being edited and what stands in its editor."""
        return (self.place, self.editor.text()) if self.editor is not None and self.place.isValid() else None

    def refusal(self) -> str:
        """Why the text in the open editor can't be taken, or "" if it can."""
        open_cell = self.text_in_editor()
        if open_cell is None:
            return ""
        try:
            self._model.changes(*open_cell)
        except ValueError as refusal:
            return str(refusal)
        return ""

    def _commit(self, editor: QLineEdit, hint: QAbstractItemDelegate.EndEditHint) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, hint)

    def _on_key(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        """Takes the text on Enter and Tab, unless it is refused: then the editor stays with what was typed."""
        hints = QAbstractItemDelegate.EndEditHint
        ends = {
            int(Qt.Key.Key_Return): hints.SubmitModelCache,
            int(Qt.Key.Key_Enter): hints.SubmitModelCache,
            int(Qt.Key.Key_Tab): hints.EditNextItem,
            int(Qt.Key.Key_Backtab): hints.EditPreviousItem,
        }
        if event.key() not in ends:
            return False
        refusal = self.refusal()
        self._model.refused.emit(refusal)
        if not refusal:
            self._commit(editor, ends[event.key()])
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.paint_ground(painter, option)
        facts, cell = self._model.facts(index.row()), option.rect
        if facts is None:
            painting.paint_offer(painter, cell, str(index.data() or ""))
        elif index.column() == Column.NAME:
            painting.paint_name(painter, cell, facts, with_effect=not self.effects_apart)
        elif index.column() == Column.VALUE:
            value = self._model.shown_value(index.row())
            painting.paint_value(painter, cell, facts, value, has_arrow=self.has_arrow(index))
        elif index.column() == Column.UNIT:
            words = read_out(self._model.kind, Column.UNIT, facts)
            painting.paint_third(painter, cell, words, is_given=bool(facts.unit), has_arrow=self.has_arrow(index))
        else:
            painting.paint_effect(painter, cell, facts.effect)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), places.row_height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self._number_editor(parent, index) or self._line_editor(parent, index)
        editor.setAccessibleName(str(self._model.headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.setLocale(self._model.locale)
        self.editor, self.place = editor, QPersistentModelIndex(cast(QModelIndex, index))
        editor.destroyed.connect(self._on_editor_destroyed)
        editor.textEdited.connect(self._on_text_edited)
        return editor

    def _on_text_edited(self, text: str) -> None:
        """Takes a refusal away, and shows what the value that is typed would lead to."""
        self._model.refused.emit("")
        try:
            self._preview(self._model.changes(self.place, text).get("value"))
        except ValueError:
            self._preview(None)

    def _preview(self, value: float | None) -> None:
        parameter = self._model.parameter(self.place.row()) if self.place.isValid() else None
        if parameter is not None:
            self._model.previewed.emit(parameter.id, value)

    def _number_editor(self, parent: QWidget, index: Index) -> QLineEdit | None:
        parameter, facts = self._model.parameter(index.row()), self._model.facts(index.row())
        if index.column() != Column.VALUE or parameter is None or facts is None or self._model.offers(index):
            return None
        low, high = facts.span or (float("-inf"), float("inf"))
        step = facts.known.step if facts.known is not None else 1.0
        kind, locale = self._model.kind, QLocale(self._model.locale)
        return NumberField(low, high, step, read=lambda text: value_of(kind, parameter, text, locale), parent=parent)

    def _line_editor(self, parent: QWidget, index: Index) -> QLineEdit:
        line = OfferedLine(self._model.offers(index), parent)
        line.chosen.connect(lambda: self._commit(line, QAbstractItemDelegate.EndEditHint.SubmitModelCache))
        return line

    def _on_editor_destroyed(self, editor: QObject) -> None:
        if self.editor is editor:
            self.editor = None

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.isModified():
            return
        if isinstance(editor, NumberField):
            editor.set_value(self._model.shown_value(index.row()))
        else:
            editor.setText(self._model.editor_text(index))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        self._model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.left(), option.rect.top() + 1, option.rect.width(), editor_height(editor))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit):
            assert isinstance(event, QKeyEvent)
            if self._on_key(editor, event):
                return True
        return super().eventFilter(editor, event)
