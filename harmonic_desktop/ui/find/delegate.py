"""How a result is painted: its title and an excerpt with the words in bold, where it is, and its harmony."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...domain.searching import Found, Kind, excerpt, marked
from .. import icons, theme
from .marked_text import paint_marked
from .results import Role
from .words import harmony_of, place_of

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
PAD = 3 * theme.SPACE
LINE = 5 * theme.SPACE
ROW_HEIGHT = 3 * LINE + 3 * theme.SPACE
ICON = 4 * theme.SPACE
BAR_WIDTH, BAR_HEIGHT = 16 * theme.SPACE, theme.SPACE
NUMBER_WIDTH = 10 * theme.SPACE
PICTURES = {Kind.UNIVERSE: "universe", Kind.PLOTLINE: "plotline", Kind.MARKER: "marker", Kind.CARD: "card"}
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def row_height() -> int:
    """How tall a result is, in px."""
    return theme.room(ROW_HEIGHT)


class ResultDelegate(QStyledItemDelegate):
    """Paints what was found; nothing of it is ever read as markup."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_plane(painter, option)
        found, words = index.data(Role.FOUND), index.data(Role.WORDS)
        # What has two lines only stands in the middle of the three.
        row = option.rect if found.text.strip() else option.rect.translated(0, theme.room(LINE) // 2)
        self._paint_icon(painter, row, found)
        self._paint_words(painter, row, found, words)
        if found.harmony is not None:
            self._paint_harmony(painter, row, found)
        painter.restore()

    def _paint_plane(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        look, plane = theme.current(), QRectF(option.rect).adjusted(theme.SPACE, 1, -theme.SPACE, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & (State.State_Selected | State.State_MouseOver):
            painter.setBrush(look.hover)
            painter.drawRoundedRect(plane, theme.RADIUS, theme.RADIUS)
        if option.state & State.State_Selected:
            painter.setBrush(look.accent)
            painter.drawRoundedRect(QRectF(plane.left(), plane.top() + PAD, 3, plane.height() - 2 * PAD), 1.5, 1.5)

    def _paint_icon(self, painter: QPainter, row: QRect, found: Found) -> None:
        box = QRect(row.left() + PAD + theme.SPACE, row.top() + 2 * theme.SPACE, ICON, ICON)
        icons.icon(PICTURES[found.kind]).paint(painter, box)

    def _paint_words(self, painter: QPainter, row: QRect, found: Found, words: tuple[str, ...]) -> None:
        now, line = theme.current(), theme.room(LINE)
        left = row.left() + 2 * PAD + ICON + theme.SPACE
        right = row.right() - PAD - theme.SPACE
        beside = right - (BAR_WIDTH + NUMBER_WIDTH + PAD if found.harmony is not None else 0)
        top = row.top() + theme.SPACE + theme.SPACE // 2
        title = " ".join(found.title.split())
        medium, small = theme.font(theme.NORMAL, QFont.Weight.Medium), theme.font(theme.SMALL)
        box = QRectF(left, top, beside - left, line)
        paint_marked(painter, box, title, marked(title, words), medium, now.text, now.text)
        text, spans = excerpt(found.text, words)
        box = QRectF(left, top + line, right - left, line)
        paint_marked(painter, box, text, spans, small, now.quiet, now.text)
        place, where = QRect(left, top + (2 if text else 1) * line, right - left, line), place_of(found, QLocale())
        painter.setFont(small)
        painter.setPen(now.quiet)
        shown = QFontMetrics(small).elidedText(where, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_harmony(self, painter: QPainter, row: QRect, found: Found) -> None:
        now, share = theme.current(), theme.harmony_percent(found.harmony or 0.0) / 100
        line = theme.room(LINE)
        middle = row.top() + theme.SPACE + theme.SPACE // 2 + line / 2
        right = row.right() - PAD - theme.SPACE
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(now.quiet)
        number = QRectF(right - NUMBER_WIDTH, middle - line / 2, NUMBER_WIDTH, line)
        painter.drawText(number, RIGHT, harmony_of(found, QLocale()))
        track = QRectF(number.left() - BAR_WIDTH, middle - BAR_HEIGHT / 2, BAR_WIDTH, BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.grid)
        painter.drawRoundedRect(track, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        track.setWidth(max(track.width() * share, BAR_HEIGHT))
        painter.setBrush(theme.harmony_colour(round(share * 100)))
        painter.drawRoundedRect(track, BAR_HEIGHT / 2, BAR_HEIGHT / 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height())
