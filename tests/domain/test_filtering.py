"""A filter lets the cards through that hold all its words, in its range of harmony, on its plotline."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.filtering import CardFilter, FilteredCards
from harmonic_desktop.domain.storyboard import Card, Plotline, change_card, create_card, remove_cards, set_harmony
from harmonic_desktop.domain.universe import Universe

from .strategies import contents, edits_of

CARDS = {
    1: Card(1, 1, 1, "The storm", "Émile lights the lantern.", 0.2),
    2: Card(2, 1, 1, "A calm", "The storm is over.", 0.8, 4.0),
    3: Card(3, 1, 2, "Lantern", "", 0.5, 0.0),
}


def passing(wanted: CardFilter, cards: dict[int, Card] = CARDS) -> set[int]:
    return set(cards) - FilteredCards(cards).stopped(wanted)


def test_a_filter_that_asks_for_nothing_lets_all_through() -> None:
    assert not CardFilter() and not CardFilter("  ")
    assert passing(CardFilter()) == {1, 2, 3}


def test_words_are_looked_for_in_plot_point_and_description() -> None:
    assert passing(CardFilter("storm")) == {1, 2}
    assert passing(CardFilter("LANT")) == {1, 3}


def test_all_words_have_to_be_there_in_any_order() -> None:
    assert passing(CardFilter("lantern storm")) == {1}
    assert passing(CardFilter("storm calm lantern")) == set()


def test_accents_make_no_difference() -> None:
    assert passing(CardFilter("emile")) == passing(CardFilter("ÉMILE")) == {1}


def test_no_word_reaches_from_the_plot_point_into_the_description() -> None:
    assert passing(CardFilter("calmthe")) == set()


def test_the_range_of_harmony_has_both_its_ends() -> None:
    assert passing(CardFilter(low=0.2, high=0.5)) == {1, 3}
    assert passing(CardFilter(low=0.21)) == {2, 3}


def test_harmony_counts_as_it_is_shown() -> None:
    odd = {
        i: replace(CARDS[1], id=i, harmony_tie=tie) for i, tie in enumerate((0.504, 1.7, -2.0, math.nan, math.inf), 1)
    }
    assert passing(CardFilter(low=0.5, high=0.5), odd) == {1}
    assert passing(CardFilter(low=1.0), odd) == {2, 5}
    assert passing(CardFilter(high=0.0), odd) == {3}
    assert passing(CardFilter(), odd) == {1, 2, 3, 4, 5}


def test_a_plotline_alone_is_a_filter_too() -> None:
    assert CardFilter(plotline_id=2)
    assert passing(CardFilter(plotline_id=2)) == {3}


def test_a_filter_follows_edits() -> None:
    now = contents_of(Universe(1, 1, "U"), [Plotline(1, 1, "A"), Plotline(2, 1, "B", 1, 1), *CARDS.values()])
    filtered = FilteredCards(now.cards)
    for edit in (
        change_card(now, 2, plot_point="Nothing", description="At all"),
        set_harmony(now, {1: 0.9}),
        remove_cards(now, [3]),
        create_card(now, 1, 40.0, 4.0, "Another storm"),
    ):
        now = now.after(edit)
        filtered.follow(edit, now.cards)
        for wanted in (CardFilter("storm"), CardFilter(low=0.85)):
            assert filtered.stopped(wanted) == FilteredCards(now.cards).stopped(wanted)


@given(contents(), st.data(), st.text(max_size=3))
def test_following_any_edits_is_the_same_as_reading_everything_anew(
    story: Contents, data: st.DataObject, text: str
) -> None:
    filtered, wanted = FilteredCards(story.cards), CardFilter(text, 0.2, 0.8)
    for _ in range(3):
        edit = data.draw(edits_of(story))
        story = story.after(edit)
        filtered.follow(edit, story.cards)
        assert filtered.stopped(wanted) == FilteredCards(story.cards).stopped(wanted)
