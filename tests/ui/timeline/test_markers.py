"""Acts and moments over the ruler: made, coloured and found, and the view that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from harmonic_desktop.domain import markers
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.markers.painting import WASH_OF_LINES

from .marking import current, editor, focus, marker, on_band, placed

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_double_click_on_a_free_place_makes_an_act_from_that_bar_on(stage: Stage) -> None:
    stage.double_click(on_band(stage, 9.5))
    assert placed(stage) == {"Act 1": (8.0, 4.0)}
    stage.type("Rise")
    stage.key(Key.Key_Return)
    assert placed(stage) == {"Rise": (8.0, 4.0)}
    assert stage.view.marker_band.hasFocus()
    assert stage.steps() == 2


def test_a_new_act_ends_where_the_next_begins(acts: Stage) -> None:
    acts.workspace.perform(markers.place_marker, marker(acts, "Act I").id, 4.0, 4.0)
    acts.view.scene.camera.scale.show(0.0, 5.0)
    acts.double_click(on_band(acts, 1.0))
    assert placed(acts)["Act 3"] == (0.0, 4.0)


def test_a_drag_on_a_free_place_draws_an_act(stage: Stage) -> None:
    stage.drag(on_band(stage, 17), on_band(stage, 30.2))
    assert placed(stage) == {"Act 1": (17.0, 13.0)}
    assert editor(stage).text() == "Act 1"
    stage.key(Key.Key_Escape)
    assert placed(stage) == {"Act 1": (17.0, 13.0)}


def test_a_click_on_a_free_place_makes_nothing(stage: Stage) -> None:
    stage.click(on_band(stage, 17))
    assert placed(stage) == {} and stage.steps() == 0
    assert stage.view.marker_band.hasFocus()


def test_ctrl_m_marks_the_span_of_the_selected_cards(stage: Stage) -> None:
    stage.select("B", "C")
    stage.key(Key.Key_M, CTRL)
    assert placed(stage) == {"Act 1": (4.0, 12.0)}


def test_ctrl_m_without_a_selection_marks_the_first_whole_bar_in_view(stage: Stage) -> None:
    stage.view.scene.camera.scale.show(5.0, 20.0)
    stage.key(Key.Key_M, CTRL)
    assert placed(stage) == {"Act 1": (8.0, 4.0)}


def test_the_button_beside_the_band_makes_one_too(stage: Stage) -> None:
    button = stage.view.corner.button
    assert button.toolTip() == "New marker (Ctrl+M)"
    stage.click(button.mapTo(stage.view.window(), button.rect().center()))
    assert list(placed(stage)) == ["Act 1"]


def chosen(stage: Stage, beat: float, text: str) -> QAction:
    """An action of the context menu of the band at a beat."""
    band = stage.view.marker_band
    where = band.marker_at(QPointF(stage.view.scene.camera.scale.x(beat), 12))
    band.make_current(where.marker.id if where is not None else None)
    menu = band.actions_.menu(beat)
    return next(action for action in menu.actions() if action.text() == text)


def test_the_context_menu_makes_an_act_or_a_moment(stage: Stage) -> None:
    chosen(stage, 6.2, "Add moment here").trigger()
    stage.key(Key.Key_Escape)
    chosen(stage, 14.0, "Add act here").trigger()
    assert placed(stage) == {"New moment": (6.0, 0.0), "Act 1": (12.0, 4.0)}


def test_a_moment_can_be_made_inside_an_act(acts: Stage) -> None:
    chosen(acts, 4.1, "Add moment here").trigger()
    assert placed(acts)["New moment"] == (4.0, 0.0)


def test_markers_get_hues_of_their_own(stage: Stage) -> None:
    for beat in (1, 9, 17):
        stage.double_click(on_band(stage, beat))
        stage.key(Key.Key_Return)
    assert sorted(m.colour for m in stage.workspace.contents.markers.values()) == [0, 1, 2]  # type: ignore[union-attr]


def submenu(stage: Stage) -> QMenu:
    """The menu of markers in the Storyboard menu."""
    found = next(action for action in stage.view.storyboard_actions() if action.text() == "Markers").menu()
    assert isinstance(found, QMenu)
    return found


def test_the_cards_of_an_act_are_those_that_begin_in_it(acts: Stage) -> None:
    focus(acts, "Act II")
    chosen(acts, 20, "Select cards in it").trigger()
    assert acts.selected() == {"C", "E"}


def test_the_cards_of_a_moment_are_those_that_sound_then(acts: Stage) -> None:
    chosen(acts, 14.2, "Select cards in it").trigger()
    assert acts.selected() == {"C"}


def test_an_act_is_zoomed_to(acts: Stage) -> None:
    chosen(acts, 20, "Zoom to it").trigger()
    scale = acts.view.scene.camera.scale
    assert 0 < scale.x(8.0) < 40 and scale.width - 40 < scale.x(24.0) < scale.width


def test_go_to_marker_names_them_all_and_scrolls_there(acts: Stage) -> None:
    acts.workspace.perform(markers.place_marker, marker(acts, "Turn").id, 400.0, 0.0)
    acts.workspace.perform(markers.change_marker, marker(acts, "Act I").id, name="Rise & fall")
    go = acts.view.marker_band.actions_._go_menu
    assert go.menuAction() in submenu(acts).actions()
    go.aboutToShow.emit()
    assert [action.text() for action in go.actions()] == ["Rise && fall", "Act II", "Turn"]
    go.actions()[-1].trigger()
    assert 0 <= acts.view.scene.camera.scale.x(400.0) < 60
    assert current(acts) == "Turn" and acts.view.marker_band.hasFocus()


def test_a_colour_is_chosen_by_name(acts: Stage) -> None:
    focus(acts, "Act I")
    menu = acts.view.marker_band.actions_._colour_menu
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text() == "Green").trigger()
    assert marker(acts, "Act I").colour == 6


@pytest.mark.parametrize(("beat", "hue"), [(24.0, 3), (14.0, 5)])
def test_a_line_runs_down_the_lanes_at_each_edge_and_moment(acts: Stage, beat: float, hue: int) -> None:
    look = theme.current()
    image = acts.view.viewport().grab().toImage()
    x = round(acts.view.scene.camera.scale.x(beat)) - 1
    assert image.pixelColor(x, 2) == theme.mixed(look.window, look.plotline(hue), WASH_OF_LINES)
    acts.workspace.perform(markers.remove_marker, marker(acts, "Act II" if hue == 3 else "Turn").id)
    assert acts.view.viewport().grab().toImage().pixelColor(x, 2) != image.pixelColor(x, 2)


def test_the_view_never_moves_for_markers_that_come_and_go(acts: Stage) -> None:
    scale, top = acts.view.scene.camera.scale, acts.view.viewport().y()
    acts.view.scene.camera.scale.show(2.0, 20.0)
    for name in ("Act I", "Act II", "Turn"):
        acts.workspace.perform(markers.remove_marker, marker(acts, name).id)
    assert (scale.left_beat, scale.pixels_per_beat, acts.view.viewport().y()) == (2.0, 20.0, top)
    for _ in range(3):
        acts.workspace.undo_stack.undo()
    assert (scale.left_beat, scale.pixels_per_beat, acts.view.viewport().y()) == (2.0, 20.0, top)


def test_acts_beyond_the_last_card_belong_to_the_whole_story(acts: Stage) -> None:
    acts.view.fit()
    assert acts.view.scene.camera.scale.right_beat >= 24
