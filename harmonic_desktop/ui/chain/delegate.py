"""How an effect is painted: its name and amount, and under them what it comes from."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .. import theme
from .model import ChainModel, Index

ROW = 11 * theme.SPACE
_PAD = 4 * theme.SPACE
_TOP = theme.SPACE


def row_height() -> int:
    """How tall a row is, in px."""
    return theme.room(ROW)


class ChainDelegate(QStyledItemDelegate):
    """Two lines a row; a value that counts as another one is told in words and in the colour of what is odd."""

    def __init__(self, model: ChainModel, pad: int = _PAD) -> None:
        super().__init__(model)
        self._model = model
        self._pad = pad
        """Room left and right, in px."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        colours, line = theme.current(), self._model.line(index.row())
        self._paint_ground(painter, option, is_followed=self._model.is_followed(index.row()))
        inner = option.rect.adjusted(self._pad, _TOP, -self._pad, -_TOP)
        first, second = QRect(inner), QRect(inner)
        first.setHeight(inner.height() // 2)
        second.setTop(first.bottom() + 1)
        bold = theme.font(weight=QFont.Weight.Medium)
        room = self._paint_at_end(painter, first, line.amount, bold)
        first.adjust(*((room, 0, 0, 0) if option.direction == Qt.LayoutDirection.RightToLeft else (0, 0, -room, 0)))
        self._paint(painter, first, line.name, theme.font(), colours.text)
        odd = colours.danger if line.is_clamped else colours.quiet
        arrow = "→ " if option.direction == Qt.LayoutDirection.RightToLeft else "← "
        self._paint(painter, second, arrow + line.reason, theme.font(theme.SMALL), odd)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, is_followed: bool) -> None:
        colours, state = theme.current(), option.state
        if is_followed:
            painter.fillRect(option.rect, colours.raised)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(option.rect, colours.hover)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.accent, 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), theme.RADIUS - 2, theme.RADIUS - 2)

    def _paint_at_end(self, painter: QPainter, rect: QRect, text: str, font: QFont) -> int:
        """Paints a text at the end of a line; returns the room that it takes."""
        painter.setFont(font)
        painter.setPen(theme.current().text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, text)
        return painter.fontMetrics().horizontalAdvance(text) + 2 * theme.SPACE

    def _paint(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, elided)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height())
