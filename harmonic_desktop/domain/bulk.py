"""What may be done to many cards at once, beside moving them together: plotline, harmony, even gaps, no gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from .checks import checked_number, is_share
from .edits import Change, Edit, edit
from .errors import InvalidValue
from .labels import card_label
from .placement import dropped, short_title
from .storyboard import set_harmony, shifted_ties

if TYPE_CHECKING:
    from .contents import Contents
    from .storyboard import Card

MOST_SCALED = 100.0
"""The distances of ties are stretched no further; −1 turns a curve upside down."""
TOUCHING = 1e-5
"""Gaps of fewer beats than this are none."""
DIGITS = 6
"""Decimals of a beat that cards are spread to."""


def set_plotline(contents: Contents, card_ids: Collection[int], plotline_id: int, *, ripple: bool = True) -> Edit:
    """Puts cards on one plotline, at the beats where they are or as soon after as there is room; others make it too.

    Raises InvalidValue where they would overlap and nobody makes room, NotFound.
    """
    target = contents.get_plotline(plotline_id)
    cards = [contents.get_card(card_id) for card_id in card_ids]
    moved = [replace(card, plotline_id=target.id) for card in cards if card.plotline_id != target.id]
    label = f"{card_label('Move', cards)} to “{target.name}”"
    return edit(label, dropped(contents, moved, ripple=ripple))


def set_one_harmony(contents: Contents, card_ids: Collection[int], tie: float) -> Edit:
    """Gives all of the cards the same harmony tie, 0..1; raises InvalidValue, NotFound."""
    return set_harmony(contents, dict.fromkeys(card_ids, tie))


def shift_harmony(contents: Contents, card_ids: Collection[int], by: float) -> Edit:
    """Raises or lowers harmony ties (by −1..1) as a drag does: they keep their distances, and stop as one at 0 or 1.

    Ties that an older file holds beyond 0..1 stay as they are, and stop nobody. Raises InvalidValue, NotFound.
    """
    by = checked_number(by, "The change of harmony", "by", low=-1.0, high=1.0)
    return _with_ties("Shift harmony of", contents, card_ids, shifted_ties(_ties(contents, card_ids), by))


def scale_harmony(contents: Contents, card_ids: Collection[int], factor: float, about: float | None = None) -> Edit:
    """Stretches harmony ties away from their mean, or from `about` (0..1), by a factor; each stops at 0 and 1 itself.

    Ties that an older file holds beyond 0..1 stay as they are. Raises InvalidValue, NotFound.
    """
    factor = checked_number(factor, "The factor", "factor", low=-MOST_SCALED, high=MOST_SCALED)
    if about is not None:
        about = checked_number(about, "The middle", "about", low=0.0, high=1.0)
    return _with_ties("Scale harmony of", contents, card_ids, scaled_ties(_ties(contents, card_ids), factor, about))


def scaled_ties(ties: Mapping[int, float], factor: float, about: float | None = None) -> dict[int, float]:
    """Ties at `factor` times their distance from a middle (their mean when none is given), kept within 0..1."""
    if not ties or factor == 1.0:
        return dict(ties)
    middle = sum(ties.values()) / len(ties) if about is None else about
    return {i: min(max(round(middle + (tie - middle) * factor, 9) + 0.0, 0.0), 1.0) for i, tie in ties.items()}


def spread_evenly(contents: Contents, card_ids: Collection[int]) -> Edit:
    """Makes the gaps between the cards of each plotline equal; the first and the last of them stay where they are.

    Raises NotFound; InvalidValue where no plotline has three of them or room between them, and where a card that is
    not among them would be overlapped.
    """
    groups = {lane: cards for lane, cards in _by_plotline(contents, card_ids).items() if len(cards) > 2}
    if not groups:
        raise InvalidValue("Select three cards of a plotline or more: the first and the last stay, the others spread.")
    spread = {lane: placed for lane, cards in groups.items() if (placed := _spread(cards)) is not None}
    if not spread:
        raise InvalidValue("There is no room between the first card and the last; move the last one right first.")
    _refuse_overlaps(contents, spread)
    changes = [
        Change(before, after) for lane in spread for before, after in zip(groups[lane], spread[lane], strict=True)
    ]
    return edit(card_label("Spread", [contents.cards[i] for i in card_ids]), changes)


def close_gaps(contents: Contents, card_ids: Collection[int]) -> Edit:
    """Moves cards left so that each begins where the one before it on its plotline ends; the first one stays.

    The one before may be a card that is not among them: it stays, and nobody passes it. Raises InvalidValue where no
    plotline has two of them, NotFound.
    """
    groups = {lane: cards for lane, cards in _by_plotline(contents, card_ids).items() if len(cards) > 1}
    if not groups:
        raise InvalidValue("Select two cards of a plotline or more: the gaps between them are closed.")
    chosen = {card.id for cards in groups.values() for card in cards}
    changes = []
    for lane, cards in _by_plotline(contents, _on_plotlines(contents, groups)).items():
        changes += _moved_left([card for card in cards if card.start_beat >= groups[lane][0].start_beat], chosen)
    return edit(card_label("Close the gaps of", [contents.cards[i] for i in card_ids]), changes)


def _ties(contents: Contents, card_ids: Collection[int]) -> dict[int, float]:
    """The ties of cards that are within 0..1."""
    cards = (contents.get_card(card_id) for card_id in card_ids)
    return {card.id: card.harmony_tie for card in cards if is_share(card.harmony_tie)}


def _with_ties(verb: str, contents: Contents, card_ids: Collection[int], ties: Mapping[int, float]) -> Edit:
    label = card_label(verb, [contents.cards[card_id] for card_id in card_ids])
    return replace(set_harmony(contents, ties), label=label)


def _by_plotline(contents: Contents, card_ids: Collection[int]) -> dict[int, list[Card]]:
    """Cards from left to right on each plotline that has any of them."""
    lanes: dict[int, list[Card]] = defaultdict(list)
    for card_id in card_ids:
        card = contents.get_card(card_id)
        lanes[card.plotline_id].append(card)
    for cards in lanes.values():
        cards.sort(key=lambda card: (card.start_beat, card.id))
    return lanes


def _on_plotlines(contents: Contents, plotline_ids: Collection[int]) -> list[int]:
    return [card.id for card in contents.cards.values() if card.plotline_id in plotline_ids]


def _spread(cards: Sequence[Card]) -> list[Card] | None:
    """Cards of one plotline with equal gaps between the first and the last; None where they have no room for gaps."""
    first, *inner, last = cards
    begins = list(accumulate((card.duration_beats for card in inner), initial=first.end_beat))
    gap = (last.start_beat - begins[-1]) / (len(inner) + 1)
    if gap < TOUCHING:
        return None
    starts = [round(begin + gap * number, DIGITS) for number, begin in enumerate(begins[:-1], 1)]
    return [first, *(replace(card, start_beat=at) for card, at in zip(inner, starts, strict=True)), last]


def _refuse_overlaps(contents: Contents, spread: Mapping[int, Sequence[Card]]) -> None:
    """Raises InvalidValue, which names the card in the way, where spread cards would overlap one that stays."""
    chosen = {card.id for cards in spread.values() for card in cards}
    others = _by_plotline(contents, [i for i in _on_plotlines(contents, spread) if i not in chosen])
    for lane, staying in others.items():
        reaching: Card | None = None
        for card in sorted([*staying, *spread[lane]], key=lambda card: (card.start_beat, card.id)):
            if reaching is not None and card.start_beat < reaching.end_beat:
                pair = [c for c in (reaching, card) if c.id not in chosen]
                if len(pair) == 1:
                    raise InvalidValue(f"“{short_title(pair[0])}” is in the way; select it too, or move it first.")
            reaching = card if reaching is None or card.end_beat > reaching.end_beat else reaching


def _moved_left(lane: Sequence[Card], chosen: Collection[int]) -> list[Change[Card]]:
    """The changes that close the gaps before the chosen cards of a plotline, which begins with one of them."""
    changes = []
    end = lane[0].end_beat
    for card in lane[1:]:
        after = replace(card, start_beat=end) if card.id in chosen and end < card.start_beat else card
        end = max(end, after.end_beat)
        if after is not card:
            changes.append(Change(card, after))
    return changes
