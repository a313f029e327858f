"""Where cards of one plotline lie: they never overlap, and what is dropped moves the later ones right just enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from .edits import Change, Record

if TYPE_CHECKING:
    from .contents import Contents
    from .storyboard import Card


def dropped(contents: Contents, cards: Iterable[Card]) -> list[Change[Record]]:
    """The changes that put cards (new or moved) on their plotlines, with those that make room."""
    by_lane: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        by_lane[card.plotline_id].append(card)
    moving = {card.id for lane in by_lane.values() for card in lane}
    changes: list[Change[Record]] = []
    for plotline_id, lane in by_lane.items():
        first = min(card.start_beat for card in lane)  # what has ended by then is in nobody's way
        there = [c for c in contents.cards.values() if c.plotline_id == plotline_id and c.end_beat > first]
        for card in rippled([c for c in there if c.id not in moving], lane):
            before = contents.cards.get(card.id)
            if before is not card:
                changes.append(Change(before, card))
    return changes


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
