"""Where cards come to lie when some of them are dropped."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.placement import dropped, overlaps, rippled
from harmonic_desktop.domain.storyboard import Card
from harmonic_desktop.domain.universe import Universe
from tests.domain.strategies import lengths, starts


def card(card_id: int, start: float, duration: float = 4.0) -> Card:
    return Card(card_id, 1, 1, f"Card {card_id}", start_beat=start, duration_beats=duration)


def placed(cards: list[Card]) -> dict[int, float]:
    return {card.id: card.start_beat for card in cards}


@st.composite
def boards(draw: st.DrawFn) -> list[Card]:
    """The cards of one plotline, none overlapping."""
    rows = draw(st.lists(st.tuples(starts, lengths), max_size=12))
    return rippled([], [card(number, *row) for number, row in enumerate(rows, 1)])


groups = st.lists(st.tuples(starts, lengths), min_size=1, max_size=5).map(
    lambda rows: [card(100 + number, *row) for number, row in enumerate(rows)]
)


@given(boards(), groups)
def test_nothing_overlaps_after_a_drop(board: list[Card], group: list[Card]) -> None:
    after = rippled(board, group)
    assert not overlaps(after)
    assert [c.start_beat for c in after] == sorted(c.start_beat for c in after)


@given(boards(), groups)
def test_a_drop_moves_cards_right_only_and_changes_nothing_else(board: list[Card], group: list[Card]) -> None:
    before = {c.id: c for c in [*board, *group]}
    after = rippled(board, group)
    assert {c.id for c in after} == set(before)
    for now in after:
        assert now.start_beat >= before[now.id].start_beat
        assert replace(now, start_beat=before[now.id].start_beat) == before[now.id]


@given(boards(), groups)
def test_residents_keep_their_order(board: list[Card], group: list[Card]) -> None:
    residents = {c.id for c in board}
    assert [c.id for c in rippled(board, group) if c.id in residents] == [c.id for c in board]


@given(boards(), groups)
def test_residents_left_of_the_drop_never_move(board: list[Card], group: list[Card]) -> None:
    first = min(c.start_beat for c in group)
    left = [c for c in board if c.start_beat + c.duration_beats / 2 <= first]
    assert rippled(board, group)[: len(left)] == left


@given(boards(), groups)
def test_a_card_moves_just_enough(board: list[Card], group: list[Card]) -> None:
    before = {c.id: c.start_beat for c in [*board, *group]}
    after = rippled(board, group)
    for earlier, later in pairwise(after):
        assert later.start_beat in (before[later.id], earlier.end_beat)


@given(boards())
def test_a_board_that_nothing_is_dropped_on_stays_as_it_is(board: list[Card]) -> None:
    assert rippled(board, []) == board
    assert rippled([], board) == board


def test_a_card_in_a_gap_moves_nobody() -> None:
    assert placed(rippled([card(1, 0), card(2, 8)], [card(9, 4)])) == {1: 0, 9: 4, 2: 8}


def test_a_card_dropped_on_the_first_half_of_another_pushes_it_right() -> None:
    assert placed(rippled([card(1, 8)], [card(9, 9)])) == {9: 9, 1: 13}


def test_a_card_dropped_on_the_second_half_of_another_follows_it() -> None:
    assert placed(rippled([card(1, 8)], [card(9, 10)])) == {1: 8, 9: 12}


def test_a_push_goes_on_as_far_as_it_must_and_ends_in_a_gap() -> None:
    board = [card(1, 0), card(2, 4), card(3, 10), card(4, 16)]
    assert placed(rippled(board, [card(9, 1)])) == {9: 1, 1: 5, 2: 9, 3: 13, 4: 17}
    assert placed(rippled(board, [card(9, 4, 1)])) == {1: 0, 9: 4, 2: 5, 3: 10, 4: 16}


class CountedReads(dict[int, Card]):
    """Cards that count how often all of them are read."""

    reads = 0

    def values(self) -> Any:
        self.reads += 1
        return super().values()


def test_a_drop_on_many_plotlines_reads_the_cards_once() -> None:
    cards = CountedReads({n: replace(card(n, 0), plotline_id=n) for n in range(1, 6)})
    moved = [replace(c, id=c.id + 10, start_beat=1.0) for c in cards.copy().values()]
    changes = dropped(Contents(Universe(1, 1, "Tales"), cards=cards), moved)
    assert len(changes) == 10
    assert cards.reads == 1


def test_cards_that_only_touch_do_not_overlap() -> None:
    assert not overlaps([card(1, 4), card(2, 0), card(3, 8)])
    assert overlaps([card(1, 4), card(2, 0.001)])
    assert not overlaps([])


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_order_in_which_cards_are_given_does_not_matter(order: tuple[int, int]) -> None:
    dropped = [card(10 + n, 0) for n in order]
    assert placed(rippled([card(1, 0)], dropped)) == {11: 0, 12: 4, 1: 8}
