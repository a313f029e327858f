"""Acts and moments behind the curve: a strip of their hue and their names at the top, faint lines at their edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from .. import theme
from ..marker_places import Place, places

if TYPE_CHECKING:
    from .surface import PlotSurface

STRIP = 3
"""How high the strip of an act is, in px."""
LINES = 0.45
"""How much of the hue is in a line."""
SHORTEST_NAME = 3 * theme.SPACE
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
"""Time runs to the right in every language."""


def names_height() -> int:
    """The names lie in so many px at the top, where no point is."""
    return theme.room(4 * theme.SPACE)


def paint_marker_lines(painter: QPainter, plot: PlotSurface) -> None:
    """Paints the markers that are in view."""
    if not plot.markers:
        return
    font = theme.font(theme.SMALL, QFont.Weight.Medium)
    painter.setFont(font)
    painter.save()
    painter.setClipRect(plot.area)
    painter.translate(plot.area.left(), 0)
    for place in places(plot.markers, plot.time, QFontMetricsF(font).horizontalAdvance):
        _paint_lines(painter, plot, place)
        _paint_name(painter, place)
    painter.restore()


def _paint_lines(painter: QPainter, plot: PlotSurface, place: Place) -> None:
    now = theme.current()
    hue = now.plotline(place.marker.colour)
    painter.setPen(theme.mixed(now.window, hue, LINES))
    for beat in {place.marker.start_beat, place.marker.end_beat}:
        x = round(plot.time.x(beat)) - 0.5
        painter.drawLine(QLineF(x, 0, x, plot.area.bottom()))
    if not place.is_moment:
        painter.fillRect(QRectF(place.left, 0, place.right - place.left, STRIP), theme.mixed(now.window, hue, LINES))


def _paint_name(painter: QPainter, place: Place) -> None:
    room = place.room_right - place.room_left
    if room >= SHORTEST_NAME:
        name = painter.fontMetrics().elidedText(place.marker.name, Qt.TextElideMode.ElideRight, int(room) + 1)
        painter.setPen(theme.current().quiet)
        box = QRectF(place.room_left, STRIP, room + 2, names_height() - STRIP)
        painter.drawText(box, LEFT, name)
