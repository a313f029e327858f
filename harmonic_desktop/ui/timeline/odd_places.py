"""Cards whose place no view can show, as a damaged file may hold them: shown where they are seen, and not changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...domain.contents import Contents
from ...domain.storyboard import LAST_BEAT, SHORTEST, Card


def odd_places(contents: Contents, card_ids: Iterable[int]) -> frozenset[int]:
    """Those of the cards that are there and whose start or length can't be shown as it is."""
    cards = contents.cards
    return frozenset(i for i in card_ids if i in cards and not _is_showable(cards[i]))


def with_showable(contents: Contents, odd: frozenset[int]) -> Contents:
    """The contents with those cards where they can be shown."""
    if not odd:
        return contents
    cards = {**contents.cards, **{card_id: _showable(contents.cards[card_id]) for card_id in odd}}
    return replace(contents, cards=cards)


def _is_showable(card: Card) -> bool:
    return 0.0 <= card.start_beat <= LAST_BEAT and 0.0 < card.duration_beats <= LAST_BEAT


def _showable(card: Card) -> Card:
    start = min(max(card.start_beat, 0.0), LAST_BEAT) if card.start_beat == card.start_beat else 0.0
    duration = card.duration_beats
    return replace(card, start_beat=start, duration_beats=min(duration, LAST_BEAT) if duration > 0 else SHORTEST)
