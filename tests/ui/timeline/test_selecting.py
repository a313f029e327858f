"""Selecting as in a file manager: click, Ctrl, Shift, rubber band, Esc; and one selection for all views."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

if TYPE_CHECKING:
    from .conftest import Stage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_click_selects_one_card(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.click(stage.at(6))
    assert stage.selected() == {"B"}
    assert stage.steps() == 0


def test_a_click_on_empty_space_clears_the_selection(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.click(stage.at(20))
    assert stage.selected() == set()
    assert stage.said[-1] == "No card selected"


def test_ctrl_toggles(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.click(stage.at(14), CTRL)
    assert stage.selected() == {"A", "C"}
    assert stage.said[-1] == "2 cards selected"
    stage.click(stage.at(2), CTRL)
    assert stage.selected() == {"C"}


def test_shift_selects_in_story_order(stage: Stage) -> None:
    stage.click(stage.at(2, row=1))
    stage.click(stage.at(10, row=1), SHIFT)
    assert stage.selected() == {"D", "B", "E"}


def test_ctrl_shift_adds_a_range(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.click(stage.at(6), CTRL)
    stage.click(stage.at(14), CTRL | SHIFT)
    assert stage.selected() == {"A", "B", "E", "C"}


def test_a_click_on_one_of_many_selects_it_alone(stage: Stage) -> None:
    stage.select("A", "B", "C")
    stage.click(stage.at(6))
    assert stage.selected() == {"B"}


def test_a_rubber_band_selects_what_it_touches(stage: Stage) -> None:
    stage.drag(stage.at(18, down=0.2), stage.at(10, row=1))
    assert stage.selected() == {"C", "E"}
    assert stage.view.scene.band is None


def test_a_rubber_band_with_shift_adds(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.drag(stage.at(18), stage.at(15), SHIFT)
    assert stage.selected() == {"A", "C"}


def test_a_rubber_band_with_ctrl_adds(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.drag(stage.at(18), stage.at(15), CTRL)
    assert stage.selected() == {"A", "C"}


def test_a_rubber_band_shows_its_selection_before_it_ends_and_esc_takes_it_back(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.hold(stage.at(18), stage.at(15))
    assert stage.view.scene.selection == {stage.cards["C"].id}
    assert stage.workspace.selection == {stage.cards["A"].id}
    stage.key(Qt.Key.Key_Escape)
    stage.release(stage.at(15))
    assert stage.selected() == {"A"}
    assert stage.view.scene.band is None


def test_esc_clears_the_selection(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.key(Qt.Key.Key_Escape)
    assert stage.selected() == set()


def test_a_selection_from_elsewhere_is_shown_and_does_not_move_the_view(stage: Stage) -> None:
    scale = stage.view.scene.camera.scale
    scale.show(20.0, 20.0)
    stage.select("A")
    assert stage.selected() == {"A"}
    assert stage.current() == "A"
    assert scale.left_beat == 20.0


def test_the_middle_button_moves_the_view(stage: Stage) -> None:
    scale = stage.view.scene.camera.scale
    scale.set_end(200.0)
    middle = Qt.MouseButton.MiddleButton
    start, end = stage.at(10), stage.at(7)
    stage.press(start, button=middle)
    stage.move(end)
    stage.release(end, button=middle)
    assert scale.left_beat == 3.0
    assert stage.selected() == set()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_selects_the_card_and_offers_what_can_be_done(stage: Stage) -> None:
    where = stage.view.viewport().mapFrom(stage.view.window(), stage.at(14))
    menu = _menu_at(stage, where)
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert texts == [
        "Edit title", "Cut cards", "Copy cards", "Paste", "Duplicate", "Remove cards", "Move", "Length", "Harmony",
        "Selection", "Zoom to selection and back", "Play from here",
    ]  # fmt: skip
    assert stage.selected() == {"C"}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_right_click_on_empty_space_offers_a_card_there(stage: Stage) -> None:
    menu = _menu_at(stage, stage.view.viewport().mapFrom(stage.view.window(), stage.at(22)))
    here = menu.actions()[0]
    menu.close()
    assert here.text() == "New card here"
    here.trigger()
    assert stage.spans()["New card"] == ("Main", 20.0, 4.0)


def _menu_at(stage: Stage, where: QPoint) -> QMenu:
    viewport = stage.view.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, where, viewport.mapToGlobal(where)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu
