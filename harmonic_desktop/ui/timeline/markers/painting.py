"""Painting markers: the band over the ruler, and faint lines down the lanes at the edges of acts."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from ... import theme
from ...marker_places import POLE, Place, places
from ...rects import fill_rects
from ..scene import Scene
from .places import BAND_HEIGHT

INSET = 2
CORNER = theme.SPACE
WASH, WASH_HOVERED, WASH_OF_LINES = 0.26, 0.4, 0.45
"""How much of a marker's hue is in its bar, and in its lines down the lanes."""
SHORTEST_NAME = 3 * theme.SPACE
"""In less room than this many px no name is begun."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
"""Time runs to the right in every language."""


def marker_font() -> QFont:
    """What names of markers are written in."""
    return theme.font(theme.SMALL, QFont.Weight.Medium)


def places_in(scene: Scene, lifted: int | None = None) -> list[Place]:
    """Where the markers of a scene are painted, one of them over the others."""
    metrics = QFontMetricsF(marker_font())
    return places(scene.markers, scene.camera.scale, metrics.horizontalAdvance, lifted)


def paint_band(
    painter: QPainter,
    scene: Scene,
    width: int,
    *,
    hovered: int | None = None,
    lifted: int | None = None,
    is_focused: bool = False,
) -> None:
    """Paints the band from the painter's origin on; the lifted marker lies over the others, with a ring if focused."""
    painter.fillRect(QRectF(0, 0, width, BAND_HEIGHT), theme.current().panel)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(marker_font())
    for place in places_in(scene, lifted):
        _paint_place(painter, place, is_hovered=place.marker.id == hovered)
        if is_focused and place.marker.id == lifted:
            _paint_ring(painter, place)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_marker_lines(painter: QPainter, scene: Scene, bottom: float) -> None:
    """Paints a faint line down the lanes at each edge of an act and at each moment, in the marker's hue."""
    scale, now = scene.camera.scale, theme.current()
    for colour, beats in _edges(scene).items():
        columns = np.rint((np.array(sorted(beats)) - scale.left_beat) * scale.pixels_per_beat) - 1
        columns = np.unique(columns[(columns >= 0) & (columns < scale.width)])
        ones, none = np.ones(len(columns)), np.zeros(len(columns))
        hue = theme.mixed(now.window, now.plotline(colour), WASH_OF_LINES)
        fill_rects(painter, columns, none, ones, ones * max(bottom, 0), hue)


def _edges(scene: Scene) -> dict[int, set[float]]:
    """The beats of all lines by hue."""
    edges: dict[int, set[float]] = {}
    for marker in scene.markers:
        edges.setdefault(marker.colour, set()).update((marker.start_beat, marker.end_beat))
    return edges


def _paint_place(painter: QPainter, place: Place, *, is_hovered: bool) -> None:
    now = theme.current()
    hue = now.plotline(place.marker.colour)
    box = QRectF(place.left, INSET, place.right - place.left, BAND_HEIGHT - 2 * INSET)
    painter.setPen(QPen(hue, 1) if place.is_moment else Qt.PenStyle.NoPen)
    plane = now.raised if place.is_moment else now.panel
    painter.setBrush(theme.mixed(plane, hue, WASH_HOVERED if is_hovered else 0.0 if place.is_moment else WASH))
    if place.is_moment:
        box.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, CORNER, CORNER)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    inset = 0 if place.is_moment else INSET
    painter.drawRect(QRectF(place.left, inset, POLE, BAND_HEIGHT - 2 * inset))
    _paint_name(painter, place)


def _paint_name(painter: QPainter, place: Place) -> None:
    room = place.room_right - place.room_left
    if room < SHORTEST_NAME:
        return
    name = painter.fontMetrics().elidedText(place.marker.name, Qt.TextElideMode.ElideRight, int(room) + 1)
    painter.setPen(theme.current().text)
    painter.drawText(QRectF(place.room_left, 0, room + 2, BAND_HEIGHT), LEFT, name)


def _paint_ring(painter: QPainter, place: Place) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().accent, 2))
    box = QRectF(place.left, 1, max(place.right - place.left, 2 * POLE), BAND_HEIGHT - 2)
    painter.drawRoundedRect(box.adjusted(0, 0.5, 0, -0.5), CORNER, CORNER)


def paint_guide_in_band(painter: QPainter, scene: Scene) -> None:
    """The line of the guide where it passes the band; the ruler says what it marks."""
    if scene.guide is not None:
        x = round(scene.camera.scale.x(scene.guide.beat)) - 1
        painter.fillRect(QRectF(x, 0, 1, BAND_HEIGHT), theme.current().accent)
