"""The ruler over the lanes: bars and beats, or minutes and seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from .. import icons, theme
from ..time_scale import bar_step, clock, second_step
from ..widgets.tips import tip
from .backdrop import grid_beats
from .camera import RULER_HEIGHT
from .layout import Floats
from .markers.places import BAND_HEIGHT
from .scene import Guide, Scene
from .snapping import snapped

if TYPE_CHECKING:
    from .canvas import TimelineView

LABELS_APART = 64.0
BEAT_LABELS_APART = 44.0
TICK = 2 * theme.SPACE
RANGE_WASH = 0.25


class Ruler(QWidget):
    """Painted from the scene; a click chooses a beat, a drag a range. Wheel ticks and right clicks are handed on."""

    beat_chosen = Signal(float)
    range_chosen = Signal(float, float)
    """The first and the last beat."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._pressed: QPointF | None = None
        self._range: tuple[float, float] | None = None
        """While one is dragged."""
        self._view = view
        self._scene = view.scene
        self.setObjectName("timelineRuler")
        self.setAccessibleName(self.tr("Ruler"))

    def labels(self) -> list[tuple[float, str]]:
        """What is written, by beat from left to right; it begins before the left edge."""
        return ruler_labels(self._scene)

    def sizeHint(self) -> QSize:
        return QSize(theme.HEADER_WIDTH, RULER_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_ruler(painter, self._scene, self.width(), self.height())
        if self._range is not None:
            self._paint_range(painter, *self._range)
        if self._scene.contents is not None and self._scene.guide is not None:
            self._paint_guide(painter, self._scene.guide)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._scene.contents is not None:
            self._pressed = event.position()
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)  # where Esc is heard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = abs(event.position().x() - self._pressed.x()) >= QApplication.startDragDistance()
        if far or self._range is not None:
            ends = sorted((self._beat_at(self._pressed, event), self._beat_at(event.position(), event)))
            self._range = ends[0], ends[1]
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        chosen = self._range
        self.give_up()
        if chosen is None:
            self.beat_chosen.emit(self._beat_at(event.position(), event))
        elif chosen[1] > chosen[0]:
            self.range_chosen.emit(*chosen)

    def give_up(self) -> bool:
        """Ends a drag, which then chooses nothing; whether there was one."""
        was_dragged = self._pressed is not None
        self._pressed = self._range = None
        self.update()
        return was_dragged

    def _beat_at(self, place: QPointF, event: QMouseEvent) -> float:
        """The beat there; where things snap, on the grid or the edge that is near."""
        beat = max(0.0, self._scene.camera.scale.beat(place.x()))
        if not self._scene.snapping or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return beat
        return max(0.0, beat + snapped(self._scene, [beat], ())[0])

    def _paint_range(self, painter: QPainter, first: float, last: float) -> None:
        left, right = (self._scene.camera.scale.x(beat) for beat in (first, last))
        wash = QColor(theme.current().accent)
        wash.setAlphaF(RANGE_WASH)
        painter.fillRect(QRectF(left, 0, max(right - left, 1.0), self.height()), wash)

    def _paint_guide(self, painter: QPainter, guide: Guide) -> None:
        """Names what a dragged edge snaps to, where it hides no card."""
        now, x = theme.current(), round(self._scene.camera.scale.x(guide.beat)) - 1
        metrics = painter.fontMetrics()
        name = metrics.elidedText(guide.name, Qt.TextElideMode.ElideRight, 60 * theme.SPACE)
        width = metrics.horizontalAdvance(name) + 4 * theme.SPACE
        label = QRectF(min(x, self.width() - width), theme.SPACE, width, self.height() - 2 * theme.SPACE)
        painter.fillRect(QRectF(x, 2 * theme.SPACE, 1, self.height()), now.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.accent)
        painter.drawRoundedRect(label, theme.SPACE, theme.SPACE)
        painter.setPen(now.on_accent)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._view.marker_band.show_menu(event, self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.scrolling.wheel(event, event.position().x())


class Corner(QWidget):
    """What stands over the header, beside band and ruler: their headings, a button for markers, the line under all."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        action = view.marker_band.actions_.new_marker
        self.button = QToolButton(self)
        self.button.setObjectName("newMarkerButton")
        self.button.setIcon(icons.icon("plus"))
        self.button.setAccessibleName(action.text())
        self.button.setToolTip(tip(action.text(), action.shortcut()))
        self.button.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.button.setEnabled)
        self.button.setEnabled(action.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.button.setGeometry(self.width() - BAND_HEIGHT - theme.SPACE, 0, BAND_HEIGHT, BAND_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_corner(painter, self.width(), self.height())
        painter.drawText(QPointF(3 * theme.SPACE, BAND_HEIGHT - 2 * theme.SPACE), self.tr("Markers"))


def paint_corner(painter: QPainter, width: int, height: int) -> None:
    """Paints the heading of the plotlines from the painter's origin on."""
    now = theme.current()
    painter.fillRect(0, 0, width, height, now.panel)
    painter.fillRect(0, height - 1, width, 1, now.grid)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(now.quiet)
    painter.drawText(
        QPointF(3 * theme.SPACE, height - 2.5 * theme.SPACE), QCoreApplication.translate("Corner", "Plotlines")
    )


def ruler_labels(scene: Scene) -> list[tuple[float, str]]:
    """What a ruler over a scene says, by beat from left to right; it begins before the left edge."""
    return _times(scene) if scene.in_seconds else _bars(scene)


def paint_ruler(painter: QPainter, scene: Scene, width: int, height: int) -> None:
    """Paints the plane, the ticks and what is written beside them from the painter's origin on."""
    now, scale = theme.current(), scene.camera.scale
    painter.fillRect(QRectF(0, 0, width, height), now.panel)
    painter.setPen(now.grid)
    bottom = height - 0.5
    painter.drawLine(QLineF(0, bottom, width, bottom))
    if scene.contents is None:
        return
    painter.setPen(now.line)
    labels = ruler_labels(scene)
    ticks = [beat for beat, _ in labels]
    if not scene.in_seconds:
        fine, strong = grid_beats(scale, scene.meter.beats_per_bar)
        _ticks(painter, np.rint((np.concatenate([fine, strong]) - scale.left_beat) * scale.pixels_per_beat), bottom,
               theme.SPACE)  # fmt: skip
    _ticks(painter, np.rint((np.array(ticks) - scale.left_beat) * scale.pixels_per_beat), bottom, TICK)
    painter.setFont(theme.font(theme.SMALL))
    for beat, text in labels:
        strong_one = scene.in_seconds or "." not in text
        painter.setPen(now.text if strong_one else now.quiet)
        painter.drawText(QPointF(round(scale.x(beat)) + theme.SPACE, height - 2.5 * theme.SPACE), text)


def _ticks(painter: QPainter, columns: Floats, bottom: float, height: float) -> None:
    painter.drawLines([QLineF(x - 0.5, bottom - height, x - 0.5, bottom) for x in columns.tolist()])


def _bars(scene: Scene) -> list[tuple[float, str]]:
    scale, meter = scene.camera.scale, scene.meter
    step = float(bar_step(scale.pixels_per_beat, meter.beats_per_bar, LABELS_APART) * meter.beats_per_bar)
    if step == meter.beats_per_bar and scale.pixels_per_beat >= BEAT_LABELS_APART:
        step = 1.0
    named = []
    for beat in _multiples(scale.left_beat, scale.right_beat, step):
        bar, place = meter.bar_and_beat(beat)
        text = QLocale().toString(bar)
        named.append((beat, text if place == 1 else f"{text}.{QLocale().toString(round(place))}"))
    return named


def _times(scene: Scene) -> list[tuple[float, str]]:
    scale, meter = scene.camera.scale, scene.meter
    step = second_step(scale.pixels_per_beat * meter.beats(1.0), LABELS_APART)
    moments = _multiples(meter.seconds(scale.left_beat), meter.seconds(scale.right_beat), step)
    return [(meter.beats(second), clock(round(second))) for second in moments]


def _multiples(left: float, right: float, step: float) -> list[float]:
    """The multiples of a step from the one before the left edge to the one after the right."""
    first = int(left // step)
    return [n * step for n in range(max(first, 0), int(right // step) + 2)]
