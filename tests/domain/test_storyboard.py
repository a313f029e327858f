"""What may be done to cards and plotlines, what comes of it, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.placement import overlaps
from harmonic_desktop.domain.storyboard import (
    LAST_BEAT,
    Card,
    Plotline,
    add_plotline,
    change_card,
    change_plotline,
    create_card,
    duplicate_cards,
    move_cards,
    move_plotline,
    place_card,
    remove_cards,
    remove_plotline,
    resize_card,
    set_harmony,
    shifted_ties,
)
from harmonic_desktop.domain.universe import Universe
from tests.domain.strategies import contents, edits_of, groups, lengths, starts, steps

SPRING = datetime(2031, 4, 1, tzinfo=UTC)
ODA, WEIGHT, MERE = 1, 2, 3
LANES = [Plotline(ODA, 1, "Oda", 3, 0), Plotline(WEIGHT, 1, "Weight", 5, 1), Plotline(MERE, 1, "Mere", 7, 2)]
BOAT = Card(1, 1, ODA, "Ice boat", "", 0.7, 0, 8, SPRING, SPRING)
PIANOS = Card(2, 1, ODA, "Eleven pianos", "", 0.8, 8, 8, SPRING, SPRING)
FLAT = Card(3, 1, ODA, "Three cents flat", "", 0.6, 20, 8, SPRING, SPRING)
SACK = Card(4, 1, WEIGHT, "A light sack", "", 0.5, 4, 8, SPRING, SPRING)
STORY = contents_of(Universe(1, 7, "Carrow"), [*LANES, BOAT, PIANOS, FLAT, SACK])


def starts_after(made: Edit, story: Contents = STORY) -> dict[int, float]:
    return {card.id: card.start_beat for card in story.after(made).cards.values()}


def new_cards(made: Edit) -> list[Card]:
    return [change.after for change in made.of(Card) if change.before is None and change.after is not None]


def ids(*cards: Card) -> frozenset[int]:
    return frozenset(card.id for card in cards)


# Rules that hold for every storyboard and every edit.


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


# Cards.


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


# Plotlines.


def test_a_new_plotline_comes_last_in_a_hue_that_no_other_has() -> None:
    made = add_plotline(STORY, " The\tOffice ")
    (lane,) = [change.after for change in made.of(Plotline)]
    assert lane is not None
    assert (lane.name, lane.colour, lane.position) == ("The Office", 0, 3)
    assert STORY.after(made).ordered_plotlines()[-1] == lane
    assert made.label == "Add plotline"


def test_a_ninth_plotline_begins_the_hues_anew() -> None:
    story = STORY
    for _ in range(6):
        story = story.after(add_plotline(story))
    assert [lane.colour for lane in story.ordered_plotlines()[3:]] == [0, 1, 2, 4, 6, 0]


def test_a_plotline_changes_its_name_hue_and_instrument() -> None:
    made = change_plotline(STORY, ODA, name="Oda’s fork", colour=9, instrument="Celesta")
    assert STORY.after(made).plotlines[ODA] == replace(LANES[0], name="Oda’s fork", colour=1, instrument="Celesta")
    assert made.label == "Change plotline “Oda”"
    silent = STORY.after(made)
    assert silent.after(change_plotline(silent, ODA, instrument="")).plotlines[ODA].instrument is None


def test_a_plotline_told_what_it_is_already_does_not_change() -> None:
    assert not change_plotline(STORY, ODA, name="Oda", colour=3, instrument="")


@pytest.mark.parametrize(
    ("row", "order"),
    [(0, [MERE, ODA, WEIGHT]), (1, [ODA, MERE, WEIGHT]), (-1, [MERE, ODA, WEIGHT]), (9, [ODA, WEIGHT, MERE])],
)
def test_a_plotline_moves_to_a_row(row: int, order: list[int]) -> None:
    after = STORY.after(move_plotline(STORY, MERE, row))
    assert [lane.id for lane in after.ordered_plotlines()] == order
    assert [lane.position for lane in after.ordered_plotlines()] == [0, 1, 2]


def test_a_plotline_that_stays_in_its_row_is_no_edit() -> None:
    assert not move_plotline(STORY, WEIGHT, 1)


def test_a_removed_plotline_takes_its_cards_with_it() -> None:
    made = remove_plotline(STORY, ODA)
    after = STORY.after(made)
    assert set(after.plotlines) == {WEIGHT, MERE}
    assert set(after.cards) == {SACK.id}
    assert made.label == "Remove plotline “Oda”"


def test_a_removed_plotline_can_leave_its_cards_to_another() -> None:
    after = STORY.after(remove_plotline(STORY, WEIGHT, move_cards_to=ODA))
    assert set(after.plotlines) == {ODA, MERE}
    assert {card.id for card in after.cards_on(ODA)} == {1, 2, 3, 4}
    assert not overlaps(after.cards_on(ODA))


def test_cards_cannot_be_left_to_the_plotline_that_goes() -> None:
    with pytest.raises(InvalidValue, match="choose another"):
        remove_plotline(STORY, ODA, move_cards_to=ODA)


def test_the_last_plotline_stays() -> None:
    story = contents_of(STORY.universe, LANES[:1])
    with pytest.raises(InvalidValue, match="keeps at least one plotline"):
        remove_plotline(story, ODA)


# Refusals.


@pytest.mark.parametrize("tie", [math.nan, math.inf, -math.inf, -0.01, 1.01])
def test_a_harmony_out_of_range_is_refused(tie: float) -> None:
    for verb in (partial(set_harmony, STORY, {1: tie}), partial(create_card, STORY, ODA, 0, 4, harmony_tie=tie)):
        with pytest.raises(InvalidValue, match="Harmony has to be") as refusal:
            verb()
        assert refusal.value.field == "harmony_tie"


@pytest.mark.parametrize("beat", [math.nan, math.inf, -math.inf, -1.0, LAST_BEAT + 1])
def test_a_start_out_of_range_is_refused(beat: float) -> None:
    verbs = (
        partial(create_card, STORY, ODA, beat, 4),
        partial(place_card, STORY, 1, beat),
        partial(resize_card, STORY, 1, beat, 4),
    )
    for verb in verbs:
        with pytest.raises(InvalidValue, match="The start has to be") as refusal:
            verb()
        assert refusal.value.field == "start_beat"


def test_a_move_by_no_number_is_refused() -> None:
    with pytest.raises(InvalidValue, match="finite"):
        move_cards(STORY, {1}, math.nan)


@pytest.mark.parametrize("beats", [math.nan, math.inf, 0.0, -0.0, -4.0, LAST_BEAT + 1])
def test_a_length_out_of_range_is_refused(beats: float) -> None:
    for verb in (partial(create_card, STORY, ODA, 0, beats), partial(resize_card, STORY, 1, 0, beats)):
        with pytest.raises(InvalidValue, match="The length of a card has to be") as refusal:
            verb()
        assert refusal.value.field == "duration_beats"


@pytest.mark.parametrize(
    ("verb", "field"),
    [
        (lambda text: create_card(STORY, ODA, 0, 4, text), "plot_point"),
        (lambda text: change_card(STORY, 1, plot_point=text), "plot_point"),
        (lambda text: add_plotline(STORY, text), "name"),
        (lambda text: change_plotline(STORY, ODA, name=text), "name"),
    ],
    ids=["create_card", "change_card", "add_plotline", "change_plotline"],
)
@pytest.mark.parametrize("text", ["", " \n", "\x00\ud800", "x" * 201])
def test_names_that_are_empty_or_too_long_are_refused(verb: Callable[[str], Edit], field: str, text: str) -> None:
    with pytest.raises(InvalidValue, match=r"can’t be empty|is the most") as refusal:
        verb(text)
    assert refusal.value.field == field


def test_an_instrument_over_the_limit_is_refused() -> None:
    with pytest.raises(InvalidValue, match="50 is the most") as refusal:
        change_plotline(STORY, ODA, instrument="x" * 51)
    assert refusal.value.field == "instrument"


@pytest.mark.parametrize(
    "verb",
    [
        partial(create_card, STORY, 99, 0, 4),
        partial(change_card, STORY, 99, plot_point="Gone"),
        partial(set_harmony, STORY, {99: 0.5}),
        partial(move_cards, STORY, {1, 99}, 4),
        partial(place_card, STORY, 99, 0),
        partial(place_card, STORY, 1, 0, 99),
        partial(resize_card, STORY, 99, 0, 4),
        partial(remove_cards, STORY, {1, 99}),
        partial(remove_cards, STORY, {99}),
        partial(duplicate_cards, STORY, {99}),
        partial(change_plotline, STORY, 99, name="Gone"),
        partial(move_plotline, STORY, 99, 0),
        partial(remove_plotline, STORY, 99),
        partial(remove_plotline, STORY, ODA, 99),
    ],
)
def test_what_is_no_longer_there_is_said_to_be_gone(verb: Callable[[], Edit]) -> None:
    with pytest.raises(NotFound, match="no longer there; nothing was changed"):
        verb()


ties = st.dictionaries(st.integers(1, 9), st.floats(-1.0, 2.0), min_size=1)


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
