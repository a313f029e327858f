"""What lies over the points of the harmony plot: numbers, labels, the ring of the keyboard, the rubber band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from .. import theme

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot
    from .surface import PlotSurface

PILL_HEIGHT = 5 * theme.SPACE
RING, HOVER_RING = 11.0, 8.0
"""Radius of the ring around the point that the keyboard acts on, and around the one under the mouse."""
CENTRE = int(Qt.AlignmentFlag.AlignCenter)
BAND_ALPHA = 40


def paint(painter: QPainter, plot: HarmonyPlot) -> None:
    """Paints everything that lies over the points."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(plot.layoutDirection())
    painter.setClipRect(plot.area)
    if len(plot.points):
        paint_odd_numbers(painter, plot)
    else:
        _paint_empty(painter, plot)
    _paint_points_in_hand(painter, plot)
    if plot.band is not None:
        _paint_band(painter, plot, plot.band)
    if hint := plot.words.pen():
        _paint_pen_hint(painter, plot, hint)
    if plot.stroke is not None:
        _paint_stroke(painter, plot, plot.stroke)


def _paint_points_in_hand(painter: QPainter, plot: HarmonyPlot) -> None:
    hovered = plot.points.row_of(plot.hovered) if plot.hovered is not None else None
    if hovered is not None and plot.hovered not in plot.selection:
        _paint_ring(painter, plot.point_of(hovered), HOVER_RING, QPen(theme.current().quiet, 1))
    current = plot.points.row_of(plot.current) if plot.current is not None else None
    if plot.hasFocus() and current is not None:
        _paint_ring(painter, plot.point_of(current), RING, QPen(theme.current().accent, 2))
    elif plot.hasFocus() and plot.was_tabbed_to:
        _paint_focus_frame(painter, plot)
    grabbed = plot.points.row_of(plot.grabbed) if plot.grabbed is not None else None
    if grabbed is not None:
        _paint_bubble(painter, plot, plot.point_of(grabbed), float(plot.points.ties[grabbed]))


def paint_odd_numbers(painter: QPainter, plot: PlotSurface) -> None:
    """Writes beside each point at the edge what it really is, as far as there is room between them."""
    ties, painter_right = plot.points.ties, -1e9
    is_odd = (ties[plot.shown] < 0.0) | (ties[plot.shown] > 1.0)
    rows = plot.shown[is_odd].tolist()
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.current().text)
    metrics = QFontMetricsF(painter.font())
    for row in sorted(rows, key=lambda row: float(plot.points.middles[row])):
        text, at = plot.number(float(ties[row])), plot.point_of(row)
        left = at.x() + 2 * theme.SPACE
        if left > painter_right:
            painter_right = left + metrics.horizontalAdvance(text) + theme.SPACE
            box = QRectF(left, at.y() - PILL_HEIGHT / 2, painter_right - left, PILL_HEIGHT)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def _paint_ring(painter: QPainter, centre: QPointF, radius: float, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, radius, radius)


def _paint_pen_hint(painter: QPainter, plot: HarmonyPlot, text: str) -> None:
    """Says in a corner that the mouse draws now, and what, as long as it does."""
    look = theme.current()
    place = QPointF(plot.area.left() + theme.SPACE, plot.area.bottom() - PILL_HEIGHT - theme.SPACE)
    box = QRectF(place, QSizeF(_pill_width(text), PILL_HEIGHT))
    _paint_pill(painter, box, text, look.accent, look.on_accent)


def _paint_stroke(painter: QPainter, plot: HarmonyPlot, trail: QPolygonF) -> None:
    """What the pen has drawn, and the number where it is; one call for the whole stroke, however long it is."""
    pen = QPen(theme.current().accent, 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    painter.save()
    painter.translate(plot.x_of(0.0), plot.y_of(0.0))
    painter.scale(plot.time.pixels_per_beat, -plot.rise)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(trail)
    painter.restore()
    beat, harmony = trail.last().x(), trail.last().y()
    _paint_bubble(painter, plot, QPointF(plot.x_of(beat), plot.y_of(harmony)), harmony)


def _paint_bubble(painter: QPainter, plot: HarmonyPlot, at: QPointF, harmony: float) -> None:
    """The number of what is in the hand, over it, or under it at the upper edge."""
    text = plot.number(harmony)
    width = _pill_width(text)
    distance = PILL_HEIGHT + 3 * theme.SPACE
    top = at.y() - distance if at.y() > distance else at.y() + 3 * theme.SPACE
    left = min(max(at.x() - width / 2, plot.area.left()), plot.area.right() - width)
    look = theme.current()
    _paint_pill(painter, QRectF(left, top, width, PILL_HEIGHT), text, look.raised, look.text, look.line)


def _paint_band(painter: QPainter, plot: HarmonyPlot, band: QRectF) -> None:
    """The rubber band, inside the plot's own area."""
    accent = theme.current().accent
    wash = QColor(accent)
    wash.setAlpha(BAND_ALPHA)
    painter.setPen(QPen(accent, 1))
    painter.setBrush(wash)
    painter.drawRect(band.intersected(plot.area))


def _paint_empty(painter: QPainter, plot: HarmonyPlot) -> None:
    """Says what this place is for, while there is nothing in it."""
    painter.setFont(theme.font(theme.NORMAL))
    painter.setPen(theme.current().quiet)
    text = QCoreApplication.translate("HarmonyPlot", "The harmony of your cards is drawn here")
    metrics = QFontMetricsF(painter.font())
    box = QRectF(0, 0, metrics.horizontalAdvance(text) + 6 * theme.SPACE, 2 * PILL_HEIGHT)
    box.moveCenter(QPointF(plot.area.center().x(), plot.y_of(0.5)))
    painter.fillRect(box, theme.current().window)
    painter.drawText(box, CENTRE, text)


def _paint_focus_frame(painter: QPainter, plot: HarmonyPlot) -> None:
    """Shows that the keyboard is here while no point has it."""
    painter.setPen(QPen(theme.current().accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(plot.area).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)


def _pill_width(text: str) -> float:
    return QFontMetricsF(_pill_font()).horizontalAdvance(text) + 4 * theme.SPACE


def _pill_font() -> QFont:
    return theme.font(theme.SMALL, QFont.Weight.Medium)


def _paint_pill(
    painter: QPainter, box: QRectF, text: str, plane: QColor, words: QColor, outline: QColor | None = None
) -> None:
    painter.setFont(_pill_font())
    painter.setPen(QPen(outline, 1) if outline is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(plane)
    painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
    painter.setPen(words)
    painter.drawText(box, CENTRE, text)
