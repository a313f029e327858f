"""The words on cards: titles and descriptions, as large and as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from ...domain.storyboard import Card
from .. import theme
from .detail import LINES_FROM, foot
from .texts import Budget, TextCache

# All of these are in px where text has its usual size: see `theme.room`.
NUMBER_FROM = 64
"""Cards from this width (px) have the number of their harmony; narrower ones a small title close to their edges."""
STEEP_BELOW = 54
"""Cards narrower than this (px) have their title along their height: on one line, or from these widths on more."""
TWO_LINES_FROM, THREE_LINES_FROM = 34, 44
FULL_FROM = 120
"""Cards from this width have a title of one line and a description; narrower ones have the title over some lines."""
STEEP_MARGIN = 24
"""How many px of a card's height a title along it can't take."""
TITLE_TOP, LINE = 7, 18
"""From a card's top to its title, and from a title of one line to the description, in px."""
LOW_TOP = 2
"""From the top of a card with one line to that line, in px."""
OVER_BAR = 8
TWO_TITLE_LINES_FROM = 120
MOST_TITLE_LINES = 8


class Place(NamedTuple):
    """Where the words of a card may lie, in px of the viewport; width: of the card itself."""

    card_id: int
    left: float
    top: float
    right: float
    width: float


Small = list[tuple[QColor, QPointF, QStaticText | None]]


class CardWords:
    """Paints words, and keeps them laid out."""

    def __init__(self, budget: Budget) -> None:
        small = theme.font(theme.SMALL)
        self._titles = TextCache(theme.font(theme.NORMAL, QFont.Weight.Medium), budget)
        self._small_titles = TextCache(small, budget)
        self._steep_titles = TextCache(small, budget)
        self._details = TextCache(small, budget)

    def paint(self, painter: QPainter, cards: Mapping[int, Card], places: Iterable[Place], tall: float) -> None:
        """Paints the words of cards so high, those of one size after the other, so that the font changes once."""
        if tall < theme.room(LINES_FROM):
            self._paint_lines(painter, cards, places, tall)
            return
        small: Small = []
        steep: list[tuple[Card, Place]] = []
        steep_below, number_from = theme.room(STEEP_BELOW), theme.room(NUMBER_FROM)
        painter.setPen(theme.current().text)
        painter.setFont(self._titles.font)
        for place in places:
            card = cards.get(place.card_id)
            if card is None:
                continue
            if place.width < steep_below:
                steep.append((card, place))
            elif place.width < number_from:
                small.append(self._small_title(card, place, tall))
            else:
                self._paint_title(painter, card, place, tall, small)
        self._paint_small(painter, small)
        self._paint_steep(painter, steep, tall)

    def _paint_title(self, painter: QPainter, card: Card, place: Place, tall: float, small: Small) -> None:
        """Paints a title, and keeps the description for later where there is room for one."""
        room, corner = place.right - place.left, QPointF(place.left, place.top + TITLE_TOP)
        free = foot(tall).bar_top - TITLE_TOP - theme.room(OVER_BAR)
        is_full = place.width >= theme.room(FULL_FROM) and bool(card.description)
        most = 1 if tall < theme.room(TWO_TITLE_LINES_FROM) else 2
        lines = most if is_full else _lines(free, self._titles.ruler.height)
        title = self._titles.get(card.id, card.plot_point, room, lines)
        if title is None:
            return
        painter.drawStaticText(corner, title)
        under = theme.room(LINE) + title.size().height() - self._titles.ruler.height
        fitting = int((free - under) // self._details.ruler.height)
        if is_full and fitting > 0:
            details = self._details.get(card.id, card.description, room, fitting)
            small.append((theme.current().quiet, corner + QPointF(0, round(under)), details))

    def _small_title(self, card: Card, place: Place, tall: float) -> tuple[QColor, QPointF, QStaticText | None]:
        lines = _lines(foot(tall).bar_top - TITLE_TOP - 2, self._small_titles.ruler.height)
        title = self._small_titles.get(card.id, card.plot_point, place.right - place.left, lines)
        return theme.current().text, QPointF(place.left, place.top + TITLE_TOP), title

    def _paint_lines(self, painter: QPainter, cards: Mapping[int, Card], places: Iterable[Place], tall: float) -> None:
        """Paints titles on one line, in the middle over the bar."""
        painter.setPen(theme.current().text)
        painter.setFont(self._small_titles.font)
        least = theme.room(TWO_LINES_FROM)
        down = max(round(foot(tall).number_middle - self._small_titles.ruler.height / 2), LOW_TOP - 1)
        for place in places:
            card = cards.get(place.card_id)
            if card is not None and place.width >= least:
                title = self._small_titles.get(card.id, card.plot_point, place.right - place.left)
                if title is not None:
                    painter.drawStaticText(QPointF(place.left, place.top + down), title)

    def _paint_small(self, painter: QPainter, small: Small) -> None:
        painter.setFont(self._details.font)
        for colour, corner, text in small:
            if text is not None:
                painter.setPen(colour)
                painter.drawStaticText(corner, text)

    def _paint_steep(self, painter: QPainter, steep: list[tuple[Card, Place]], tall: float) -> None:
        """Paints titles upwards, some lines in the middle of their cards, over the bar."""
        room, two, three = tall - theme.room(STEEP_MARGIN), theme.room(TWO_LINES_FROM), theme.room(THREE_LINES_FROM)
        painter.setPen(theme.current().text)
        painter.rotate(-90)  # once for all: what was down is left now
        for card, place in steep:
            lines = 1 + (place.width >= two) + (place.width >= three)
            text = self._steep_titles.get(card.id, card.plot_point, room, lines)
            if text is not None:
                across = (place.left + place.right - text.size().height()) / 2
                painter.drawStaticText(QPointF(-place.top - TITLE_TOP - room, round(across)), text)
        painter.rotate(90)


def _lines(room: float, height: float) -> int:
    """How many lines of a title fit so many px."""
    return min(max(int(room // height), 1), MOST_TITLE_LINES)
