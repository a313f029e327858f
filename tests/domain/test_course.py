"""What is told of a curve: the turns that matter, whatever small waves lie on it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.course import MOST_LEGS, Course, course, turning_points
from harmonic_desktop.domain.harmony import curve

harmonies = st.lists(st.integers(0, 100).map(lambda percent: percent / 100), min_size=1, max_size=40)


def told(values: list[float]) -> Course:
    made = course(curve([4.0 * i for i in range(len(values))], [4.0] * len(values), values))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("values", "turns"),
    [
        ([0.62], [0.62]),
        ([0.5, 0.52, 0.49], [0.5]),
        ([0.1, 0.4, 0.9], [0.1, 0.9]),
        ([0.9, 0.4, 0.1], [0.9, 0.1]),
        ([0.8, 0.1, 0.9], [0.8, 0.1, 0.9]),
        ([0.1, 0.9, 0.2], [0.1, 0.9, 0.2]),
        ([0.1, 0.9, 0.2, 0.8], [0.1, 0.9, 0.2, 0.8]),
        ([0.9, 0.2, 0.8, 0.1, 0.7], [0.9, 0.2, 0.8, 0.1, 0.7]),
        ([0.8, 0.7, 0.75, 0.4, 0.45, 0.1, 0.15, 0.9], [0.8, 0.1, 0.9]),
    ],
)
def test_the_turns_that_matter_are_told(values: list[float], turns: list[float]) -> None:
    assert [turn.value for turn in told(values).turns] == turns


def test_a_curve_that_is_never_at_rest_swings() -> None:
    made = told([0.1, 0.9] * 10)
    assert made.swings
    assert (made.lowest.value, made.highest.value, made.closing) == (0.1, 0.9, 0.9)


def test_what_it_does_for_long_before_and_after_is_told() -> None:
    assert told([0.5] * 8 + [0.1, 0.9]).stays_until == 32.0
    assert told([0.5, 0.1, 0.9]).stays_until is None
    assert told([0.9, 0.1] + [0.12] * 8).stays
    assert not told([0.9, 0.1] + [0.2] * 8).stays
    assert not told([0.9, 0.1, 0.12, 0.1, 0.9]).stays


def test_the_course_says_where_the_curve_is_lowest_and_highest() -> None:
    made = course(curve([0.0, 6.0, 8.0], [4.0, 2.0, 2.0], [0.8, 0.1, 0.9]))
    assert made is not None
    assert (made.lowest.beat, made.lowest.value) == (6.0, 0.1)
    assert (made.highest.beat, made.highest.value) == (8.0, 0.9)
    assert made.mean == pytest.approx((4 * 0.8 + 2 * 0.1 + 2 * 0.9) / 8)


@given(harmonies, st.floats(0.05, 0.5))
def test_legs_go_up_and_down_in_turn_and_each_is_long_enough(values: list[float], least: float) -> None:
    places = turning_points(np.array(values), least)
    legs = np.diff(np.array(values)[places])
    assert places == sorted(set(places))
    assert np.all(np.abs(legs) >= least)
    assert np.all(legs[1:] * legs[:-1] < 0)


@given(harmonies, st.floats(0.05, 0.5))
def test_no_turn_that_is_long_enough_is_passed_over(values: list[float], least: float) -> None:
    """Between two turns nothing comes back by `least`, and nothing lies outside them."""
    at = np.array(values)
    places = turning_points(at, least)
    for first, last in pairwise(places):
        part = at[first : last + 1]
        assert part.min() == min(at[first], at[last]) and part.max() == max(at[first], at[last])
        up = at[last] > at[first]
        back = np.maximum.accumulate(part) - part if up else part - np.minimum.accumulate(part)
        assert back.max() < least


@given(harmonies)
def test_few_turns_are_told_of_anything(values: list[float]) -> None:
    assert len(told(values).turns) <= MOST_LEGS + 1


def test_a_long_silence_is_told_and_a_short_one_is_not() -> None:
    made = course(curve([0.0, 4.0, 20.0], [4.0, 4.0, 4.0], [0.5, 0.1, 0.9]))
    assert made is not None and made.silence == (8.0, 20.0)
    assert made.turns[-1].beat == 20.0
    short = course(curve([0.0, 20.5], [20.0, 20.0], [0.5, 0.1]))
    assert short is not None and short.silence is None


def test_there_is_nothing_to_say_about_no_cards() -> None:
    assert course(curve([], [], [])) is None
