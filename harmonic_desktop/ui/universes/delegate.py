"""How a row of the universe list is painted, hit and renamed in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ...domain.checks import NAME_LIMIT, checked_text
from ...domain.errors import InvalidValue
from .. import icons, theme
from ..widgets.sparkline import COLUMN_WIDTH, COLUMNS, paint_sparkline
from .model import Role

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
ROW_HEIGHT = 15 * theme.SPACE
PAD = 4 * theme.SPACE
EDGE = 3
"""Width of the bar in the accent's colour at the open universe."""
LINE_HEIGHT = 5 * theme.SPACE
SPARK_HEIGHT = 5 * theme.SPACE
ICON = 4 * theme.SPACE
ROOMY = 60 * theme.SPACE
"""From this width of a row on, its curve is drawn in full width."""
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class UniverseDelegate(QStyledItemDelegate):
    """Paints name, count, last change and curve; the name is edited where it stands."""

    renamed = Signal(object, str)
    refused = Signal(str)
    """A name that was typed can't be; the sentence says why. The name before stays."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pointer = QPoint(-1, -1)
        """Where the mouse is over the list, for the button under it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = bool(index.data(Role.IS_OPEN))
        self._paint_plane(painter, option, is_open)
        has_button = bool(option.state & (State.State_MouseOver | State.State_HasFocus)) or is_open
        self._paint_words(painter, option.rect, index, has_button)
        if has_button:
            self._paint_button(painter, option.rect)
        paint_sparkline(painter, QRectF(spark_box(option.rect)), index.data(Role.SPARKLINE))
        painter.restore()

    def _paint_plane(self, painter: QPainter, option: QStyleOptionViewItem, is_open: bool) -> None:
        look, plane = theme.current(), QRectF(option.rect).adjusted(theme.SPACE, 1, -theme.SPACE, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_open or option.state & State.State_MouseOver:
            painter.setBrush(look.raised if is_open else look.hover)
            painter.drawRoundedRect(plane, theme.RADIUS, theme.RADIUS)
        if is_open:
            painter.setBrush(look.accent)
            bar = QRectF(plane.left(), plane.top() + 2 * theme.SPACE, EDGE, plane.height() - 4 * theme.SPACE)
            painter.drawRoundedRect(bar, EDGE / 2, EDGE / 2)
        if option.state & State.State_HasFocus:
            painter.setPen(QPen(look.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plane.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _paint_words(self, painter: QPainter, row: QRect, index: Index, has_button: bool) -> None:
        box = name_box(row)
        if not has_button:
            box.setRight(row.right() - PAD)
        _paint_line(painter, box, index.data(), theme.font(theme.NORMAL, QFont.Weight.Medium))
        width = spark_box(row).left() - box.left() - 2 * theme.SPACE
        box = QRect(box.left(), box.bottom() + 1, width, theme.room(LINE_HEIGHT))
        _paint_line(painter, box, index.data(Role.DETAILS), theme.font(theme.SMALL), is_quiet=True)

    def _paint_button(self, painter: QPainter, row: QRect) -> None:
        box = button_box(row)
        if box.contains(self.pointer):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().grid)
            painter.drawRoundedRect(QRectF(box), theme.RADIUS, theme.RADIUS)
        margin = (theme.TARGET - ICON) // 2
        icons.icon("more").paint(painter, box.adjusted(margin, margin, -margin, -margin))

    def _checked(self, editor: QLineEdit) -> str | None:
        """The name that was typed, or None after it was refused."""
        try:
            return checked_text(editor.text(), self.tr("The name of a universe"), NAME_LIMIT)
        except InvalidValue as refusal:
            self.refused.emit(str(refusal))
            return None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.room(ROW_HEIGHT))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("universeNameEditor")
        editor.setAccessibleName(self.tr("Name of the universe"))
        editor.textEdited.connect(lambda: self.refused.emit(""))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        name = name_box(option.rect)
        height = theme.room(7 * theme.SPACE)
        top = name.center().y() - height // 2
        editor.setGeometry(2 * theme.SPACE, top, option.rect.width() - 4 * theme.SPACE, height)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(index.data())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        name = self._checked(editor) if editor.text() != index.data() else None
        if name is not None and name != index.data():
            self.renamed.emit(index.data(Role.ID), name)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter with a name that can't be leaves the editor open, with the refusal beside it."""
        if isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._checked(editor) is None:
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.refused.emit("")
        return super().eventFilter(editor, event)


def name_box(row: QRect) -> QRect:
    """Where the name stands in a row, left of its button."""
    height = theme.room(LINE_HEIGHT)
    top = row.top() + (theme.room(ROW_HEIGHT) - 2 * height) // 2
    return QRect(row.left() + PAD, top, button_box(row).left() - row.left() - PAD - theme.SPACE, height)


def button_box(row: QRect) -> QRect:
    """The button that opens the menu of a row."""
    return QRect(row.right() - theme.TARGET - 2 * theme.SPACE, row.top() + theme.SPACE, theme.TARGET, theme.TARGET)


def spark_box(row: QRect) -> QRect:
    """Where the curve is drawn."""
    width = COLUMNS * (COLUMN_WIDTH if row.width() >= ROOMY else COLUMN_WIDTH - 1)
    top = row.top() + theme.room(ROW_HEIGHT) - SPARK_HEIGHT - 2 * theme.SPACE
    return QRect(row.right() - width - 3 * theme.SPACE, top, width, SPARK_HEIGHT)


def _paint_line(painter: QPainter, box: QRect, text: str, font: QFont, *, is_quiet: bool = False) -> None:
    painter.setFont(font)
    painter.setPen(theme.current().quiet if is_quiet else theme.current().text)
    painter.drawText(box, LEFT, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
