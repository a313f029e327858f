"""The far view: cards too narrow to tell apart, as a picture of each lane with its harmony as a skyline."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from .. import theme
from .camera import LEAST_WIDTH
from .layout import Floats, Lane, Layout
from .scene import Scene

ROWS = 21
"""Height of a lane's picture in its own pixels; it is stretched to the height of a card."""
SKYLINE_FROM = 12
"""Lower cards (px) have no room to tell harmony by height too, and are all colour."""
LEVELS = 8
"""How many steps of coverage are told apart."""

Pixels = NDArray[np.uint32]


class FarRows:
    """Paints lanes as rasters, and keeps those of the last frame: of the same lanes, seen alike, only marks change."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, float], tuple[Lane, Pixels | None]] = {}
        """By plotline, and how strongly it is painted: a filter paints some of the same lane faintly."""
        self._look: tuple[float, ...] = ()

    def paint(self, painter: QPainter, scene: Scene, layout: Layout) -> None:
        """Paints the lanes in view; over the selected cards an accent line."""
        camera, ratio = scene.camera, painter.device().devicePixelRatio()
        scale = camera.scale
        pixels_per_beat = scale.pixels_per_beat * ratio
        edges = scale.left_beat + np.arange(int(scale.width * ratio) + 1) / pixels_per_beat
        self._follow((scale.left_beat, pixels_per_beat, scale.width, camera.open_height, theme.current().is_dark))
        for row in scene.rows_painted:
            if row >= len(layout.lanes):
                continue
            lane, tall = layout.lanes[row], camera.card_height(row)
            pixels = self._pixels(lane, painter.opacity(), edges, tall)
            if pixels is None:
                continue
            pixels = _marked(pixels, lane, edges, scene.selected(lane.ids))
            inset = (camera.lane_height(row) - tall) / 2
            target = QRectF(0, camera.lane_top(row) + inset, pixels.shape[1] / ratio, tall)
            painter.drawImage(target, image_of(pixels))

    def _follow(self, look: tuple[float, ...]) -> None:
        if look != self._look:
            self._look = look
            self._kept.clear()

    def _pixels(self, lane: Lane, opacity: float, edges: Floats, tall: int) -> Pixels | None:
        known = self._kept.get((lane.plotline_id, opacity))
        if known is None or known[0] is not lane:
            now = theme.current()
            opaque = (now.hover if now.is_dark else now.raised).rgb()
            low = tall < SKYLINE_FROM
            known = lane, lane_colours(lane, edges)[None] if low else lane_pixels(lane, edges, opaque)
            self._kept[lane.plotline_id, opacity] = known
        return known[1]


def _marked(pixels: Pixels, lane: Lane, edges: Floats, chosen: NDArray[np.bool_]) -> Pixels:
    """The picture of a lane with an accent line over its chosen cards."""
    if not chosen.any():
        return pixels
    marked = pixels.copy()
    marked[: 2 if len(pixels) > 2 else 1, lane_coverage(lane, edges, chosen) > 0.25] = theme.current().accent.rgba()
    return marked


def image_of(pixels: Pixels) -> QImage:
    """Pixels as a picture; they have to be kept as long as it is."""
    height, width = pixels.shape
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_ARGB32_Premultiplied)


def lane_pixels(lane: Lane, edges: Floats, opaque: int) -> Pixels | None:
    """A lane's picture on a plane (RGB), ROWS high and one column per pair of edges (beats); None without cards."""
    columns = _columns(lane, edges)
    if columns is None:
        return None
    level, weight = columns
    return np.take(_skylines(opaque), level * 101 + np.rint(weight * 100).astype(np.intp), axis=1)


def lane_colours(lane: Lane, edges: Floats) -> Pixels:
    """The colour of each column by its harmony, premultiplied by how much of it cards cover."""
    columns = _columns(lane, edges)
    if columns is None:
        return np.zeros(len(edges) - 1, np.uint32)
    return np.take(_bars(), columns[0] * 101 + np.rint(columns[1] * 100).astype(np.intp))


