"""The whole story as a slim strip under the lanes, and a frame on it that shows and moves what is in view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from .. import theme
from ..time_scale import SHORT_STORY
from .layout import Lane
from .raster import Pixels, image_of, lane_colours
from .veil import Pass

if TYPE_CHECKING:
    from .canvas import TimelineView

HEIGHT: Final = 10 * theme.SPACE
STRIP_TOP: Final = 2 * theme.SPACE
"""From the top to the lanes' strips; markers lie over them."""
STRIP: Final = HEIGHT - STRIP_TOP - theme.SPACE
GAPS_BELOW: Final = 9
"""Fewer lanes than this have a gap between their strips."""
LEAST_FRAME: Final = 6.0
STEP: Final = 0.1
"""How much of the viewport an arrow key moves by."""
Key = Qt.Key


class _Look(NamedTuple):
    """What a painted strip depends on."""

    passes: tuple[Pass, ...]
    width: int
    ratio: float
    end_beat: float


class Minimap(QWidget):
    """Takes the keyboard: arrows, page keys, Home and End move the frame.

    A click puts it there, a drag takes it along, and Esc in a drag puts it back.
    """

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.setObjectName("minimap")
        self.setAccessibleName(self.tr("Whole story"))
        self.setToolTip(self.tr("The whole story: click or drag to go there, arrow keys when it has the focus"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._view = view
        self._scene = view.scene
        self._scale = view.scene.camera.scale
        self._look: _Look | None = None
        self._strip = QPixmap()
        self._rows: dict[tuple[int, float], tuple[Lane, Pixels]] = {}
        """The pixels of each lane by its plotline and how strongly it is painted.

        So an edit costs no more than the lanes that it touched, and a filter no more than what passes it.
        """
        self._held: float | None = None
        """While the frame is dragged, how many px right of its left edge it is held."""
        self._before = 0.0
        """Which beat was at the left edge when it was taken hold of."""

    @property
    def end_beat(self) -> float:
        """Where the strip ends."""
        return max(self._scale.end_beat, SHORT_STORY)

    def x_of(self, beat: float) -> float:
        """Where a beat lies, in px from the left edge."""
        return beat / self.end_beat * self.width()

    def beat_at(self, x: float) -> float:
        """The beat at so many px from the left edge."""
        return x / max(self.width(), 1) * self.end_beat

    def frame(self) -> QRectF:
        """Where the frame is painted: what is in view, cut off where the story ends."""
        left = min(self.x_of(self._scale.left_beat), self.width() - LEAST_FRAME)
        right = min(self.x_of(self._scale.right_beat), float(self.width()))
        return QRectF(left, 1, max(right - left, LEAST_FRAME), HEIGHT - 2)

    def place_in_words(self) -> str:
        """“From bar 12 to bar 20 of 625”."""
        meter = self._scene.meter
        bars = (meter.bar_and_beat(beat)[0] for beat in (self._scale.left_beat, self._scale.right_beat, self.end_beat))
        first, last, count = (self.locale().toString(bar) for bar in bars)
        return self.tr("From bar {first} to bar {last} of {count}").format(first=first, last=last, count=count)

    def follow(self) -> None:
        """The story, the view of it or the look changed."""
        self.setAccessibleDescription(self.place_in_words() if self._scene.contents is not None else "")
        self.update()

    def drop_caches(self) -> None:
        """Forgets what was painted, when the palette changed."""
        self._look = None
        self.update()

    def _scroll_to(self, left_beat: float) -> None:
        self._scale.scroll_to(left_beat)

    def _centre(self, x: float) -> None:
        shown = self._scale.right_beat - self._scale.left_beat
        self._scroll_to(self.beat_at(x) - shown / 2)

    # painting

    def _painted_strip(self) -> QPixmap:
        look = _Look(
            self._scene.veil.overviews(self._scene.layout), self.width(), self.devicePixelRatioF(), self.end_beat
        )
        if self._look is None or look[1:] != self._look[1:]:
            self._rows.clear()
        if self._look != look:
            self._look = look
            self._strip = self._paint_strip(look)
        return self._strip

    def _paint_strip(self, look: _Look) -> QPixmap:
        strip = QPixmap(round(look.width * look.ratio), round(STRIP * look.ratio))
        strip.setDevicePixelRatio(look.ratio)
        strip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(strip)
        for layout, opacity in look.passes:
            painter.setOpacity(opacity)
            if layout.lanes:
                pixels = np.stack([self._lane_row(lane, opacity, look) for lane in layout.lanes])
                self._paint_lanes(painter, pixels, look)
        painter.end()
        return strip

    def _paint_lanes(self, painter: QPainter, pixels: Pixels, look: _Look) -> None:
        """Paints a row of pixels for each lane."""
        if len(pixels) < GAPS_BELOW:
            each = STRIP / len(pixels)
            for row in range(len(pixels)):
                painter.drawImage(QRectF(0, row * each, look.width, each - 1), image_of(pixels[row : row + 1]))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            height = round(STRIP * look.ratio)
            fitting = image_of(pixels).scaled(
                pixels.shape[1], height, mode=Qt.TransformationMode.SmoothTransformation
            )  # Qt blends many rows into few here, and drops them while drawing
            painter.drawImage(QRectF(0, 0, look.width, STRIP), fitting)

    def _lane_row(self, lane: Lane, opacity: float, look: _Look) -> Pixels:
        key = lane.plotline_id, opacity
        known = self._rows.get(key)
        if known is None or known[0] is not lane:
            edges = np.linspace(0.0, look.end_beat, round(look.width * look.ratio) + 1)
            known = self._rows[key] = lane, lane_colours(lane, edges)
        return known[1]

    def _paint_markers(self, painter: QPainter) -> None:
        contents = self._scene.contents
        for marker in contents.markers.values() if contents is not None else ():
            left, right = round(self.x_of(marker.start_beat)), round(self.x_of(marker.end_beat))
            place = QRectF(left, theme.SPACE - 1, max(right - left - 1, 2), theme.SPACE - 1)
            painter.fillRect(place, theme.current().plotline(marker.colour))

    def _paint_current(self, painter: QPainter) -> None:
        """A mark under the card that the keyboard acts from."""
        card = self._scene.card(self._scene.current)
        if card is not None:
            x = self.x_of((card.start_beat + card.end_beat) / 2)
            painter.fillRect(QRectF(round(x) - 1, HEIGHT - theme.SPACE, 3, theme.SPACE - 1), theme.current().accent)

    def _paint_frame(self, painter: QPainter) -> None:
        now, frame = theme.current(), self.frame()
        veil = QColor(now.window)
        veil.setAlphaF(0.55)
        painter.fillRect(QRectF(0, 0, frame.left(), HEIGHT), veil)
        painter.fillRect(QRectF(frame.right(), 0, self.width() - frame.right(), HEIGHT), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.accent if self.hasFocus() else now.text, 2 if self.hasFocus() else 1.5))
        painter.drawRoundedRect(frame.adjusted(1, 0.5, -1, -0.5), theme.SPACE, theme.SPACE)

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(theme.HEADER_WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        now = theme.current()
        painter.fillRect(self.rect(), now.panel)
        painter.fillRect(0, 0, self.width(), 1, now.grid)
        if self._scene.contents is not None:
            painter.drawPixmap(QPointF(0, STRIP_TOP), self._painted_strip())
            self._paint_markers(painter)
            self._paint_current(painter)
            self._paint_frame(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._scene.contents is None:
            return
        x, frame, self._before = event.position().x(), self.frame(), self._scale.left_beat
        beside = max(theme.TARGET - frame.width(), 0.0) / 2
        if not frame.left() - beside <= x <= frame.right() + beside:
            self._centre(x)
        self._held = x - self.x_of(self._scale.left_beat)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._scroll_to(self.beat_at(event.position().x() - self._held))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and event.button() == Qt.MouseButton.LeftButton:
            self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.scrolling.wheel(event, self._scale.width / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape and self._held is not None:
            self._held = None
            self._scale.show(self._before, self._scale.pixels_per_beat)
            return
        shown = self._scale.right_beat - self._scale.left_beat
        steps = {
            Key.Key_Left: -STEP * shown, Key.Key_Right: STEP * shown,
            Key.Key_PageUp: -shown, Key.Key_PageDown: shown,
            Key.Key_Home: -self._scale.left_beat, Key.Key_End: self.end_beat - self._scale.right_beat,
        }  # fmt: skip
        by = steps.get(Key(event.key()))
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self._scene.contents is None:
            super().keyPressEvent(event)
            return
        self._scroll_to(self._scale.left_beat + by)
        self._view.announced.emit(self.place_in_words())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class MinimapCorner(QWidget):
    """What stands left of the strip, under the header."""

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.panel)
        painter.fillRect(0, 0, self.width(), 1, now.grid)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(now.quiet)
        base = (self.height() + painter.fontMetrics().ascent()) / 2 - 1
        painter.drawText(QPointF(3 * theme.SPACE, base), self.tr("Whole story"))
        painter.end()
