"""Where cards of one plotline lie: they never overlap, and what is dropped moves the later ones right just enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
    resident = _in_the_way(contents, by_lane)
    changes: list[Change[Record]] = []
    for plotline_id, lane in by_lane.items():
        for card in rippled(resident[plotline_id], lane):
            before = contents.cards.get(card.id)
            if before is not card:
                changes.append(Change(before, card))
    return changes


def _in_the_way(contents: Contents, by_lane: Mapping[int, list[Card]]) -> dict[int, list[Card]]:
    """The other cards of each lane that have not ended where the first is dropped, found in one pass over all."""
    first = {plotline_id: min(card.start_beat for card in lane) for plotline_id, lane in by_lane.items()}
    moving = {card.id for lane in by_lane.values() for card in lane}
    found: dict[int, list[Card]] = defaultdict(list)
    for card in contents.cards.values():
        beat = first.get(card.plotline_id)
        if beat is not None and card.end_beat > beat and card.id not in moving:
            found[card.plotline_id].append(card)
    return found


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
