"""What is done to the selection at once, each one edit and one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from .selection_bar import asked, buttons, rows

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_cards_are_put_on_a_plotline_from_the_menu(stage: Stage) -> None:
    stage.select("A", "C")
    menu = buttons(stage)["Set plotline"].defaultAction().menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Side").trigger()
    assert stage.spans()["A"] == ("Side", 0.0, 4.0)
    assert stage.spans()["D"] == ("Side", 4.0, 4.0)
    assert stage.workspace.undo_stack.undoText() == "Move 2 cards to “Side”"
    stage.workspace.undo_stack.undo()
    assert stage.spans()["D"] == ("Side", 0.0, 4.0)
    assert stage.selected() == {"A", "C"}


def test_gaps_are_closed_and_made_even(stage: Stage) -> None:
    stage.select("A", "B", "C")
    stage.view.actions_.bulk.spread.trigger()
    assert [stage.spans()[title][1] for title in "ABC"] == [0.0, 6.0, 12.0]
    press_action = stage.view.actions_.bulk.close_gaps
    press_action.trigger()
    assert [stage.spans()[title][1] for title in "ABC"] == [0.0, 4.0, 8.0]
    assert stage.workspace.undo_stack.undoText() == "Close the gaps of 3 cards"
    press_action.trigger()
    assert stage.said[-1] == "Nothing to change: it is so already"
    assert stage.steps() == 2


@pytest.mark.parametrize("command", ["move", "plotline", "set", "shift", "scale", "spread", "close", "cut", "remove"])
def test_undo_and_redo_bring_back_the_same_rows_and_the_selection(stage: Stage, command: str) -> None:
    stage.key(Key.Key_A, CTRL)
    chosen, before = stage.workspace.selection, rows(stage)
    bulk, actions, side = stage.view.bulk, stage.view.actions_, stage.cards["D"].plotline_id
    {
        "move": lambda: bulk.request(bulk.moving(3.0)),
        "plotline": lambda: bulk.set_plotline(side),
        "set": lambda: bulk.request(bulk.setting_harmony(0.3)),
        "shift": lambda: bulk.request(bulk.shifting_harmony(-0.2)),
        "scale": lambda: bulk.request(bulk.scaling_harmony(0.5, 1.0)),
        "spread": actions.bulk.spread.trigger,
        "close": actions.bulk.close_gaps.trigger,
        "cut": actions.bulk.cut.trigger,
        "remove": actions.remove.trigger,
    }[command]()
    after, chosen_after = rows(stage), stage.workspace.selection
    assert after != before
    assert stage.steps() == 1
    stage.workspace.undo_stack.undo()
    assert rows(stage) == before
    assert stage.workspace.selection == stage.view.scene.selection == chosen
    stage.workspace.undo_stack.redo()
    assert rows(stage) == after
    assert stage.workspace.selection == stage.view.scene.selection == chosen_after


def test_what_can_not_be_spread_says_why_and_changes_nothing(stage: Stage) -> None:
    stage.select("A", "D")
    stage.view.actions_.bulk.spread.trigger()
    assert stage.refused == [
        "Select three cards of a plotline or more: the first and the last stay, the others spread."
    ]
    assert stage.steps() == 0
    assert stage.selected() == {"A", "D"}


def test_all_on_a_plotline_and_the_others_are_selected_by_key(stage: Stage) -> None:
    stage.click(stage.at(2))
    stage.key(Key.Key_A, CTRL | SHIFT)
    assert stage.selected() == {"A", "B", "C"}
    assert stage.said[-1] == "3 cards selected"
    stage.key(Key.Key_I, CTRL)
    assert stage.selected() == {"D", "E"}
    stage.key(Key.Key_Escape)
    stage.key(Key.Key_I, CTRL)
    assert len(stage.selected()) == 5


def test_what_a_filter_hides_is_not_selected(stage: Stage) -> None:
    stage.view.show_filter(frozenset({stage.cards["B"].id, stage.cards["E"].id}), hides=True)
    stage.click(stage.at(2))
    stage.key(Key.Key_A, CTRL | SHIFT)
    assert stage.selected() == {"A", "C"}
    stage.key(Key.Key_I, CTRL)
    assert stage.selected() == {"D"}


def test_no_bulk_command_moves_the_view(stage: Stage) -> None:
    scale, vertical = stage.view.scene.camera.scale, stage.view.verticalScrollBar()
    stage.key(Key.Key_A, CTRL)
    scale.show(3.0, 33.0)
    before = scale.left_beat, scale.pixels_per_beat, vertical.value()
    bulk = stage.view.actions_.bulk
    for action in (bulk.spread, bulk.close_gaps, bulk.copy, bulk.on_plotline, bulk.invert):
        action.trigger()
    stage.key(Key.Key_A, CTRL)
    for question in (bulk.move_by, bulk.shift_harmony, bulk.scale_harmony, bulk.set_harmony):
        question.trigger()
        QTest.keyClick(asked(stage).entry, Key.Key_Return)
    assert (scale.left_beat, scale.pixels_per_beat, vertical.value()) == before


@pytest.mark.parametrize("name", ["spread", "close_gaps", "move_by", "set_harmony", "copy", "cut", "to_bar"])
def test_bulk_actions_follow_the_selection(stage: Stage, name: str) -> None:
    action = getattr(stage.view.actions_.bulk, name)
    assert not action.isEnabled()
    stage.select("A", "B")
    assert action.isEnabled()
    stage.view.show_universe(None)
    assert not action.isEnabled()
    assert not stage.view.actions_.bulk.paste.isEnabled()
