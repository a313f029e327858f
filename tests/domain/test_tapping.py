"""A tempo is the mean of the last taps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.tapping import COUNTED, PAUSE_S, tapped_tempo


@pytest.mark.parametrize("taps", [[], [1.0], [1.0, 1.0 + PAUSE_S + 0.1]])
def test_there_is_no_tempo_before_the_second_tap(taps: list[float]) -> None:
    assert tapped_tempo(taps) is None


@given(st.integers(40, 200), st.integers(2, 30), st.floats(0.0, 1e6))
def test_even_taps_give_their_tempo(tempo: int, count: int, start: float) -> None:
    assert tapped_tempo([start + i * 60.0 / tempo for i in range(count)]) == tempo


def test_uneven_taps_give_the_mean() -> None:
    assert tapped_tempo([0.0, 0.4, 1.0]) == 120.0


def test_what_lies_before_a_pause_is_forgotten() -> None:
    assert tapped_tempo([0.0, 0.3, 0.6, 10.0, 11.0]) == 60.0


def test_only_the_last_intervals_count() -> None:
    slow = [float(i) for i in range(10)]
    fast = [slow[-1] + 0.5 * (i + 1) for i in range(COUNTED)]
    assert tapped_tempo(slow + fast) == 120.0


@given(st.lists(st.floats(0.0, 1.9), min_size=1, max_size=20))
def test_no_taps_leave_the_range(intervals: list[float]) -> None:
    moments = [0.0]
    for interval in intervals:
        moments.append(moments[-1] + interval)
    tempo = tapped_tempo(moments)
    assert tempo is not None
    assert 40.0 <= tempo <= 200.0
