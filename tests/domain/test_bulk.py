"""What may be done to many cards at once, what stays as it was, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.bulk import (
    close_gaps,
    scale_harmony,
    set_one_harmony,
    set_plotline,
    shift_harmony,
    spread_evenly,
)
from harmonic_desktop.domain.checks import is_share
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from tests.domain.strategies import contents, groups, shares

MAIN, SIDE = 1, 2
LANES = [Plotline(MAIN, 1, "Main"), Plotline(SIDE, 1, "Side", 3, 1)]


def card(card_id: int, start: float, duration: float = 4.0, lane: int = MAIN, tie: float = 0.5) -> Card:
    return Card(card_id, 1, lane, f"Card {card_id}", "", tie, start, duration)


def story(*cards: Card) -> Contents:
    return contents_of(Universe(1, 7, "Aria"), [*LANES, *cards])


def starts(after: Contents) -> dict[int, float]:
    return {c.id: c.start_beat for c in after.cards.values()}


def ties(after: Contents) -> dict[int, float]:
    return {c.id: c.harmony_tie for c in after.cards.values()}


def made(before: Contents, verb: Callable[[Contents], Edit]) -> Contents | None:
    """The contents after an edit, which its inverse takes back; None where it is refused."""
    try:
        edit = verb(before)
    except InvalidValue:
        return None
    assert before.after(edit).after(edit.inverse()) == before
    return before.after(edit)


def assert_in_place(before: Contents, after: Contents) -> None:
    """Nothing overlaps, and nothing but the starts and plotlines of cards is another."""
    for plotline in after.plotlines:
        assert not overlaps(after.cards_on(plotline))
    assert after.cards.keys() == before.cards.keys()
    for card_id, now in after.cards.items():
        then = before.cards[card_id]
        assert replace(now, start_beat=then.start_beat, plotline_id=then.plotline_id) == then


# plotline -------------------------------------------------------------------------------------------------------------


@given(st.data(), st.booleans())
def test_cards_set_on_a_plotline_lie_there_and_overlap_nobody(data: st.DataObject, ripple: bool) -> None:
    before = data.draw(contents())
    if not before.cards:
        return
    chosen = data.draw(groups(before))
    target = data.draw(st.sampled_from(sorted(before.plotlines)))
    after = made(before, lambda c: set_plotline(c, chosen, target, ripple=ripple))
    if after is None:
        assert not ripple
        return
    assert {after.cards[i].plotline_id for i in chosen} == {target}
    if ripple:
        assert_in_place(before, after)
    for card_id in before.cards.keys() - chosen:
        assert after.cards[card_id].plotline_id == before.cards[card_id].plotline_id
        assert ripple or after.cards[card_id] == before.cards[card_id]


def test_a_plotline_is_set_as_one_step_that_names_it() -> None:
    before = story(card(1, 0), card(2, 8), card(3, 0, lane=SIDE))
    edit = set_plotline(before, [1, 2, 3], SIDE)
    assert edit.label == "Move 3 cards to “Side”"
    assert starts(before.after(edit)) == {1: 0.0, 2: 8.0, 3: 4.0}
    with pytest.raises(InvalidValue, match=r"“Card \d” is in the way"):
        set_plotline(before, [1, 2], SIDE, ripple=False)
    with pytest.raises(NotFound):
        set_plotline(before, [1], 9)


# harmony --------------------------------------------------------------------------------------------------------------


def assert_harmony_kept_in_bounds(before: Contents, after: Contents, chosen: frozenset[int]) -> None:
    for card_id, now in after.cards.items():
        then = before.cards[card_id]
        assert replace(now, harmony_tie=then.harmony_tie) == then
        if card_id in chosen and is_share(then.harmony_tie):
            assert 0.0 <= now.harmony_tie <= 1.0
        else:
            assert now is then


@given(st.data(), st.floats(-1, 1))
def test_shifted_harmonies_keep_their_distances_and_stop_as_one(data: st.DataObject, by: float) -> None:
    before = data.draw(contents())
    if not before.cards:
        return
    chosen = data.draw(groups(before))
    after = made(before, lambda c: shift_harmony(c, chosen, by))
    assert after is not None
    assert_harmony_kept_in_bounds(before, after, chosen)
    sound = [i for i in chosen if is_share(before.cards[i].harmony_tie)]
    moved = [after.cards[i].harmony_tie - before.cards[i].harmony_tie for i in sound]
    assert all(abs(way - moved[0]) < 1e-8 and abs(way) <= abs(by) + 1e-8 for way in moved)


@given(st.data(), st.floats(-100, 100), st.none() | shares)
def test_scaled_harmonies_stay_in_bounds_and_in_order(data: st.DataObject, factor: float, about: float | None) -> None:
    before = data.draw(contents())
    if not before.cards:
        return
    chosen = data.draw(groups(before))
    after = made(before, lambda c: scale_harmony(c, chosen, factor, about))
    assert after is not None
    assert_harmony_kept_in_bounds(before, after, chosen)
    order = sorted((i for i in chosen if is_share(before.cards[i].harmony_tie)), key=ties(before).__getitem__)
    scaled = [after.cards[i].harmony_tie for i in order]
    assert scaled == sorted(scaled, reverse=factor < 0)


def test_harmonies_are_scaled_about_their_mean_or_a_number() -> None:
    before = story(card(1, 0, tie=0.4), card(2, 4, tie=0.6), card(3, 8, tie=math.nan), card(4, 12, tie=1.5))
    edit = scale_harmony(before, before.cards, 2.0)
    after = ties(before.after(edit))
    assert (after[1], after[2], after[4]) == (0.3, 0.7, 1.5)
    assert math.isnan(after[3])
    assert edit.label == "Scale harmony of 4 cards"
    assert ties(before.after(scale_harmony(before, [1, 2], 2.0, about=0.0))) | {3: 0} == {1: 0.8, 2: 1.0, 3: 0, 4: 1.5}
    assert ties(before.after(scale_harmony(before, [1, 2], -1.0)))[1] == 0.6


def test_a_factor_of_one_and_a_shift_of_nothing_are_no_edit() -> None:
    before = story(card(1, 0, tie=0.1234567891234), card(2, 4, tie=0.9))
    assert not scale_harmony(before, [1, 2], 1.0)
    assert not shift_harmony(before, [1, 2], 0.0)
    assert not set_one_harmony(before, [2], 0.9)


def test_shifting_is_one_step_with_the_number_of_cards() -> None:
    before = story(card(1, 0, tie=0.5), card(2, 4, tie=0.95), card(3, 8, tie=math.inf))
    edit = shift_harmony(before, [1, 2, 3], 0.1)
    assert edit.label == "Shift harmony of 3 cards"
    assert ties(before.after(edit)) == {1: 0.55, 2: 1.0, 3: math.inf}


def test_one_harmony_is_set_even_where_an_older_file_had_none() -> None:
    before = story(card(1, 0, tie=0.5), card(2, 4, tie=math.nan))
    assert ties(before.after(set_one_harmony(before, [1, 2], 0.25))) == {1: 0.25, 2: 0.25}


@pytest.mark.parametrize(
    "verb",
    [
        lambda c: shift_harmony(c, [1], math.nan),
        lambda c: shift_harmony(c, [1], 1.5),
        lambda c: scale_harmony(c, [1], math.inf),
        lambda c: scale_harmony(c, [1], 101.0),
        lambda c: scale_harmony(c, [1], 2.0, 1.5),
        lambda c: set_one_harmony(c, [1], -0.1),
    ],
    ids=["no number", "a shift too far", "an endless factor", "a factor too large", "a middle beyond 1", "below 0"],
)
def test_numbers_that_mean_nothing_are_refused(verb: Callable[[Contents], Edit]) -> None:
    with pytest.raises(InvalidValue):
        verb(story(card(1, 0)))


# gaps -----------------------------------------------------------------------------------------------------------------


@given(st.data())
def test_spread_cards_have_equal_gaps_between_the_first_and_the_last(data: st.DataObject) -> None:
    before = data.draw(contents())
    if not before.cards:
        return
    chosen = data.draw(groups(before))
    after = made(before, lambda c: spread_evenly(c, chosen))
    if after is None:
        return
    assert_in_place(before, after)
    for plotline in before.plotlines:
        was = [c for c in before.cards_on(plotline) if c.id in chosen]
        now = [c for c in after.cards_on(plotline) if c.id in chosen]
        assert [c.id for c in now] == [c.id for c in was]
        if now == was:
            continue
        assert (now[0], now[-1]) == (was[0], was[-1])
        gaps = [b.start_beat - a.end_beat for a, b in pairwise(now)]
        assert max(gaps) - min(gaps) < 1e-5
    for card_id in before.cards.keys() - chosen:
        assert after.cards[card_id] is before.cards[card_id]


def test_cards_are_spread_on_each_plotline_by_itself() -> None:
    before = story(
        card(1, 0), card(2, 4), card(3, 20), card(4, 0, lane=SIDE), card(5, 1, 1, SIDE), card(6, 10, 6, SIDE)
    )
    before = story(*(replace(c, duration_beats=1.0) if c.id == 4 else c for c in before.cards.values()))
    edit = spread_evenly(before, before.cards)
    assert edit.label == "Spread 6 cards"
    assert starts(before.after(edit)) == {1: 0.0, 2: 10.0, 3: 20.0, 4: 0.0, 5: 5.0, 6: 10.0}


def test_spread_cards_may_pass_one_that_stays_but_never_lie_on_it() -> None:
    before = story(card(1, 0, 1), card(2, 1, 1), card(3, 3, 1), card(4, 20, 1))
    assert starts(before.after(spread_evenly(before, [1, 2, 4])))[2] == 10.0
    blocked = story(card(1, 0, 1), card(2, 1, 1), card(3, 9, 4), card(4, 20, 1))
    with pytest.raises(InvalidValue, match="“Card 3” is in the way"):
        spread_evenly(blocked, [1, 2, 4])


def test_cards_without_room_or_company_are_not_spread() -> None:
    with pytest.raises(InvalidValue, match="no room"):
        spread_evenly(story(card(1, 0), card(2, 4), card(3, 8)), [1, 2, 3])
    with pytest.raises(InvalidValue, match="three cards"):
        spread_evenly(story(card(1, 0), card(2, 8), card(3, 8, lane=SIDE)), [1, 2, 3])


@given(st.data())
def test_closing_gaps_moves_cards_left_only_and_passes_nobody(data: st.DataObject) -> None:
    before = data.draw(contents())
    if not before.cards:
        return
    chosen = data.draw(groups(before))
    after = made(before, lambda c: close_gaps(c, chosen))
    if after is None:
        return
    assert_in_place(before, after)
    for plotline in before.plotlines:
        was, now = before.cards_on(plotline), after.cards_on(plotline)
        assert [c.id for c in now] == [c.id for c in was]
        first = next((i for i, c in enumerate(was) if c.id in chosen), None)
        for i, c in enumerate(now):
            assert c.start_beat <= was[i].start_beat
            if c.id in chosen and first is not None and i > first:
                assert c.start_beat == now[i - 1].end_beat
            else:
                assert c is was[i]


def test_gaps_are_closed_up_to_a_card_that_stays() -> None:
    before = story(card(1, 2), card(2, 8, 1), card(3, 12), card(4, 20, lane=SIDE), card(5, 30, lane=SIDE), card(6, 40))
    edit = close_gaps(before, [1, 3, 4, 5])
    assert edit.label == "Close the gaps of 4 cards"
    assert starts(before.after(edit)) == {1: 2.0, 2: 8.0, 3: 9.0, 4: 20.0, 5: 24.0, 6: 40.0}
    with pytest.raises(InvalidValue, match="two cards"):
        close_gaps(before, [1, 4])
