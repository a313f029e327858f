"""However long or tall a story is, its rows show all of it in order, and its picture is one that programs open."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.ui.pictures.page import PictureOptions
from harmonic_desktop.ui.pictures.rows import PIXELS, ROW_GAP, SIDE, WIDTH, Plan, Story, planned

AROUND = 200

stories = st.builds(
    Story, st.floats(0.0, 2_000_000.0), st.integers(3, 7), st.integers(0, 100_000), st.floats(0.001, 100.0)
)
options = st.builds(PictureOptions, scale=st.sampled_from([1, 2, 4]), is_strip=st.booleans())


def height(plan: Plan, row_height: int) -> int:
    return AROUND + len(plan.rows) * (row_height + ROW_GAP)


@given(stories, st.integers(30, 200_000), options)
def test_every_page_has_a_size_that_programs_open(story: Story, row_height: int, chosen: PictureOptions) -> None:
    plan = planned(story, row_height, AROUND, chosen)
    wide, tall = plan.page_width * plan.scale, height(plan, row_height) * plan.scale
    assert 0 < plan.scale <= chosen.scale
    assert wide <= SIDE + 1 and tall <= SIDE + (ROW_GAP + 1) * plan.scale
    assert wide * tall <= PIXELS * 1.1


@given(stories, st.integers(30, 5_000), options)
def test_the_rows_show_all_of_a_story_in_order(story: Story, row_height: int, chosen: PictureOptions) -> None:
    rows = planned(story, row_height, AROUND, chosen).rows
    assert rows[0].first_beat == 0.0 and rows[-1].last_beat >= story.end_beat
    assert all(one.last_beat == other.first_beat for one, other in pairwise(rows))
    assert all(row.first_beat < row.last_beat for row in rows)
    assert all(row.first_beat % story.beats_per_bar == 0 for row in rows)


def test_a_story_that_fits_is_in_one_row() -> None:
    plan = planned(Story(64.0, 4, 40, 20.0), 500, AROUND, PictureOptions())
    assert len(plan.rows) == 1 and plan.pixels_per_beat == pytest.approx(30.0)


def test_a_long_story_is_broken_where_it_can_be_read() -> None:
    plan = planned(Story(2_000.0, 4, 400, 20.0), 500, AROUND, PictureOptions())
    assert len(plan.rows) > 10 and plan.pixels_per_beat >= 20.0 and plan.page_width <= WIDTH


def test_a_strip_is_one_row_however_long() -> None:
    plan = planned(Story(500.0, 4, 400, 20.0), 500, AROUND, PictureOptions(is_strip=True))
    assert len(plan.rows) == 1 and plan.page_width > 10_000


def test_two_cards_a_million_beats_apart_make_no_rows_of_nothing() -> None:
    assert len(planned(Story(1_000_000.0, 4, 2, 50.0), 500, AROUND, PictureOptions()).rows) == 1


def test_more_pixels_for_each_leave_less_room_for_rows() -> None:
    story = Story(2_500.0, 4, 10_000, 50.0)
    rows = [len(planned(story, 1_868, AROUND, PictureOptions(scale=scale)).rows) for scale in (1, 2, 4)]
    assert rows == sorted(rows, reverse=True) and rows[0] > rows[2] == 1
