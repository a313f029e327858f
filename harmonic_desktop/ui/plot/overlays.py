"""What is drawn in the harmony plot beside mean and points: plotlines, trend, target band, the ghost of a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ...domain.harmony import Curve, Floats
from .. import theme
from ..curve_lines import traced
from .lane_curves import LaneCurves
from .library import load_pyqtgraph

if TYPE_CHECKING:
    from ...domain.storyboard import Plotline
    from .surface import PlotSurface

pg = load_pyqtgraph()

THIN, USUAL, STRONG = 1, 2, 3
"""The widths of lines in px: thin where there are many, strong for the trend."""
TREND_STEP = 3
"""The trend is computed at every third pixel, counted from beat 0."""
BAND = 0.09
"""How much of the colour of words is in the target band."""
GRIP = 2 * theme.SPACE
"""Where the grip of an edge begins, a third of how long it is."""
PIECE = 32
"""On a page a line is painted so many steps at a time."""
HUES = 8
DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""The first eight plotlines are solid; the next eight, whose hues come again, are dashed, and so on."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """One line, how it looks, and the name at its right end."""

    name: str
    beats: Floats
    harmonies: Floats
    colour: QColor
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
    width: int = USUAL
    is_slanted: bool = False
    """Whether it has slopes to be smoothed; a line of steps is crisp without."""


class Overlays:
    """Keeps the lines as they are to be painted; made anew with the curve, whenever that is."""

    def __init__(self, plot: PlotSurface) -> None:
        self._plot = plot
        self._lanes = LaneCurves(plot.points)
        self.ghost: tuple[Curve, str] | None = None
        self.heard: Curve | None = None
        """The measured consonance of the music, once it is composed."""
        self.meant: Curve | None = None
        """What it was meant to be, where that is another than the mean."""
        self.lines: list[Overlay] = []
        self.lanes = 0
        """So many lines, the first ones, are plotlines."""

    def bring_up_to_date(self, first: float, last: float) -> None:
        """Makes the lines between two beats, those at the back first."""
        switches, self.lines = self._plot.switches, []
        if switches.plotlines.isChecked():
            self.lines += self._lane_lines(first, last)
        self.lanes = len(self.lines)
        if switches.ghost.isChecked() and self.ghost is not None:
            self.lines.append(self._ghost_line(*self.ghost, first, last))
        if switches.heard.isChecked() and self.heard is not None:
            self.lines += self._heard_lines(self.heard, first, last)
        if switches.trend.isChecked() and len(self._plot.points):
            self.lines.append(self._trend_line(first, last))

    def _lane_lines(self, first: float, last: float) -> Iterator[Overlay]:
        lanes = [(row, lane) for row, lane in enumerate(self._plot.plotlines) if not lane.is_folded]
        drawn = self._lanes.lines([lane.id for _, lane in lanes], first, last, self._plot.time.pixels_per_beat)
        is_far, width = self._lanes.are_averaged, USUAL if len(lanes) <= HUES else THIN
        for (row, lane), (beats, harmonies) in zip(lanes, drawn, strict=True):
            if len(beats):
                look = lane_look(lane, row)
                yield Overlay(lane.name, beats, harmonies, *look, THIN if is_far else width, is_far)

    def _ghost_line(self, curve: Curve, name: str, first: float, last: float) -> Overlay:
        beats, harmonies = traced(curve, first, last, self._plot.time.pixels_per_beat)
        return Overlay(name, beats, harmonies, theme.current().quiet, Qt.PenStyle.DashLine)

    def _heard_lines(self, heard: Curve, first: float, last: float) -> Iterator[Overlay]:
        pixels_per_beat, look = self._plot.time.pixels_per_beat, theme.current()
        if self.meant is not None:
            line = traced(self.meant, first, last, pixels_per_beat)
            yield Overlay(_tr("Meant for the music"), *line, look.quiet, Qt.PenStyle.DashDotLine)
        line = traced(heard, first, last, pixels_per_beat)
        yield Overlay(_tr("Measured in the music"), *line, look.text, Qt.PenStyle.DotLine)

    def _trend_line(self, first: float, last: float) -> Overlay:
        plot = self._plot
        window = plot.switches.trend_bars * plot.meter.beats_per_bar
        seen = plot.points.curve_between(first - window, last + window)
        step = TREND_STEP / plot.time.pixels_per_beat
        begin, end = (max(first, seen.beats[0]), min(last, seen.beats[-1])) if len(seen.values) else (0.0, -1.0)
        beats = np.arange(np.floor(begin / step), np.ceil(end / step) + 1) * step
        beats = np.clip(beats, begin, max(begin, end))
        name, colour = self._trend_name(plot.switches.trend_bars), theme.current().text
        return Overlay(name, beats, seen.trend(beats, window), colour, width=STRONG, is_slanted=True)

    def _trend_name(self, bars: int) -> str:
        if bars == 1:
            return _tr("Trend over 1 bar")
        return _tr("Trend over {0} bars").format(self._plot.locale().toString(bars))

    def paint_target(self, painter: QPainter) -> None:
        """Paints the target band behind everything, the grid too."""
        plot, area, now = self._plot, self._plot.area, theme.current()
        if plot.target is None or not (plot.switches.target.isChecked() or plot.is_target_previewed):
            return
        low, high = plot.target
        top, bottom = plot.y_of(high), plot.y_of(low)
        wash = theme.mixed(now.window, now.text, BAND)
        painter.fillRect(QRectF(area.left(), top, area.width(), bottom - top), wash)
        for y in (round(top), round(bottom)):
            painter.fillRect(QRectF(area.left(), y - 1, area.width(), 1), now.line)
            painter.fillRect(QRectF(area.left() + GRIP, y - 2, 3 * GRIP, 3), now.line)

    def paint(self, painter: QPainter) -> None:
        """Paints the lines behind the mean and the points."""
        plot = self._plot
        foot, rise, time = plot.y_of(0.0), plot.rise, plot.time
        painter.save()
        painter.setClipRect(plot.area)
        for line in self.lines:
            xs = theme.HEADER_WIDTH + (line.beats - time.left_beat) * time.pixels_per_beat
            ys = foot - np.minimum(np.maximum(line.harmonies, 0.0), 1.0) * rise
            if plot.is_page:
                _stroke(painter, line, xs, ys)
            else:
                _paint_line(painter, line, xs, ys, 1.0 / plot.devicePixelRatioF())
        painter.restore()


def _paint_line(painter: QPainter, line: Overlay, xs: Floats, ys: Floats, pixel: float) -> None:
    """Paints a line as hairlines beside each other: Qt needs eighty times as long for one of twice the width."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, line.is_slanted)
    painter.setPen(_hairline(line.colour.rgb(), line.style))
    hairs = round(line.width / pixel)
    for x, y in _unbroken(xs, ys):
        polygon = pg.functions.arrayToQPolygonF(x, y - (hairs - 1) / 2 * pixel)
        for _ in range(hairs):
            painter.drawPolyline(polygon)
            polygon.translate(0.0, pixel)


