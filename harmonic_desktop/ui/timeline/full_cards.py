"""Cards with room to be shown in full: larger type, the whole description, a large number over a thick bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QFont, QPainter, QStaticText

from ...domain.storyboard import Card
from .. import theme
from .card_words import Place
from .detail import GIANT, HUGE, LARGE, Sizes, sizes
from .harmony_bars import HarmonyNumbers, paint_bars, paint_warning
from .texts import Budget, TextCache

MOST_TITLE_LINES = 3
ALL_LINES = 400
"""More lines than any description is laid out to."""


class FullCards:
    """Paints what is on full cards, one by one: no screen has room for many."""

    def __init__(self, budget: Budget) -> None:
        kinds, medium = (LARGE, HUGE, GIANT), QFont.Weight.Medium
        self._titles = {kind.title: TextCache(theme.font(kind.title, _weight(kind)), budget) for kind in kinds}
        self._details = {size: TextCache(theme.font(size), budget) for kind in kinds for size in kind.details}
        self._numbers = {kind.number: HarmonyNumbers(theme.font(kind.number, medium)) for kind in kinds}

    def paint(self, painter: QPainter, cards: Mapping[int, Card], places: Iterable[Place], tall: float) -> None:
        """Paints words, bar and number of cards so high; their planes are there."""
        for place in places:
            card, chosen = cards.get(place.card_id), sizes(tall, place.width)
            if card is not None and chosen is not None:
                over = self._paint_harmony(painter, card, place, tall, chosen)
                self._paint_words(painter, card, place, over, chosen)

    def _paint_harmony(self, painter: QPainter, card: Card, place: Place, tall: float, chosen: Sizes) -> float:
        """Paints the bar along the foot, over it what it is and the number; returns where that begins, in px down."""
        left, right = place.left, place.right
        bar_top = place.top + tall - chosen.pad / 2 - chosen.bar
        begin, y, wide, tie = np.array([[left], [bar_top], [right - left], [card.harmony_tie]], np.float64)
        paint_bars(painter, begin, y, wide, tie, chosen.bar)
        numbers = self._numbers[chosen.number]
        height = numbers.height
        middle = bar_top - height / 2 - theme.SPACE / 2
        painter.setFont(numbers.font)
        number_left = numbers.paint(painter, right, middle, card.harmony_tie)
        if not 0 <= card.harmony_tie <= 1:
            paint_warning(painter, QPointF(number_left - 3 * theme.SPACE, middle))
        painter.setFont(theme.font(chosen.label))
        painter.setPen(theme.current().quiet)
        base = round(middle + painter.fontMetrics().ascent() / 2 - 1)
        painter.drawText(QPointF(left, base), QCoreApplication.translate("TimelineView", "Harmony"))
        return middle - height / 2

    def _paint_words(self, painter: QPainter, card: Card, place: Place, bottom: float, chosen: Sizes) -> None:
        room, top = place.right - place.left, place.top + chosen.pad / 2
        titles = self._titles[chosen.title]
        title = titles.get(card.id, card.plot_point, room, MOST_TITLE_LINES)
        if title is None:
            return
        painter.setFont(titles.font)
        painter.setPen(theme.current().text)
        painter.drawStaticText(QPointF(place.left, round(top)), title)
        top += title.size().height() + chosen.under_title
        details, text = self._fitting(card, room, bottom - theme.SPACE - top, chosen)
        if text is not None:
            painter.setFont(details.font)
            painter.setPen(theme.current().quiet)
            painter.drawStaticText(QPointF(place.left, round(top)), text)

    def _fitting(self, card: Card, room: float, height: float, chosen: Sizes) -> tuple[TextCache, QStaticText | None]:
        """The description in the largest type in which all of it fits, or as much as fits in the smallest."""
        for size in chosen.details:
            details = self._details[size]
            lines = int(height // details.ruler.height)
            if size == chosen.details[-1]:
                break
            text = details.get(card.id, card.description, room, ALL_LINES) if card.description and lines > 0 else None
            if text is not None and text.size().height() <= height:
                return details, text
        return details, details.get(card.id, card.description, room, lines) if card.description and lines > 0 else None


def _weight(kind: Sizes) -> QFont.Weight:
    """Where the words under it are as large, a title is told by its weight."""
    return QFont.Weight.Medium if kind is LARGE else QFont.Weight.DemiBold
