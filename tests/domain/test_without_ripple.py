"""With ripple off: what is dropped finds room or is refused, and no card makes way for another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.placement import TOUCH, fitted, overlaps, rippled
from harmonic_desktop.domain.storyboard import (
    Card,
    Plotline,
    create_card,
    duplicate_cards,
    move_cards,
    place_card,
    remove_plotline,
    resize_card,
)
from harmonic_desktop.domain.universe import Universe
from tests.domain.placing import PlacingVerb, placing_verbs
from tests.domain.strategies import contents, groups, lengths, starts, steps

MAIN, SIDE = 1, 2


def card(card_id: int, start: float, duration: float = 4.0, plotline_id: int = MAIN) -> Card:
    return Card(card_id, 1, plotline_id, f"Card {card_id}", start_beat=start, duration_beats=duration)


def story(*cards: Card) -> Contents:
    lanes = [Plotline(MAIN, 1, "Main", position=0), Plotline(SIDE, 1, "Side", position=1)]
    return contents_of(Universe(1, 7, "Carrow"), [*lanes, *cards])


STORY = story(card(1, 0), card(2, 4), card(3, 12), card(4, 0, plotline_id=SIDE))


# Rules that hold for every storyboard and every verb that places cards.

with_cards = contents().filter(lambda story: bool(story.cards))


@given(st.data())
def test_a_verb_moves_no_other_card_and_lets_nothing_overlap_or_is_refused(data: st.DataObject) -> None:
    before = data.draw(with_cards)
    placed, verb = data.draw(placing_verbs(before))
    try:
        made = verb(ripple=False)
    except InvalidValue:
        return
    after = before.after(made)
    assert all(not overlaps(after.cards_on(lane)) for lane in after.plotlines)
    assert {change.record.id for change in made.of(Card) if change.before is not None} <= placed


@given(st.data())
def test_what_is_allowed_without_ripple_is_what_ripple_would_do(data: st.DataObject) -> None:
    before = data.draw(with_cards)
    _, verb = data.draw(placing_verbs(before))
    try:
        made = verb(ripple=False)
    except InvalidValue:
        return
    ours, theirs = places(before.after(made)), places(before.after(verb()))
    assert [lane for lane, _ in ours] == [lane for lane, _ in theirs]
    assert [beat for _, beat in ours] == pytest.approx([beat for _, beat in theirs], abs=20 * TOUCH)


def places(story: Contents) -> list[tuple[int, float]]:
    """Plotline and start of every card; new ones, whose ids differ each time, by where they lie."""
    return sorted((card.plotline_id, card.start_beat) for card in story.cards.values())


@given(st.data())
def test_a_move_keeps_the_order_of_the_group_and_how_long_all_of_it_is(data: st.DataObject) -> None:
    before = data.draw(with_cards)
    group = data.draw(groups(before))
    try:
        made = move_cards(before, group, data.draw(steps), data.draw(st.integers(-3, 3)), ripple=False)
    except InvalidValue:
        return
    after = before.after(made)
    assert whole_length(after) == pytest.approx(whole_length(before), abs=len(before.cards) * TOUCH)
    for lane in before.plotlines:
        ids = [card.id for card in before.cards_on(lane) if card.id in group]
        assert ids == sorted(ids, key=lambda card_id: after.cards[card_id].start_beat)


def whole_length(story: Contents) -> float:
    return sum(card.duration_beats for card in story.cards.values())


# Where cards fit.

rows = st.lists(st.tuples(starts, lengths), max_size=8)
boards = rows.map(lambda rows: rippled([], [card(number, *row) for number, row in enumerate(rows, 1)]))
dropped_groups = rows.map(lambda rows: [card(100 + number, *row) for number, row in enumerate(rows)])


@given(boards, dropped_groups)
def test_cards_that_fit_lie_where_they_were_let_go_and_others_are_refused(board: list[Card], group: list[Card]) -> None:
    if deepest_overlap([*board, *group]) > TOUCH:
        with pytest.raises(InvalidValue, match="no room"):
            fitted(board, group)
    elif not overlaps([*board, *group]):
        assert fitted(board, group) == sorted([*board, *group], key=lambda card: card.start_beat)


def deepest_overlap(cards: Sequence[Card]) -> float:
    """By how many beats two cards overlap at most."""
    pairs = (sorted(pair, key=lambda card: card.start_beat) for pair in combinations(cards, 2))
    return max((min(a.end_beat, b.end_beat) - b.start_beat for a, b in pairs), default=0.0)


@pytest.mark.parametrize("by", [1e-7, -1e-7])
def test_cards_that_touch_but_for_rounding_are_laid_side_by_side(by: float) -> None:
    third = 1 / 3
    board = [card(1, 0, third), card(2, third + third, third)]
    after = fitted(board, [card(9, third + by, third)])
    assert [c.id for c in after] == [1, 9, 2]
    assert (after[0], after[2]) == (board[0], board[1])
    assert not overlaps(after)
    assert after[1].duration_beats == pytest.approx(third, abs=2e-7)


def test_a_group_of_touching_cards_may_be_a_hair_too_far_on_either_side() -> None:
    board = [card(1, 0), card(2, 12)]
    for by in (1e-7, -1e-7):
        after = fitted(board, [card(8, 4 + by), card(9, 8 + by)])
        assert [c.id for c in after] == [1, 8, 9, 2]
        assert [c.start_beat for c in after] == pytest.approx([0, 4, 8, 12], abs=2e-7)
        assert not overlaps(after)


def test_a_card_in_no_time_at_all_is_refused_rather_than_lost() -> None:
    with pytest.raises(InvalidValue, match="Card 2"):
        fitted([card(1, 0), card(2, 4)], [card(9, 4, 1e-7)])


def test_cards_of_an_older_file_that_overlap_are_left_as_they_are() -> None:
    board = [card(1, 0, 8), card(2, 4, 8)]
    assert fitted(board, [card(9, 12)]) == [*board, card(9, 12)]


# What a person is told.


@pytest.mark.parametrize(
    ("verb", "in_the_way"),
    [
        (partial(move_cards, STORY, [3], -6.0), 2),
        (partial(move_cards, STORY, [4], 2.0, -1), 1),
        (partial(place_card, STORY, 3, 1.0), 1),
        (partial(resize_card, STORY, 2, 4.0, 9.0), 3),
        (partial(create_card, STORY, MAIN, 10.0, 4.0), 3),
        (partial(duplicate_cards, STORY, [1]), 2),
        (partial(remove_plotline, STORY, SIDE, MAIN), 1),
    ],
)
def test_a_refusal_names_the_card_in_the_way(verb: PlacingVerb, in_the_way: int) -> None:
    with pytest.raises(InvalidValue, match=f"^There is no room here: “Card {in_the_way}” is in the way.$"):
        verb(ripple=False)
    assert verb()


def test_the_left_edge_of_a_card_stops_at_the_one_before_with_or_without_ripple() -> None:
    for ripple in (True, False):
        after = STORY.after(resize_card(STORY, 3, 2.0, 14.0, ripple=ripple))
        assert (after.cards[3].start_beat, after.cards[3].end_beat) == (8.0, 16.0)


def test_a_long_title_is_cut_in_the_sentence() -> None:
    crowded = story(Card(1, 1, MAIN, "x" * 100), card(2, 8))
    with pytest.raises(InvalidValue, match=f"“{'x' * 39}…” is in the way"):
        move_cards(crowded, [2], -8.0, ripple=False)
