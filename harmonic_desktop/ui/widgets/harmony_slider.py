"""A slider from 0 to 1 in the colours of harmony."""

from __future__ import annotations

from math import isnan

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from .. import theme

_KNOB = 8.0
_TRACK = 6.0
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1,
          Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}  # fmt: skip


class HarmonySlider(QSlider):
    """Sets a harmony by hundredths with mouse, keys or wheel; without a value it has no knob.

    One gesture is one commit: a drag when the button is let go, a held key when it is let go (repeats of it are only
    previewed, or holding it would fill the undo history), a wheel tick at once. Esc cancels a drag. The wheel is heeded
    only with the focus. It is a QSlider so that assistive tools find a slider; its own integer value is in hundredths.
    """

    previewed = Signal(float)
    cancelled = Signal()
    committed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stored: float | None = None
        self._preview: float | None = None
        self._elsewhere: float | None = None
        self._grip: float | None = None
        self._key_down = False
        self.valueChanged.connect(self._on_value_changed)

    @property
    def harmony(self) -> float | None:
        """What is shown: the previewed harmony, or the stored one."""
        if self._preview is not None:
            return self._preview
        return self._stored if self._elsewhere is None else self._elsewhere

    def set_harmony(self, harmony: float | None) -> None:
        """Shows a stored harmony; one outside 0..1 is shown at that end."""
        self._stored = harmony
        self._follow()

    def show_preview(self, harmony: float | None) -> None:
        """Shows what is being set elsewhere, or the stored harmony again; nothing is emitted."""
        self._grip, self._key_down, self._preview = None, False, None
        self._elsewhere = harmony
        self._follow()

    def commit_pending(self) -> None:
        """Ends a gesture that is under way and commits it."""
        self._finish()

    def cancel(self) -> None:
        """Ends a gesture that is under way without committing it."""
        self._cancel()

    def _follow(self) -> None:
        shown = self.harmony
        with QSignalBlocker(self):
            self.setValue(theme.harmony_percent(shown) if shown is not None else 50)
        self.update()

    def _set_preview(self, harmony: float) -> None:
        harmony = round(min(max(harmony, 0.0), 1.0), 2)
        if harmony != self.harmony:
            self._preview = harmony
            self._follow()
            self.previewed.emit(harmony)

    def _finish(self) -> None:
        """Commits what was previewed, if it differs from what is stored."""
        self._grip, self._key_down = None, False
        preview, self._preview = self._preview, None
        if preview is None:
            return
        if preview == self._stored:
            self._follow()
            self.cancelled.emit()
        else:
            self.set_harmony(preview)
            self.committed.emit(preview)

    def _cancel(self) -> None:
        self._grip, self._key_down = None, False
        if self._preview is not None:
            self._preview = None
            self._follow()
            self.cancelled.emit()

    def _on_value_changed(self, percent: int) -> None:
        """An assistive tool set the value: everything else goes by way of previews."""
        self._set_preview(percent / 100)
        self._finish()

    def _left(self) -> float:
        return _KNOB + 2.0

    def _x(self, harmony: float) -> float:
        share = 0.0 if isnan(harmony) else min(max(harmony, 0.0), 1.0)
        return self._left() + share * (self.width() - 2 * self._left())

    def _harmony_at(self, x: float) -> float:
        return (x - self._left()) / max(self.width() - 2 * self._left(), 1.0)

    def _paint_track(self, painter: QPainter) -> None:
        track = QRectF(self._left(), (self.height() - _TRACK) / 2, self.width() - 2 * self._left(), _TRACK)
        gradient = QLinearGradient(track.topLeft(), track.topRight())
        for percent in range(0, 101, 10):
            gradient.setColorAt(percent / 100, theme.harmony_colour(percent))
        painter.setPen(QPen(theme.current().line, 1))
        painter.setBrush(gradient)
        painter.setOpacity(1.0 if self.isEnabled() else 0.3)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)

    def _paint_knob(self, painter: QPainter, harmony: float) -> None:
        colours = theme.current()
        centre = QPointF(self._x(harmony), self.height() / 2)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, _KNOB + 1, _KNOB + 1)
        painter.setPen(QPen(_edge(colours), 1.5))
        painter.setBrush(theme.harmony_colour(theme.harmony_percent(harmony)))
        painter.drawEllipse(centre, _KNOB - 1.5, _KNOB - 1.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter)
        shown = self.harmony
        if shown is not None:
            self._paint_knob(painter, shown)
        elif self.hasFocus():
            painter.setPen(QPen(theme.current().accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        x, shown = event.position().x(), self.harmony
        on_knob = shown is not None and abs(x - self._x(shown)) <= _KNOB
        self._grip = x - self._x(shown) if on_knob and shown is not None else 0.0
        if not on_knob:
            self._set_preview(self._harmony_at(x))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._set_preview(self._harmony_at(event.position().x() - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._grip is not None:
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        present = 0.5 if self.harmony is None else self.harmony
        if key == Qt.Key.Key_Escape and self._preview is not None:
            self._cancel()
        elif key in _STEPS:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and abs(_STEPS[key]) == 1 else 1
            self._key_down = True
            self._set_preview(present + _STEPS[key] * far / 100)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._key_down = True
            self._set_preview(0.0 if key == Qt.Key.Key_Home else 1.0)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._key_down and not event.isAutoRepeat() and self._grip is None:
            self._finish()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._finish()

    def wheelEvent(self, event: QWheelEvent) -> None:
        ticks = int(event.angleDelta().y() / 120)
        if not self.hasFocus() or not ticks:
            event.ignore()
            return
        self._set_preview((0.5 if self.harmony is None else self.harmony) + ticks / 100)
        self._finish()
        event.accept()

    def sizeHint(self) -> QSize:
        return QSize(140, theme.TARGET + theme.SPACE)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.TARGET)


def _edge(colours: theme.Theme) -> QColor:
    """What sets the knob off from its plane, whose contrast to sand is low where it is light."""
    return colours.text if colours.is_dark else colours.quiet
