"""The line that is drawn of a curve, and the bars that are marked."""

from __future__ import annotations

import numpy as np

from harmonic_desktop.domain.harmony import curve
from harmonic_desktop.ui.curve_lines import bars_between, traced


def test_near_by_the_line_has_a_corner_at_both_ends_of_each_step() -> None:
    drawn = curve([0.0, 4.0, 12.0], [4.0, 4.0, 4.0], [0.2, 0.8, 0.5])
    beats, values = traced(drawn, 0.0, 16.0, 40.0)
    assert beats.tolist() == [0, 4, 4, 8, 8, 12, 12, 16]
    np.testing.assert_array_equal(values, [0.2, 0.2, 0.8, 0.8, np.nan, np.nan, 0.5, 0.5])


def test_far_away_no_peak_is_lost_and_there_are_no_more_points_than_pixels() -> None:
    ties = np.full(20_000, 0.5)
    ties[[777, 12_345]] = 0.0, 1.0
    drawn = curve(np.arange(20_000.0), np.ones(20_000), ties)
    beats, values = traced(drawn, 0.0, 20_000.0, 0.05)
    assert len(beats) == len(values) <= 1000
    assert (values.min(), values.max()) == (0.0, 1.0)
    assert abs(beats[values.argmin()] - 777) < 2 / 0.05
    assert abs(beats[values.argmax()] - 12_345) < 2 / 0.05


def test_far_away_a_gap_stays_a_gap() -> None:
    starts = np.concatenate((np.arange(5000.0), np.arange(10_000.0, 15_000.0)))
    beats, values = traced(curve(starts, np.ones(10_000), np.full(10_000, 0.5)), 0.0, 15_000.0, 0.05)
    assert np.isnan(values[(beats > 5100) & (beats < 9900)]).all()
    assert not np.isnan(values[beats < 4900]).any()


def test_the_line_keeps_its_form_while_the_view_is_panned() -> None:
    rng = np.random.default_rng(1)
    drawn = curve(np.arange(20_000.0), np.ones(20_000), rng.random(20_000))
    here = dict(zip(*(a[0::2].tolist() for a in traced(drawn, 0.0, 9_000.0, 0.05)), strict=True))
    there = dict(zip(*(a[0::2].tolist() for a in traced(drawn, 1_234.5, 10_234.5, 0.05)), strict=True))
    shared = [beat for beat in here if 1_300 < beat < 8_900]
    assert len(shared) > 100
    assert all(there[beat] == here[beat] for beat in shared)


def test_bars_are_counted_from_1_and_thin_out_as_they_come_closer() -> None:
    assert bars_between(0.0, 16.0, 4, 20.0, 64.0) == [(1, 0.0), (2, 4.0), (3, 8.0), (4, 12.0), (5, 16.0)]
    assert bars_between(5.0, 11.0, 3, 30.0, 64.0) == [(3, 6.0), (4, 9.0)]
    assert bars_between(0.0, 16.0, 4, 10.0, 64.0) == [(1, 0.0), (3, 8.0), (5, 16.0)]
