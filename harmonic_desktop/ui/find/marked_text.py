"""One line of plain text with some of its words in bold, cut with an ellipsis where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ...domain.searching import Spans


def paint_marked(
    painter: QPainter, box: QRectF, text: str, spans: Spans, font: QFont, colour: QColor, mark: QColor
) -> None:
    """Paints the text, and what is marked of it bold in a colour of its own."""
    shown, marked = _fitting(text, spans, font, box.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_bold(_units(shown, start), _units(shown, end), mark) for start, end in marked])
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(box.width())
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - row.height()) / 2))


def _fitting(text: str, spans: Spans, font: QFont, width: float) -> tuple[str, Spans]:
    """As much of the text as fits with its marks, which are wider than other words, and what is marked of it."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Bold)
    plain, bold = QFontMetricsF(font), QFontMetricsF(strong)
    room = width
    while True:
        shown = plain.elidedText(text, Qt.TextElideMode.ElideRight, room)
        kept = len(shown) if shown == text else len(shown) - 1
        marked = tuple((start, min(end, kept)) for start, end in spans if start < kept)
        words = (shown[start:end] for start, end in marked)
        extra = sum(bold.horizontalAdvance(word) - plain.horizontalAdvance(word) for word in words)
        beyond = plain.horizontalAdvance(shown) + extra - width
        if beyond <= 0 or room <= 0:
            return shown, marked
        room -= max(beyond, 1.0)


def _bold(start: int, end: int, colour: QColor) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(colour)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, look
    return made


def _units(text: str, position: int) -> int:
    """A position counted as Qt counts, where characters beyond the first 65,536 are two."""
    return position if text.isascii() else len(text[:position].encode("utf-16-le", "surrogatepass")) // 2
