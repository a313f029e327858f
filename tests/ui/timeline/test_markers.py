"""Acts and moments over the ruler: made, moved, named and removed by hand and by key, one undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from harmonic_desktop.domain import markers
from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.inline_editor import InlineEditor
from harmonic_desktop.ui.timeline.markers.painting import WASH_OF_LINES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from .conftest import Stage

Key = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Placed = dict[str, tuple[float, float]]


def placed(stage: Stage) -> Placed:
    """Start and length of each stored marker by name."""
    assert stage.workspace.contents is not None
    return {m.name: (m.start_beat, m.duration_beats) for m in stage.workspace.contents.markers.values()}


def marker(stage: Stage, name: str) -> Marker:
    assert stage.workspace.contents is not None
    return next(m for m in stage.workspace.contents.markers.values() if m.name == name)


def on_band(stage: Stage, beat: float) -> QPoint:
    """A place in the band, in the window."""
    band = stage.view.marker_band
    place = QPointF(stage.view.scene.camera.scale.x(beat), band.height() / 2).toPoint()
    return band.mapTo(stage.view.window(), place)


def editor(stage: Stage) -> InlineEditor:
    found = [e for e in stage.view.findChildren(InlineEditor) if e.isVisible()]
    assert len(found) == 1
    return found[0]


def current(stage: Stage) -> str | None:
    chosen = stage.view.marker_band.current_marker
    return chosen.name if chosen is not None else None


def focus(stage: Stage, name: str) -> None:
    stage.view.marker_band.make_current(marker(stage, name).id)
    assert stage.view.marker_band.hasFocus()


@pytest.fixture
def acts(stage: Stage) -> Stage:
    """Act I 0–8, Act II 8–24, Turn at 14, with the story of the stage: cards at 0–4, 4–8, 12–16 and 0–4, 8–12."""
    for start, beats, name, colour in ((0.0, 8.0, "Act I", 0), (8.0, 16.0, "Act II", 3), (14.0, 0.0, "Turn", 5)):
        stage.workspace.perform(markers.create_marker, start, beats, name, colour)
    stage.workspace.undo_stack.clear()
    stage.said.clear()
    QApplication.processEvents()
    return stage


# making


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


# moving


def test_a_drag_moves_an_act_as_one_step(acts: Stage) -> None:
    acts.drag(on_band(acts, 4), on_band(acts, 4 + 24.1))
    assert placed(acts)["Act I"] == (24.0, 8.0)
    assert acts.steps() == 1
    assert acts.said[-1] == "“Act I”, bar 7 to bar 8"
    acts.workspace.undo_stack.undo()
    assert placed(acts)["Act I"] == (0.0, 8.0)


def test_a_drag_moves_a_moment(acts: Stage) -> None:
    acts.drag(on_band(acts, 14.2), on_band(acts, 17.3))
    assert placed(acts)["Turn"] == (17.0, 0.0)


def test_an_act_stops_at_the_first_beat(acts: Stage) -> None:
    acts.drag(on_band(acts, 12), on_band(acts, 1))
    assert placed(acts)["Act II"] == (0.0, 16.0)


def test_the_edges_are_dragged(acts: Stage) -> None:
    acts.drag(on_band(acts, 23.9), on_band(acts, 28))
    assert placed(acts)["Act II"] == (8.0, 20.0)
    acts.drag(on_band(acts, 8.2), on_band(acts, 10.2))
    assert placed(acts)["Act II"] == (10.0, 18.0)
    assert acts.steps() == 2


def test_an_edge_stops_before_the_other_one(acts: Stage) -> None:
    acts.drag(on_band(acts, 7.9), on_band(acts, 0.3))
    assert placed(acts)["Act I"] == (0.0, 0.25)
    acts.drag(on_band(acts, 8.2), on_band(acts, 30))
    assert placed(acts)["Act II"] == (23.75, 0.25)


def test_a_marker_does_not_snap_to_where_it_was(acts: Stage) -> None:
    acts.workspace.perform(markers.place_marker, marker(acts, "Act II").id, 25.3, 4.0)
    acts.hold(on_band(acts, 27), on_band(acts, 30))
    acts.move(on_band(acts, 27.25))
    held = acts.view.scene.held_marker
    assert acts.view.scene.guide is None and held is not None and held.start_beat == pytest.approx(25.55, abs=0.06)
    acts.key(Key.Key_Escape)


def test_alt_suspends_snapping(acts: Stage) -> None:
    acts.drag(on_band(acts, 4), on_band(acts, 27.3), ALT)
    start, beats = placed(acts)["Act I"]
    assert start == pytest.approx(23.3, abs=0.06) and start % 1 and beats == 8.0


def test_a_dragged_marker_snaps_to_the_edges_of_cards_and_other_markers(acts: Stage) -> None:
    acts.view.scene.camera.scale.show(0.0, 8.0)  # a beat is finer than the grid: only edges pull to 14
    acts.hold(on_band(acts, 3), on_band(acts, 9.1))
    guide = acts.view.scene.guide
    assert guide is not None and (guide.beat, guide.name) == (14.0, "Turn")
    acts.key(Key.Key_Escape)


def test_a_dragged_card_snaps_to_markers_and_the_guide_names_them(acts: Stage) -> None:
    acts.workspace.perform(markers.place_marker, marker(acts, "Act II").id, 20.5, 4.0)
    acts.hold(acts.at(14, 0), acts.at(14 + 8.6, 0))
    guide = acts.view.scene.guide
    assert guide is not None and (guide.beat, guide.name) == (20.5, "Act II")
    acts.move(acts.at(14 + 12.6, 0))
    guide = acts.view.scene.guide
    assert guide is not None and (guide.beat, guide.name) == (24.5, "End of “Act II”")
    acts.key(Key.Key_Escape)


@pytest.mark.parametrize(("start", "end"), [(4, 20), (7.9, 12), (14.2, 20), (26, 33)])
def test_escape_takes_back_any_drag(acts: Stage, start: float, end: float) -> None:
    before, picture = placed(acts), acts.view.grab().toImage()
    acts.hold(on_band(acts, start), on_band(acts, end))
    assert acts.view.scene.held_marker is not None
    acts.key(Key.Key_Escape)
    assert acts.view.scene.held_marker is None and acts.view.scene.guide is None
    acts.release(on_band(acts, end))
    assert placed(acts) == before and acts.steps() == 0
    acts.view.setFocus()
    acts.view.marker_band.current = None
    acts.move(acts.at(30, 1))
    assert acts.view.grab().toImage() == picture


def test_nothing_is_saved_while_a_marker_is_held(acts: Stage) -> None:
    acts.hold(on_band(acts, 4), on_band(acts, 30))
    assert placed(acts)["Act I"] == (0.0, 8.0)
    held = acts.view.scene.held_marker
    assert held is not None and held.start_beat == 26.0
    acts.release(on_band(acts, 30))
    assert placed(acts)["Act I"] == (26.0, 8.0)


def test_a_marker_held_at_the_end_of_the_band_scrolls_the_story(acts: Stage, qtbot: QtBot) -> None:
    band, scale = acts.view.marker_band, acts.view.scene.camera.scale
    acts.press(on_band(acts, 4))
    acts.move(on_band(acts, 10))
    edge = band.mapTo(acts.view.window(), QPoint(band.width() - 4, 12))
    acts.move(edge)
    qtbot.waitUntil(lambda: scale.left_beat > 2)
    acts.key(Key.Key_Escape)
    acts.release(edge)
    assert acts.steps() == 0


# keys


def test_arrows_and_tab_go_from_marker_to_marker(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.said.clear()
    acts.key(Key.Key_Right)
    assert current(acts) == "Act II"
    assert acts.said == ["Act II, bar 3 to bar 6, 2 of 3"]
    acts.key(Key.Key_Tab)
    assert current(acts) == "Turn" and acts.said[-1] == "Turn, bar 4, beat 3, 3 of 3"
    acts.key(Key.Key_Right)
    assert current(acts) == "Turn"
    acts.key(Key.Key_Home)
    assert current(acts) == "Act I"
    acts.key(Key.Key_End)
    acts.key(Key.Key_Left)
    assert current(acts) == "Act II"


def test_tab_leaves_the_band_after_the_last_marker(acts: Stage) -> None:
    focus(acts, "Turn")
    acts.key(Key.Key_Tab)
    assert not acts.view.marker_band.hasFocus()


def test_tab_comes_in_at_the_first_marker(acts: Stage) -> None:
    acts.view.marker_band.setFocus(Qt.FocusReason.TabFocusReason)
    assert current(acts) == "Act I"


def test_a_key_brings_the_keyboard_to_the_first_marker_in_view(acts: Stage) -> None:
    acts.view.scene.camera.scale.show(10.0, 20.0)
    acts.view.setFocus()
    acts.key(Key.Key_M, CTRL | SHIFT)
    assert current(acts) == "Act II" and acts.view.marker_band.hasFocus()
    acts.key(Key.Key_Escape)
    acts.key(Key.Key_M, CTRL | SHIFT)
    assert current(acts) == "Act II"


def test_escape_and_down_go_back_to_the_cards(acts: Stage) -> None:
    for key in (Key.Key_Escape, Key.Key_Down):
        focus(acts, "Act I")
        acts.key(key)
        assert acts.view.hasFocus()


@pytest.mark.parametrize(
    ("name", "key", "modifiers", "after"),
    [
        ("Act II", Key.Key_Left, ALT, (7.0, 16.0)),
        ("Act II", Key.Key_Right, ALT, (9.0, 16.0)),
        ("Act II", Key.Key_PageUp, ALT, (4.0, 16.0)),
        ("Act II", Key.Key_PageDown, ALT, (12.0, 16.0)),
        ("Act II", Key.Key_Right, ALT | SHIFT, (8.0, 17.0)),
        ("Act II", Key.Key_Left, ALT | SHIFT, (8.0, 15.0)),
        ("Act II", Key.Key_Left, CTRL | ALT, (7.0, 17.0)),
        ("Act II", Key.Key_Right, CTRL | ALT, (9.0, 15.0)),
        ("Turn", Key.Key_Right, ALT, (15.0, 0.0)),
        ("Turn", Key.Key_Right, ALT | SHIFT, (14.0, 1.0)),
    ],
)
def test_keys_move_and_resize(
    acts: Stage, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, after: tuple[float, float]
) -> None:
    focus(acts, name)
    acts.said.clear()
    acts.key(key, modifiers)
    assert placed(acts)[name] == after
    assert acts.steps() == 1
    assert len(acts.said) == 1 and acts.said[0].startswith(f"“{name}”, bar")
    assert acts.view.marker_band.hasFocus() and current(acts) == name


def test_a_marker_at_the_start_stays_there(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.key(Key.Key_Left, ALT)
    assert acts.steps() == 0


def test_f2_renames_in_place(acts: Stage) -> None:
    focus(acts, "Act II")
    acts.key(Key.Key_F2)
    assert editor(acts).accessibleName() == "Name of the marker"
    acts.type("Three")
    acts.key(Key.Key_Return)
    assert set(placed(acts)) == {"Act I", "Three", "Turn"}
    assert acts.steps() == 1


def test_the_field_goes_along_with_its_marker_and_goes_when_it_is_gone(acts: Stage) -> None:
    acts.double_click(on_band(acts, 20))
    before = editor(acts).x()
    acts.view.scene.camera.scale.show(4.0, 20.0)
    assert editor(acts).x() == before - 80
    acts.workspace.perform(markers.remove_marker, marker(acts, "Act II").id)
    assert not [field for field in acts.view.findChildren(InlineEditor) if field.isVisible()]


def test_a_double_click_renames_and_a_refused_name_stays_to_be_put_right(acts: Stage) -> None:
    acts.double_click(on_band(acts, 4))
    editor(acts).setText("  ")
    acts.key(Key.Key_Return)
    assert editor(acts).isVisible() and acts.steps() == 0
    acts.key(Key.Key_Escape)
    assert acts.view.marker_band.hasFocus() and "Act I" in placed(acts)


def test_delete_removes_and_the_keyboard_goes_on_from_the_next(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.key(Key.Key_Delete)
    assert set(placed(acts)) == {"Act II", "Turn"}
    assert acts.said[-1] == "“Act I” removed"
    assert current(acts) == "Act II"
    acts.workspace.undo_stack.undo()
    assert set(placed(acts)) == {"Act I", "Act II", "Turn"}


# what menus do


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


# the list of all


def test_every_number_can_be_typed_in_the_list_of_all(acts: Stage) -> None:
    focus(acts, "Act II")
    acts.key(Key.Key_Return)
    dialog = acts.view.marker_band.dialog
    assert dialog is not None and dialog.isVisible()
    assert [dialog.list.item(row).text() for row in range(3)] == [
        "Act I\nbar 1 to bar 2",
        "Act II\nbar 3 to bar 6",
        "Turn\nbar 4, beat 3",
    ]
    for name, text in (("markerName", "Middle"), ("markerStart", "4:2,5"), ("markerLength", "7.25")):
        field = dialog.findChild(QLineEdit, name)
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Key.Key_Return)
    assert placed(acts)["Middle"] == (13.5, 7.25)
    assert dialog.start_field.note == "Bar 4, beat 2.5"
    assert acts.steps() == 3
    dialog.close()


def test_a_length_of_nothing_is_a_moment_and_what_is_no_number_is_refused(acts: Stage) -> None:
    focus(acts, "Act II")
    acts.key(Key.Key_Return)
    dialog = acts.view.marker_band.dialog
    assert dialog is not None
    dialog.length.setFocus()
    dialog.length.setText("much")
    QTest.keyClick(dialog.length, Key.Key_Return)
    assert "“much” is not a number" in dialog.length_field.error
    dialog.length.setText("0")
    QTest.keyClick(dialog.length, Key.Key_Return)
    assert placed(acts)["Act II"] == (8.0, 0.0)
    assert dialog.length_field.note == "A moment"
    dialog.close()


def test_the_list_follows_undo_and_the_band_follows_the_list(acts: Stage) -> None:
    focus(acts, "Act I")
    acts.key(Key.Key_Return)
    dialog = acts.view.marker_band.dialog
    assert dialog is not None
    dialog.list.setCurrentRow(2)
    assert current(acts) == "Turn"
    dialog.remove_button.click()
    assert dialog.list.count() == 2
    acts.workspace.undo_stack.undo()
    assert dialog.list.count() == 3
    dialog.close()
    QApplication.processEvents()
    assert "Turn" in placed(acts)


# the view


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
