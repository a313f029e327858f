"""Where the music is: a line over a view of story time, its head in the ruler, and the range that is looped."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from .. import theme
from ..time_scale import TimeScale

WIDTH = 3
"""The line and a free pixel on each side of it."""
HEAD = 3 * theme.SPACE
TALL = 16_000
"""Taller than any view, which cuts it off: so it need not follow the view's height."""
LOOP_HEIGHT = theme.SPACE
LOOP_WASH = 0.55


class OnTimeAxis(QWidget):
    """Lies over a view, at beats; the mouse goes through it. It is moved and not painted anew, 60 times a second."""

    def __init__(self, view: QWidget, scale: TimeScale, left: int = 0) -> None:
        super().__init__(view)
        self._scale = scale
        self._left = left
        """Where the time axis begins in the view, in px."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scale.changed.connect(self.place)
        self.hide()

    def x_of(self, beat: float) -> float:
        return self._left + self._scale.x(beat)

    def place(self) -> None:
        """Goes where its beats are now."""
        raise NotImplementedError

    def show_at(self, where: QRect | None) -> None:
        """Shows itself there, or nowhere."""
        if where is None:
            self.hide()
            return
        if where != self.geometry():
            self.setGeometry(where)
        if self.isHidden():
            self.show()
            self.raise_()


class Playhead(OnTimeAxis):
    """A line from top to bottom, with a head where it lies in a ruler."""

    def __init__(self, view: QWidget, scale: TimeScale, left: int = 0, *, has_head: bool = False) -> None:
        super().__init__(view, scale, left)
        self._has_head = has_head
        self._beat: float | None = None

    def follow(self, beat: float | None) -> None:
        """Stands at a beat; None hides it."""
        self._beat = beat
        self.place()

    def place(self) -> None:
        x = self.x_of(self._beat) if self._beat is not None else -1.0
        if not self._left <= x <= self._left + self._scale.width:
            self.show_at(None)
            return
        width = HEAD if self._has_head else WIDTH
        self.show_at(QRect(round(x) - width // 2, 0, width, TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.width() // 2
        painter.fillRect(middle, 0, 1, self.height(), theme.current().text)
        if self._has_head:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().text)
            side = HEAD / 2 - 1
            tip = QPointF(middle + 0.5, HEAD * 0.75)
            painter.drawPolygon(QPolygonF([QPointF(tip.x() - side, 0), QPointF(tip.x() + side, 0), tip]))


class LoopMark(OnTimeAxis):
    """The range that is looped, along the foot of the ruler."""

    def __init__(self, view: QWidget, scale: TimeScale) -> None:
        super().__init__(view, scale)
        self._loop: tuple[float, float] | None = None
        self._is_on = False

    def follow(self, loop: tuple[float, float] | None, is_on: bool) -> None:
        """Shows a range, paler while it is not looped."""
        self._loop, self._is_on = loop, is_on
        self.place()
        self.update()

    def place(self) -> None:
        view = self.parentWidget()
        if self._loop is None or view is None:
            self.show_at(None)
            return
        left, right = (self.x_of(beat) for beat in self._loop)
        left, right = max(left, -2.0), min(right, self._scale.width + 2.0)
        if right <= left:
            self.show_at(None)
        else:
            self.show_at(QRectF(left, view.height() - LOOP_HEIGHT, max(right - left, 2.0), LOOP_HEIGHT).toRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = QColor(theme.current().accent)
        colour.setAlphaF(1.0 if self._is_on else LOOP_WASH)
        QPainter(self).fillRect(self.rect(), colour)
