"""The names at the right end of the plot's lines: each near its line, where the fewest points lie over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from ...domain.harmony import Floats
from .. import theme
from .marker_lines import names_height
from .points import Rows

if TYPE_CHECKING:
    from .surface import PlotSurface

HEIGHT = 4 * theme.SPACE
"""Where text has its usual size; see `_height`."""
SAMPLE = 4 * theme.SPACE
"""How long a piece of its line each name has before it."""
WIDEST = 40 * theme.SPACE
WIDEST_LABEL = WIDEST + SAMPLE + 4 * theme.SPACE
"""The widest name, and with its sample and what is around both, in px."""
MOST = 0.75
"""Names take so much of the height at most, so that they find places beside the curve."""
PLATE_ALPHA = 215
POINT_COST, LINE_COST, TAKEN = 6.0, 1.0, 1e6
"""What it costs a name to lie over a pixel row of a point, of the curve, or of another name, against one px of way."""
SAMPLES = 48
"""At so many places under the names it is looked where the lines are."""
_POINT_REACH = 5
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A name for what lies at a harmony at the right edge; its sample is a line, or a plane for a band."""

    text: str
    harmony: float
    pen: QPen | None


def labels_of(plot: PlotSurface) -> list[Label]:
    """What is shown beyond the mean, in the order in which room is given."""
    return [*_references(plot), *_lines(plot)]


def _references(plot: PlotSurface) -> Iterator[Label]:
    if plot.environment is not None and plot.switches.environment.isChecked() and len(plot.points):
        pen = QPen(theme.current().line, 1, Qt.PenStyle.DashLine)
        yield Label(_tr("Environment {0}").format(plot.number(plot.environment)), plot.environment, pen)
    if plot.switches.target.isChecked() and plot.target is not None:
        low, high = plot.target
        text = _tr("Target {0} to {1}").format(plot.number(low), plot.number(high))
        yield Label(text, (low + high) / 2, None)
    elif plot.switches.target.isChecked() and not plot.is_page:
        yield Label(_tr("No target yet: Harmony tab"), 0.5, None)


def _lines(plot: PlotSurface) -> Iterator[Label]:
    last = plot.last_beat_seen()
    for line in (*plot.overlays.lines[plot.overlays.lanes :], *plot.overlays.lines[: plot.overlays.lanes]):
        seen = np.flatnonzero(np.isfinite(line.harmonies) & (line.beats <= last))
        if len(seen):
            pen = QPen(line.colour, line.width, line.style, Qt.PenCapStyle.FlatCap)
            yield Label(line.name, float(line.harmonies[seen[-1]]), pen)


