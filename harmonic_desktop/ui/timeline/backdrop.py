"""What lies behind the cards: the plane, the lanes, the lines at bars and beats, and what an empty place says."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from .. import theme
from ..rects import fill_rects
from ..time_scale import TimeScale, bar_step
from .layout import Floats
from .markers.painting import paint_marker_lines
from .scene import Scene

LINES_APART = 24.0
BEATS_APART = 20.0
EMPTY_HEIGHT = 32 * theme.SPACE
UNDER_WORDS = 17 * theme.SPACE


def paint_backdrop(painter: QPainter, scene: Scene) -> None:
    """Paints the plane, the grid of bars (and beats when close) and the lines between the lanes."""
    camera, now = scene.camera, theme.current()
    painter.fillRect(QRectF(0, 0, camera.scale.width, camera.height), now.window)
    if scene.contents is None:
        return
    bottom = min(camera.lane_top(camera.rows), camera.height)
    beats, bars = grid_beats(camera.scale, scene.meter.beats_per_bar)
    _paint_columns(painter, camera.scale, beats, bottom, _between(now.window, now.grid))
    _paint_columns(painter, camera.scale, bars, bottom, now.grid)
    paint_marker_lines(painter, scene, bottom)
    for row in camera.visible_rows:
        painter.fillRect(QRectF(0, camera.lane_top(row + 1) - 1, camera.scale.width, 1), now.grid)


def grid_beats(scale: TimeScale, beats_per_bar: int) -> tuple[Floats, Floats]:
    """The beats in view at which fine and strong lines are drawn; no fine ones unless there is room."""
    step = bar_step(scale.pixels_per_beat, beats_per_bar, LINES_APART) * beats_per_bar
    strong = _multiples(scale, float(step))
    fine = _multiples(scale, 1.0) if scale.pixels_per_beat >= BEATS_APART else np.empty(0)
    return fine[fine % step != 0], strong


def _multiples(scale: TimeScale, step: float) -> Floats:
    first = np.floor(scale.left_beat / step)
    return np.arange(first, np.ceil(scale.right_beat / step) + 1) * step


def _paint_columns(painter: QPainter, scale: TimeScale, beats: Floats, bottom: float, colour: QColor) -> None:
    columns = np.rint((beats - scale.left_beat) * scale.pixels_per_beat) - 1
    ones, none = np.ones(len(columns)), np.zeros(len(columns))
    fill_rects(painter, columns, none, ones, ones * max(bottom, 0), colour)


def paint_empty(painter: QPainter, scene: Scene) -> None:
    """Says what the place is for while there is no card in it."""
    camera, now = scene.camera, theme.current()
    if scene.contents is None:
        title = QCoreApplication.translate("TimelineView", "No universe is open")
        words = QCoreApplication.translate("TimelineView", "Create or open a universe to see its story here.")
    elif not scene.contents.cards:
        title = QCoreApplication.translate("TimelineView", "The story starts here")
        words = QCoreApplication.translate(
            "TimelineView", "Double-click to make the first card, or press Ctrl+Shift+N."
        )
    else:
        return
    top, middle = _empty_top(scene), empty_middle(scene)
    room = QRectF(0, top, camera.scale.width, camera.height - top)
    if not top:
        painter.fillRect(QRectF(0, middle - 4 * theme.SPACE, room.width(), EMPTY_HEIGHT), now.window)
    _centred(painter, room, middle, title, now.text, theme.LARGE)
    _centred(painter, room, middle + 7 * theme.SPACE, words, now.quiet, theme.NORMAL)


def empty_middle(scene: Scene) -> float:
    """Where the words of an empty place begin, in px from the top; a button lies UNDER_WORDS px further down."""
    return (_empty_top(scene) + scene.camera.height - EMPTY_HEIGHT) / 2 + 2 * theme.SPACE


def _empty_top(scene: Scene) -> int:
    """Under the lanes if there is room, else over them."""
    under = scene.camera.lane_top(scene.camera.rows)
    return under if scene.camera.height - under >= EMPTY_HEIGHT else 0


def _centred(painter: QPainter, room: QRectF, y: float, words: str, colour: QColor, size: int) -> None:
    painter.setFont(theme.font(size))
    painter.setPen(colour)
    box = QRectF(room.left() + 4 * theme.SPACE, y, room.width() - 8 * theme.SPACE, 4 * size)
    painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)


def _between(first: QColor, second: QColor) -> QColor:
    """Half of each; translucent lines would be painted many times slower."""
    return QColor(
        (first.red() + second.red()) // 2, (first.green() + second.green()) // 2, (first.blue() + second.blue()) // 2
    )
