"""Many rectangles of one colour in one call, straight from a numpy array."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import shiboken6
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from .layout import Floats


def fill_rects(painter: QPainter, left: Floats, top: Floats, width: Floats, height: Floats, colour: QColor) -> None:
    """Fills rectangles given by parallel arrays in px; what two of them share is filled twice."""
    count = len(left)
    if not count:
        return
    rects = np.empty((count, 4))
    rects[:, 0], rects[:, 1], rects[:, 2], rects[:, 3] = left, top, width, height
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    # Four doubles are what a QRectF is, so the array can be read as an array of them without a copy.
    first = shiboken6.wrapInstance(rects.ctypes.data, cast(Any, QRectF))
    painter.drawRects(first, count)  # type: ignore[call-overload]
