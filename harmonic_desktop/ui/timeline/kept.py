"""Pictures that are painted once and kept while something moves over them: the still scene, the cards in the hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import fields, replace

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from .. import theme
from ..time_scale import TimeScale
from .layout import Lane, Layout
from .scene import Scene, near

Paint = Callable[[QPainter, Scene], None]
PaintLayout = Callable[[QPainter, Scene, Layout], None]

OVER_IT = frozenset(
    {"camera", "lifted", "band", "guide", "focused", "current", "rippled", "ties", "layout_shown", "only_row"}
)
"""What of a scene is painted over the still picture, or is read apart; all else that is public is painted in it."""
MOST_ROWS = 4
"""Where more rows than this changed, all are painted anew."""
BEYOND = 320
"""Cards in the hand are painted so many px beyond the viewport, for they will be moved into it."""


class StillPicture:
    """What lies under a gesture: painted anew only when something in it changed, and no more rows of it than changed.

    While nothing is held, the first frame after a change is painted directly: as one scrolls, each is another one.
    """

    def __init__(self) -> None:
        self._kept = QPixmap()
        self._kept_of: tuple[object, ...] | None = None
        self._lanes: tuple[Lane, ...] = ()
        """The lanes that are on the kept picture."""
        self._last: tuple[object, ...] | None = None

    def paint(self, painter: QPainter, scene: Scene, paint: Paint, is_behind: Callable[[], bool]) -> None:
        """Paints what `paint` paints; `is_behind` tells afterwards whether something was left out."""
        if not isinstance(painter.device(), QWidget):  # a picture for a file, in which nothing moves
            paint(painter, scene)
            return
        scene, shown = scene.for_one_frame(), scene.shown
        looks, lanes = _looks(painter, scene), shown.lanes
        rows = self._changed_rows(lanes) if _same(looks, self._kept_of) else None
        if rows is None:
            if not scene.is_previewing and not _same((*looks, shown), self._last):
                paint(painter, scene)
                self._last = None if is_behind() else (*looks, shown)
                return
            self._kept = _picture(painter, scene.camera.scale.width, scene.camera.height)
            self._paint_on_it(scene, paint)
        else:
            for row in set(rows).intersection(scene.camera.visible_rows):
                self._paint_on_it(replace(scene, only_row=row), paint)
        self._lanes = lanes
        if rows != []:
            self._kept_of = None if is_behind() else looks
        painter.drawPixmap(QPointF(0, 0), self._kept)

    def _paint_on_it(self, scene: Scene, paint: Paint) -> None:
        own = QPainter(self._kept)
        if scene.only_row is not None:
            top, height = scene.camera.lane_top(scene.only_row), scene.camera.lane_height(scene.only_row)
            own.setClipRect(QRectF(0, top, scene.camera.scale.width, height))
        paint(own, scene)
        own.end()

    def _changed_rows(self, lanes: tuple[Lane, ...]) -> list[int] | None:
        """The rows with other lanes than those on the picture; None where they are too many to be painted alone."""
        if len(lanes) != len(self._lanes):
            return None
        rows = [row for row, (lane, kept) in enumerate(zip(lanes, self._lanes, strict=True)) if lane is not kept]
        return rows if len(rows) <= MOST_ROWS else None


class HeldPicture:
    """The cards in the hand, painted once and then moved as a picture."""

    def __init__(self) -> None:
        self._kept = QPixmap()
        self._kept_of: tuple[object, ...] | None = None
        self._place = QRect()
        self._beats = self._left_beat = 0.0
        self._top = 0

    def paint(self, painter: QPainter, scene: Scene, paint: PaintLayout, is_behind: Callable[[], bool]) -> None:
        """Paints the held cards where they are now; `is_behind` tells afterwards whether something was left out."""
        lifted = scene.lifted
        if lifted is None or lifted.moved_by is None:
            if lifted is not None:
                paint(painter, scene, lifted.held)
            return
        looks = (lifted, lifted.moved_by[1], scene.selection, scene.camera.scale.pixels_per_beat,
                 scene.camera.measures, theme.current().name)  # fmt: skip
        away = self._away(scene, lifted.moved_by[0])
        if not _same(looks, self._kept_of) or abs(away.x()) > BEYOND or away.y():
            self._beats = lifted.moved_by[0]
            self._left_beat, self._top = scene.camera.scale.left_beat, scene.camera.top
            self._paint_anew(painter, scene, lifted.held, paint)
            self._kept_of = None if is_behind() else looks
            away = QPoint()
        painter.drawPixmap(QPointF(self._place.topLeft() + away), self._kept)

    def drop(self) -> None:
        """Forgets it, when nothing is held any more."""
        if self._kept_of is not None:
            self._kept_of, self._kept = None, QPixmap()

    def _away(self, scene: Scene, beats: float) -> QPoint:
        """By how many px the hand and the view moved the cards since they were painted."""
        scale = scene.camera.scale
        by = (beats - self._beats) - (scale.left_beat - self._left_beat)
        return QPoint(round(by * scale.pixels_per_beat), self._top - scene.camera.top)

    def _paint_anew(self, painter: QPainter, scene: Scene, held: Layout, paint: PaintLayout) -> None:
        wide = _widened(scene)
        self._place = _bounds(wide, held)
        self._kept = _picture(painter, max(self._place.width(), 1), max(self._place.height(), 1))
        self._kept.fill(Qt.GlobalColor.transparent)
        own = QPainter(self._kept)
        own.translate(-self._place.topLeft())
        paint(own, wide, held)
        own.end()
        self._place.translate(-BEYOND, 0)


def _widened(scene: Scene) -> Scene:
    """The scene as a wider viewport would show it, so that there is something to be moved into this one."""
    camera, scale = copy(scene.camera), TimeScale()
    scale.pixels_per_beat = scene.camera.scale.pixels_per_beat
    scale.left_beat = scene.camera.scale.left_beat - BEYOND / scale.pixels_per_beat
    scale.width = scene.camera.scale.width + 2 * BEYOND
    camera.scale = scale
    return replace(scene, camera=camera)


def _bounds(scene: Scene, layout: Layout) -> QRect:
    """The rectangle that the cards of a layout take in view, with their shadows."""
    cards = near(layout, scene.camera)
    if not len(cards.ids):
        return QRect()
    tops, heights = scene.camera.card_tops(cards.row), scene.camera.card_heights(cards.row)
    left, right = float(cards.left.min()), float(cards.right.max())
    box = QRectF(left, float(tops.min()), right - left, float((tops + heights).max() - tops.min()))
    room = QRectF(0, 0, scene.camera.scale.width, scene.camera.height)
    margin = 2 * theme.SPACE
    return box.adjusted(-margin, -margin, margin, margin).intersected(room).toAlignedRect()


def _looks(painter: QPainter, scene: Scene) -> tuple[object, ...]:
    """Everything that the still picture depends on; of records, which are only replaced, the objects themselves."""
    camera, lifted = scene.camera, scene.lifted
    shown = (getattr(scene, field.name) for field in fields(scene) if _is_in_it(field.name))
    return (
        *shown, lifted.origin if lifted is not None else None,
        camera.scale.left_beat, camera.scale.pixels_per_beat, camera.scale.width, camera.top, camera.height,
        camera.measures, theme.current().name, painter.device().devicePixelRatio(),
    )  # fmt: skip


def _is_in_it(name: str) -> bool:
    return name not in OVER_IT and not name.startswith("_")


def _same(one: Iterable[object], other: Iterable[object] | None) -> bool:
    """Whether two looks are the same: plain values by what they are, all else by being the same object."""
    if other is None:
        return False
    plain = (int, float, str, bytes)
    return all(a is b or (isinstance(a, plain) and a == b) for a, b in zip(one, other, strict=True))


def _picture(painter: QPainter, width: int, height: int) -> QPixmap:
    ratio = painter.device().devicePixelRatio()
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    return made
