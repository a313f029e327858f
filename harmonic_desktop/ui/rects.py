"""Many rectangles of one colour in one call, straight from a numpy array."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

Floats = NDArray[np.float64]


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


def draw_pieces(
    painter: QPainter, pieces: QPixmap, left: Floats, top: Floats, source: Floats, width: float, height: float
) -> None:
    """Draws pieces of a picture, all so large (px) and cut out at the top from `source` on, in one call."""
    count, ratio = len(left), pieces.devicePixelRatio()
    # A PixmapFragment is ten doubles: its middle, what is cut out (in the picture's own pixels), scales, turn, opacity.
    fragments = np.zeros((count, 10))
    fragments[:, 0], fragments[:, 1] = left + width / 2, top + height / 2
    fragments[:, 2] = source * ratio
    fragments[:, 4], fragments[:, 5] = width * ratio, height * ratio
    fragments[:, 6:8] = 1 / ratio
    fragments[:, 9] = 1.0
    first = shiboken6.wrapInstance(fragments.ctypes.data, cast(Any, QPainter.PixmapFragment))
    painter.drawPixmapFragments(first, count, pieces)  # type: ignore[arg-type]
