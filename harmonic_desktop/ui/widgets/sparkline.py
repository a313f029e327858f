"""A curve in a thumb's room: columns in the colours of harmony under a thin line."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from .. import theme

COLUMNS = 24
COLUMN_WIDTH = 3
LINE = 1.0


def paint_sparkline(painter: QPainter, box: QRectF, values: Sequence[float]) -> None:
    """Paints harmonies (0..1; nan leaves a gap) from left to right over the whole box, 0 at its foot."""
    if not values:
        return
    look, width = theme.current(), box.width() / len(values)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for index, value in enumerate(values):
        if isnan(value):
            continue
        left, right = round(box.left() + index * width), round(box.left() + (index + 1) * width)
        top = round(box.bottom() - min(max(value, 0.0), 1.0) * (box.height() - LINE))
        painter.fillRect(QRectF(left, top, right - left, box.bottom() - top), theme.harmony_colour(_percent(value)))
        painter.fillRect(QRectF(left, top - LINE, right - left, LINE), look.quiet)
    painter.restore()


def _percent(value: float) -> int:
    return theme.harmony_percent(value)
