"""How a cell of a parameter table is painted and edited."""

from __future__ import annotations

from math import isnan
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from .. import theme
from ..widgets.number_field import NumberField
from ..widgets.offered_line import OfferedLine
from .model import Column, Index, ParameterModel
from .reading import value_of
from .words import Facts

ROW_HEIGHT = 13 * theme.SPACE
_PAD = 2 * theme.SPACE
_LINE_TOP, _LINE_HEIGHT = theme.SPACE, 6 * theme.SPACE
_SLIDER_TOP = _LINE_TOP + _LINE_HEIGHT - theme.SPACE // 2
_TRACK, _KNOB = 3.0, 5.5


def knob_rect(cell: QRect, share: float) -> QRect:
    """Where the mouse takes hold of a slider that stands at that share (0..1) of its way."""
    rect = QRect(0, 0, theme.TARGET, theme.TARGET)
    rect.moveCenter(_knob(cell, share).toPoint())
    return rect


def share_of(span: tuple[float, float], value: float) -> float:
    """How far along its range a value lies, 0..1; what is no number lies at its beginning."""
    low, high = span
    return 0.0 if isnan(value) or low == high else min(max((value - low) / (high - low), 0.0), 1.0)


def editor_height(editor: QWidget) -> int:
    """How much of a cell's height its editor takes."""
    return max(editor.minimumSizeHint().height(), _LINE_HEIGHT + theme.SPACE)


def slider_share(cell: QRect, x: float) -> float:
    """How far along the slider a pixel lies, 0..1."""
    track = _track(cell)
    return min(max((x - track.left()) / max(track.width(), 1.0), 0.0), 1.0)


class ParameterDelegate(QStyledItemDelegate):
    """Two lines a row: name and effect, number and slider; editors that keep a refused text open."""

    def __init__(self, model: ParameterModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.editor: QLineEdit | None = None
        self.place = QPersistentModelIndex()
        """The cell that was edited last."""
        self.effects_apart = False
        """Whether the effects have a column of their own."""

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

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = theme.current()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, colours.hover)
        painter.setPen(colours.grid)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), theme.RADIUS - 2, theme.RADIUS - 2)

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        line = " ".join(text.split())
        elided = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, elided)

    def _paint_name(self, painter: QPainter, cell: QRect, facts: Facts) -> None:
        colours = theme.current()
        self._paint_text(painter, _first_line(cell), facts.name, theme.font(weight=QFont.Weight.Medium), colours.text)
        if facts.mark:
            self._paint_text(painter, _second_line(cell), facts.mark, theme.font(theme.SMALL), colours.danger)
        elif not self.effects_apart:
            self._paint_text(painter, _second_line(cell), facts.short, theme.font(theme.SMALL), colours.quiet)

    def _paint_value(self, painter: QPainter, cell: QRect, facts: Facts, value: float) -> None:
        colours = theme.current()
        odd = facts.span is not None and not facts.span[0] <= value <= facts.span[1]
        colour = colours.danger if odd else colours.text
        self._paint_text(painter, _first_line(cell), facts.value, theme.font(), colour)
        if facts.span is None:
            return
        track, knob = _track(cell), _knob(cell, share_of(facts.span, value))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.grid if not colours.is_dark else colours.line)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        painter.setBrush(colours.danger if odd else colours.quiet)
        painter.drawRoundedRect(QRectF(track.topLeft(), QPointF(knob.x(), track.bottom())), _TRACK / 2, _TRACK / 2)
        painter.setPen(QPen(colours.panel, 1.5))
        painter.drawEllipse(knob, _KNOB, _KNOB)

    def _add_effect(self, painter: QPainter, cell: QRect, facts: Facts) -> None:
        font = theme.font(theme.SMALL)
        painter.setFont(font)
        painter.setPen(theme.current().quiet)
        rect = cell.adjusted(_PAD, 0, -_PAD, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        if painter.fontMetrics().horizontalAdvance(facts.effect) < 2 * rect.width() - 20 * theme.SPACE:
            painter.drawText(rect, int(flags | Qt.TextFlag.TextWordWrap), facts.effect)
        else:
            self._paint_text(painter, rect, facts.effect, font, theme.current().quiet)

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
        self._paint_ground(painter, option)
        facts = self._model.facts(index.row())
        if facts is None:
            rect = option.rect.adjusted(_PAD, 0, -_PAD, 0)
            text = str(index.data() or "")
            self._paint_text(painter, rect, text, theme.font(), theme.current().quiet)
        elif index.column() == Column.NAME:
            self._paint_name(painter, option.rect, facts)
        elif index.column() == Column.VALUE:
            self._paint_value(painter, option.rect, facts, self._model.shown_value(index.row()))
        elif index.column() == Column.UNIT:
            words = facts.unit if facts.unit or self._model.kind == "physics" else self.tr("all")
            colour = theme.current().text if facts.unit else theme.current().quiet
            line = _first_line(option.rect)
            fits = QFontMetrics(theme.font()).horizontalAdvance(words) <= line.width()
            self._paint_text(painter, line, words, theme.font(theme.NORMAL if fits else theme.SMALL), colour)
        else:
            self._add_effect(painter, option.rect, facts)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = self._number_editor(parent, index) or self._line_editor(parent, index)
        editor.setAccessibleName(str(self._model.headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.setLocale(self._model.locale)
        self.editor, self.place = editor, QPersistentModelIndex(cast(QModelIndex, index))
        editor.destroyed.connect(self._on_editor_destroyed)
        editor.textEdited.connect(lambda: self._model.refused.emit(""))
        return editor

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


def _first_line(cell: QRect) -> QRect:
    return QRect(cell.left() + _PAD, cell.top() + _LINE_TOP, cell.width() - 2 * _PAD, _LINE_HEIGHT)


def _second_line(cell: QRect) -> QRect:
    return QRect(cell.left() + _PAD, cell.top() + _SLIDER_TOP - 1, cell.width() - 2 * _PAD, 4 * theme.SPACE)


def _knob(cell: QRect, share: float) -> QPointF:
    track = _track(cell)
    return QPointF(track.left() + share * track.width(), track.center().y())


def _track(cell: QRect) -> QRectF:
    middle = cell.top() + _SLIDER_TOP + 2 * theme.SPACE
    return QRectF(cell.left() + _PAD + 2, middle - _TRACK / 2, cell.width() - 2 * (_PAD + 2), _TRACK)
