"""The whole timeline as a picture: rows of bars, each with the ruler over it and the plotlines at its left."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ...domain.contents import Contents
from ...domain.meter import meter_of
from ...domain.plotlines import silent_plotlines
from ...domain.storyboard import Plotline
from .. import theme
from ..pictures import words
from ..pictures.page import MARGIN, Part, Picture, PictureOptions
from ..pictures.rows import ROW_GAP, Plan, Row, Story, bars_of, planned
from ..time_scale import TimeScale
from .backdrop import paint_backdrop
from .camera import LANE_HEIGHT, RULER_HEIGHT, Camera
from .detail import LINE_FROM
from .layout import Lane, Layout, layout_of
from .markers.painting import paint_band
from .markers.places import BAND_HEIGHT
from .odd_places import odd_places, with_showable
from .painting import STEEP_FROM, CardPainter
from .row_looks import RIGHT, RowState, paint_words, places
from .ruler import paint_corner, paint_ruler
from .scene import Scene
from .swatch import DOT

CARD_WIDTH = 200.0
"""The middle card is so many px wide where there is room: its title and description can be read."""
CLOSEST = 100.0
"""In px per beat, for stories of very short cards."""
LANE_HEIGHTS = (LANE_HEIGHT, 14 * theme.SPACE, 8 * theme.SPACE, 4 * theme.SPACE)
"""Lanes are lower where there are so many that one row of them would be too tall."""


def timeline_picture(contents: Contents, options: PictureOptions, *, in_seconds: bool = False) -> Picture:
    """Lays out the picture of a universe's timeline."""
    shown = with_showable(contents, odd_places(contents, contents.cards))
    page = _TimelinePage(shown, options, in_seconds)
    return Picture(
        contents.universe.name,
        page.plan.page_width,
        tuple(page.parts(options.has_legend)),
        page.plan.scale,
        options.look,
        len(page.plan.rows),
        page.note(),
    )


