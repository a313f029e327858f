"""What lies over the cards for a moment: places they came from and will land, the rubber band, the guide, the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from .. import theme
from .camera import GAP
from .layout import Layout
from .scene import Guide, Lifted, Scene, near

MOST = 200
"""No more places than this are outlined, which is more than can be followed."""


def paint_origins(painter: QPainter, scene: Scene, lifted: Lifted) -> None:
    """Outlines the places that the cards in the hand came from."""
    pen = QPen(theme.current().line, 1, Qt.PenStyle.DashLine)
    _outline(painter, scene, lifted.origin, pen, None)


def paint_marks(painter: QPainter, scene: Scene) -> None:
    """Paints whatever of these the scene has."""
    now = theme.current()
    if scene.lifted is not None and not scene.lifted.refusal:
        tint = QColor(now.accent)
        tint.setAlphaF(0.14)
        _outline(painter, scene, scene.lifted.landing, QPen(now.accent, 1.5), tint)
    if scene.guide is not None:
        _paint_guide(painter, scene, scene.guide)
    if scene.band is not None:
        _paint_band(painter, scene, scene.band)
    if scene.focused and scene.lifted is None:
        _paint_focus(painter, scene)


def _outline(painter: QPainter, scene: Scene, layout: Layout, pen: QPen, tint: QColor | None) -> None:
    cards = near(layout, scene.camera)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(tint if tint is not None else Qt.BrushStyle.NoBrush)
    tops = scene.camera.card_tops(cards.row).tolist()
    spans = zip(cards.row.tolist(), tops, cards.left.tolist(), cards.right.tolist(), strict=True)
    for row, top, left, right in list(spans)[:MOST]:
        rect = QRectF(left, top, max(right - left - GAP, 1.0), scene.camera.card_height(row))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_guide(painter: QPainter, scene: Scene, guide: Guide) -> None:
    """An accent line over the lanes; the ruler says what it marks."""
    x = round(scene.camera.scale.x(guide.beat)) - 1
    painter.setPen(QPen(theme.current().accent, 1))
    painter.drawLine(QPointF(x, 0), QPointF(x, scene.camera.height))


def _paint_band(painter: QPainter, scene: Scene, band: QRectF) -> None:
    accent = theme.current().accent
    tint = QColor(accent)
    tint.setAlphaF(0.12)
    painter.setPen(QPen(accent, 1))
    painter.setBrush(tint)
    offset = scene.camera.scale.left_beat * scene.camera.scale.pixels_per_beat
    painter.drawRect(band.translated(-round(offset) + 0.5, -scene.camera.top + 0.5))


def _paint_focus(painter: QPainter, scene: Scene) -> None:
    """A ring around the card that the keyboard acts from."""
    card = scene.card(scene.current)
    if card is None:
        return
    rect = scene.rect_of(card).adjusted(-2, -2, 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().text, 1.5))
    painter.drawRoundedRect(rect, theme.RADIUS + 2, theme.RADIUS + 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
