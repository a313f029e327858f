"""Where in a cell of a parameter table its lines, its slider and its arrow lie."""

from __future__ import annotations

from math import isnan

from PySide6.QtCore import QPointF, QRect, QRectF

from .. import theme

ROW_HEIGHT = 13 * theme.SPACE
PAD = 2 * theme.SPACE
LINE_HEIGHT = 6 * theme.SPACE
SECOND_HEIGHT = 4 * theme.SPACE
TRACK, KNOB = 3.0, 5.5
_LINE_TOP = theme.SPACE


def row_height() -> int:
    """How tall a row is, in px."""
    return theme.room(ROW_HEIGHT)


def line_height() -> int:
    """How tall its first line is, in px."""
    return theme.room(LINE_HEIGHT)


def first_line(cell: QRect) -> QRect:
    """Where the name, the value or the unit stands."""
    return QRect(cell.left() + PAD, cell.top() + _LINE_TOP, cell.width() - 2 * PAD, line_height())


def second_line(cell: QRect) -> QRect:
    """Where the effect stands under the name."""
    return QRect(cell.left() + PAD, _second_top(cell) - 1, cell.width() - 2 * PAD, theme.room(SECOND_HEIGHT))


def arrow(cell: QRect) -> QRect:
    """What is clicked to see all names that a cell offers."""
    line = first_line(cell)
    top = line.center().y() - theme.TARGET // 2
    return QRect(cell.right() + 1 - theme.TARGET, top, theme.TARGET, theme.TARGET)


def track(cell: QRect) -> QRectF:
    """The way of a slider."""
    middle = _second_top(cell) + theme.room(SECOND_HEIGHT) // 2
    return QRectF(cell.left() + PAD + 2, middle - TRACK / 2, cell.width() - 2 * (PAD + 2), TRACK)


def knob(cell: QRect, share: float) -> QPointF:
    """The middle of the knob of a slider that stands at that share (0..1) of its way."""
    way = track(cell)
    return QPointF(way.left() + share * way.width(), way.center().y())


def knob_rect(cell: QRect, share: float) -> QRect:
    """Where the mouse takes hold of it."""
    rect = QRect(0, 0, theme.TARGET, theme.TARGET)
    rect.moveCenter(knob(cell, share).toPoint())
    return rect


def share_of(span: tuple[float, float], value: float) -> float:
    """How far along its range a value lies, 0..1; what is no number lies at its beginning."""
    low, high = span
    return 0.0 if isnan(value) or low == high else min(max((value - low) / (high - low), 0.0), 1.0)


def slider_share(cell: QRect, x: float) -> float:
    """How far along the slider a pixel lies, 0..1."""
    way = track(cell)
    return min(max((x - way.left()) / max(way.width(), 1.0), 0.0), 1.0)


def _second_top(cell: QRect) -> int:
    return cell.top() + _LINE_TOP + line_height() - theme.SPACE // 2