class _TimelinePage:
    """One scene, which is shown another part of the story for each part of the page."""

    def __init__(self, contents: Contents, options: PictureOptions, in_seconds: bool) -> None:
        self._contents = contents
        self._silent = silent_plotlines(contents)
        self._layout = layout_of(contents)
        self._camera = Camera(TimeScale())
        self._scene = Scene(self._camera, contents, self._layout, meter_of(contents), in_seconds=in_seconds)
        self._camera.set_rows(self._scene.folded_rows())
        with theme.painting_in(options.look):
            self._painter = CardPainter(new_texts_per_frame=sys.maxsize)
        self._band_height = BAND_HEIGHT if contents.markers else 0
        self.plan = self._planned(options)
        self._shown: Row | None = None

    def _planned(self, options: PictureOptions) -> Plan:
        length = self._layout.median_duration()
        wanted = min(CARD_WIDTH / length, CLOSEST) if length > 0 else CLOSEST
        story = Story(self._layout.end_beat, self._scene.meter.beats_per_bar, self._layout.count, wanted)
        around = words.HEAD_HEIGHT + MARGIN + (words.LEGEND_HEIGHT + ROW_GAP) * options.has_legend
        for height in LANE_HEIGHTS:
            self._camera.set_open_height(height)
            plan = planned(story, self._band_height + RULER_HEIGHT + self._camera.lanes_height, around, options)
            if plan.scale == options.pixels:
                break
        return plan

    def note(self) -> str:
        """Whether the titles can be read."""
        width = self._layout.median_duration() * self.plan.pixels_per_beat
        if not self._layout.count or (width >= STEEP_FROM and self._camera.open_height >= LINE_FROM):
            return ""
        return _tr("Most cards are too small for their titles at this size.")

    def parts(self, with_legend: bool) -> list[Part]:
        """Everything on the page, from the top."""
        width = self.plan.page_width
        parts = [words.head(self._contents.universe.name, self._subtitle(), width)]
        for number, row in enumerate(self.plan.rows):
            if number:
                parts.append(_gap())
            if self._band_height:
                parts.append(Part(self._band_height, partial(self._paint_markers, row)))
            parts.append(Part(RULER_HEIGHT, partial(self._paint_ruler, row)))
            parts += [
                Part(self._camera.lane_height(lane), partial(self._paint_lane, row, lane))
                for lane in range(self._camera.rows)
            ]
        if with_legend:
            parts += [_gap(), *words.legend([], width)]
        return [*parts, words.foot()]

    def _subtitle(self) -> str:
        cards, lanes = self._layout.count, len(self._layout.lanes)
        bars = bars_of(self._layout.end_beat, self._scene.meter.beats_per_bar)
        counted = [words.counted(cards, _tr("1 card"), _tr("{count} cards"))]
        counted.append(words.counted(lanes, _tr("1 plotline"), _tr("{count} plotlines")))
        return ", ".join([*counted, words.counted(bars, _tr("1 bar"), _tr("{count} bars"))] if bars else counted)

    def _paint_markers(self, row: Row, painter: QPainter) -> None:
        self._show(row, 0, self._camera.lanes_height)
        painter.translate(MARGIN + theme.HEADER_WIDTH, 0)
        paint_band(painter, self._scene, self._camera.scale.width)
        self._paint_beyond(painter, self._band_height)

    def _paint_ruler(self, row: Row, painter: QPainter) -> None:
        self._show(row, 0, self._camera.lanes_height)
        painter.translate(MARGIN + theme.HEADER_WIDTH, 0)
        paint_ruler(painter, self._scene, self._camera.scale.width, RULER_HEIGHT)
        self._paint_beyond(painter, RULER_HEIGHT)
        painter.translate(-theme.HEADER_WIDTH, 0)
        paint_corner(painter, theme.HEADER_WIDTH, RULER_HEIGHT)

    def _paint_lane(self, row: Row, lane: int, painter: QPainter) -> None:
        tall = self._camera.lane_height(lane)
        self._show(row, self._camera.lane_top(lane) + self._camera.top, tall)
        painter.translate(MARGIN + theme.HEADER_WIDTH, 0)
        if self._layout.count:
            self._painter.paint(painter, self._scene)
        else:
            paint_backdrop(painter, self._scene)
        self._paint_beyond(painter, tall)
        painter.translate(-theme.HEADER_WIDTH, 0)
        self._paint_plotline(painter, lane, tall)

    def _paint_beyond(self, painter: QPainter, tall: int) -> None:
        """Covers what was painted left and right of the row: SVG as Qt writes it knows no clipping."""
        left, right = MARGIN + theme.HEADER_WIDTH, self._camera.scale.width
        painter.fillRect(QRectF(-left, 0, left, tall), theme.current().panel)
        painter.fillRect(QRectF(right, 0, self.plan.page_width - left - right, tall), theme.current().panel)

    def _paint_plotline(self, painter: QPainter, lane: int, tall: int) -> None:
        """Colour, name, and what there is to say of a plotline, as in the window."""
        now, plotline = theme.current(), self._contents.plotlines[self._layout.lanes[lane].plotline_id]
        painter.fillRect(QRectF(0, tall - 1, theme.HEADER_WIDTH, 1), now.grid)
        painter.fillRect(QRectF(theme.HEADER_WIDTH - 1, 0, 1, tall), now.grid)
        cards = len(self._layout.lanes[lane].ids)
        state = RowState(plotline, lane, len(self._layout.lanes), cards, plotline.id in self._silent)
        at = places(theme.HEADER_WIDTH, tall)
        if at.lines:
            _paint_dot(painter, plotline, at.swatch.center().y() + 0.5)
            paint_words(painter, state, at, theme.HEADER_WIDTH - RIGHT)

    def _show(self, row: Row, top: int, height: int) -> None:
        """Points the camera at a stripe of the lanes in a row; what goes on in the next row ends here."""
        self._camera.top, self._camera.height = top, height
        if self._shown is row:
            return
        self._shown = row
        scale = self._camera.scale
        scale.set_width(max(round((row.last_beat - row.first_beat) * self.plan.pixels_per_beat), 1))
        scale.show(row.first_beat, self.plan.pixels_per_beat)
        self._scene.rippled = _between(self._layout, row) if len(self.plan.rows) > 1 else None


def _between(layout: Layout, row: Row) -> Layout:
    """What sounds in a row, cut where the row begins and ends."""
    return Layout(tuple(_cut(lane, row) for lane in layout.lanes), layout.rows)


def _cut(lane: Lane, row: Row) -> Lane:
    part = lane.picked(lane.near(row.first_beat, row.last_beat))
    part = part.picked((part.end > row.first_beat) & (part.start < row.last_beat))
    start, end = np.maximum(part.start, row.first_beat), np.minimum(part.end, row.last_beat)
    return replace(part, start=start, end=end, reach=np.maximum.accumulate(end))


def _paint_dot(painter: QPainter, plotline: Plotline, middle: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().plotline(plotline.colour))
    dot = QRectF(0, 0, DOT, DOT)
    dot.moveCenter(QPointF(1.5 * theme.TARGET, middle))
    painter.drawRoundedRect(dot, theme.SPACE, theme.SPACE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _gap() -> Part:
    return Part(ROW_GAP, lambda painter: None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pictures", text)
