"""Where cards of one plotline lie: they never overlap. What is dropped moves the later ones, or is refused for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf, nextafter
from typing import TYPE_CHECKING

from .edits import Change, Record
from .errors import InvalidValue

if TYPE_CHECKING:
    from .contents import Contents
    from .storyboard import Card


TOUCH = 1e-6
"""Cards that overlap by no more than this many beats were meant to touch: the rest is rounding."""


def dropped(contents: Contents, cards: Iterable[Card], *, ripple: bool = True) -> list[Change[Record]]:
    """The changes that put cards (new or moved) on their plotlines, with those that make room.

    Without ripple nobody makes room: raises InvalidValue, which names the card in the way, where cards would overlap.
    """
    by_lane: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        by_lane[card.plotline_id].append(card)
    resident = _in_the_way(contents, by_lane)
    changes: list[Change[Record]] = []
    for plotline_id, lane in by_lane.items():
        for card in rippled(resident[plotline_id], lane) if ripple else fitted(resident[plotline_id], lane):
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


def fitted(resident: Iterable[Card], dropped: Iterable[Card]) -> list[Card]:
    """All cards of a plotline in order after a drop for which no resident card moves.

    Raises InvalidValue, which names the card in the way, where a dropped one would overlap it by more than TOUCH; by
    less than that it gives way, in its start and, where it is held from both sides, in its length.
    """
    entries = [(card.start_beat, 0, card.id, card) for card in resident]
    entries += [(card.start_beat, 1, card.id, card) for card in dropped]
    placed: list[tuple[Card, bool]] = []
    last, last_is_dropped = None, False
    for _, is_dropped, _, card in sorted(entries, key=lambda entry: entry[:3]):
        if last is not None and last.end_beat > card.start_beat and (is_dropped or last_is_dropped):
            if last.end_beat - card.start_beat > TOUCH:
                raise _no_room(last if is_dropped else card)
            card = replace(card, start_beat=last.end_beat) if is_dropped else card
        placed.append((card, bool(is_dropped)))
        if last is None or card.end_beat >= last.end_beat:
            last, last_is_dropped = card, bool(is_dropped)
    return _squeezed(placed)


def _squeezed(placed: list[tuple[Card, bool]]) -> list[Card]:
    """Cards in order (and whether each was dropped): dropped ones that reach a hair into the next give way to it."""
    cards = [card for card, _ in placed]
    for index in reversed(range(len(placed) - 1)):
        card, after = cards[index], cards[index + 1]
        if not placed[index][1] or card.end_beat <= after.start_beat:
            continue
        least = cards[index - 1].end_beat if index and not placed[index - 1][1] else 0.0
        cards[index] = _ended_at(card, after, least)
    return cards


def _ended_at(card: Card, after: Card, least: float) -> Card:
    """The card so that it has ended where the next one starts: earlier, or shorter where it can’t start earlier."""
    end = after.start_beat
    start = max(end - card.duration_beats, least)
    while start > least and start + card.duration_beats > end:  # a sum of floats can exceed what it was taken from
        start = max(nextafter(start, -inf), least)
    length = min(card.duration_beats, end - start)
    while start + length > end:
        length = nextafter(length, -inf)
    if length <= 0:
        raise _no_room(after)
    return replace(card, start_beat=start, duration_beats=length)


def _no_room(card: Card) -> InvalidValue:
    return InvalidValue(f"There is no room here: “{short_title(card)}” is in the way.", "start_beat")


def short_title(card: Card) -> str:
    """A card’s plot point, cut where it is too long for a sentence."""
    return card.plot_point if len(card.plot_point) <= 40 else card.plot_point[:39].rstrip() + "…"


def laid_right(cards: Iterable[Card]) -> list[Card]:
    """Cards of any plotlines by start, each moved right as far as one before it on its plotline still sounds.

    Of those that begin together the first that is given comes first.
    """
    ends: dict[int, float] = {}
    laid: list[Card] = []
    for card in sorted(cards, key=lambda card: card.start_beat):
        start = max(card.start_beat, ends.get(card.plotline_id, 0.0))
        ends[card.plotline_id] = start + card.duration_beats
        laid.append(card if start == card.start_beat else replace(card, start_beat=start))
    return laid


def overlaps(cards: Iterable[Card]) -> bool:
    """Whether any two of these cards of one plotline sound at the same time."""
    end = 0.0
    for card in sorted(cards, key=lambda card: (card.start_beat, card.id)):
        if card.start_beat < end:
            return True
        end = card.start_beat + card.duration_beats
    return False
