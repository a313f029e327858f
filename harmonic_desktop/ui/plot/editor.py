"""The small editor at a point of the harmony plot, for a number that is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ...domain.checks import checked_number
from .. import theme
from ..widgets.number_text import read_number
from ..widgets.sentence import announce

_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus comes back from these: what is being typed stays."""
FIELD_WIDTH = 16 * theme.SPACE


class PlotEditor(QWidget):
    """A number field with room for one sentence beside it; both decimal marks are read."""

    entered = Signal(float)
    """A harmony within 0..1 was typed and confirmed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._plot = parent
        self._is_open = False
        self.setObjectName("harmonyEditor")
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Harmony, from 0 to 1"))
        self.refusal = QLabel()
        self.refusal.setProperty("error", True)
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE, theme.SPACE, theme.SPACE, theme.SPACE)
        layout.addWidget(self.field)
        layout.addWidget(self.refusal)
        self.field.textEdited.connect(self.refusal.hide)
        self.field.textEdited.connect(self.adjustSize)
        self.field.installEventFilter(self)
        self.hide()

    def open_at(self, point: QPointF, text: str, *, is_typed: bool) -> None:
        """Shows `text` to be edited beside a point of the parent: all selected, or as far as it was typed already."""
        self._is_open = True
        self.field.setFixedWidth(theme.room(FIELD_WIDTH))
        self.refusal.hide()
        self.field.setText(text)
        self.follow(point)
        self.show()
        self.raise_()
        self.field.setFocus()
        if not is_typed:
            self.field.selectAll()

    def follow(self, point: QPointF) -> None:
        """Stays beside the point, within the parent, while the view moves under it."""
        self.adjustSize()
        room = self._plot.rect()
        x = min(max(point.x() + 3 * theme.SPACE, theme.HEADER_WIDTH), room.width() - self.width())
        y = min(max(point.y() - self.height() / 2, 0), room.height() - self.height())
        self.move(round(x), round(y))

    def commit(self) -> bool:
        """Emits the value, if it is one; else says beside it why not, and stays."""
        try:
            typed = read_number(self.field.text(), self.locale(), 0.0, 1.0)
            harmony = checked_number(typed, self.tr("Harmony"), low=0.0, high=1.0)
        except ValueError as refusal:
            self._refuse(str(refusal))
            return False
        self._close()
        self.entered.emit(harmony)
        return True

    def leave(self) -> None:
        """Goes away without a value."""
        if self.isVisible():
            self._close()

    def _refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        self.adjustSize()
        room = self._plot.width() - self.width()
        self.move(max(min(self.x(), room), 0), self.y())
        self.field.setAccessibleDescription(sentence)
        announce(self.field, sentence)

    def _close(self) -> None:
        """Hands the focus back before it hides, when Qt would give it to what is next; what was clicked keeps it."""
        self._is_open = False
        if self.field.hasFocus():
            self._plot.setFocus()
        self.hide()
        self.field.setAccessibleDescription("")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.current().line)
        painter.setBrush(theme.current().raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.commit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING and self._is_open:
            self._on_left()
        return super().eventFilter(watched, event)

    def _on_left(self) -> None:
        if not self.commit():
            self.leave()
