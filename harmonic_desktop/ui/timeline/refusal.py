"""What says, before the hand lets go, that cards find no room: a hatched place in the colour of danger, and words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from .. import theme
from .layout import Layout
from .scene import Scene

MOST = 200
"""No more places than this are hatched, which is more than can be followed."""
HATCH = 0.55
"""How strong the hatching is over the card in the hand."""


def paint_refusal(painter: QPainter, scene: Scene) -> None:
    """Hatches where the cards in the hand can't be let go, and says so on the first of them in view."""
    if scene.lifted is None or not scene.lifted.refusal:
        return
    places = list(islice(_places(scene, scene.lifted.held), MOST))
    if not places:
        return
    danger = theme.current().danger
    hatch = QColor(danger)
    hatch.setAlphaF(HATCH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(danger, 2, Qt.PenStyle.DashLine))
    painter.setBrush(QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    for place in places:
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
    _paint_words(painter, scene, places[0])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _places(scene: Scene, layout: Layout) -> Iterator[QRectF]:
    scale = scene.camera.scale
    for row in scene.camera.visible_rows:
        lane = layout.lanes[row]
        near = lane.near(scale.left_beat, scale.right_beat)
        for start, end in zip(lane.start[near].tolist(), lane.end[near].tolist(), strict=True):
            yield scene.camera.card_rect(row, start, end)


def _paint_words(painter: QPainter, scene: Scene, place: QRectF) -> None:
    """A label at the upper left of the place, all of it in the viewport."""
    now, words = theme.current(), QCoreApplication.translate("TimelineView", "No room here")
    painter.setFont(theme.font(theme.SMALL, QFont.Weight.DemiBold))
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(words) + 4 * theme.SPACE, metrics.height() + theme.SPACE
    left = min(max(place.left() + theme.SPACE, 0.0), scene.camera.scale.width - width)
    top = min(max(place.top() + theme.SPACE, 0.0), scene.camera.height - height)
    label = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.danger)
    painter.drawRoundedRect(label, theme.SPACE, theme.SPACE)
    painter.setPen(now.on_accent)
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)
