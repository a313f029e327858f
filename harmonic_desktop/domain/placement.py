"""Where cards of one plotline lie: they never overlap, and what is dropped moves the later ones right just enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .storyboard import Card


def rippled(resident: Iterable[Card], dropped: Iterable[Card]) -> list[Card]:
    """All cards of a plotline in order after a drop, none overlapping.

    A dropped card stays where it was let go unless a resident card, whose middle lies before that place, still sounds
    there: then it follows that card. Residents further right move right as far as they must, and keep their order.
    """
    entries = [(card.start_beat + card.duration_beats / 2, 0, card.id, card) for card in resident]
    entries += [(card.start_beat, 1, card.id, card) for card in dropped]
    placed: list[Card] = []
    end = 0.0
    for _, _, _, card in sorted(entries, key=lambda entry: entry[:3]):
        start = max(card.start_beat, end)
        placed.append(card if start == card.start_beat else replace(card, start_beat=start))
        end = start + card.duration_beats
    return placed


def overlaps(cards: Iterable[Card]) -> bool:
    """Whether any two of these cards of one plotline sound at the same time."""
    end = 0.0
    for card in sorted(cards, key=lambda card: (card.start_beat, card.id)):
        if card.start_beat < end:
            return True
        end = card.start_beat + card.duration_beats
    return False