def _stroke(painter: QPainter, line: Overlay, xs: Floats, ys: Floats) -> None:
    """Paints a line in its width, which is right at any scale; in pieces, as Qt takes ten times as long for one."""
    is_solid = line.style == Qt.PenStyle.SolidLine
    cap = Qt.PenCapStyle.RoundCap if is_solid else Qt.PenCapStyle.FlatCap  # round, pieces meet without a notch
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, line.is_slanted)
    painter.setPen(QPen(line.colour, line.width, line.style, cap, Qt.PenJoinStyle.RoundJoin))
    for x, y in _unbroken(xs, ys):
        for begin in range(0, max(len(x) - 1, 1), PIECE):
            piece = slice(begin, begin + PIECE + 1)
            painter.drawPolyline(pg.functions.arrayToQPolygonF(x[piece], y[piece]))


def _unbroken(xs: Floats, ys: Floats) -> list[tuple[Floats, Floats]]:
    """The parts of a line between its gaps."""
    sounding = np.isfinite(ys)
    if sounding.all():
        return [(xs, ys)] if len(xs) else []
    gaps = np.flatnonzero(~sounding)
    ends = zip((-1, *gaps), (*gaps, len(ys)), strict=True)
    return [(xs[begin + 1 : end], ys[begin + 1 : end]) for begin, end in ends if end - begin > 1]


def lane_look(lane: Plotline, row: int) -> tuple[QColor, Qt.PenStyle]:
    """The hue of the plotline in that row, and a dash where hues come again."""
    return theme.current().plotline(lane.colour), DASHES[row // HUES % len(DASHES)]


@lru_cache(maxsize=64)
def _hairline(rgb: int, style: Qt.PenStyle) -> QPen:
    return QPen(QColor.fromRgb(rgb), 0, style)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HarmonyPlot", text)
