"""The words on cards: titles and descriptions, as large and as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from ...domain.storyboard import Card
from .. import theme
from .harmony_bars import FOOT
from .planes import CARD_HEIGHT
from .texts import NEW_PER_FRAME, Budget, TextCache

NUMBER_FROM = 64
"""Cards from this width (px) have the number of their harmony; narrower ones a small title close to their edges."""
STEEP_BELOW = 54
"""Cards narrower than this (px) have their title along their height: on one line, or from these widths on more."""
TWO_LINES_FROM, THREE_LINES_FROM = 34, 44
FULL_FROM = 120
"""Cards from this width have a title of one line and a description; narrower ones have the title over some lines."""
STEEP_ROOM = CARD_HEIGHT - FOOT - 11
"""How many px of a card's height a title along it can take."""
TITLE_TOP, LINE = 7, 18
"""From a card's top to its title, and from a title of one line to the description, in px."""


class Place(NamedTuple):
    """Where the words of a card may lie, in px of the viewport; width: of the card itself."""

    card_id: int
    left: float
    top: float
    right: float
    width: float


class CardWords:
    """Paints words, and keeps them laid out."""

    def __init__(self, new_per_frame: int = NEW_PER_FRAME) -> None:
        small = theme.font(theme.SMALL)
        self.budget = Budget(new_per_frame)
        self._titles = TextCache(theme.font(theme.NORMAL, QFont.Weight.Medium), self.budget)
        self._tall_titles = TextCache(self._titles.font, self.budget, lines=3)
        self._small_titles = TextCache(small, self.budget, lines=4)
        self._steep_titles = [TextCache(small, self.budget, lines) for lines in (1, 2, 3)]
        self._details = TextCache(small, self.budget, lines=2)

    def paint(self, painter: QPainter, cards: Mapping[int, Card], places: Iterable[Place]) -> None:
        """Paints the words of cards, those of one size after the other, so that the font changes once."""
        now = theme.current()
        small: list[tuple[QColor, QPointF, QStaticText | None]] = []
        steep: list[tuple[Card, Place]] = []
        painter.setPen(now.text)
        painter.setFont(self._titles.font)
        for place in places:
            card = cards.get(place.card_id)
            if card is None:
                continue
            room, corner = place.right - place.left, QPointF(place.left, place.top + TITLE_TOP)
            if place.width < STEEP_BELOW:
                steep.append((card, place))
                continue
            if place.width < NUMBER_FROM:
                small.append((now.text, corner, self._small_titles.get(card.id, card.plot_point, room)))
                continue
            is_full = place.width >= FULL_FROM and bool(card.description)
            title = (self._titles if is_full else self._tall_titles).get(card.id, card.plot_point, room)
            if title is not None:
                painter.drawStaticText(corner, title)
            if is_full:
                details = self._details.get(card.id, card.description, room)
                small.append((now.quiet, corner + QPointF(0, LINE), details))
        painter.setFont(self._details.font)
        for colour, corner, text in small:
            if text is not None:
                painter.setPen(colour)
                painter.drawStaticText(corner, text)
        self._paint_steep(painter, steep)

    def _paint_steep(self, painter: QPainter, steep: list[tuple[Card, Place]]) -> None:
        """Paints titles upwards, one or two lines in the middle of their cards, over the bar."""
        painter.setPen(theme.current().text)
        painter.rotate(-90)  # once for all: what was down is left now
        for card, place in steep:
            more = (place.width >= TWO_LINES_FROM) + (place.width >= THREE_LINES_FROM)
            text = self._steep_titles[more].get(card.id, card.plot_point, STEEP_ROOM)
            if text is not None:
                across = (place.left + place.right - text.size().height()) / 2
                painter.drawStaticText(QPointF(-place.top - TITLE_TOP - STEEP_ROOM, round(across)), text)
        painter.rotate(90)
