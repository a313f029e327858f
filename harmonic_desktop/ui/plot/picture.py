"""The whole harmony plot as a picture: the same curve, points and overlays, in rows of bars where it is long."""

from __future__ import annotations

from functools import partial
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ...domain.contents import Contents, markers_in_order
from ...domain.harmony import Curve
from ...domain.meter import meter_of
from ...domain.universe import target_of
from .. import theme
from ..pictures import rows, words
from ..pictures.page import MARGIN, Part, Picture, PictureOptions
from ..pictures.rows import ROW_GAP, Plan, Row, Story, planned
from ..time_scale import TimeScale
from .dots import POINT, paint_point
from .frame import FOOT, paint_axis, paint_frame
from .marks import PlotMarks
from .overlay import paint_odd_numbers
from .overlays import Overlay
from .surface import CURVE_WIDTH, PlotSurface
from .switches import PlotSwitches

POINT_WIDTH = 14.0
"""The middle card is so many px wide where there is room: points of neighbours can be told apart."""
CLOSEST = 40.0
"""In px per beat, for stories of very short cards."""
STRETCH = 12.0
"""The curve of a short story is as wide as a page, nearly whatever its cards are."""
ROW_HEIGHT = 96 * theme.SPACE


Ghost: TypeAlias = tuple[Curve, str] | None
"""The curve of a snapshot, and what it is called."""


class PlotPictures(PlotSurface):
    """A plot that is never shown: it is painted on pages, by the switches of the one that is; a PictureMaker."""

    is_page = True

    def __init__(self, contents: Contents, switches: PlotSwitches, parent: QWidget, ghost: Ghost = None) -> None:
        super().__init__(TimeScale(), switches, parent)
        self.setObjectName("plotPictures")
        self.hide()
        self._contents = contents
        self.has_story = True
        self.environment = contents.universe.environment_harmony
        self.target = target_of(contents.universe)
        self.plotlines = contents.ordered_plotlines()
        self.markers = markers_in_order(contents)
        self.overlays.ghost = ghost
        self.meter = meter_of(contents)
        self.points.show(contents)

    def __call__(self, options: PictureOptions) -> Picture:
        """Lays out the picture of the plot."""
        plan = self._planned(options)
        parts = [words.head(self._contents.universe.name, self._subtitle(), plan.page_width)]
        for number, row in enumerate(plan.rows):
            parts += [_gap()] * bool(number)
            parts.append(Part(ROW_HEIGHT, partial(self._paint_row, plan, row)))
        if options.has_legend:
            parts += [_gap(), *words.legend(self._keys(options.look), plan.page_width)]
        parts.append(words.foot())
        title = self._contents.universe.name
        return Picture(title, plan.page_width, tuple(parts), plan.scale, options.look, len(plan.rows))

    def _planned(self, options: PictureOptions) -> Plan:
        durations = np.array([card.duration_beats for card in self._contents.cards.values()])
        length = float(np.median(durations)) if len(durations) else 4.0
        wanted = min(POINT_WIDTH / length, CLOSEST) if length > 0 else CLOSEST
        story = Story(self._end_beat(), self.meter.beats_per_bar, len(durations), wanted, STRETCH)
        around = words.HEAD_HEIGHT + MARGIN + (2 * words.LEGEND_HEIGHT + ROW_GAP) * options.has_legend
        return planned(story, ROW_HEIGHT, around, options)

    def _end_beat(self) -> float:
        end = max((card.end_beat for card in self._contents.cards.values()), default=0.0)
        return min(max(0.0, end), rows.FARTHEST)

    def _subtitle(self) -> str:
        bars = rows.bars_of(self._end_beat(), self.meter.beats_per_bar)
        counted = words.counted(len(self._contents.cards), _tr("1 card"), _tr("{count} cards"))
        over = words.counted(bars, _tr("1 bar"), _tr("{count} bars"))
        return ", ".join([_tr("Harmony plot"), counted, *[over] * bool(bars)])

    def _keys(self, look: theme.Theme) -> list[words.Key]:
        """What the lines and marks mean that are switched on."""
        switches = self.switches
        keys = [words.Key(_tr("A card"), _paint_sample_point)]
        if switches.mean.isChecked():
            mark = words.line_mark(look.quiet, Qt.PenStyle.SolidLine, CURVE_WIDTH)
            keys.append(words.Key(_tr("Mean of the cards that sound, by their length"), mark))
        if self.environment is not None and switches.environment.isChecked():
            mark = words.line_mark(look.line, Qt.PenStyle.DashLine, 1)
            keys.append(words.Key(_tr("Harmony of the environment"), mark))
        if self.target is not None and switches.target.isChecked():
            keys.append(words.Key(_tr("Target band"), words.band_mark(look.hover, look.line)))
        return keys + [words.Key(line.name, words.line_mark(line.colour, line.style, line.width))
                       for line in self._lines(look)]  # fmt: skip

    def _lines(self, look: theme.Theme) -> list[Overlay]:
        """The lines that are drawn beside the mean anywhere in the story."""
        whole = Row(0.0, max(self._end_beat(), 1.0))
        with theme.painting_in(look):
            self._show(whole, rows.WIDTH / whole.last_beat)
        return list(self.overlays.lines)

    def _paint_row(self, plan: Plan, row: Row, painter: QPainter) -> None:
        self._show(row, plan.pixels_per_beat)
        painter.translate(MARGIN, 0)
        paint_frame(painter, self)
        marks = PlotMarks(self)
        if self.switches.mean.isChecked():
            marks.paint_mean(painter)
        marks.paint_points(painter)
        paint_odd_numbers(painter, self)
        self._paint_beyond(painter, plan)

    def _show(self, row: Row, pixels_per_beat: float) -> None:
        """Brings everything up to date for a row."""
        width = round((row.last_beat - row.first_beat) * pixels_per_beat)
        self.time.set_width(width)
        self.time.show(row.first_beat, pixels_per_beat)
        self.resize(theme.HEADER_WIDTH + width, ROW_HEIGHT)
        self._bring_up_to_date()

    def _paint_beyond(self, painter: QPainter, plan: Plan) -> None:
        """Covers what was painted left and right of the row: SVG as Qt writes it knows no clipping."""
        panel, right = theme.current().panel, self.area.right()
        painter.fillRect(QRectF(-MARGIN, 0, MARGIN + theme.HEADER_WIDTH, ROW_HEIGHT - FOOT), panel)
        painter.fillRect(QRectF(right, 0, plan.page_width - MARGIN - right, ROW_HEIGHT), panel)
        paint_axis(painter, self)


def _paint_sample_point(painter: QPainter, box: QRectF) -> None:
    paint_point(painter, box.center(), 0.75, POINT)


def _gap() -> Part:
    return Part(ROW_GAP, lambda painter: None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pictures", text)
