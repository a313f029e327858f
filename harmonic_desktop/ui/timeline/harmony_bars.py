"""How a card shows its harmony: a bar along its foot and the number, an upright bar where it is narrow."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPolygonF, QStaticText

from .. import theme
from ..rects import fill_rects
from .layout import Floats
from .planes import EDGE
from .texts import FontRuler, static_text

BAR = 4.0
"""Thickness of a bar, in px."""
STEPS = 20
"""How many colours are told apart, so that few batches are painted."""
LARGE = 1000
"""Harmonies so far out of range are not written out in decimals."""
UPRIGHT_FROM = 10.0
"""Narrow cards from this width have an upright bar beside the edge; the others are filled up to their harmony."""


def paint_bars(painter: QPainter, left: Floats, y: Floats, width: Floats, tie: Floats, thickness: float = BAR) -> None:
    """Bars along the foot, given where each may lie (px) and what it shows."""
    share = _share(tie)
    thick = np.full(len(left), thickness)
    fill_rects(painter, left, y, width, thick, theme.current().grid)
    long: Floats = np.maximum(np.rint(width * share), 2.0)
    _in_colour(painter, share, left, y, long, thick)


def paint_upright_bars(
    painter: QPainter, left: Floats, top: Floats, width: Floats, tall: float, tie: Floats, *, filled: bool
) -> None:
    """Upright bars in narrow cards of one height, given by their left edge, top and width; or cards filled up."""
    share = _share(tie)
    roomy = (width >= UPRIGHT_FROM) & (not filled)
    inset = np.where(roomy, EDGE + 2.0, np.minimum(EDGE, np.ceil(width / 2)))
    wide: Floats = np.where(roomy, BAR, np.maximum(width - inset, 0.0))
    margin = 0.0 if filled else min(2.0 * theme.SPACE, tall // 6)
    foot = top + tall - margin
    tall -= 2 * margin
    track = np.full(int(roomy.sum()), tall)
    fill_rects(painter, (left + inset)[roomy], (foot - tall)[roomy], wide[roomy], track, theme.current().grid)
    high: Floats = 2 + np.rint(share * (tall - 2))
    _in_colour(painter, share, left + inset, foot - high, wide, high)


class HarmonyNumbers:
    """The numbers beside the bars, laid out once each."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._ruler = FontRuler(font)
        self._known: dict[float | str, tuple[QStaticText, float]] = {}

    @property
    def height(self) -> float:
        """The height of a number, in px."""
        return self._ruler.height

    def get(self, tie: float) -> tuple[QStaticText, float]:
        """The number of a tie and its width in px."""
        key = round(tie, 2) if abs(tie) < LARGE else harmony_text(tie)
        found = self._known.get(key)
        if found is None:
            text = harmony_text(tie)
            found = self._known[key] = (static_text(text, self._ruler.font), self._ruler.width(text))
        return found

    def paint(self, painter: QPainter, right: float, middle: float, tie: float) -> float:
        """Paints a number so that it ends at `right`, marked if it is out of 0..1; returns where it begins."""
        now = theme.current()
        number, width = self.get(tie)
        in_range = 0.0 <= tie <= 1.0
        painter.setPen(now.quiet if in_range else now.danger)
        painter.drawStaticText(QPointF(right - width, round(middle - self._ruler.height / 2)), number)
        return right - width


def paint_warning(painter: QPainter, centre: QPointF) -> None:
    """The small mark of a value out of its range: a triangle, told by shape as well as by colour."""
    x, y = centre.x(), centre.y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().danger)
    painter.drawPolygon(QPolygonF([QPointF(x - 5, y + 4.5), QPointF(x + 5, y + 4.5), QPointF(x, y - 4.5)]))
    painter.setBrush(theme.current().raised)
    painter.drawRect(QRectF(x - 0.75, y - 1.5, 1.5, 3))
    painter.drawRect(QRectF(x - 0.75, y + 2.3, 1.5, 1.2))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def harmony_text(tie: float) -> str:
    """A harmony as a person reads it: two decimals, or as it is where it is far out of range."""
    return QLocale().toString(tie, "f", 2) if abs(tie) < LARGE else QLocale().toString(tie, "g", 3)


def _share(tie: Floats) -> Floats:
    share: Floats = np.clip(np.nan_to_num(tie), 0.0, 1.0)
    return share


def _in_colour(painter: QPainter, share: Floats, left: Floats, top: Floats, width: Floats, height: Floats) -> None:
    """Rectangles in the colours of their harmonies."""
    step = np.rint(share * STEPS).astype(np.intp)
    for level in np.unique(step).tolist():
        of = step == level
        fill_rects(painter, left[of], top[of], width[of], height[of], theme.harmony_colour(100 * level // STEPS))
