"""What may be done to cards, and what comes of it."""

from __future__ import annotations

from dataclasses import replace

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.storyboard import (
    LAST_BEAT,
    change_card,
    create_card,
    duplicate_cards,
    move_cards,
    place_card,
    remove_cards,
    resize_card,
    set_harmony,
)

from .carrow import BOAT, FLAT, LANES, MERE, ODA, PIANOS, SACK, STORY, WEIGHT, ids, new_cards, starts_after


def test_a_new_card_takes_its_place_and_later_ones_make_room() -> None:
    made = create_card(STORY, ODA, 8, 4, " By the\nlift ", "Pim waits.\n", 0.5)
    (card,) = new_cards(made)
    assert (card.plot_point, card.description, card.harmony_tie) == ("By the lift", "Pim waits.\n", 0.5)
    assert (card.start_beat, card.duration_beats, card.plotline_id) == (8, 4, ODA)
    assert card.id < 0
    assert starts_after(made) == {1: 0, card.id: 8, 2: 12, 3: 20, 4: 4}
    assert made.label == "Create card"


def test_words_of_a_card_change_and_html_stays_text() -> None:
    made = change_card(STORY, 1, plot_point="<b>Boat</b>", description="<script>")
    assert STORY.after(made).cards[1] == replace(BOAT, plot_point="<b>Boat</b>", description="<script>")
    assert made.label == "Change “Ice boat”"


def test_words_that_are_the_same_are_no_edit_even_where_they_could_not_be_typed_today() -> None:
    odd = replace(BOAT, plot_point="x" * 300 + "  ", description="\x00")
    story = contents_of(STORY.universe, [*LANES, odd])
    assert not change_card(story, 1, plot_point=odd.plot_point, description=odd.description)


def test_harmony_is_set_for_several_cards_at_once() -> None:
    made = set_harmony(STORY, {1: 0.0, 2: 1.0, 3: FLAT.harmony_tie})
    after = STORY.after(made).cards
    assert [after[i].harmony_tie for i in (1, 2, 3)] == [0.0, 1.0, 0.6]
    assert len(made.changes) == 2
    assert made.label == "Set harmony of 3 cards"
    assert set_harmony(STORY, {1: 0.25}).label == "Set harmony of “Ice boat”"


def test_a_harmony_that_an_older_file_holds_out_of_range_may_stay() -> None:
    story = contents_of(STORY.universe, [*LANES, replace(BOAT, harmony_tie=3.7), PIANOS])
    assert len(set_harmony(story, {1: 3.7, 2: 0.1}).changes) == 1


def test_a_card_that_is_moved_pushes_the_next_one() -> None:
    assert starts_after(move_cards(STORY, ids(PIANOS), 6)) == {1: 0, 2: 14, 3: 22, 4: 4}


def test_a_card_can_be_moved_past_another() -> None:
    assert starts_after(move_cards(STORY, ids(BOAT), 13)) == {2: 8, 1: 16, 3: 24, 4: 4}


def test_a_group_stops_at_the_left_edge_as_one() -> None:
    assert starts_after(move_cards(STORY, ids(SACK, FLAT), -100)) == {4: 0, 3: 16, 1: 0, 2: 8}


def test_a_group_stops_at_the_last_plotline_as_one() -> None:
    after = STORY.after(move_cards(STORY, ids(FLAT, SACK), 0, 5)).cards
    assert (after[3].plotline_id, after[4].plotline_id) == (WEIGHT, MERE)


def test_a_group_stops_at_the_end_of_time_as_one() -> None:
    after = STORY.after(move_cards(STORY, ids(BOAT, FLAT), 1e9)).cards
    assert (after[1].start_beat, after[3].start_beat) == (LAST_BEAT - 20, LAST_BEAT)


def test_a_card_on_another_plotline_makes_room_there_and_leaves_a_gap_here() -> None:
    made = move_cards(STORY, ids(PIANOS), -5, 1)
    assert starts_after(made) == {1: 0, 2: 3, 3: 20, 4: 11}
    assert STORY.after(made).cards[2].plotline_id == WEIGHT


def test_a_move_that_moves_nothing_is_no_edit() -> None:
    assert not move_cards(STORY, ids(BOAT), 0)
    assert not move_cards(STORY, ids(BOAT), -4, -1)
    assert not move_cards(STORY, frozenset(), 4)
    assert not place_card(STORY, 1, 0)


def test_moves_are_named_after_what_is_moved() -> None:
    assert move_cards(STORY, ids(FLAT), 4).label == "Move “Three cents flat”"
    assert move_cards(STORY, ids(FLAT, SACK), 4).label == "Move 2 cards"
    long = contents_of(STORY.universe, [*LANES, replace(BOAT, plot_point="Ice " * 20)])
    assert move_cards(long, {1}, 4).label == "Move “Ice Ice Ice Ice Ice Ice Ice Ice Ice Ice…”"


def test_a_card_is_placed_at_a_beat_and_on_a_plotline() -> None:
    after = STORY.after(place_card(STORY, 1, 40, MERE)).cards[1]
    assert (after.start_beat, after.plotline_id) == (40, MERE)
    assert STORY.after(place_card(STORY, 1, 40)).cards[1].plotline_id == ODA


def test_a_longer_card_pushes_the_next_one() -> None:
    assert starts_after(resize_card(STORY, 1, 0, 16)) == {1: 0, 2: 16, 3: 24, 4: 4}


def test_the_left_edge_of_a_card_stops_at_the_card_before() -> None:
    after = STORY.after(resize_card(STORY, 3, 10, 18)).cards
    assert (after[3].start_beat, after[3].duration_beats) == (16, 12)
    assert after[2] == PIANOS


def test_the_left_edge_can_go_right() -> None:
    after = STORY.after(resize_card(STORY, 2, 12, 4)).cards[2]
    assert (after.start_beat, after.end_beat) == (12, 16)


def test_a_card_that_would_end_before_it_may_begin_keeps_the_length_that_was_asked_for() -> None:
    after = STORY.after(resize_card(STORY, 3, 0, 2)).cards[3]
    assert (after.start_beat, after.duration_beats) == (16, 2)


def test_removed_cards_leave_the_others_where_they_are() -> None:
    made = remove_cards(STORY, ids(BOAT, SACK))
    assert starts_after(made) == {2: 8, 3: 20}
    assert made.label == "Remove 2 cards"
    assert remove_cards(STORY, {1}).label == "Remove “Ice boat”"


def test_copies_lie_right_after_the_group_with_their_distances_and_later_cards_make_room() -> None:
    made = duplicate_cards(STORY, ids(BOAT, SACK))
    boat, sack = sorted(new_cards(made), key=lambda card: card.plot_point, reverse=True)
    assert (boat.plot_point, sack.plot_point) == (BOAT.plot_point, SACK.plot_point)
    assert (boat.start_beat, sack.start_beat) == (16, 16)  # the boat would lie at 12, amid the pianos, and follows them
    assert (boat.plotline_id, sack.plotline_id) == (ODA, WEIGHT)
    assert (boat.created_at, boat.updated_at) == (None, None)
    assert {i: start for i, start in starts_after(made).items() if i > 0} == {1: 0, 2: 8, 3: 24, 4: 4}


def test_a_copy_of_nothing_is_no_edit() -> None:
    assert not duplicate_cards(STORY, frozenset())
