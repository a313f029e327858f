"""What a storyboard refuses, and the sentence that says why."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import pytest

from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.storyboard import (
    LAST_BEAT,
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
)

from .carrow import ODA, STORY


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
