"""Curve and points of the harmony plot as shapes in pixels, for a page: pyqtgraph’s own are for the screen alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from ...domain.harmony import Floats
from .. import theme
from .dots import POINT, TINY_POINT, paint_point
from .library import load_pyqtgraph
from .surface import CURVE_WIDTH, WASH

if TYPE_CHECKING:
    from .surface import PlotSurface

pg = load_pyqtgraph()

MOST_POINTS = 10_000


class PlotMarks:
    """Paints what a plot has been brought up to date with."""

    def __init__(self, plot: PlotSurface) -> None:
        self._plot = plot

    def paint_mean(self, painter: QPainter) -> None:
        """The curve with the harmony scale under it."""
        plot = self._plot
        beats, harmonies = plot.drawn
        xs = theme.HEADER_WIDTH + (beats - plot.time.left_beat) * plot.time.pixels_per_beat
        ys = plot.y_of(0.0) - harmonies * plot.rise
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for x, y in _unbroken(xs, ys):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._wash())
            bottom = plot.area.bottom()
            around = pg.functions.arrayToQPolygonF(
                np.concatenate((x[:1], x, x[-1:])), np.concatenate(([bottom], y, [bottom]))
            )
            painter.drawPolygon(around)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().quiet, CURVE_WIDTH, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawPolyline(pg.functions.arrayToQPolygonF(x, y))

    def paint_points(self, painter: QPainter) -> None:
        """A point for each card in the row; as many as the window would show where there are too many for that."""
        plot = self._plot
        seen = plot.points.rows_between(plot.time.left_beat, plot.last_beat_seen())
        size = TINY_POINT if len(plot.shown) < len(seen) else POINT
        rows = seen if len(seen) <= MOST_POINTS else plot.shown
        ties = plot.points.ties[rows]
        xs = theme.HEADER_WIDTH + (plot.points.middles[rows] - plot.time.left_beat) * plot.time.pixels_per_beat
        ys = plot.y_of(0.0) - np.clip(ties, 0.0, 1.0) * plot.rise
        inside = (xs >= plot.area.left()) & (xs <= plot.area.right())
        for x, y, tie in zip(xs[inside].tolist(), ys[inside].tolist(), ties[inside].tolist(), strict=True):
            paint_point(painter, QPointF(x, y), tie, size)

    def _wash(self) -> QBrush:
        gradient = QLinearGradient(0.0, self._plot.y_of(0.0), 0.0, self._plot.y_of(1.0))
        for percent in range(0, 101, 10):
            colour = QColor(theme.harmony_colour(percent))
            colour.setAlpha(WASH)
            gradient.setColorAt(percent / 100, colour)
        return QBrush(gradient)


def _unbroken(xs: Floats, ys: Floats) -> list[tuple[Floats, Floats]]:
    """The parts of a line between its gaps."""
    gaps = np.flatnonzero(~np.isfinite(ys)).tolist()
    ends = zip((-1, *gaps), (*gaps, len(ys)), strict=True)
    return [(xs[begin + 1 : end], ys[begin + 1 : end]) for begin, end in ends if end - begin > 1]
