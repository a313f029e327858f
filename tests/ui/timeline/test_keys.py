"""Everything on the timeline by keyboard alone, through the same signals as the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from harmonic_desktop.domain.storyboard import create_card, set_harmony

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def test_arrows_go_from_card_to_card(stage: Stage) -> None:
    went = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up):
        stage.key(key)
        went.append(stage.current())
    assert went == ["A", "B", "C", "E", "D", "A"]
    assert stage.selected() == {"A"}
    assert stage.said[-1] == "A, harmony 0.50, 1 of 3, plotline Main"


def test_home_and_end_go_to_the_ends_of_the_plotline_and_with_ctrl_of_the_story(stage: Stage) -> None:
    stage.select("E")
    stage.key(Key.Key_Home)
    assert stage.current() == "D"
    stage.key(Key.Key_End)
    assert stage.current() == "E"
    stage.key(Key.Key_End, CTRL)
    assert stage.current() == "C"
    stage.key(Key.Key_Home, CTRL)
    assert stage.current() == "A"


def test_shift_takes_cards_along_and_gives_them_back(stage: Stage) -> None:
    stage.select("A")
    stage.key(Key.Key_Right, SHIFT)
    stage.key(Key.Key_Right, SHIFT)
    assert stage.selected() == {"A", "B", "C"}
    stage.key(Key.Key_Left, SHIFT)
    assert stage.selected() == {"A", "B"}


def test_ctrl_a_selects_all_and_delete_removes_them_as_one_step(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    assert stage.selected() == {"A", "B", "C", "D", "E"}
    stage.key(Key.Key_Delete)
    assert stage.spans() == {}
    assert stage.steps() == 1
    assert stage.said[-1] == "5 cards removed"


def test_after_a_removal_the_keyboard_goes_on_beside_it(stage: Stage) -> None:
    stage.select("B")
    stage.key(Key.Key_Delete)
    assert stage.current() == "A"
    stage.key(Key.Key_Right)
    assert stage.current() == "C"


def test_ctrl_d_duplicates(stage: Stage) -> None:
    stage.select("C")
    stage.key(Key.Key_D, CTRL)
    starts = [c.start_beat for c in stage.view.scene.contents.cards.values() if c.plot_point == "C"]  # type: ignore[union-attr]
    assert sorted(starts) == [12.0, 16.0]


@pytest.mark.parametrize(
    ("key", "modifiers", "title", "after"),
    [
        (Key.Key_Right, ALT, "C", ("Main", 13.0, 4.0)),
        (Key.Key_Left, ALT, "C", ("Main", 11.0, 4.0)),
        (Key.Key_PageDown, ALT, "C", ("Main", 16.0, 4.0)),
        (Key.Key_PageUp, ALT, "C", ("Main", 8.0, 4.0)),
        (Key.Key_Home, ALT, "C", ("Main", 0.0, 4.0)),
        (Key.Key_End, ALT, "A", ("Main", 16.0, 4.0)),
        (Key.Key_Down, ALT, "C", ("Side", 12.0, 4.0)),
        (Key.Key_Up, ALT, "E", ("Main", 8.0, 4.0)),
        (Key.Key_Right, ALT | SHIFT, "C", ("Main", 12.0, 5.0)),
        (Key.Key_Left, ALT | SHIFT, "C", ("Main", 12.0, 3.0)),
        (Key.Key_Left, ALT | CTRL, "C", ("Main", 11.0, 5.0)),
        (Key.Key_Right, ALT | CTRL, "C", ("Main", 13.0, 3.0)),
    ],
)
def test_keys_move_and_resize_as_one_step_and_say_so(
    stage: Stage, key: Key, modifiers: Qt.KeyboardModifier, title: str, after: tuple[str, float, float]
) -> None:
    stage.select(title)
    stage.key(key, modifiers)
    assert stage.spans()[title] == after
    assert stage.steps() == 1
    assert title in stage.said[-1]
    assert stage.view.hasFocus()
    assert stage.selected() == {title}


@pytest.mark.parametrize(
    ("key", "modifiers", "harmony"),
    [
        (Key.Key_Up, CTRL, 0.51),
        (Key.Key_Down, CTRL, 0.49),
        (Key.Key_Up, CTRL | SHIFT, 0.6),
        (Key.Key_Down, CTRL | SHIFT, 0.4),
    ],
)
def test_keys_raise_and_lower_harmony_as_one_step_and_say_so(
    stage: Stage, key: Key, modifiers: Qt.KeyboardModifier, harmony: float
) -> None:
    stage.select("C")
    stage.key(key, modifiers)
    assert stage.cards["C"].harmony_tie == harmony
    assert stage.steps() == 1
    assert stage.said[-1] == f"“C”, harmony {harmony:.2f}"
    assert stage.selected() == {"C"}


def test_the_harmony_of_a_group_stops_at_the_edge_as_one(stage: Stage) -> None:
    stage.workspace.perform(set_harmony, {stage.cards["A"].id: 0.95})
    stage.select("A", "B")
    stage.key(Key.Key_Up, CTRL | SHIFT)
    assert (stage.cards["A"].harmony_tie, stage.cards["B"].harmony_tie) == (1.0, 0.55)
    assert stage.steps() == 2
    stage.key(Key.Key_Up, CTRL)
    assert stage.steps() == 2


def test_a_step_left_passes_the_card_that_stands_in_the_way(stage: Stage) -> None:
    stage.select("B")
    stage.key(Key.Key_Left, ALT)
    assert stage.spans()["B"] == ("Main", 1.0, 4.0)
    assert stage.spans()["A"] == ("Main", 5.0, 4.0)


def test_a_step_left_at_the_start_of_the_story_does_nothing(stage: Stage) -> None:
    stage.select("A")
    stage.key(Key.Key_Left, ALT)
    assert stage.steps() == 0


def test_enter_and_f2_edit_the_title_in_place(stage: Stage) -> None:
    for key in (Key.Key_Return, Key.Key_F2):
        stage.select("A")
        stage.key(key)
        editor = stage.view.findChild(QLineEdit, "inlineEditor")
        assert editor is not None
        assert editor.text() == "A"
        stage.key(Key.Key_Escape)
        assert stage.view.hasFocus()


def test_a_new_card_follows_the_current_one_and_its_title_is_edited_at_once(stage: Stage) -> None:
    stage.select("E")
    stage.key(Key.Key_N, CTRL | SHIFT)
    assert stage.spans()["New card"] == ("Side", 12.0, 4.0)
    stage.type("Fire")
    stage.key(Key.Key_Return)
    assert stage.spans()["Fire"] == ("Side", 12.0, 4.0)
    assert stage.selected() == {"Fire"}


def test_without_a_current_card_a_new_one_begins_at_the_first_bar_in_view(stage: Stage) -> None:
    stage.view.scene.camera.scale.show(17.0, 20.0)
    stage.key(Key.Key_N, CTRL | SHIFT)
    assert stage.spans()["New card"] == ("Main", 20.0, 4.0)


def test_without_a_current_card_a_new_one_pushes_nobody(stage: Stage) -> None:
    before = stage.spans()
    stage.key(Key.Key_N, CTRL | SHIFT)
    assert stage.spans() == before | {"New card": ("Main", 8.0, 4.0)}
    stage.key(Key.Key_Escape)
    stage.key(Key.Key_Escape)
    stage.view.scene.current = None
    stage.key(Key.Key_N, CTRL | SHIFT)
    assert max(card.start_beat for card in stage.cards.values()) == 16.0


def test_moving_out_of_the_view_brings_the_card_into_it(stage: Stage) -> None:
    scale = stage.view.scene.camera.scale
    stage.workspace.perform(create_card, stage.cards["C"].plotline_id, 80.0, 4.0, "Far")
    assert scale.left_beat == 0.0
    stage.select("C")
    stage.key(Key.Key_Right)
    assert stage.current() == "Far"
    assert scale.left_beat <= 80.0
    assert scale.right_beat >= 84.0


def test_actions_follow_the_selection(stage: Stage) -> None:
    def enabled(text: str) -> bool:
        return next(a for a in _flat(stage.view.storyboard_actions()) if a.text() == text).isEnabled()

    assert not enabled("Remove cards") and not enabled("One beat later") and not enabled("Edit title")
    stage.select("A")
    assert enabled("Remove cards") and enabled("One beat later") and enabled("Edit title")
    assert enabled("End one beat later") and enabled("Raise by 0.01")
    stage.key(Key.Key_Escape)
    assert stage.current() == "A"
    assert not enabled("End one beat later") and not enabled("Raise by 0.01")
    stage.view.show_universe(None)
    assert not enabled("New card") and not enabled("Select all cards")


def test_space_is_left_for_playback(stage: Stage) -> None:
    stage.select("A")
    stage.key(Key.Key_Space)
    assert stage.steps() == 0
    assert stage.selected() == {"A"}


def _flat(actions: list[QAction]) -> list[QAction]:
    return [inner for a in actions for inner in (a.menu().actions() if a.menu() is not None else [a])]  # type: ignore[attr-defined]
