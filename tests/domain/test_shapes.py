"""Shapes of harmony: each goes where its name says, keeps harmony in its range, and leaves alone what takes no part."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.harmony import Floats
from harmonic_desktop.domain.shapes import Moments, Smoothing, StoryShape, blended, ramped, shifted

Reshape = Callable[[Moments], Floats]

SHARES = st.floats(0.0, 1.0)
TIES = st.one_of(SHARES, st.sampled_from([float("nan"), -3.0, 250.0, float("inf")]))
STARTS = st.one_of(st.floats(0.0, 10_000.0), st.sampled_from([float("nan"), float("inf"), 1e300]))
DURATIONS = st.one_of(st.floats(0.25, 64.0), st.sampled_from([0.0, float("nan")]))


def moments(ties: list[float], starts: list[float] | None = None, lanes: list[int] | None = None) -> Moments:
    """Cards of four beats, one after the other on one plotline unless it is said otherwise."""
    begin = starts if starts is not None else [4.0 * i for i in range(len(ties))]
    return Moments(
        np.array(begin, dtype=float),
        np.full(len(ties), 4.0),
        np.array(ties, dtype=float),
        np.array(lanes if lanes is not None else [1] * len(ties), dtype=np.int64),
    )


@st.composite
def any_moments(draw: st.DrawFn) -> Moments:
    rows = draw(st.lists(st.tuples(STARTS, DURATIONS, TIES, st.integers(1, 3)), max_size=30))
    columns = np.array([row[:3] for row in rows], dtype=float).reshape(-1, 3).T
    lanes = np.array([row[3] for row in rows], dtype=np.int64)
    return Moments(columns[0], columns[1], columns[2], lanes)


CHANGES = st.one_of(
    st.tuples(st.sampled_from(StoryShape), SHARES, SHARES, SHARES).map(
        lambda a: lambda m: blended(m, a[0], min(a[1:3]), max(a[1:3]), a[3])
    ),
    st.tuples(st.floats(0.01, 500.0), SHARES).map(lambda a: lambda m: Smoothing(m).ties(*a)),
    st.tuples(SHARES, SHARES).map(lambda a: lambda m: ramped(m, *a)),
)


# What every change keeps


@given(any_moments(), CHANGES)
def test_harmony_stays_within_its_range(cards: Moments, change: Reshape) -> None:
    after = change(cards)[cards.counted]
    assert ((after >= 0.0) & (after <= 1.0)).all()


@given(any_moments(), CHANGES)
def test_cards_that_an_older_file_has_wrong_are_left_as_they_are(cards: Moments, change: Reshape) -> None:
    assert_array_equal(change(cards)[~cards.counted], cards.ties[~cards.counted])


@given(any_moments(), st.sampled_from(StoryShape), st.floats(0.01, 500.0))
def test_none_of_it_changes_nothing(cards: Moments, shape: StoryShape, window: float) -> None:
    assert_array_equal(blended(cards, shape, 0.1, 0.9, 0.0), cards.ties)
    assert_array_equal(Smoothing(cards).ties(window, 0.0), cards.ties)


@given(any_moments(), st.sampled_from(StoryShape), SHARES)
def test_all_of_a_shape_blended_in_twice_is_the_shape(cards: Moments, shape: StoryShape, low: float) -> None:
    once = blended(cards, shape, low, 1.0, 1.0)
    again = Moments(cards.starts, cards.durations, once, cards.lanes)
    assert_array_equal(blended(again, shape, low, 1.0, 1.0), once)


# Story shapes


@pytest.mark.parametrize(
    ("shape", "turns"),
    [
        (StoryShape.RISE, [0, 1]),
        (StoryShape.FALL, [1, 0]),
        (StoryShape.FALL_RISE, [1, 0, 1]),
        (StoryShape.RISE_FALL, [0, 1, 0]),
        (StoryShape.RISE_FALL_RISE, [0, 1, 0, 1]),
        (StoryShape.FALL_RISE_FALL, [1, 0, 1, 0]),
    ],
)
def test_a_shape_does_what_its_name_says(shape: StoryShape, turns: list[int]) -> None:
    assert_allclose(shape.at(np.linspace(0.0, 1.0, len(turns))), turns, atol=1e-12)
    for first, share in zip(turns, np.linspace(0.0, 1.0, len(turns)), strict=True):
        if share < 1.0:
            step = np.diff(shape.at(np.linspace(share, share + 1.0 / (len(turns) - 1), 50)))
            assert (step <= 1e-12).all() if first else (step >= -1e-12).all()


def test_a_shape_reaches_from_the_first_card_to_the_last() -> None:
    cards = moments([0.5] * 5)
    assert_allclose(blended(cards, StoryShape.RISE, 0.2, 0.8, 1.0)[[0, 2, 4]], [0.2, 0.5, 0.8])


def test_a_share_of_a_shape_goes_that_share_of_the_way() -> None:
    cards = moments([1.0, 1.0, 1.0])
    assert_allclose(blended(cards, StoryShape.RISE, 0.0, 1.0, 0.4), [0.6, 0.8, 1.0])


def test_the_bounds_of_a_shape_have_an_order() -> None:
    with pytest.raises(InvalidValue):
        blended(moments([0.5]), StoryShape.RISE, 0.8, 0.2, 0.5)


def test_cards_at_one_place_take_the_beginning() -> None:
    assert_allclose(ramped(moments([0.1, 0.9], [4.0, 4.0], [1, 2]), 0.3, 0.7), [0.3, 0.3])


# A straight line


def test_a_ramp_is_straight_over_story_time() -> None:
    cards = moments([0.0, 0.0, 0.0], [0.0, 12.0, 16.0])
    assert_allclose(ramped(cards, 0.1, 0.9), [0.1, 0.7, 0.9])


# Smoothing


def test_a_window_as_short_as_the_cards_changes_nothing() -> None:
    cards = moments([0.0, 1.0, 0.0, 1.0])
    assert_array_equal(Smoothing(cards).ties(4.0, 1.0), cards.ties)


def test_neighbours_weigh_as_long_as_they_last_in_the_window() -> None:
    cards = moments([0.0, 1.0, 0.0])
    assert_allclose(Smoothing(cards).ties(8.0, 1.0), [2 / 6, 4 / 8, 2 / 6], atol=1e-4)


def test_half_the_strength_goes_half_the_way() -> None:
    cards = moments([0.0, 1.0, 0.0])
    assert_allclose(Smoothing(cards).ties(8.0, 0.5), [1 / 6, 6 / 8, 1 / 6], atol=1e-4)


def test_each_plotline_is_smoothed_by_itself() -> None:
    cards = moments([0.2, 0.2, 0.8, 0.8], [0.0, 4.0, 0.0, 4.0], [1, 1, 2, 2])
    assert_array_equal(Smoothing(cards).ties(100.0, 1.0), cards.ties)


def test_a_gap_weighs_nothing() -> None:
    cards = moments([0.0, 1.0], [0.0, 100.0])
    assert_array_equal(Smoothing(cards).ties(50.0, 1.0), cards.ties)


@given(any_moments(), st.floats(0.01, 500.0))
def test_smoothing_goes_no_further_than_a_plotline_does(cards: Moments, window: float) -> None:
    after = Smoothing(cards).ties(window, 1.0)
    for lane in np.unique(cards.lanes[cards.counted]):
        mine = cards.counted & (cards.lanes == lane)
        assert after[mine].min() >= cards.ties[mine].min() - 1e-4
        assert after[mine].max() <= cards.ties[mine].max() + 1e-4


@given(any_moments(), st.floats(0.01, 500.0), SHARES)
def test_what_is_even_stays_even(cards: Moments, window: float, tie: float) -> None:
    even = Moments(cards.starts, cards.durations, np.full(len(cards.ties), tie), cards.lanes)
    assert_array_equal(Smoothing(even).ties(window, 1.0), even.ties)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8), SHARES), min_size=1, max_size=12), st.floats(0.5, 60))
def test_the_running_sums_are_the_integrals_that_they_stand_for(
    rows: list[tuple[int, int, float]], window: float
) -> None:
    starts, durations, ties = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    cards = Moments(starts, durations, ties, np.ones(len(rows), dtype=np.int64))
    ends = starts + durations
    for middle, smoothed in zip(cards.middles, Smoothing(cards).ties(window, 1.0), strict=True):
        begin, end = middle - window / 2, middle + window / 2
        inside = np.clip(np.minimum(ends, end) - np.maximum(starts, begin), 0.0, None)
        assert smoothed == pytest.approx(np.average(ties, weights=inside), abs=1.1e-4)


@pytest.mark.parametrize("window", [0.0, -4.0, float("nan")])
def test_a_window_has_a_length(window: float) -> None:
    with pytest.raises(InvalidValue):
        Smoothing(moments([0.5])).ties(window, 1.0)


# Moved together


def test_ties_moved_together_stop_as_one() -> None:
    assert_allclose(shifted(np.array([0.5, 0.9]), 0.4), [0.6, 1.0])
    assert_array_equal(shifted(np.array([250.0, 1.0]), 0.4), [250.0, 1.0])