class Labels:
    """Paints the names behind curve and points; while a hand pulls they stay where they were."""

    def __init__(self, plot: PlotSurface) -> None:
        self._plot = plot
        self._placed_for: object = None
        self.tops: list[float] = []

    def paint(self, painter: QPainter) -> None:
        """Paints them; where there are too many the last says how many more there are."""
        plot = self._plot
        labels = fitting(labels_of(plot), max(int(plot.area.height() * MOST) // _height(), 1), plot)
        if not labels:
            return
        font = theme.font(theme.SMALL, QFont.Weight.Medium)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        texts, widths = zip(*(_fitted(label.text, font.key()) for label in labels), strict=True)
        right = plot.area.right()
        tops = self._placed(labels, texts, right - max(widths))
        for label, text, width, top in zip(labels, texts, widths, tops, strict=True):
            _paint_label(painter, QRectF(right - width, top, width, _height()), label, text)

    def _placed(self, labels: list[Label], texts: tuple[str, ...], left: float) -> list[float]:
        """Their tops, in px."""
        plot = self._plot
        room = texts, plot.area, plot.time.left_beat, plot.time.pixels_per_beat
        if not (plot.is_busy and plot.points.is_previewing) or room != self._placed_for:
            foot, rise = plot.y_of(0.0), plot.rise
            wanted = [foot - min(max(label.harmony, 0.0), 1.0) * rise - _height() / 2 for label in labels]
            self._placed_for, self.tops = room, places(wanted, _cost(plot, left))
        return self.tops


def fitting(labels: list[Label], most: int, plot: PlotSurface) -> list[Label]:
    """As many of them as there is room for, the last of which counts those that are left."""
    if len(labels) <= most:
        return labels
    more = plot.locale().toString(len(labels) - most + 1)
    return [*labels[: most - 1], Label(_tr("{0} more plotlines").format(more), 0.0, labels[most - 1].pen)]


@lru_cache(maxsize=512)
def _fitted(text: str, _font: str) -> tuple[str, float]:
    """A name as far as there is room for it, and how wide its label is."""
    metrics = QFontMetricsF(theme.font(theme.SMALL, QFont.Weight.Medium))
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, WIDEST)
    return fitting, metrics.horizontalAdvance(fitting) + WIDEST_LABEL - WIDEST


def _height() -> int:
    return theme.room(HEIGHT)


def places(wanted: Sequence[float], cost: Floats) -> list[float]:
    """Tops for names, under each other: each as near as can be to where it is wanted, and where it costs least.

    Where names take much of the height they lie on a raster, so that no room is lost between them.
    """
    cost, height = cost.copy(), _height()
    step = height if 2 * len(wanted) * height > len(cost) else 1
    tops = np.arange(0, len(cost) - height + 1, step)
    found = []
    for top in wanted:
        sums = np.concatenate(([0.0], np.cumsum(cost)))
        best = int(tops[(sums[tops + height] - sums[tops] + np.abs(tops - top)).argmin()])
        cost[best : best + height] += TAKEN
        found.append(float(best))
    return found


def _cost(plot: PlotSurface, left: float) -> Floats:
    """What it costs to cover each row of pixels, right of a pixel column."""
    rows, begin = int(plot.area.height()), plot.beat_at(left)
    beats, values = plot.drawn
    near = values[(beats >= begin) & np.isfinite(values)]
    points = plot.points.ties[plot.shown][plot.points.middles[plot.shown] >= begin]
    near = np.concatenate((near, *_beside(plot, begin)))
    on_curve, on_points = (np.bincount(_rows_of(plot, told), minlength=rows)[:rows] for told in (near, points))
    cost = POINT_COST * np.convolve(on_points, np.ones(2 * _POINT_REACH + 1), "same") + LINE_COST * on_curve
    np.minimum(cost, 2 * POINT_COST, out=cost)
    cost[: names_height() if plot.markers else 0] += TAKEN  # the names of acts and moments are there
    return cost


def _beside(plot: PlotSurface, begin: float) -> Iterator[Floats]:
    """What the lines beside the mean are at some beats from one on, for those that have begun and not ended there."""
    beats = np.linspace(begin, plot.last_beat_seen(), SAMPLES)
    for line in plot.overlays.lines:
        if len(line.beats):
            told = np.interp(beats, line.beats, line.harmonies, np.nan, np.nan)
            yield told[np.isfinite(told)]


def _rows_of(plot: PlotSurface, harmonies: Floats) -> Rows:
    """The rows of pixels at which harmonies are drawn."""
    return (plot.y_of(0.0) - np.clip(harmonies, 0.0, 1.0) * plot.rise).astype(np.intp)


def _paint_label(painter: QPainter, box: QRectF, label: Label, text: str) -> None:
    look, plate = theme.current(), QColor(theme.current().window)
    plate.setAlpha(PLATE_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    painter.drawRoundedRect(box, theme.SPACE, theme.SPACE)
    left, y = box.left() + theme.SPACE, box.center().y()
    if label.pen is not None:
        painter.setPen(label.pen)
        painter.drawLine(QLineF(left, y, left + SAMPLE, y))
    else:
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(QBrush(look.hover))
        painter.drawRect(QRectF(left, y - theme.SPACE, SAMPLE, 2 * theme.SPACE))
    painter.setPen(look.text)
    painter.drawText(box.adjusted(SAMPLE + 2 * theme.SPACE, 0, 0, 0), _LEFT, text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HarmonyPlot", text)
