"""What stands still behind the harmony plot: the axis in words, the grid at the bars, their numbers."""

from __future__ import annotations

from math import ceil, isnan
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from .. import theme
from ..curve_lines import bars_between
from .labels import WIDEST_LABEL
from .marker_lines import paint_marker_lines

if TYPE_CHECKING:
    from .surface import PlotSurface

FOOT = 5 * theme.SPACE
"""Room for the bar numbers under the plot."""
EDGE = theme.HEADER_WIDTH - 3 * theme.SPACE
"""Where the numbers of the axis end."""
NUMBER_WIDTH = 6 * theme.SPACE
LINES_APART, LABELS_APART = 24.0, 64.0
"""Lines and their numbers are at least so many px apart: as in the timeline and its ruler."""
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class StillFrame:
    """What lies behind the lines, kept as a picture until something in it is another; no pulled point is in it.

    The first frame after a change is painted directly: as one scrolls, each is another one.
    """

    def __init__(self) -> None:
        self._kept = QPixmap()
        self._kept_of: tuple[object, ...] = ()
        self._last: tuple[object, ...] = ()

    def paint(self, painter: QPainter, plot: PlotSurface) -> None:
        """Paints what `paint_still` paints."""
        looks = _looks(plot)
        if looks != self._kept_of:
            was_same, self._last = looks == self._last, looks
            if not was_same:
                paint_still(painter, plot)
                return
            self._keep(plot)
            self._kept_of = looks
        painter.drawPixmap(QPointF(0, 0), self._kept)

    def _keep(self, plot: PlotSurface) -> None:
        ratio = plot.devicePixelRatioF()
        self._kept = QPixmap(ceil(plot.width() * ratio), ceil(plot.height() * ratio))
        self._kept.setDevicePixelRatio(ratio)
        own = QPainter(self._kept)
        try:
            paint_still(own, plot)
        finally:
            own.end()  # Qt ends the program when a pixmap goes while it is painted on


def _looks(plot: PlotSurface) -> tuple[object, ...]:
    """Everything that the picture of the frame depends on."""
    time, small = plot.time, theme.font(theme.SMALL)
    return (
        plot.size(), plot.area, plot.devicePixelRatioF(), plot.locale(), small, theme.current().name,
        time.left_beat, time.pixels_per_beat, plot.meter, plot.has_story, plot.markers,
        plot.target, plot.is_target_previewed, plot.environment, plot.switches.shown,
    )  # fmt: skip


def paint_frame(painter: QPainter, plot: PlotSurface) -> None:
    """Paints everything that lies behind the curve, right of the axis and in its column."""
    paint_still(painter, plot)
    paint_lines(painter, plot, plot.rect())


def paint_still(painter: QPainter, plot: PlotSurface) -> None:
    """Paints of it what no card changes."""
    painter.setLayoutDirection(plot.layoutDirection())  # a painter has that of the program
    painter.fillRect(plot.rect(), theme.current().panel)
    painter.fillRect(plot.area, theme.current().window)
    paint_axis(painter, plot)
    if plot.has_story:
        plot.overlays.paint_target(painter)
        _paint_levels(painter, plot)
        _paint_bars(painter, plot)
        paint_marker_lines(painter, plot)
        _paint_reference(painter, plot)


def paint_lines(painter: QPainter, plot: PlotSurface, seen: QRectF | QRect) -> None:
    """Paints the lines that follow the cards, and the names of all lines, which no other line strikes through.

    Only what lies in `seen` has to be painted.
    """
    if plot.has_story:
        painter.setLayoutDirection(plot.layoutDirection())
        plot.overlays.paint(painter)
        if seen.right() >= plot.area.right() - WIDEST_LABEL:
            plot.labels.paint(painter)


def paint_axis(painter: QPainter, plot: PlotSurface) -> None:
    """Paints the numbers of the axis, and what they mean in words."""
    look = theme.current()
    painter.setPen(look.text)
    painter.setFont(theme.font(theme.NORMAL, QFont.Weight.Medium))
    painter.drawText(QRectF(4 * theme.SPACE, plot.y_of(0.5) - FOOT, EDGE, 2 * FOOT), LEFT, _tr("Harmony"))
    painter.setPen(look.quiet)
    painter.setFont(theme.font(theme.SMALL))
    for harmony, decimals, words in ((1.0, 0, _tr("full harmony")), (0.5, 1, ""), (0.0, 0, _tr("no tie"))):
        box = QRectF(0, plot.y_of(harmony) - FOOT / 2, EDGE, FOOT)
        painter.drawText(box, RIGHT, plot.locale().toString(harmony, "f", decimals))
        painter.drawText(box.adjusted(0, 0, -NUMBER_WIDTH, 0), RIGHT, words)


def _paint_levels(painter: QPainter, plot: PlotSurface) -> None:
    painter.setPen(theme.current().grid)
    for harmony in (0.0, 0.5, 1.0):
        y = round(plot.y_of(harmony)) - 0.5
        painter.drawLine(QLineF(plot.area.left(), y, plot.area.right(), y))


def _paint_reference(painter: QPainter, plot: PlotSurface) -> None:
    """The harmony of the environment; beyond 0..1 it lies at the edge."""
    harmony = plot.environment
    if harmony is not None and not isnan(harmony) and plot.switches.environment.isChecked():
        y = round(plot.y_of(harmony)) - 0.5
        painter.setPen(QPen(theme.current().line, 1, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QLineF(plot.area.left(), y, plot.area.right(), y))


def _paint_bars(painter: QPainter, plot: PlotSurface) -> None:
    look, area, time = theme.current(), plot.area, plot.time
    last = plot.last_beat_seen()
    painter.setPen(look.grid)
    for _, beat in bars_between(time.left_beat, last, plot.meter.beats_per_bar, time.pixels_per_beat, LINES_APART):
        x = round(plot.x_of(beat)) - 0.5
        painter.drawLine(QLineF(x, 0, x, area.bottom()))
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(look.quiet)
    painter.drawText(QRectF(0, area.bottom(), EDGE, FOOT), RIGHT, _tr("Bar"))
    for bar, beat in bars_between(time.left_beat, last, plot.meter.beats_per_bar, time.pixels_per_beat, LABELS_APART):
        box = QRectF(round(plot.x_of(beat)) + theme.SPACE, area.bottom(), 16 * theme.SPACE, FOOT)
        painter.drawText(box, LEFT, plot.locale().toString(bar))


def _tr(text: str) -> str:
    return QCoreApplication.translate("HarmonyPlot", text)
