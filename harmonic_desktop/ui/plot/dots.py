"""The points of the harmony plot: circles in the colours of their harmonies, all of them stamped in one call."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from ...domain.harmony import Floats
from .. import theme

if TYPE_CHECKING:
    from .surface import PlotSurface

POINT, TINY_POINT = 9.0, 5.0
FAINT = 0.22
"""How strong the points are of cards that a filter stops."""
HALO = 6.0
"""How much wider than a point the ring is that shows it as selected, in px."""
RING = 2
ROOM = 4
"""The px of a stamp beyond its point, for the outline."""
LOW, HIGH = 101, 102
"""The stamps of what lies beyond 0 and 1, which point there; those from 0 to 100 are the hundredths."""

Stamps: TypeAlias = NDArray[np.intp]


def paint_point(painter: QPainter, at: QPointF, tie: float, size: float, *, is_faint: bool = False) -> None:
    """The point of a card; where its harmony is beyond 0..1 a triangle that points there."""
    half, colour = size / 2, QColor(theme.harmony_colour(theme.harmony_percent(tie)))
    colour.setAlphaF(FAINT if is_faint else 1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline(is_faint=is_faint), 1))
    painter.setBrush(colour)
    if 0.0 <= tie <= 1.0:
        painter.drawEllipse(QRectF(at.x() - half, at.y() - half, size, size))
    else:
        tip = half if tie < 0.0 else -half
        painter.drawPolygon(QPolygonF([at + QPointF(0, tip), at + QPointF(-half, -tip), at + QPointF(half, -tip)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def outline(*, is_faint: bool = False) -> QColor:
    """What points are outlined with: it gives sand on a light plane the contrast that the fill lacks."""
    now = theme.current()
    return now.grid if is_faint else now.window if now.is_dark else now.quiet


class Dots:
    """The points that are drawn now: the faint ones first, the selected ones last."""

    def __init__(self, plot: PlotSurface) -> None:
        self._plot = plot
        self.size = POINT
        self.faint = self.chosen = 0
        """So many are faint, and so many selected."""
        self._beats: Floats = np.empty(0)
        self._ties: Floats = np.empty(0)
        self.kept: dict[tuple[object, ...], QPixmap] = {}

    def show(self, beats: Floats, ties: Floats, *, faint: int, chosen: int, is_dense: bool) -> None:
        """Takes over what is drawn from now on: where the points lie, and their harmonies as they are."""
        self._beats, self._ties = beats, ties
        self.faint, self.chosen, self.size = faint, chosen, TINY_POINT if is_dense else POINT

    @property
    def stamps(self) -> Stamps:
        """For each point which stamp it is drawn with."""
        hundredths = np.rint(100 * np.clip(self._ties, 0.0, 1.0)).astype(np.intp)
        return np.where(self._ties > 1.0, HIGH, np.where(self._ties < 0.0, LOW, hundredths))

    def paint(self, painter: QPainter) -> None:
        """Paints the points over the curve, rings below them."""
        plot, stamps = self._plot, self.stamps
        xs = theme.HEADER_WIDTH + (self._beats - plot.time.left_beat) * plot.time.pixels_per_beat
        ys = plot.y_of(0.0) - np.clip(self._ties, 0.0, 1.0) * plot.rise
        begin, faint = len(xs) - self.chosen, self.faint
        painter.save()
        painter.setClipRect(plot.area)
        if self.chosen:
            self._stamp(painter, self._ring(), xs[begin:], ys[begin:], np.zeros(self.chosen, dtype=np.intp))
        if faint:
            self._stamp(painter, self._points(is_faint=True), xs[:faint], ys[:faint], stamps[:faint])
        self._stamp(painter, self._points(is_faint=False), xs[faint:], ys[faint:], stamps[faint:])
        painter.restore()

    def _stamp(self, painter: QPainter, stamps: QPixmap, xs: Floats, ys: Floats, which: Stamps) -> None:
        """Draws a stamp at each place, on whole pixels of the device."""
        count, ratio, side = len(xs), stamps.devicePixelRatio(), stamps.height()
        if not count:
            return
        # Ten doubles are a PixmapFragment: its middle, what is cut out (in the pixmap's pixels), scales, turn, opacity.
        fragments = np.zeros((count, 10))
        fragments[:, 0] = (np.floor(xs * ratio - side / 2 + 0.5) + side / 2) / ratio
        fragments[:, 1] = (np.floor(ys * ratio - side / 2 + 0.5) + side / 2) / ratio
        fragments[:, 2] = which * side
        fragments[:, 4:6] = side
        fragments[:, 6:8] = 1 / ratio
        fragments[:, 9] = 1.0
        first = shiboken6.wrapInstance(fragments.ctypes.data, cast(Any, QPainter.PixmapFragment))
        painter.drawPixmapFragments(first, count, stamps)  # type: ignore[arg-type]

    def _points(self, *, is_faint: bool) -> QPixmap:
        """A stamp for each hundredth and for what lies beyond, beside each other."""
        key = (theme.current().name, self.size, is_faint, self._plot.devicePixelRatioF())
        if key not in self.kept:
            self.kept[key], step = self._empty(self.size, HIGH + 1)
            painter = QPainter(self.kept[key])
            for stamp in range(HIGH + 1):
                tie = {LOW: -1.0, HIGH: 2.0}.get(stamp, stamp / 100)
                paint_point(painter, QPointF((stamp + 0.5) * step, step / 2), tie, self.size, is_faint=is_faint)
            painter.end()
        return self.kept[key]

    def _ring(self) -> QPixmap:
        """The ring around a selected point."""
        key = (theme.current().name, self.size, self._plot.devicePixelRatioF())
        if key not in self.kept:
            radius = (self.size + HALO) / 2
            self.kept[key], step = self._empty(2 * radius, 1)
            painter = QPainter(self.kept[key])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().accent, RING))
            painter.drawEllipse(QPointF(step / 2, step / 2), radius, radius)
            painter.end()
        return self.kept[key]

    def _empty(self, size: float, count: int) -> tuple[QPixmap, float]:
        """A picture with room for stamps of that size, and how far apart they are in px of the window."""
        ratio = self._plot.devicePixelRatioF()
        side = 2 * ceil((size + ROOM) * ratio / 2)  # so that an outline of one pixel lies on whole ones
        made = QPixmap(count * side, side)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made, side / ratio
