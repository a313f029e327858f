"""Many cards given another harmony at once: one edit with a label that says what was done to how many."""

from __future__ import annotations

import pytest

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.reshaping import blend_shape, draw_harmony, ramp_harmony, smooth_harmony
from harmonic_desktop.domain.shapes import StoryShape
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe


def story(*ties: float) -> Contents:
    cards = [Card(i, 1, 1, f"Point {i}", harmony_tie=tie, start_beat=4.0 * i) for i, tie in enumerate(ties, 1)]
    return contents_of(Universe(1, 1, "Tales"), [Plotline(1, 1, "Main"), *cards])


def ties(contents: Contents) -> list[float]:
    return [card.harmony_tie for card in contents.cards.values()]


def test_a_drawn_curve_is_one_edit() -> None:
    contents = story(0.1, 0.2, 0.3)
    edit = draw_harmony(contents, {1: 0.5, 3: 0.7})
    assert edit.label == "Draw harmony of 2 cards"
    assert ties(contents.after(edit)) == [0.5, 0.2, 0.7]
    assert contents.after(edit).after(edit.inverse()) == contents


def test_a_shape_is_blended_in_to_all_or_to_some() -> None:
    contents = story(1.0, 1.0, 1.0)
    edit = blend_shape(contents, None, StoryShape.RISE_FALL, 0.0, 1.0, 0.4)
    assert edit.label == "Blend in rise–fall (40 %) to 3 cards"
    assert ties(contents.after(edit)) == [0.6, 1.0, 0.6]
    some = blend_shape(contents, [2], StoryShape.RISE, 0.25, 1.0, 1.0)
    assert some.label == "Blend in rise (100 %) to “Point 2”"
    assert ties(contents.after(some)) == [1.0, 0.25, 1.0]


def test_smoothing_takes_the_mean_of_the_chosen_cards_only() -> None:
    contents = story(0.0, 0.4, 1.0)
    edit = smooth_harmony(contents, [1, 2], 100.0, 1.0)
    assert edit.label == "Smooth harmony of 2 cards"
    assert ties(contents.after(edit)) == [0.2, 0.2, 1.0]


def test_a_ramp_goes_from_the_first_card_to_the_last() -> None:
    contents = story(0.0, 0.0, 0.0)
    edit = ramp_harmony(contents, [3, 1, 2], 0.8, 0.2)
    assert edit.label == "Ramp harmony of 3 cards"
    assert ties(contents.after(edit)) == [0.8, 0.5, 0.2]


def test_what_changes_nothing_is_no_edit() -> None:
    contents = story(0.3, float("nan"), 7.0)
    assert not smooth_harmony(contents, None, 100.0, 0.0)
    assert not ramp_harmony(contents, [2, 3], 0.0, 1.0)


def test_what_cannot_be_is_refused() -> None:
    contents = story(0.3)
    with pytest.raises(InvalidValue):
        blend_shape(contents, None, StoryShape.RISE, 0.0, 1.0, 1.5)
    with pytest.raises(InvalidValue):
        ramp_harmony(contents, None, -0.1, 1.0)
    with pytest.raises(NotFound):
        smooth_harmony(contents, [99], 4.0, 1.0)
