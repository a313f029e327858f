"""Plotlines are folded, muted and heard alone: by button, key and menu, each as one step, and seen on the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from harmonic_desktop.domain import storyboard
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.ui.timeline.plotline_menu import plotline_menu
from harmonic_desktop.ui.timeline.plotline_row import PlotlineRow

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key


def row(stage: Stage, index: int = 0) -> PlotlineRow:
    return stage.view.header.rows[index]


def plotline(stage: Stage, index: int = 0) -> Plotline:
    assert stage.workspace.contents is not None
    return stage.workspace.contents.ordered_plotlines()[index]


def folded(stage: Stage) -> list[bool]:
    assert stage.workspace.contents is not None
    return [p.is_folded for p in stage.workspace.contents.ordered_plotlines()]


def press(stage: Stage, button: QToolButton) -> None:
    assert button.isVisible()
    stage.click(button.mapTo(stage.view.window(), button.rect().center()))


def storyboard_action(stage: Stage, text: str) -> QAction:
    menu = stage.view.plotline_actions.menu
    assert menu.menuAction() in stage.view.storyboard_actions()
    return next(action for action in menu.actions() if action.text() == text)


@pytest.mark.parametrize("name", ["fold", "mute", "solo"])
def test_a_button_turns_a_switch_and_back_as_one_step_each(stage: Stage, name: str) -> None:
    field = {"fold": "is_folded", "mute": "is_muted", "solo": "is_solo"}[name]
    button: QToolButton = getattr(row(stage), name)
    for times, on in ((1, True), (2, False)):
        press(stage, button)
        stage.move(stage.at(20, row=1))
        assert getattr(plotline(stage), field) is on
        assert button.isChecked() is on
        assert stage.steps() == times
        stage.move(button.mapTo(stage.view.window(), button.rect().center()))
    stage.workspace.undo_stack.undo()
    assert getattr(plotline(stage), field) and button.isChecked()


@pytest.mark.parametrize(("key", "field"), [(Key.Key_M, "is_muted"), (Key.Key_S, "is_solo")])
def test_m_and_s_do_it_from_the_row_and_say_so(stage: Stage, key: Key, field: str) -> None:
    row(stage).setFocus()
    stage.key(key)
    assert getattr(plotline(stage), field)
    stage.key(key)
    assert not getattr(plotline(stage), field)
    assert (
        stage.said
        == {
            "is_muted": ["Plotline Main muted", "Plotline Main is heard again"],
            "is_solo": ["Plotline Main solo", "Plotline Main no longer solo"],
        }[field]
    )
    assert row(stage).hasFocus()


def test_left_folds_and_right_unfolds(stage: Stage) -> None:
    row(stage).setFocus()
    stage.key(Key.Key_Right)
    assert stage.steps() == 0
    stage.key(Key.Key_Left)
    stage.key(Key.Key_Left)
    assert (folded(stage), stage.steps(), stage.said) == ([True, False], 1, ["Plotline Main folded"])
    assert stage.view.scene.camera.lane_height(0) < stage.view.scene.camera.lane_height(1)
    assert row(stage).height() == stage.view.scene.camera.lane_height(0)
    stage.key(Key.Key_Right)
    assert (folded(stage), stage.said[-1]) == ([False, False], "Plotline Main unfolded")


def test_the_row_says_in_words_what_is_on(stage: Stage) -> None:
    for key in (Key.Key_M, Key.Key_Left):
        row(stage).setFocus()
        stage.key(key)
    assert row(stage).accessibleName() == "Plotline Main, 3 cards, muted, folded, 1 of 2"
    assert row(stage).toolTip() == "<b>Main</b><br>muted, 3 cards"
    assert (row(stage).mute.accessibleName(), row(stage).mute.isCheckable()) == ("Mute plotline Main", True)
    assert row(stage).fold.accessibleName() == "Fold plotline Main"


def test_where_one_is_solo_the_others_are_shown_as_silent(stage: Stage) -> None:
    row(stage).setFocus()
    stage.key(Key.Key_S)
    assert [r.state.sound for r in stage.view.header.rows] == ["solo", "silent"]
    assert [r.state.is_silent for r in stage.view.header.rows] == [False, True]


def test_keys_with_ctrl_stay_with_the_window(stage: Stage) -> None:
    row(stage).setFocus()
    stage.key(Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    stage.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not plotline(stage).is_muted and not plotline(stage).is_solo


def test_all_are_folded_and_unfolded_from_the_storyboard_menu(stage: Stage) -> None:
    fold, unfold = storyboard_action(stage, "Fold all"), storyboard_action(stage, "Unfold all")
    assert (fold.isEnabled(), unfold.isEnabled()) == (True, False)
    fold.trigger()
    assert (folded(stage), stage.steps(), stage.said) == ([True, True], 1, ["All plotlines folded"])
    assert (fold.isEnabled(), unfold.isEnabled()) == (False, True)
    unfold.trigger()
    assert (folded(stage), stage.said[-1]) == ([False, False], "All plotlines unfolded")


def test_the_others_are_folded_around_the_current_card(stage: Stage) -> None:
    others = storyboard_action(stage, "Fold others")
    assert not others.isEnabled()
    stage.select("E")
    assert others.isEnabled()
    others.trigger()
    assert (folded(stage), stage.steps(), stage.said[-1]) == ([True, False], 1, "All plotlines but Side folded")


def test_the_menu_of_a_row_shows_and_turns_its_switches(stage: Stage) -> None:
    def entry(menu: QMenu, text: str) -> QAction:
        return next(action for action in menu.actions() if action.text() == text)

    menu = plotline_menu(row(stage), stage.view)
    entry(menu, "Mute").trigger()
    entry(menu, "Solo").trigger()
    entry(menu, "Fold").trigger()
    assert (plotline(stage).is_muted, plotline(stage).is_solo, plotline(stage).is_folded) == (True, True, True)
    again = plotline_menu(row(stage), stage.view)
    assert entry(again, "Mute").isChecked() and entry(again, "Solo").isChecked()
    entry(again, "Unfold").trigger()
    entry(again, "Fold others").trigger()
    assert folded(stage) == [False, True]


def test_a_folded_row_shows_its_switches_while_the_mouse_or_the_keyboard_is_there(stage: Stage) -> None:
    row(stage).setFocus()
    stage.key(Key.Key_Left)
    assert row(stage).mute.isVisible()
    stage.view.setFocus()
    assert not row(stage).mute.isVisible() and not row(stage).solo.isVisible()
    stage.move(row(stage).mapTo(stage.view.window(), QPoint(90, 14)))
    assert row(stage).mute.isVisible()
    press(stage, row(stage).mute)
    stage.move(stage.at(20, row=1))
    stage.view.setFocus()
    assert row(stage).mute.isVisible() and not row(stage).solo.isVisible()


def test_every_target_is_large_enough_and_lies_in_its_row(stage: Stage) -> None:
    for height in (24, 28, 56, 80, 92, 300):
        stage.view.zooming.set_lane_height(height)
        row(stage).setFocus()
        parts = [row(stage).fold, row(stage).swatch, row(stage).mute, row(stage).solo]
        assert all(part.isVisible() and min(part.width(), part.height()) >= 24 for part in parts)
        assert all(row(stage).rect().contains(part.geometry()) for part in parts)
        assert not any(a.geometry().intersects(b.geometry()) for a in parts for b in parts if a is not b)


def test_a_folded_plotline_is_renamed_in_place(stage: Stage) -> None:
    row(stage).setFocus()
    stage.key(Key.Key_Left)
    stage.key(Key.Key_F2)
    field = QApplication.focusWidget()
    assert field is not None and field.height() >= 24
    stage.type("Storm")
    stage.key(Key.Key_Return)
    assert stage.lanes() == ["Storm", "Side"]
    assert row(stage).hasFocus()


def test_folding_leaves_scroll_zoom_and_selection(stage: Stage) -> None:
    stage.select("E")
    stage.view.verticalScrollBar().setValue(5)
    seen = stage.view.zooming.standing
    stage.view.plotlines.fold(plotline(stage).id, True)
    stage.workspace.undo_stack.undo()
    assert stage.view.zooming.standing == seen
    assert stage.selected() == {"E"}


# Many plotlines.


@pytest.fixture
def many(stage: Stage) -> Stage:
    """Eighty plotlines; the file is written once."""
    story = stage.workspace.contents
    assert story is not None
    made = [change for number in range(78) for change in storyboard.add_plotline(story, f"Plotline {number}").changes]
    stage.workspace.perform_edit(lambda: Edit("Add plotlines", tuple(made)))
    stage.workspace.undo_stack.clear()
    return stage


def test_only_plotlines_in_view_have_a_row(many: Stage) -> None:
    seen = len(many.view.scene.camera.visible_rows)
    assert len(many.view.header.rows) == seen + 1
    many.view.verticalScrollBar().setValue(3000)
    assert len(many.view.header.rows) <= seen + 3
    shown = {r.state.index for r in many.view.header.rows}
    assert set(many.view.scene.camera.visible_rows) <= shown
    widgets = many.view.header.findChildren(PlotlineRow)
    assert len(widgets) <= seen + 4
    for shown_row in many.view.header.rows:
        camera = many.view.scene.camera
        assert shown_row.y() - camera.top == camera.lane_top(shown_row.state.index)


def test_tab_goes_down_all_rows_and_scrolls_with_them(many: Stage) -> None:
    row(many).setFocus()
    for index in range(1, 12):
        many.key(Key.Key_Tab)
        many.key(Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert isinstance(focus, PlotlineRow) and focus.state.index == index
        assert index in many.view.scene.camera.visible_rows


def test_end_and_home_go_to_the_last_row_and_the_first(many: Stage) -> None:
    row(many).setFocus()
    many.key(Key.Key_End)
    focus = QApplication.focusWidget()
    assert isinstance(focus, PlotlineRow) and focus.state.index == 79
    many.key(Key.Key_Home)
    focus = QApplication.focusWidget()
    assert isinstance(focus, PlotlineRow) and focus.state.index == 0


def test_the_row_with_the_keyboard_keeps_it_while_the_lanes_scroll_away(many: Stage) -> None:
    row(many, 1).setFocus()
    many.view.verticalScrollBar().setValue(4000)
    focus = QApplication.focusWidget()
    assert isinstance(focus, PlotlineRow) and focus.plotline.name == "Side"
    many.key(Key.Key_M)
    assert plotline(many, 1).is_muted


def test_a_name_being_typed_stays_with_its_plotline_while_the_lanes_scroll(many: Stage) -> None:
    row(many, 1).edit_name()
    many.view.verticalScrollBar().setValue(4000)
    many.type("Storm")
    many.key(Key.Key_Return)
    assert many.lanes()[1] == "Storm"


def test_the_keyboard_goes_on_from_the_next_plotline_when_one_is_removed(many: Stage) -> None:
    many.view.header.focus_row(40)
    gone = plotline(many, 40)
    many.key(Key.Key_Delete)
    assert gone.name not in many.lanes()
    focus = QApplication.focusWidget()
    assert isinstance(focus, PlotlineRow) and focus.state.index == 40
    many.key(Key.Key_Delete)
    assert len(many.lanes()) == 78
