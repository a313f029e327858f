"""The numbers of a curve, against sums made the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.harmony import Curve, curve
from harmonic_desktop.domain.harmony_numbers import BINS, Board, Silence, numbers, share_inside

Row = tuple[float, float, float]
boards = st.lists(
    st.tuples(
        st.integers(0, 400).map(lambda quarter: quarter / 4),
        st.integers(1, 80).map(lambda quarter: quarter / 4),
        st.integers(0, 100).map(lambda percent: percent / 100),
    ),
    min_size=1,
    max_size=25,
)


def board(rows: list[Row]) -> Board:
    start, duration, tie = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    return Board(np.arange(1, len(rows) + 1), start, duration, tie)


def drawn(rows: list[Row]) -> Curve:
    made = board(rows)
    return curve(made.starts, made.durations, made.ties)


def heard(rows: list[Row]) -> list[tuple[float, float]]:
    """The lengths and values of all that sounds."""
    made = drawn(rows)
    pairs = zip(np.diff(made.beats).tolist(), made.values.tolist(), strict=True)
    return [(width, value) for width, value in pairs if value == value]


@given(boards, st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_shares_are_of_the_time_in_which_something_sounds(
    rows: list[Row], environment: float, low: float, above: float
) -> None:
    high = min(low + above, 1.0)
    made = numbers(drawn(rows), board(rows), environment, (low, high))
    assert made is not None
    parts, whole = heard(rows), sum(width for width, _ in heard(rows))
    assert made.above_environment == pytest.approx(sum(w for w, v in parts if v > environment) / whole)
    assert made.inside_target == pytest.approx(sum(w for w, v in parts if low <= v <= high) / whole)
    assert made.inside_target == share_inside(drawn(rows), low, high)
    assert made.mean == pytest.approx(sum(w * v for w, v in parts) / whole)


@given(boards)
def test_the_distribution_holds_every_moment_once(rows: list[Row]) -> None:
    made = numbers(drawn(rows), board(rows))
    assert made is not None
    whole = sum(width for width, _ in heard(rows))
    assert made.distribution.sum() == pytest.approx(1.0)
    low_half = sum(w for w, v in heard(rows) if v < 0.5)
    assert made.distribution[: BINS // 2].sum() == pytest.approx(low_half / whole)


@given(boards)
def test_steps_lead_from_the_first_value_to_the_last(rows: list[Row]) -> None:
    made = numbers(drawn(rows), board(rows))
    assert made is not None
    values = [value for _, value in heard(rows)]
    assert len(made.steps) == len(made.step_beats) == len(values) - 1
    assert values[0] + made.steps.sum() == pytest.approx(values[-1])
    steepest = max(made.steps, default=0.0), min(made.steps, default=0.0)
    assert (made.rise.change if made.rise else 0.0) == pytest.approx(max(steepest[0], 0.0))
    assert (made.fall.change if made.fall else 0.0) == pytest.approx(min(steepest[1], 0.0))


@given(boards)
def test_the_range_is_told_with_the_card_to_go_to(rows: list[Row]) -> None:
    made = numbers(drawn(rows), board(rows))
    assert made is not None
    values = [value for _, value in heard(rows)]
    assert (made.lowest.harmony, made.highest.harmony) == (min(values), max(values))
    for place in (made.lowest, made.highest):
        assert place.card_id is not None
        start, duration, _ = rows[place.card_id - 1]
        assert start <= place.beat < start + duration


def test_a_card_that_begins_there_is_shown_before_one_that_goes_on() -> None:
    rows = [(0.0, 16.0, 0.2), (8.0, 4.0, 0.9)]
    made = numbers(drawn(rows), board(rows))
    assert made is not None and made.rise is not None and made.fall is not None
    assert (made.rise.beat, made.rise.card_id) == (8.0, 2)
    assert (made.fall.beat, made.fall.card_id) == (12.0, 1)


def test_a_step_over_a_silence_is_one_between_neighbours() -> None:
    rows = [(0.0, 4.0, 0.2), (8.0, 4.0, 0.9)]
    made = numbers(drawn(rows), board(rows))
    assert made is not None
    assert made.steps.tolist() == [pytest.approx(0.7)] and made.step_beats.tolist() == [8.0]


def test_silence_is_told_with_its_longest_piece() -> None:
    rows = [(0.0, 4.0, 0.2), (6.0, 2.0, 0.9), (12.0, 4.0, 0.5)]
    made = numbers(drawn(rows), board(rows))
    assert made is not None
    assert made.silence == Silence(6 / 16, 8.0, 3)
    unbroken = numbers(drawn(rows[:1]), board(rows[:1]))
    assert unbroken is not None and unbroken.silence is None


def test_full_harmony_belongs_to_the_last_part() -> None:
    made = numbers(drawn([(0.0, 4.0, 1.0)]), board([(0.0, 4.0, 1.0)]))
    assert made is not None
    assert made.distribution[-1] == 1.0
    assert made.rise is None and made.fall is None and made.above_environment is None and made.inside_target is None


def test_there_are_no_numbers_of_nothing() -> None:
    none = Board(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0), np.empty(0))
    assert numbers(curve([], [], []), none) is None
    assert np.isnan(share_inside(curve([], [], []), 0.2, 0.4))
