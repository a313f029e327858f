"""Lanes taller and lower, the whole story at once, one card over the whole screen, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.storyboard import add_plotline, change_card, create_card, set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.camera import LANE_HEIGHT, LOWEST, TALLEST
from harmonic_desktop.ui.timeline.detail import sizes

from .test_painting import picture
from .test_rows import fold

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def turn(stage: Stage, down: int, y: int) -> None:
    """Ticks of the wheel with Ctrl and Shift at a height of the canvas."""
    viewport = stage.view.viewport()
    place = QPointF(200, y)
    event = QWheelEvent(
        place, QPointF(viewport.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, down),
        Qt.MouseButton.NoButton, CTRL | SHIFT, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def count(image: QImage, colour: str, step: int = 3) -> int:
    return sum(
        image.pixelColor(x, y).name() == colour
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    )


@pytest.fixture
def many(stage: Stage) -> Stage:
    """Twenty plotlines, a card on each of the first two rows and far to the right."""
    for _ in range(18):
        stage.workspace.perform(add_plotline)
    stage.workspace.perform(create_card, stage.cards["A"].plotline_id, 4000.0, 4.0, "Z")
    stage.view.scene.camera.scale.show(0.0, 20.0)
    return stage


def test_ctrl_shift_and_wheel_make_lanes_taller_and_keep_the_place_under_the_pointer(many: Stage) -> None:
    camera, scale = many.view.scene.camera, many.view.scene.camera.scale
    many.view.verticalScrollBar().setValue(300)
    row = camera.row_at(200)
    assert row is not None
    share = (200 - camera.lane_top(row)) / camera.lane_height(row)
    turn(many, 240, 200)
    assert camera.open_height == round(round(LANE_HEIGHT * 1.25) * 1.25) or camera.open_height == round(
        LANE_HEIGHT * 1.25**2
    )
    assert camera.row_at(200) == row
    assert (200 - camera.lane_top(row)) / camera.lane_height(row) == pytest.approx(share, abs=0.02)
    assert (scale.left_beat, scale.pixels_per_beat) == (0.0, 20.0)
    turn(many, -240, 200)
    assert camera.row_at(200) == row


def test_lanes_stop_at_their_limits(stage: Stage) -> None:
    camera = stage.view.scene.camera
    turn(stage, -120 * 40, 50)
    assert camera.open_height == LOWEST
    turn(stage, 120, 50)
    assert camera.open_height == LOWEST + 1
    turn(stage, 120 * 60, 50)
    assert camera.open_height == TALLEST


def test_keys_make_lanes_taller_and_lower_and_header_and_cards_follow(stage: Stage) -> None:
    camera, rows = stage.view.scene.camera, stage.view.header.rows
    stage.key(Key.Key_PageUp, CTRL | SHIFT)
    assert camera.open_height == round(LANE_HEIGHT * 1.25)
    assert [row.height() for row in rows] == [camera.open_height] * 2
    assert rows[1].y() == camera.lane_top(1)
    stage.click(stage.at(2, row=1))
    assert stage.selected() == {"D"}
    stage.key(Key.Key_PageDown, CTRL | SHIFT)
    stage.key(Key.Key_PageDown, CTRL | SHIFT)
    assert camera.open_height < LANE_HEIGHT
    assert rows[1].y() == camera.lane_top(1)


def test_fit_shows_all_of_the_time_and_all_of_the_lanes(many: Stage) -> None:
    camera = many.view.scene.camera
    many.key(Key.Key_0, CTRL)
    assert camera.scale.x(4004.0) <= camera.scale.width
    assert camera.lane_top(0) == 0
    assert camera.lane_top(camera.rows) <= camera.height
    assert many.view.verticalScrollBar().maximum() == 0


def test_fit_brings_lanes_back_to_their_usual_height_where_there_is_room(stage: Stage) -> None:
    camera = stage.view.scene.camera
    stage.key(Key.Key_PageUp, CTRL | SHIFT)
    stage.key(Key.Key_0, CTRL)
    assert camera.open_height == LANE_HEIGHT


def test_a_card_fills_the_viewport_and_esc_goes_back(stage: Stage) -> None:
    camera, bar = stage.view.scene.camera, stage.view.verticalScrollBar()
    stage.select("E")
    before = stage.view.zooming.standing
    stage.key(Key.Key_Z)
    rect = stage.view.scene.rect_of(stage.cards["E"])
    assert rect.width() > camera.scale.width * 0.95
    assert rect.height() > camera.height * 0.95
    assert 0 <= rect.left() < rect.right() <= camera.scale.width
    assert bar.value() == camera.top > 0
    assert stage.said[-1] == "“E” fills the view; Esc goes back"
    stage.key(Key.Key_Escape)
    assert stage.view.zooming.standing == before
    assert stage.selected() == {"E"}
    stage.key(Key.Key_Escape)
    assert stage.selected() == set()


def test_the_same_key_goes_back_too_but_not_once_the_view_was_moved(stage: Stage) -> None:
    stage.select("E")
    before = stage.view.zooming.standing
    stage.key(Key.Key_Z)
    stage.key(Key.Key_Z)
    assert stage.view.zooming.standing == before
    stage.key(Key.Key_Z)
    stage.key(Key.Key_Minus, CTRL)
    moved = stage.view.zooming.standing
    stage.key(Key.Key_Escape)
    assert stage.view.zooming.standing == moved
    assert stage.selected() == set()


def test_a_selection_of_several_cards_is_shown_whole(stage: Stage) -> None:
    camera = stage.view.scene.camera
    stage.select("B", "E")
    stage.key(Key.Key_Z)
    for title in ("B", "E"):
        rect = stage.view.scene.rect_of(stage.cards[title])
        assert 0 <= rect.left() < rect.right() <= camera.scale.width
        assert 0 <= rect.top() < rect.bottom() <= camera.height


def test_the_shortest_card_can_fill_a_screen_of_3840_pixels(stage: Stage) -> None:
    stage.workspace.perform(create_card, stage.cards["A"].plotline_id, 40.0, 0.25, "Blink")
    stage.view.resize(3840 + 200, 420)
    QApplication.processEvents()
    stage.select("Blink")
    stage.view.zooming.fill_or_back()
    assert stage.view.scene.rect_of(stage.cards["Blink"]).width() > 3700


def test_fit_goes_back_to_the_whole_story_from_a_card_that_fills_the_viewport(stage: Stage) -> None:
    camera = stage.view.scene.camera
    stage.select("E")
    stage.key(Key.Key_Z)
    stage.key(Key.Key_0, CTRL)
    assert (camera.open_height, camera.top, camera.scale.left_beat) == (LANE_HEIGHT, 0, 0.0)


def test_a_card_that_fills_the_viewport_shows_all_of_its_description_and_the_number_in_large(stage: Stage) -> None:
    card_id = stage.cards["E"].id
    stage.workspace.perform(set_harmony, {card_id: 0.8})
    stage.select("E")
    stage.key(Key.Key_Z)
    bare = picture(stage)
    words = "The tide turns and nobody sees it. " * 12
    stage.workspace.perform(change_card, card_id, description=words + "first end")
    long = picture(stage)
    stage.workspace.perform(change_card, card_id, description=words + "other end")
    assert long != bare
    assert picture(stage) != long  # the last words are seen
    assert count(long, theme.harmony_colour(80).name()) > 300


@pytest.mark.parametrize("height", [LOWEST, 8, 18, 30, 50, 92, 140, 200, 330])
@pytest.mark.parametrize("pixels", [0.5, 2.0, 8.0, 20.0, 90.0, 400.0])
def test_harmony_is_seen_at_every_height_and_zoom(stage: Stage, height: int, pixels: float) -> None:
    stage.workspace.perform(set_harmony, {card.id: 1.0 for card in stage.cards.values()})
    stage.view.scene.camera.scale.show(0.0, pixels)
    stage.view.zooming.set_lane_height(height)
    stage.view.clearFocus()
    image = picture(stage)
    colour = theme.harmony_colour(100).name()
    assert count(image, colour, 1) > 0


def test_the_title_is_seen_from_one_line_on(stage: Stage) -> None:
    for height in (34, 50, 92, 300):
        stage.view.zooming.set_lane_height(height)
        before = picture(stage)
        stage.workspace.perform(change_card, stage.cards["E"].id, plot_point="Another")
        assert picture(stage) != before
        stage.workspace.undo_stack.undo()


def test_a_folded_plotline_stays_thin_when_lanes_grow(stage: Stage) -> None:
    fold(stage, "Main")
    before = stage.view.scene.camera.lane_height(0)
    stage.key(Key.Key_PageUp, CTRL | SHIFT)
    assert stage.view.scene.camera.lane_height(0) == before


def test_words_are_larger_the_larger_a_card_is(stage: Stage) -> None:
    heights = []
    for tall, wide in ((92.0, 160.0), (200.0, 400.0), (500.0, 900.0), (1400.0, 3000.0)):
        chosen = sizes(tall, wide)
        heights.append(chosen.title if chosen is not None else theme.NORMAL)
    assert heights == sorted(set(heights))


def test_sixty_plotlines_of_a_long_story_fit_one_screen(stage: Stage) -> None:
    for _ in range(58):
        stage.workspace.perform(add_plotline)
    stage.key(Key.Key_0, CTRL)
    camera = stage.view.scene.camera
    assert camera.rows == 60
    assert camera.lane_top(60) <= camera.height
    assert {row.height() for row in stage.view.header.rows} == {camera.open_height}
    assert not picture(stage).isNull()


def test_another_universe_opens_with_lanes_of_the_usual_height(stage: Stage) -> None:
    stage.view.zooming.set_lane_height(300)
    stage.workspace.create_universe("Other")
    assert stage.view.scene.camera.open_height == LANE_HEIGHT
