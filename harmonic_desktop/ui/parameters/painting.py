"""How the cells of a parameter table are painted: two lines a row, name and effect, number and slider."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from .. import theme
from . import places
from .words import Facts

_ARM = theme.SPACE - 0.5


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """The plane of a cell, whether it is selected, and the frame of the current one."""
    colours = theme.current()
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, theme.mixed(colours.hover, colours.accent, 0.12))
    painter.setPen(colours.grid)
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Active:
        painter.setPen(QPen(colours.accent, 2))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -3), theme.RADIUS - 2, theme.RADIUS - 2)


def paint_text(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
    """A text on one line, elided."""
    painter.setFont(font)
    painter.setPen(colour)
    line = " ".join(text.split())
    elided = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, elided)


def paint_name(painter: QPainter, cell: QRect, facts: Facts, *, with_effect: bool) -> None:
    """The name, and under it what is odd about the row, else what it does."""
    colours, small = theme.current(), theme.font(theme.SMALL)
    paint_text(painter, places.first_line(cell), facts.name, theme.font(weight=QFont.Weight.Medium), colours.text)
    if facts.mark:
        paint_text(painter, places.second_line(cell), facts.mark, small, colours.danger)
    elif with_effect:
        paint_text(painter, places.second_line(cell), facts.short, small, colours.quiet)


def paint_value(painter: QPainter, cell: QRect, facts: Facts, value: float, *, has_arrow: bool) -> None:
    """The number or the name that it has, and the slider where there is a range."""
    colours = theme.current()
    odd = facts.span is not None and not facts.span[0] <= value <= facts.span[1]
    _paint_line(painter, cell, facts.value, colours.danger if odd else colours.text, has_arrow=has_arrow)
    if facts.span is None:
        return
    way, knob = places.track(cell), places.knob(cell, places.share_of(facts.span, value))
    half = places.TRACK / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.grid if not colours.is_dark else colours.line)
    painter.drawRoundedRect(way, half, half)
    painter.setBrush(colours.danger if odd else colours.quiet)
    painter.drawRoundedRect(QRectF(way.topLeft(), QPointF(knob.x(), way.bottom())), half, half)
    painter.setPen(QPen(colours.panel, 1.5))
    painter.drawEllipse(knob, places.KNOB, places.KNOB)


def paint_third(painter: QPainter, cell: QRect, words: str, *, is_given: bool, has_arrow: bool) -> None:
    """The unit or the instrument; quiet where none is given."""
    colour = theme.current().text if is_given else theme.current().quiet
    _paint_line(painter, cell, words, colour, has_arrow=has_arrow)


def paint_effect(painter: QPainter, cell: QRect, text: str) -> None:
    """The effect in a column of its own, on two lines where they hold it."""
    font = theme.font(theme.SMALL)
    painter.setFont(font)
    painter.setPen(theme.current().quiet)
    rect = cell.adjusted(places.PAD, 0, -places.PAD, 0)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
    if painter.fontMetrics().horizontalAdvance(text) < 2 * rect.width() - 20 * theme.SPACE:
        painter.drawText(rect, int(flags | Qt.TextFlag.TextWordWrap), text)
    else:
        paint_text(painter, rect, text, font, theme.current().quiet)


def paint_offer(painter: QPainter, cell: QRect, text: str) -> None:
    """The last row, in which a parameter is added."""
    rect = cell.adjusted(places.PAD, 0, -places.PAD, 0)
    paint_text(painter, rect, text, theme.font(), theme.current().quiet)


def _paint_line(painter: QPainter, cell: QRect, words: str, colour: QColor, *, has_arrow: bool) -> None:
    """The first line of a cell, smaller where it does not fit, before an arrow that says that there is a list."""
    line = places.first_line(cell)
    if has_arrow:
        line.setRight(places.arrow(cell).left() + theme.SPACE)
        _paint_arrow(painter, places.arrow(cell).center().toPointF() + QPointF(0.5, 0.5))
    fits = QFontMetrics(theme.font()).horizontalAdvance(words) <= line.width()
    paint_text(painter, line, words, theme.font(theme.NORMAL if fits else theme.SMALL), colour)


def _paint_arrow(painter: QPainter, middle: QPointF) -> None:
    painter.setPen(QPen(theme.current().quiet, 1.5))
    painter.drawPolyline(
        [middle + QPointF(-_ARM, -_ARM / 2), middle + QPointF(0, _ARM / 2), middle + QPointF(_ARM, -_ARM / 2)]
    )
