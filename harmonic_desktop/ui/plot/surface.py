"""What the harmony plot looks like: its grid, axis words, curve and points on the shared time axis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from ...domain.harmony import Curve, Floats
from ...domain.markers import Marker
from ...domain.meter import Meter
from ...domain.storyboard import Plotline
from .. import theme
from ..curve_lines import traced
from ..time_scale import TimeScale
from .dots import POINT, Dots
from .frame import FOOT, StillFrame, paint_lines
from .labels import Labels
from .library import load_pyqtgraph
from .overlays import Overlays
from .points import PlotPoints, Rows, thinned
from .switches import PlotSwitches

pg = load_pyqtgraph()
if TYPE_CHECKING:  # pyqtgraph has no types: what is used of this one is what QGraphicsView has
    GraphicsView = QGraphicsView
    CurveItem = Any
else:
    GraphicsView, CurveItem = pg.GraphicsView, pg.PlotCurveItem

CLOSEST_POINTS = 3.0
"""At most one point is drawn per so many px where there are too many to be told apart."""
BREATH = 4 * theme.SPACE
"""Pixels that the plot goes on beyond 0 and 1."""
CURVE_WIDTH = 2
AROUND = 20 * theme.SPACE
"""So many px on either side of what is pulled are drawn anew with it: its ring and its number lie there."""
OUTSIDE = 8.0
"""So many px beyond its area the curve ends: Qt breaks down over a card that lasts 1e300 beats."""
WASH = 40
"""How strong the harmony scale is under the curve, of 255."""


class _Line(CurveItem):  # type: ignore[misc]
    """The curve; it is another one with each frame of a drag, so that measuring it would be in vain."""

    def boundingRect(self) -> QRectF:
        bounds: QRectF = self.getViewBox().viewRect()
        return bounds


class PlotSurface(GraphicsView):
    """Draws points and their curve; everything is brought up to date when it is painted, however often it changed."""

    is_page = False
    """Whether it is painted on a page, at any scale and as shapes, where nothing can be set."""

    def __init__(self, scale: TimeScale, switches: PlotSwitches | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the timeline: story time runs that way
        self.time = scale
        self.switches = switches if switches is not None else PlotSwitches(self)
        self.points = PlotPoints()
        self.meter = Meter()
        self.has_story = False
        self.environment: float | None = None
        self.markers: Sequence[Marker] = ()
        """Acts and moments in order."""
        self.target: tuple[float, float] | None = None
        """The band that the story aims at, its lower and its upper edge."""
        self.is_target_previewed = False
        """Whether it is being set, so that it is shown even where it is switched off."""
        self.plotlines: Sequence[Plotline] = ()
        """From the top down."""
        self.selection: frozenset[int] = frozenset()
        self.shown: Rows = np.empty(0, dtype=np.intp)
        """The rows whose points are drawn now."""
        self._selected: tuple[object, NDArray[np.bool_]] = (None, np.empty(0, dtype=np.bool_))
        self.drawn: tuple[Floats, Floats] = (np.empty(0), np.empty(0))
        """The points of the line that is drawn now: beats and harmonies."""
        self.overlays = Overlays(self)
        self.dots, self.labels = Dots(self), Labels(self)
        self._frame = StillFrame()
        self._right_margin = 0
        self._is_stale = True
        self._make_items()
        scale.changed.connect(self.redraw)
        self.switches.changed.connect(self.redraw)

    def _make_items(self) -> None:
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._box = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        self._box.setBorder(None)
        self.scene().addItem(self._box)
        self._line = _Line(connect="finite", antialias=False, fillLevel=-1.0)
        self._line_look: tuple[QPen, QBrush] | None = None
        self._box.addItem(self._line, ignoreBounds=True)

    @property
    def is_busy(self) -> bool:
        """Whether a hand has hold of something in it."""
        return False

    def set_right_margin(self, pixels: int) -> None:
        """Leaves room at the right where the timeline above has its scroll bar."""
        self._right_margin = pixels
        self.redraw()

    def show_ghost(self, curve: Curve | None, name: str = "") -> None:
        """Shows a curve as it was once, with a name; None takes it away."""
        self.overlays.ghost = (curve, name) if curve is not None else None
        self.switches.ghost.setEnabled(curve is not None)
        self.switches.ghost.setChecked(curve is not None)
        self.redraw()

    def show_heard(self, heard: Curve | None, meant: Curve | None = None) -> None:
        """Has the measured consonance of the music for its switch, and what was meant where that is no line yet."""
        self.overlays.heard, self.overlays.meant = heard, meant
        self.redraw()

    def redraw(self) -> None:
        """Has everything brought up to date with the next painting."""
        self._is_stale = True
        self.viewport().update()

    def redraw_between(self, first: float, last: float) -> None:
        """The same where it can only differ between two beats."""
        left, right = self.x_of(first) - AROUND, self.x_of(last) + AROUND
        if not (isfinite(left) and isfinite(right)):
            self.redraw()
            return
        self._is_stale = True
        left, right = max(left, 0.0), min(right, float(self.width()))
        self.viewport().update(QRectF(left, 0.0, right - left, self.height()).toAlignedRect())

    # Where things are

    @property
    def area(self) -> QRectF:
        """The part of the widget with the time axis in it, from its first pixel on."""
        width = max(self.width() - theme.HEADER_WIDTH - self._right_margin, 1)
        return QRectF(theme.HEADER_WIDTH, 0, width, max(self.height() - FOOT, 2 * BREATH + 1))

    def x_of(self, beat: float) -> float:
        return theme.HEADER_WIDTH + self.time.x(beat)

    def beat_at(self, x: float) -> float:
        return self.time.beat(x - theme.HEADER_WIDTH)

    @property
    def rise(self) -> float:
        """Pixels from harmony 0 up to 1."""
        return self.area.height() - 2 * BREATH

    def y_of(self, harmony: float) -> float:
        """The pixel of a harmony; one beyond 0..1 lies at the edge."""
        return BREATH + (1.0 - min(max(harmony, 0.0), 1.0)) * self.rise

    def harmony_at(self, y: float) -> float:
        return 1.0 - (y - BREATH) / self.rise

    def point_of(self, row: int) -> QPointF:
        """The pixel of a card's point; of what is no number, that of 0."""
        beat, tie = float(self.points.middles[row]), float(self.points.ties[row])
        return QPointF(self.x_of(0.0 if isnan(beat) else beat), self.y_of(0.0 if isnan(tie) else tie))

    def cards_in(self, band: QRectF) -> frozenset[int]:
        """The cards whose points lie in a rectangle of pixels, drawn or not."""
        rows = self.points.rows_between(self.beat_at(band.left()), self.beat_at(band.right()))
        ties = np.clip(self.points.ties[rows], 0.0, 1.0)
        low, high = self.harmony_at(band.bottom()), self.harmony_at(band.top())
        return frozenset(self.points.ids[rows[(ties >= low) & (ties <= high)]].tolist())

    def card_at(self, position: QPointF) -> int | None:
        """The card whose point is nearest within the size of a target; a selected one before others."""
        if not self.area.contains(position) or not len(self.shown):
            return None
        across = self.points.middles[self.shown] - self.beat_at(position.x())
        down = (np.clip(self.points.ties[self.shown], 0.0, 1.0) - self.harmony_at(position.y())) * self.rise
        away = np.hypot(across * self.time.pixels_per_beat, down)
        away -= np.isin(self.points.ids[self.shown], list(self.selection))
        nearest = int(away.argmin())
        return int(self.points.ids[self.shown[nearest]]) if away[nearest] <= theme.TARGET / 2 else None

    def last_beat_seen(self) -> float:
        return self.beat_at(self.area.right())

    def number(self, harmony: float) -> str:
        """A harmony as a person reads it, two decimals; far beyond 0..1 only as many digits as tell it apart."""
        if abs(harmony) < 1000:
            return self.locale().toString(harmony, "f", 2)
        return self.locale().toString(harmony, "g", 4)

    def reveal(self, row: int) -> None:
        """Scrolls just as far as is needed to see a point."""
        beat, room = float(self.points.middles[row]), theme.TARGET / self.time.pixels_per_beat
        if not isfinite(beat):
            return
        span = self.area.width() / self.time.pixels_per_beat
        if not self.time.left_beat + room <= beat <= self.time.left_beat + span - room:
            self.time.scroll_to(max(beat - room, 0.0) if beat < self.time.left_beat + room else beat + room - span)

    # Bringing up to date

    def _bring_up_to_date(self) -> None:
        self._is_stale = False
        first, last = self.time.left_beat, self.last_beat_seen()
        beyond = BREATH / self.rise
        self._box.setGeometry(self.area)
        self._box.setRange(xRange=(first, last), yRange=(-beyond, 1.0 + beyond), padding=0, disableAutoRange=True)
        self._draw_curve(first, last)
        self._draw_points(first, last)
        self.overlays.bring_up_to_date(first, last)

    def _draw_curve(self, first: float, last: float) -> None:
        seen = self.points.curve_between(first, last)
        beats, values = self.drawn = traced(seen, first, last, self.time.pixels_per_beat)
        self._line.setVisible(self.switches.mean.isChecked())
        look = (self._pen(theme.current().quiet, CURVE_WIDTH), _wash(theme.current().name))
        if look != self._line_look:
            self._line_look = look
            self._line.setPen(look[0])
            self._line.setBrush(look[1])
        beyond = OUTSIDE / self.time.pixels_per_beat
        self._line.setData(np.clip(beats, first - beyond, last + beyond), values)

    def _draw_points(self, first: float, last: float) -> None:
        margin = POINT / self.time.pixels_per_beat
        rows = self.points.rows_between(first - margin, last + margin)
        columns = self.points.middles[rows] * self.time.pixels_per_beat // CLOSEST_POINTS
        selected, most = self._selected_rows()[rows], int(self.area.width() / CLOSEST_POINTS)
        faint = self.points.stopped()[rows] & ~selected
        behind = thinned(rows[faint], columns[faint], most)
        others = thinned(rows[~(selected | faint)], columns[~(selected | faint)], most)
        chosen = thinned(rows[selected], columns[selected], most)
        is_dense = len(behind) + len(others) + len(chosen) < len(rows)
        self.shown = np.concatenate((behind, others, chosen))
        middles, ties = self.points.middles[self.shown], self.points.ties[self.shown]
        self.dots.show(middles, ties, faint=len(behind), chosen=len(chosen), is_dense=is_dense)

    def _selected_rows(self) -> NDArray[np.bool_]:
        key = (self.selection, self.points.version)
        if self._selected[0] != key:
            self._selected = (key, self.points.are_in(self.selection))
        return self._selected[1]

    def _pen(self, colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        """Cosmetic pens count in pixels of the device: `width` is meant in those of the window."""
        return _cosmetic_pen(colour.rgb(), width * self.devicePixelRatioF(), style)

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_stale:
            self._bring_up_to_date()
        super().paintEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self._frame.paint(painter, self)
        paint_lines(painter, self, rect)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self.dots.paint(painter)

    def close(self) -> bool:
        """Closes like any widget; pyqtgraph's own would take the scene apart for good."""
        return QGraphicsView.close(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.redraw()


@lru_cache(maxsize=4)
def _wash(look: str) -> QBrush:
    """The harmony scale from 0 up to 1, so faint that it is only felt."""
    gradient = QLinearGradient(0.0, 0.0, 0.0, 1.0)
    for percent in range(0, 101, 10):
        colour = QColor(theme.harmony_colour(percent))
        colour.setAlpha(WASH)
        gradient.setColorAt(percent / 100, colour)
    return QBrush(gradient)


@lru_cache(maxsize=32)
def _cosmetic_pen(rgb: int, width: float, style: Qt.PenStyle) -> QPen:
    """A pen as wide at any zoom; always the same object, so that pyqtgraph finds the points drawn with it again."""
    pen = QPen(QColor.fromRgb(rgb), width, style)
    pen.setCosmetic(True)
    return pen
