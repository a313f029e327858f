"""What stands around a story on its page: the title over it, and under it what its marks mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLineF, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from .. import theme
from .page import MARGIN, Part

HEAD_HEIGHT = MARGIN + 16 * theme.SPACE
LEGEND_HEIGHT = 9 * theme.SPACE
MARK_WIDTH = 8 * theme.SPACE
STEPS, STEP = 60, theme.SPACE // 2
"""The harmony scale is drawn in so many fields, each so many px wide: an SVG has no gradients in OKLab."""
SCALE_WIDTH = STEPS * STEP
APART = 8 * theme.SPACE

Mark = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: a mark and what it means."""

    text: str
    mark: Mark


def head(title: str, subtitle: str, width: int) -> Part:
    """Title and subtitle, and at the right the date."""

    def paint(painter: QPainter) -> None:
        now = theme.current()
        date = QLocale().toString(QDate.currentDate(), QLocale.FormatType.LongFormat)
        room = QRectF(MARGIN, MARGIN, width - 2 * MARGIN, 8 * theme.SPACE)
        _write(painter, room, title, now.text, theme.TITLE, QFont.Weight.DemiBold)
        below = room.translated(0, 8 * theme.SPACE)
        below.setHeight(5 * theme.SPACE)
        taken = _write(painter, below, date, now.quiet, theme.NORMAL, align=Qt.AlignmentFlag.AlignRight)
        _write(painter, below.adjusted(0, 0, -taken - APART, 0), subtitle, now.quiet, theme.NORMAL)

    return Part(HEAD_HEIGHT, paint)


def legend(keys: Sequence[Key], width: int) -> list[Part]:
    """The harmony scale and the keys, in as many lines as they need."""
    lines = _broken(keys, width - 2 * MARGIN)
    return [Part(LEGEND_HEIGHT, partial(_paint_keys, line, not number)) for number, line in enumerate(lines)]


def foot() -> Part:
    """The margin under everything."""
    return Part(MARGIN, lambda painter: None)


def counted(count: int, one: str, many: str) -> str:
    """“1 card” or “{count} cards” with the number as the language writes it."""
    return one if count == 1 else many.format(count=QLocale().toString(count))


def line_mark(colour: QColor, style: Qt.PenStyle, width: int) -> Mark:
    """A piece of a line."""

    def paint(painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(colour, width, style, Qt.PenCapStyle.FlatCap))
        y = round(box.center().y()) + (0.5 if width % 2 else 0.0)
        painter.drawLine(QLineF(box.left(), y, box.right(), y))

    return paint


def band_mark(plane: QColor, edge: QColor) -> Mark:
    """A piece of a band between two lines."""

    def paint(painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, plane)
        for y in (box.top(), box.bottom() - 1):
            painter.fillRect(QRectF(box.left(), y, box.width(), 1), edge)

    return paint


def _broken(keys: Sequence[Key], room: float) -> list[list[Key]]:
    """The keys line by line; before the first one is the harmony scale."""
    lines: list[list[Key]] = [[]]
    used = _scale_width() + APART
    for key in keys:
        needed = MARK_WIDTH + 2 * theme.SPACE + _width(key.text) + APART
        if used + needed > room and lines[-1]:
            lines.append([])
            used = 0.0
        lines[-1].append(key)
        used += needed
    return lines


def _paint_keys(keys: Sequence[Key], with_scale: bool, painter: QPainter) -> None:
    now = theme.current()
    x = float(MARGIN)
    if with_scale:
        x = _paint_scale(painter, x) + APART
    for key in keys:
        key.mark(painter, QRectF(x, LEGEND_HEIGHT / 2 - 2 * theme.SPACE, MARK_WIDTH, 4 * theme.SPACE))
        x += MARK_WIDTH + 2 * theme.SPACE
        x += _write(painter, QRectF(x, 0, 1e5, LEGEND_HEIGHT), key.text, now.quiet, theme.SMALL) + APART


def _paint_scale(painter: QPainter, x: float) -> float:
    """The harmony scale with its ends in words; returns where it ends."""
    now = theme.current()
    room = QRectF(x, 0, 1e5, LEGEND_HEIGHT)
    x += _write(painter, room, _tr("Harmony"), now.text, theme.SMALL, QFont.Weight.Medium) + 3 * theme.SPACE
    x += _write(painter, QRectF(x, 0, 1e5, LEGEND_HEIGHT), _low(), now.quiet, theme.SMALL) + 2 * theme.SPACE
    bar = QRectF(x, LEGEND_HEIGHT / 2 - theme.SPACE, SCALE_WIDTH, 2 * theme.SPACE)
    for n in range(STEPS):
        field = QRectF(bar.left() + n * STEP, bar.top(), STEP, bar.height())
        painter.fillRect(field, theme.harmony_colour(round(100 * (n + 0.5) / STEPS)))
    x += SCALE_WIDTH + 2 * theme.SPACE
    return x + _write(painter, QRectF(x, 0, 1e5, LEGEND_HEIGHT), _high(), now.quiet, theme.SMALL)


def _scale_width() -> float:
    return SCALE_WIDTH + 7 * theme.SPACE + sum(_width(text) for text in (_tr("Harmony"), _low(), _high()))


def _low() -> str:
    return _tr("0 no tie")


def _high() -> str:
    return _tr("1 full harmony")


def _width(text: str) -> float:
    """As it is painted in a picture, however large text is in the window."""
    with theme.painting_in(theme.current()):
        return QFontMetricsF(theme.font(theme.SMALL)).horizontalAdvance(text)


def _write(
    painter: QPainter,
    room: QRectF,
    text: str,
    colour: QColor,
    size: int,
    weight: QFont.Weight = QFont.Weight.Normal,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Writes one line, elided where it is too long; returns how wide it is."""
    painter.setFont(theme.font(size, weight))
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    width = float(metrics.horizontalAdvance(shown))
    x = room.right() - width if align == Qt.AlignmentFlag.AlignRight else room.left()
    painter.drawText(QPointF(x, round(room.center().y() + (metrics.ascent() - metrics.descent()) / 2)), shown)
    return width


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pictures", text)
