"""What holds for every verb that places cards: nothing overlaps, order and lengths stay, and who may move at all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import TOUCH, overlaps
from harmonic_desktop.domain.storyboard import Card, move_cards, resize_card
from tests.domain.placing import PlacingVerb, placing_verbs
from tests.domain.strategies import contents, groups, steps

with_cards = contents().filter(lambda story: bool(story.cards))


def done(verb: PlacingVerb, before: Contents, *, ripple: bool) -> Contents:
    """The story after a verb; as it was where that is refused."""
    try:
        return before.after(verb(ripple=ripple))
    except InvalidValue:
        assert not ripple
        return before


@given(st.data(), st.booleans())
def test_no_two_cards_of_a_plotline_overlap(data: st.DataObject, ripple: bool) -> None:
    before = data.draw(with_cards)
    after = done(data.draw(placing_verbs(before))[1], before, ripple=ripple)
    assert all(not overlaps(after.cards_on(lane)) for lane in after.plotlines)


@given(st.data(), st.booleans())
def test_cards_that_are_not_placed_keep_their_order_their_plotline_and_their_length(
    data: st.DataObject, ripple: bool
) -> None:
    before = data.draw(with_cards)
    placed, verb = data.draw(placing_verbs(before))
    after = done(verb, before, ripple=ripple)
    for lane in before.plotlines:
        others = [card for card in before.cards_on(lane) if card.id not in placed]
        now = [after.cards[card.id] for card in others]
        assert all(a.start_beat < b.start_beat for a, b in pairwise(now))
        assert [(c.plotline_id, c.duration_beats) for c in now] == [(c.plotline_id, c.duration_beats) for c in others]


@given(st.data(), st.booleans())
def test_cards_that_are_not_placed_stay_or_with_ripple_go_right(data: st.DataObject, ripple: bool) -> None:
    before = data.draw(with_cards)
    placed, verb = data.draw(placing_verbs(before))
    after = done(verb, before, ripple=ripple)
    for card in before.cards.values():
        if card.id not in placed:
            assert after.cards[card.id].start_beat >= card.start_beat
            assert ripple or after.cards[card.id] == card


@given(st.data(), st.booleans())
def test_the_story_is_as_long_as_before_but_for_what_is_resized_or_made(data: st.DataObject, ripple: bool) -> None:
    before = data.draw(with_cards)
    verb = data.draw(placing_verbs(before))[1]
    after = done(verb, before, ripple=ripple)
    kept = [card for card in after.cards.values() if card.id in before.cards]
    if getattr(verb, "func", None) is not resize_card:
        assert total(kept) == pytest.approx(total(before.cards.values()), abs=len(kept) * TOUCH)


@given(st.data(), st.booleans())
def test_a_moved_group_keeps_its_order_and_its_lengths(data: st.DataObject, ripple: bool) -> None:
    before = data.draw(with_cards)
    group = data.draw(groups(before))
    by_beats, by_rows = data.draw(steps), data.draw(st.integers(-3, 3))

    after = done(partial(move_cards, before, group, by_beats, by_rows), before, ripple=ripple)
    for lane in before.plotlines:
        mine = [card for card in before.cards_on(lane) if card.id in group]
        now = [after.cards[card.id] for card in mine]
        assert all(a.start_beat < b.start_beat for a, b in pairwise(now))
        assert [c.duration_beats for c in now] == pytest.approx([c.duration_beats for c in mine], abs=2 * TOUCH)


def total(cards: Iterable[Card]) -> float:
    return sum(card.duration_beats for card in cards)
