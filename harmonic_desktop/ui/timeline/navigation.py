"""Which card comes next: for arrows, ranges, keyboard steps and new cards; pure functions of a layout."""

from __future__ import annotations

from collections.abc import Collection
from math import floor

import numpy as np

from ...domain.contents import Contents
from ...domain.storyboard import SHORTEST, Card, move_cards
from .layout import Lane, Layout


def beside(layout: Layout, card: Card, step: int) -> int | None:
    """The card that many places further along the same plotline; the first or last one where there are fewer."""
    lane = layout.lanes[layout.rows[card.plotline_id]]
    index = lane.index(card.id, card.start_beat) + step
    return int(lane.ids[min(max(index, 0), len(lane.ids) - 1)]) if len(lane.ids) else None


def across(layout: Layout, card: Card, step: int) -> int | None:
    """The card nearest in time on the next plotline above (-1) or below (1) that has any."""
    row = layout.rows[card.plotline_id] + step
    while 0 <= row < len(layout.lanes):
        if len(layout.lanes[row].ids):
            return nearest(layout.lanes[row], card.start_beat + card.duration_beats / 2)
        row += step
    return None


def nearest(lane: Lane, beat: float) -> int | None:
    """The card whose span is nearest to a beat."""
    if not len(lane.ids):
        return None
    away = np.maximum(np.maximum(lane.start - beat, beat - lane.end), 0.0)
    return int(lane.ids[int(np.argmin(away))])


def ranged(layout: Layout, first: int, last: int) -> frozenset[int]:
    """All cards from one to another, both with them, in story order."""
    order = layout.story_order()
    if first not in order or last not in order:
        return frozenset({last})
    low, high = sorted((order.index(first), order.index(last)))
    return frozenset(order[low : high + 1])


def step_left(contents: Contents, layout: Layout, card_ids: Collection[int], grid: float) -> float:
    """By how many beats (< 0) a group moves with one step left: a step, or past the card that stands in the way.

    One grid step alone would never pass a neighbour: the group would be put back behind it each time.
    """
    if move_cards(contents, card_ids, -grid):
        return -grid
    ways = sorted({by for card_id in card_ids if (by := _past(contents, layout, card_id, card_ids, grid)) < 0})
    return next((by for by in reversed(ways) if move_cards(contents, card_ids, by)), -grid)


def _past(contents: Contents, layout: Layout, card_id: int, card_ids: Collection[int], grid: float) -> float:
    """The step that brings a card before the middle of the one on its left, on the grid; 0 where there is none."""
    card = contents.cards[card_id]
    lane = layout.lanes[layout.rows[card.plotline_id]]
    index = lane.index(card_id, card.start_beat) - 1
    if index < 0 or int(lane.ids[index]) in card_ids:
        return 0.0
    middle = (float(lane.start[index]) + float(lane.end[index])) / 2
    place = floor(middle / grid) * grid
    place = place - grid if place >= middle else place
    return max(place, 0.0) - card.start_beat if place >= 0 or middle > 0 else 0.0


def ends_of_plotline(layout: Layout, card: Card, card_ids: Collection[int]) -> tuple[float, float]:
    """Where the first card and after the last card of a plotline others can be put, some cards not counted."""
    lane = layout.lanes[layout.rows[card.plotline_id]]
    others = ~np.isin(lane.ids, np.fromiter(card_ids, np.int64))
    if not others.any():
        return 0.0, float(card.start_beat)
    return float(lane.start[others][0]), float(lane.end[others].max())


def room_for_card(lane: Lane, beat: float, grid: float, bar: float) -> tuple[float, float]:
    """Start and length of a new card around a free beat: from its grid line, a bar long or what fits."""
    before, after = lane.gap(beat)
    start = max(floor(beat / grid) * grid if grid else beat, before, 0.0)
    return start, max(min(bar, after - start), SHORTEST)


def free_from(lane: Lane, beat: float, least: float) -> float:
    """The first beat, no earlier than the given one, from which so many beats are free."""
    before, after = lane.gap(beat)
    if after - max(before, beat) >= least:
        return max(before, beat)
    ends = np.maximum(lane.reach, beat)
    roomy = np.append(lane.start[1:], np.inf) - ends >= least
    return float(ends[int(np.argmax(roomy))])
