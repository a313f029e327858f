"""Rows of different heights: folded plotlines are thin, and everything keeps to where its row is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.storyboard import change_plotline, set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.camera import FOLDED_HEIGHT, LANE_HEIGHT, Camera

from .test_painting import picture

if TYPE_CHECKING:
    from .conftest import Stage


def fold(stage: Stage, name: str) -> None:
    contents = stage.workspace.contents
    assert contents is not None
    plotline = next(p for p in contents.plotlines.values() if p.name == name)
    stage.workspace.perform(change_plotline, plotline.id, is_folded=True)


@given(st.lists(st.booleans(), min_size=1, max_size=12), st.integers(4, 300), st.integers(0, 900))
def test_every_pixel_of_a_row_is_on_that_row(folded: list[bool], height: int, top: int) -> None:
    camera = Camera(TimeScale())
    camera.set_rows(folded)
    camera.set_open_height(height)
    camera.top, camera.height = top, 240
    for row in range(camera.rows):
        begin, tall = camera.lane_top(row), camera.lane_height(row)
        assert camera.row_at(begin) == camera.row_at(begin + tall - 0.5) == row
        assert camera.lane_top(row + 1) == begin + tall
        seen = begin + tall > 0 and begin < camera.height
        assert (row in camera.visible_rows) == seen
        rect = camera.card_rect(row, 0.0, 4.0)
        assert begin <= rect.top() < rect.bottom() <= begin + tall
        assert row in camera.rows_between(rect.top() + top, rect.top() + top + 1)
    assert camera.row_at(camera.lane_top(camera.rows)) is None
    assert camera.nearest_row(-1e6) == 0
    assert camera.nearest_row(1e6) == camera.rows - 1


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.integers(0, 9))
def test_the_gap_nearest_to_where_a_row_begins_is_the_one_over_it(folded: list[bool], gap: int) -> None:
    camera = Camera(TimeScale())
    camera.set_rows(folded)
    gap = min(gap, camera.rows)
    assert camera.nearest_gap(camera.lane_top(gap) + camera.top + 3) == gap


def test_a_folded_plotline_is_thin_and_the_next_one_moves_up(stage: Stage) -> None:
    camera = stage.view.scene.camera
    fold(stage, "Main")
    assert (camera.lane_height(0), camera.lane_height(1)) == (FOLDED_HEIGHT, LANE_HEIGHT)
    rows = stage.view.header.rows
    assert (rows[0].height(), rows[1].y(), rows[1].height()) == (FOLDED_HEIGHT, FOLDED_HEIGHT, LANE_HEIGHT)
    assert stage.view.verticalScrollBar().maximum() == max(
        0, FOLDED_HEIGHT + LANE_HEIGHT + 40 - stage.view.viewport().height()
    )
    stage.workspace.undo_stack.undo()
    assert rows[1].y() == LANE_HEIGHT


def test_cards_under_a_folded_plotline_are_clicked_and_dragged_where_they_are(stage: Stage) -> None:
    fold(stage, "Main")
    stage.click(stage.at(2, row=1))
    assert stage.selected() == {"D"}
    stage.drag(stage.at(2, row=1), stage.at(14, row=1))
    assert stage.spans()["D"] == ("Side", 12.0, 4.0)


def test_a_card_is_dragged_into_a_folded_plotline(stage: Stage) -> None:
    fold(stage, "Main")
    stage.drag(stage.at(10, row=1), stage.at(22, row=0, down=FOLDED_HEIGHT / 2 / 92))
    assert stage.spans()["E"] == ("Main", 20.0, 4.0)


def test_cards_of_a_folded_plotline_are_selected_by_click_and_by_band(stage: Stage) -> None:
    fold(stage, "Main")
    middle = FOLDED_HEIGHT / 2 / 92
    stage.click(stage.at(6, row=0, down=middle))
    assert stage.selected() == {"B"}
    stage.drag(stage.at(10, row=0, down=middle), stage.at(5, row=0, down=middle + 0.05))
    assert stage.selected() == {"B"}


@pytest.mark.parametrize("pixels", [20.0, 0.4])
def test_a_folded_plotline_shows_its_cards_in_the_colours_of_their_harmony(stage: Stage, pixels: float) -> None:
    fold(stage, "Main")
    stage.workspace.perform(set_harmony, {stage.cards["A"].id: 1.0, stage.cards["B"].id: 1.0})
    stage.view.scene.camera.scale.show(0.0, pixels)
    image = picture(stage)
    assert image.pixelColor(round(6 * pixels), 8).name() == theme.harmony_colour(100).name()
    assert image.pixelColor(round(6 * pixels), 31).name() != theme.harmony_colour(100).name()