def _columns(lane: Lane, edges: Floats) -> tuple[NDArray[np.intp], Floats] | None:
    """Of each column how much of it is covered, in LEVELS, and the mean harmony there; None where no card sounds."""
    spans = _spans(lane, edges)
    if spans is None:
        return None
    breaks, lengths, tie = spans
    covered = _integrated(edges, breaks, lengths)
    weight = np.divide(_integrated(edges, breaks, lengths * tie), covered, np.zeros_like(covered), where=covered > 0)
    share = np.clip(covered / (edges[1] - edges[0]), 0.0, 1.0)
    return np.ceil(share * (LEVELS - 1) - 0.05).astype(np.intp), weight


def lane_coverage(lane: Lane, edges: Floats, chosen: NDArray[np.bool_]) -> Floats:
    """Which share of each column the chosen cards of a lane cover, 0..1."""
    spans = _spans(lane, edges, chosen)
    if spans is None:
        return np.zeros(len(edges) - 1)
    breaks, lengths, _ = spans
    covered: Floats = _integrated(edges, breaks, lengths) / (edges[1] - edges[0])
    return covered


def _spans(lane: Lane, edges: Floats, chosen: NDArray[np.bool_] | None = None) -> tuple[Floats, Floats, Floats] | None:
    """Starts and ends in turn, the lengths, and the ties within 0..1 of the cards between the outer edges."""
    column = float(edges[1] - edges[0])
    near = lane.near(float(edges[0]) - LEAST_WIDTH * column, float(edges[-1]))
    start, end, tie = lane.start[near], lane.end[near], lane.tie[near]
    if chosen is not None:
        start, end, tie = start[chosen[near]], end[chosen[near]], tie[chosen[near]]
    if not len(start):
        return None
    breaks = np.maximum.accumulate(np.column_stack((start, _seen_end(start, end, column))).ravel())
    return breaks, breaks[1::2] - breaks[::2], np.clip(np.nan_to_num(tie), 0.0, 1.0)


def _seen_end(start: Floats, end: Floats, column: float) -> Floats:
    """Where cards end to the eye: a lonely one is no narrower than LEAST_WIDTH columns, however short it is."""
    until = np.append(start[1:], np.inf)
    seen: Floats = np.maximum(end, np.minimum(start + LEAST_WIDTH * column, until))
    return seen


def _integrated(edges: Floats, breaks: Floats, amounts: Floats) -> Floats:
    """How much of amounts, each spread evenly from its start to its end, falls between each pair of edges."""
    total = np.empty(len(breaks))
    total[1::2] = np.cumsum(amounts)
    total[::2] = total[1::2] - amounts
    return np.diff(np.interp(edges, breaks, total))


@lru_cache(maxsize=1)
def _bars() -> Pixels:
    """Premultiplied colours of harmony in hundredths, for each level of coverage in turn."""
    return np.array([_faded(theme.harmony_colour(p), n) for n in range(LEVELS) for p in range(101)], np.uint32)


@lru_cache(maxsize=4)
def _skylines(opaque: int) -> Pixels:
    """Columns, ROWS high, of the same: filled up to the harmony, with the plane (given as RGB) over it."""
    plane = np.repeat(np.array([_faded(QColor(opaque), n) for n in range(LEVELS)], np.uint32), 101)
    tall = np.tile(2 + np.rint(np.arange(101) / 100 * (ROWS - 4)), LEVELS)
    from_foot = np.arange(ROWS - 1, -1, -1)[:, None]
    columns: Pixels = np.where(from_foot < tall, _bars(), plane)
    return columns


def _faded(colour: QColor, level: int) -> int:
    alpha = level / (LEVELS - 1)
    red, green, blue = (round(c * alpha) for c in (colour.red(), colour.green(), colour.blue()))
    return round(255 * alpha) << 24 | red << 16 | green << 8 | blue
