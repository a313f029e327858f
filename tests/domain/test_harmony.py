"""What the harmony curve of a storyboard is, against sums made the slow way."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.harmony import Curve, curve, curve_of
from harmonic_desktop.domain.storyboard import Card

places = st.integers(0, 4000).map(lambda quarter: quarter / 4)
lengths = st.integers(1, 400).map(lambda quarter: quarter / 4)
ties = st.floats(-2.0, 3.0) | st.sampled_from([0.0, 1.0, 0.1, 0.3])
boards = st.lists(st.tuples(places, lengths, ties), max_size=30)


def drawn(rows: list[tuple[float, float, float]]) -> Curve:
    return curve([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


def slow_harmony(rows: list[tuple[float, float, float]], beat: float) -> float:
    """The definition itself, in fractions."""
    sounding = [(Fraction(d), Fraction(min(max(t, 0.0), 1.0))) for s, d, t in rows if s <= beat < s + d]
    if not sounding:
        return math.nan
    return float(sum(d * t for d, t in sounding) / sum(d for d, _ in sounding))


@given(boards)
def test_every_step_is_the_duration_weighted_mean_of_what_sounds_then(rows: list[tuple[float, float, float]]) -> None:
    made = drawn(rows)
    for begin, end, value in zip(made.beats, made.beats[1:], made.values, strict=False):
        assert value == pytest.approx(slow_harmony(rows, (begin + end) / 2), abs=1e-12, nan_ok=True)


@given(boards)
def test_the_curve_spans_the_story_and_stays_within_0_and_1(rows: list[tuple[float, float, float]]) -> None:
    made = drawn(rows)
    if not rows:
        assert len(made.beats) == len(made.values) == 0
        return
    assert made.beats[0] == min(s for s, _, _ in rows)
    assert made.beats[-1] == max(s + d for s, d, _ in rows)
    assert np.all(np.diff(made.beats) > 0)
    heard = made.values[np.isfinite(made.values)]
    assert np.all((heard >= 0.0) & (heard <= 1.0))


@given(boards, st.lists(st.floats(-10, 1200), max_size=20))
def test_reading_at_a_beat_gives_the_step_that_holds_it(
    rows: list[tuple[float, float, float]], beats: list[float]
) -> None:
    for beat, value in zip(beats, drawn(rows).at(beats), strict=True):
        assert value == pytest.approx(slow_harmony(rows, beat), abs=1e-12, nan_ok=True)


@given(boards, st.floats(0, 1000), st.floats(0.25, 300))
def test_a_window_holds_what_the_whole_curve_holds_there(
    rows: list[tuple[float, float, float]], first: float, span: float
) -> None:
    whole = drawn(rows)
    part = whole.between(first, first + span)
    inside = np.linspace(first, first + span, 50)[1:-1]
    np.testing.assert_array_equal(part.at(inside), whole.at(inside))


def test_a_card_alone_keeps_its_tie_to_the_last_bit() -> None:
    rows = [(i * 0.1, 0.1, 0.1 + i * 0.007) for i in range(100)]
    assert list(drawn(rows).values) == [t for _, _, t in rows]


def test_nothing_of_a_long_card_is_left_over_after_it() -> None:
    huge, tiny = (0.0, 1_000_000.0, 0.1), (10.0, 0.001, 0.7)
    late = (2_000_000.0, 0.001, 0.3)
    made = drawn([huge, tiny, late, (2_000_000.0005, 0.001, 0.5)])
    assert np.isnan(made.at(1_500_000.0))
    assert made.at(2_000_000.0002) == 0.3
    assert made.at(2_000_000.0007) == pytest.approx(0.4, abs=1e-9)


def test_silence_between_cards_is_not_a_number() -> None:
    made = drawn([(0.0, 4.0, 0.5), (8.0, 4.0, 0.9)])
    assert list(made.beats) == [0.0, 4.0, 8.0, 12.0]
    assert made.values[0] == 0.5 and np.isnan(made.values[1]) and made.values[2] == 0.9


def test_cards_that_touch_but_for_rounding_leave_no_sliver_of_silence() -> None:
    made = drawn([(0.0, 0.1 + 0.2, 0.5), (0.3, 1.0, 0.9)])
    assert len(made.values) == 2


def test_ties_that_are_no_numbers_are_left_out_and_those_beyond_the_range_are_clipped() -> None:
    made = drawn([(0.0, 4.0, math.nan), (4.0, 4.0, math.inf), (8.0, 4.0, -7.0), (12.0, 4.0, 0.25)])
    assert list(made.beats) == [4.0, 8.0, 12.0, 16.0]
    assert list(made.values) == [1.0, 0.0, 0.25]


@pytest.mark.parametrize("odd", [(math.nan, 4.0), (0.0, math.nan), (math.inf, 4.0), (0.0, 0.0), (0.0, -4.0)])
def test_cards_without_a_place_or_length_are_left_out(odd: tuple[float, float]) -> None:
    assert len(drawn([(*odd, 0.5)]).values) == 0


def test_the_curve_of_cards_is_that_of_their_columns() -> None:
    cards = [Card(1, 1, 1, "A", harmony_tie=0.2, start_beat=0, duration_beats=4)]
    cards.append(Card(2, 1, 2, "B", harmony_tie=0.8, start_beat=2, duration_beats=2))
    made = curve_of(cards)
    assert list(made.beats) == [0.0, 2.0, 4.0]
    assert list(made.values) == pytest.approx([0.2, 0.4])


@given(boards, st.integers(1, 40))
def test_means_over_columns_are_those_of_the_steps_in_them(
    rows: list[tuple[float, float, float]], columns: int
) -> None:
    made = drawn(rows)
    if not rows:
        return
    edges = np.linspace(made.beats[0], made.beats[-1], columns + 1)
    for begin, end, mean in zip(edges, edges[1:], made.means(edges), strict=False):
        low, high = np.maximum(made.beats[:-1], begin), np.minimum(made.beats[1:], end)
        shares = np.where(np.isfinite(made.values), np.maximum(high - low, 0.0), 0.0)
        if shares.sum() > 1e-5:
            assert mean == pytest.approx(np.nansum(shares * made.values) / shares.sum(), abs=1e-6)


@given(boards, st.floats(0.5, 200.0))
def test_the_trend_is_the_mean_of_what_sounds_around_each_beat(
    rows: list[tuple[float, float, float]], window: float
) -> None:
    made = drawn(rows)
    if not rows:
        return
    at = np.linspace(made.beats[0], made.beats[-1], 7)
    for beat, value in zip(at, made.trend(at, window), strict=True):
        low = np.maximum(made.beats[:-1], beat - window / 2)
        high = np.minimum(made.beats[1:], beat + window / 2)
        shares = np.where(np.isfinite(made.values), np.maximum(high - low, 0.0), 0.0)
        if shares.sum() > 1e-5:
            assert value == pytest.approx(np.nansum(shares * made.values) / shares.sum(), abs=1e-6)
        elif shares.sum() == 0.0:
            assert math.isnan(value)


def test_there_is_no_mean_of_no_cards() -> None:
    assert math.isnan(drawn([]).mean())
    assert np.isnan(drawn([]).trend([0.0, 4.0], 8.0)).all()
