"""Beats and pixels lead back to each other, and zoom keeps what is under the pointer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.ui.time_scale import CLOSEST, FARTHEST, MARGIN, SHORT_STORY, TimeScale, bar_step, second_step

beats = st.floats(0, 1e6)
zooms = st.floats(FARTHEST, CLOSEST)
places = st.integers(0, 800)


@given(beats, zooms, beats)
def test_beats_and_pixels_lead_back_to_each_other(left: float, pixels: float, beat: float) -> None:
    scale = TimeScale()
    scale.show(left, pixels)
    assert scale.beat(scale.x(beat)) == pytest.approx(beat, abs=1e-6)


@given(beats, zooms, places, st.floats(0.01, 100))
def test_zoom_keeps_the_beat_under_the_pointer_unless_the_story_begins_there(
    left: float, pixels: float, x: int, factor: float
) -> None:
    scale = TimeScale()
    scale.show(left, pixels)
    before = scale.beat(x)
    scale.zoom(factor, x)
    assert FARTHEST <= scale.pixels_per_beat <= CLOSEST
    if scale.left_beat > 0:
        assert scale.beat(x) == pytest.approx(before, rel=1e-9, abs=1e-6)


@given(st.floats(0, 1e5), st.integers(50, 4000))
def test_fit_shows_the_whole_story(end: float, width: int) -> None:
    scale = TimeScale()
    scale.set_width(width)
    scale.set_end(end)
    scale.fit()
    assert scale.left_beat == 0.0
    assert scale.x(end) <= width


@given(st.floats(0, 1e5), st.integers(400, 4000))
def test_zooming_out_ends_where_the_story_takes_half_of_the_view(end: float, width: int) -> None:
    scale = TimeScale()
    scale.set_width(width)
    scale.set_end(end)
    scale.fit()
    for _ in range(60):
        scale.zoom(0.8, width / 2)
    assert scale.left_beat == 0.0
    assert scale.pixels_per_beat == scale.farthest
    if end > SHORT_STORY:
        assert scale.x(end) == pytest.approx((width - MARGIN) / 2)


def test_a_view_that_is_out_further_than_a_story_that_became_shorter_stays_there() -> None:
    scale = TimeScale()
    scale.set_end(10_000.0)
    scale.fit()
    pixels = scale.pixels_per_beat
    scale.set_end(100.0)
    scale.zoom(0.8, 0)
    assert scale.pixels_per_beat == pixels
    scale.zoom(1.25, 0)
    assert scale.pixels_per_beat == pytest.approx(pixels * 1.25)


@given(beats, zooms, beats)
def test_scrolling_stays_between_the_beginning_and_the_end(left: float, pixels: float, end: float) -> None:
    scale = TimeScale()
    scale.show(0.0, pixels)
    scale.set_end(end)
    scale.scroll_to(left)
    assert 0 <= scale.left_beat <= max(0.0, end - scale.width / pixels / 2)
    scale.scroll_to(-5.0)
    assert scale.left_beat == 0.0


def test_an_end_that_comes_nearer_does_not_move_the_view() -> None:
    scale = TimeScale()
    scale.set_end(1000.0)
    scale.scroll_to(900.0)
    scale.set_end(10.0)
    assert scale.left_beat == 900.0


@given(zooms, st.integers(3, 7), st.floats(10, 200))
def test_bar_steps_are_1_2_5_and_leave_room(pixels: float, per_bar: int, least: float) -> None:
    step = bar_step(pixels, per_bar, least)
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert step * per_bar * pixels >= least
    assert step == 1 or step / 2.5 * per_bar * pixels < least


@given(st.floats(0.001, 1000), st.floats(10, 200))
def test_second_steps_leave_room(pixels: float, least: float) -> None:
    assert second_step(pixels, least) * pixels >= least
