"""A range of harmony on a track in its colours, between two handles that mouse and keys move."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from .. import theme

_KNOB = 6.5
_TRACK = 6.0
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageDown: -10,
}  # fmt: skip


class Handle(QSlider):
    """One end of the range, in hundredths; a slider for assistive tools, that its parent places on the track."""

    taken = Signal()
    let_go = Signal()
    pulled = Signal(int)
    """The mouse is at so many px of the parent while it holds the handle."""

    def __init__(self, name: str, value: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setRange(0, 100)
        self.setValue(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(theme.TARGET, theme.TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.rect().toRectF().center()
        if self.hasFocus():
            painter.setPen(QPen(now.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, _KNOB + 2, _KNOB + 2)
        painter.setPen(QPen(now.text if now.is_dark else now.quiet, 1.5))
        painter.setBrush(theme.harmony_colour(self.value()))
        painter.drawEllipse(middle, _KNOB, _KNOB)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.taken.emit()
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pulled.emit(self.mapToParent(event.position().toPoint()).x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            is_big = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and abs(_STEPS[key]) == 1
            self.setValue(self.value() + _STEPS[key] * (10 if is_big else 1))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel changes nothing that has not the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class HarmonyRange(QWidget):
    """From `low` to `high`, both within 0..1 by hundredths; arrows step, with Shift and the page keys ten times as far.

    Neither handle passes the other. Esc in a drag takes it back.
    """

    changed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low = Handle(self.tr("Lowest harmony"), 0, self)
        self._high = Handle(self.tr("Highest harmony"), 100, self)
        for handle in (self._low, self._high):
            handle.valueChanged.connect(partial(self._on_moved, handle))
            handle.taken.connect(partial(self._take, handle))
            handle.let_go.connect(self._let_go)
            handle.pulled.connect(self._pull)
        self._held: Handle | None = None
        self._before = 0.0, 1.0
        """What the range was when a handle was taken."""
        self.setTabOrder(self._low, self._high)
        self.setSizePolicy(self.sizePolicy().Policy.Preferred, self.sizePolicy().Policy.Fixed)

    @property
    def low(self) -> float:
        """The lower end."""
        return self._low.value() / 100

    @property
    def high(self) -> float:
        """The upper end."""
        return self._high.value() / 100

    def set_range(self, low: float, high: float) -> None:
        """Shows another range, and tells it where it differs."""
        before = self.low, self.high
        with QSignalBlocker(self._low), QSignalBlocker(self._high):
            self._low.setValue(theme.harmony_percent(low))
            self._high.setValue(theme.harmony_percent(high))
        self._place()
        if before != (self.low, self.high):
            self.changed.emit(self.low, self.high)

    def _on_moved(self, handle: Handle, value: int) -> None:
        other = self._high if handle is self._low else self._low
        beyond = value > other.value() if handle is self._low else value < other.value()
        if beyond:
            handle.setValue(other.value())  # which comes here again
            return
        self._place()
        self.changed.emit(self.low, self.high)

    def _take(self, handle: Handle) -> None:
        self._held, self._before = handle, (self.low, self.high)

    def _pull(self, x: float) -> None:
        if self._held is not None:
            self._held.setValue(self._percent_at(x))

    def _let_go(self) -> None:
        self._held = None

    def _percent_at(self, x: float) -> int:
        return round(min(max((x - self._left()) / max(self._span(), 1.0), 0.0), 1.0) * 100)

    def _left(self) -> float:
        return theme.TARGET / 2

    def _span(self) -> float:
        return self.width() - theme.TARGET

    def _x(self, percent: int) -> float:
        return self._left() + percent / 100 * self._span()

    def _place(self) -> None:
        for handle in (self._low, self._high):
            handle.move(round(self._x(handle.value()) - theme.TARGET / 2), (self.height() - theme.TARGET) // 2)
        # Where they meet, the one that has room to go lies on top.
        (self._low if self._low.value() > 50 else self._high).raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self._left(), (self.height() - _TRACK) / 2, self._span(), _TRACK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.grid)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        gradient = QLinearGradient(track.topLeft(), track.topRight())
        for percent in range(0, 101, 10):
            gradient.setColorAt(percent / 100, theme.harmony_colour(percent))
        left, right = self._x(self._low.value()), self._x(self._high.value())
        painter.setBrush(gradient)
        painter.drawRoundedRect(QRectF(left, track.top(), right - left, _TRACK), _TRACK / 2, _TRACK / 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the handles brings the nearer one there."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x = event.position().x()
        nearer = min((self._low, self._high), key=lambda handle: abs(self._x(handle.value()) - x))
        nearer.setFocus(Qt.FocusReason.MouseFocusReason)
        self._take(nearer)
        self._pull(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The drag of a press beside the handles goes on with the one that came."""
        self._pull(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
            self.set_range(*self._before)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(36 * theme.SPACE, theme.TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(18 * theme.SPACE, theme.TARGET)

    def handle_centre(self, *, is_low: bool) -> QPoint:
        """Where the middle of a handle is, in px."""
        return (self._low if is_low else self._high).geometry().center()
