"""The whole story on a strip: what it shows, and how its frame is moved by hand and by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from harmonic_desktop.domain.markers import create_marker
from harmonic_desktop.domain.storyboard import create_card, set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.minimap import HEIGHT, Minimap

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key


@pytest.fixture
def long_stage(stage: Stage) -> Stage:
    """The story with a card far to the right, and the viewport on a tenth of it."""
    stage.workspace.perform(create_card, stage.cards["A"].plotline_id, 396.0, 4.0, "Z", harmony_tie=1.0)
    stage.view.scene.camera.scale.show(100.0, stage.view.scene.camera.scale.width / 40)
    stage.view.setFocus()
    return stage


def minimap(stage: Stage) -> Minimap:
    return stage.view.minimap


def on(stage: Stage, beat: float) -> QPoint:
    """A place on the strip, in the window."""
    place = QPoint(round(minimap(stage).x_of(beat)), HEIGHT // 2)
    return minimap(stage).mapTo(stage.view.window(), place)


def picture(stage: Stage) -> QImage:
    QApplication.processEvents()
    return minimap(stage).grab().toImage()


def test_the_strip_is_as_wide_as_the_time_axis_and_lies_under_the_lanes(stage: Stage) -> None:
    strip, viewport = minimap(stage).geometry(), stage.view.viewport().geometry()
    assert (strip.left(), strip.width()) == (viewport.left(), viewport.width())
    assert strip.top() == viewport.bottom() + 1


def test_the_frame_shows_which_part_is_in_view(long_stage: Stage) -> None:
    frame, width = minimap(long_stage).frame(), minimap(long_stage).width()
    assert frame.left() == pytest.approx(width / 4, abs=1)
    assert frame.width() == pytest.approx(width / 10, abs=1)


def test_a_click_centres_the_view_there(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    long_stage.click(on(long_stage, 300.0))
    assert scale.left_beat == pytest.approx(280.0, abs=1)
    assert long_stage.selected() == set()


def test_a_click_in_the_frame_moves_nothing(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    long_stage.click(on(long_stage, 130.0))
    assert scale.left_beat == 100.0


def test_the_frame_is_dragged_and_the_view_follows_the_hand(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    long_stage.hold(on(long_stage, 110.0), on(long_stage, 210.0))
    assert scale.left_beat == pytest.approx(200.0, abs=1)
    long_stage.move(on(long_stage, 60.0))
    assert scale.left_beat == pytest.approx(50.0, abs=1)
    long_stage.release(on(long_stage, 60.0))
    assert scale.pixels_per_beat == pytest.approx(scale.width / 40)
    long_stage.move(on(long_stage, 300.0))
    assert scale.left_beat == pytest.approx(50.0, abs=1)


def test_a_drag_stops_at_both_ends_of_the_story(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    long_stage.drag(on(long_stage, 110.0), on(long_stage, 0.0))
    assert scale.left_beat == 0.0
    long_stage.drag(on(long_stage, 10.0), on(long_stage, 399.0))
    assert scale.left_beat == pytest.approx(380.0, abs=1)


def test_esc_in_a_drag_goes_back_to_where_one_was(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    long_stage.hold(on(long_stage, 110.0), on(long_stage, 210.0))
    long_stage.key(Key.Key_Escape)
    assert scale.left_beat == 100.0
    long_stage.move(on(long_stage, 300.0))
    long_stage.release(on(long_stage, 300.0))
    assert scale.left_beat == 100.0


def test_keys_move_the_frame_and_say_where_it_is(long_stage: Stage) -> None:
    scale = long_stage.view.scene.camera.scale
    minimap(long_stage).setFocus()
    long_stage.key(Key.Key_Right)
    assert scale.left_beat == pytest.approx(104.0)
    long_stage.key(Key.Key_PageDown)
    assert scale.left_beat == pytest.approx(144.0)
    long_stage.key(Key.Key_Left)
    long_stage.key(Key.Key_PageUp)
    assert scale.left_beat == pytest.approx(100.0)
    assert long_stage.said[-1] == "From bar 26 to bar 36 of 101"
    assert minimap(long_stage).accessibleDescription() == long_stage.said[-1]
    long_stage.key(Key.Key_End)
    assert scale.right_beat == pytest.approx(400.0)
    long_stage.key(Key.Key_Home)
    assert scale.left_beat == 0.0


def test_the_strip_has_the_colour_of_harmony_where_cards_are(long_stage: Stage) -> None:
    long_stage.view.scene.camera.scale.show(0.0, 1.0)
    before = picture(long_stage)
    x = round(minimap(long_stage).x_of(398.0))
    assert before.pixelColor(x, 14).name() == theme.harmony_colour(100).name()
    assert before.pixelColor(x, 28).name() == theme.current().panel.name()
    long_stage.workspace.perform(set_harmony, {long_stage.cards["Z"].id: 0.0})
    assert picture(long_stage).pixelColor(x, 14).name() == theme.harmony_colour(0).name()
    long_stage.workspace.undo_stack.undo()
    assert picture(long_stage) == before


def test_markers_are_on_the_strip(long_stage: Stage) -> None:
    before = picture(long_stage)
    long_stage.workspace.perform(create_marker, 104.0, 30.0, "Act II", 3)
    x = round(minimap(long_stage).x_of(120.0))
    assert picture(long_stage).pixelColor(x, 5).name() == theme.current().plotline(3).name()
    assert before.pixelColor(x, 5).name() != theme.current().plotline(3).name()


def test_the_strip_is_painted_once_and_kept_until_the_story_changes(long_stage: Stage) -> None:
    picture(long_stage)
    kept = minimap(long_stage)._strip.cacheKey()
    long_stage.view.scene.camera.scale.scroll_to(140.0)
    picture(long_stage)
    assert minimap(long_stage)._strip.cacheKey() == kept
    long_stage.workspace.perform(set_harmony, {long_stage.cards["Z"].id: 0.2})
    picture(long_stage)
    assert minimap(long_stage)._strip.cacheKey() != kept


def test_a_switch_hides_it_and_gives_its_room_to_the_lanes(stage: Stage) -> None:
    height = stage.view.viewport().height()
    stage.view.actions_.minimap.trigger()
    assert not minimap(stage).isVisible()
    assert stage.view.viewport().height() == height + HEIGHT
    assert stage.view.scene.camera.height == height + HEIGHT
    stage.view.actions_.minimap.trigger()
    assert minimap(stage).isVisible()
    assert stage.view.viewport().height() == height


def test_without_a_universe_it_is_empty_and_still(stage: Stage) -> None:
    stage.view.show_universe(None)
    picture(stage)
    stage.click(on(stage, 30.0))
    minimap(stage).setFocus()
    stage.key(Key.Key_Right)
    assert stage.view.scene.camera.scale.left_beat == 0.0
