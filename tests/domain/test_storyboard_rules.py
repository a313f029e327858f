"""Rules that hold for every storyboard and every edit."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import (
    move_cards,
    resize_card,
    shifted_ties,
)
from tests.domain.strategies import contents, edits_of, groups, lengths, starts, steps

ties = st.dictionaries(st.integers(1, 9), st.floats(-1.0, 2.0), min_size=1)


@given(st.data())
def test_cards_of_one_plotline_never_overlap_whatever_is_done(data: st.DataObject) -> None:
    story = data.draw(contents())
    for _ in range(data.draw(st.integers(1, 4))):
        story = story.after(data.draw(edits_of(story)))
        assert all(not overlaps(story.cards_on(lane)) for lane in story.plotlines)
        assert all(card.duration_beats > 0 and card.start_beat >= 0 for card in story.cards.values())
        assert all(card.plotline_id in story.plotlines for card in story.cards.values())


@given(st.data())
def test_moves_keep_every_card_and_how_long_it_is(data: st.DataObject) -> None:
    story = data.draw(contents().filter(lambda story: bool(story.cards)))
    made = move_cards(story, data.draw(groups(story)), data.draw(steps), data.draw(st.integers(-3, 3)))
    after = story.after(made)
    assert lengths_of(after) == lengths_of(story)


@given(st.data())
def test_a_card_that_was_not_moved_keeps_its_plotline_and_goes_right_only(data: st.DataObject) -> None:
    story = data.draw(contents().filter(lambda story: bool(story.cards)))
    group = data.draw(groups(story))
    after = story.after(move_cards(story, group, data.draw(steps), data.draw(st.integers(-3, 3))))
    for card in story.cards.values():
        if card.id not in group:
            now = after.cards[card.id]
            assert now.start_beat >= card.start_beat
            assert replace(now, start_beat=card.start_beat) == card


@given(st.data())
def test_a_group_moves_by_as_many_rows_as_all_of_it_can(data: st.DataObject) -> None:
    story = data.draw(contents().filter(lambda story: bool(story.cards)))
    group = data.draw(groups(story))
    after = story.after(move_cards(story, group, 0.0, data.draw(st.integers(-5, 5))))
    rows = {lane.id: row for row, lane in enumerate(story.ordered_plotlines())}
    assert len({rows[after.cards[i].plotline_id] - rows[story.cards[i].plotline_id] for i in group}) == 1


@given(st.data(), starts, lengths)
def test_resizing_moves_no_card_that_is_left_of_it(data: st.DataObject, start: float, length: float) -> None:
    story = data.draw(contents().filter(lambda story: bool(story.cards)))
    card = data.draw(st.sampled_from(list(story.cards.values())))
    after = story.after(resize_card(story, card.id, start, length))
    for other in story.cards_on(card.plotline_id):
        if other.start_beat < card.start_beat:
            assert after.cards[other.id] == other


def lengths_of(story: Contents) -> dict[int, float]:
    return {card.id: card.duration_beats for card in story.cards.values()}


@given(ties, st.floats(-3.0, 3.0))
def test_shifted_ties_stay_within_0_and_1_and_keep_their_distances(before: dict[int, float], by: float) -> None:
    after = shifted_ties(before, by)
    within = {i: min(max(t, 0.0), 1.0) for i, t in before.items()}
    if after == before:
        return
    moves = [after[i] - within[i] for i in before]
    assert all(0.0 <= tie <= 1.0 for tie in after.values())
    assert max(moves) - min(moves) < 1e-8
    assert all(abs(move) <= abs(by) + 1e-8 for move in moves)


def test_what_cannot_move_stays_what_it_is_even_beyond_the_range() -> None:
    assert shifted_ties({1: 250.0}, 0.1) == {1: 250.0}
    assert shifted_ties({1: 250.0, 2: 0.5}, 0.1) == {1: 250.0, 2: 0.5}
    assert shifted_ties({1: 0.5, 2: 0.25}, 0.0) == {1: 0.5, 2: 0.25}


def test_a_group_stops_when_its_first_reaches_the_edge() -> None:
    assert shifted_ties({1: 0.9, 2: 0.5}, 0.4) == {1: 1.0, 2: 0.6}
    assert shifted_ties({1: 0.9, 2: 0.2}, -0.4) == {1: 0.7, 2: 0.0}
