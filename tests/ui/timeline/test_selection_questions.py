"""What the bar of the selection asks: by mouse and by keys, each one edit and one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QToolButton

from harmonic_desktop.domain.storyboard import set_harmony

from .selection_bar import asked, bar, buttons, is_asked, press, write

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_cards_are_moved_by_a_typed_number_of_beats(stage: Stage) -> None:
    stage.select("A", "B")
    press(stage, buttons(stage)["Move by"])
    write(stage, "2,5")
    stage.key(Key.Key_Return)
    assert stage.spans()["A"] == ("Main", 2.5, 4.0)
    assert stage.spans()["B"] == ("Main", 6.5, 4.0)
    assert stage.workspace.undo_stack.undoText() == "Move 2 cards"
    assert not is_asked(stage)
    assert stage.selected() == {"A", "B"}
    stage.workspace.undo_stack.undo()
    assert stage.spans()["A"] == ("Main", 0.0, 4.0)


def test_cards_are_moved_left_with_a_minus(stage: Stage) -> None:
    stage.select("C", "E")
    stage.key(Key.Key_B, CTRL)
    write(stage, "-2")
    press(stage, asked(stage).apply)
    assert (stage.spans()["C"][1], stage.spans()["E"][1]) == (10.0, 6.0)
    assert stage.steps() == 1
    assert stage.said[-1] == "Move 2 cards: done"


def test_what_is_no_number_is_said_beside_the_field_and_can_be_put_right(stage: Stage) -> None:
    stage.select("C", "E")
    stage.key(Key.Key_B, CTRL)
    write(stage, "soon")
    stage.key(Key.Key_Return)
    assert asked(stage).field.error == "“soon” is not a number."
    assert stage.steps() == 0
    stage.key(Key.Key_A, CTRL)
    write(stage, "4")
    assert asked(stage).field.error == ""
    stage.key(Key.Key_Return)
    assert stage.spans()["C"][1] == 16.0


def test_a_move_that_finds_no_room_is_refused_beside_the_field(stage: Stage) -> None:
    stage.view.set_ripple(False)
    stage.select("A", "B")
    stage.key(Key.Key_B, CTRL)
    write(stage, "6")
    stage.key(Key.Key_Return)
    assert "“C” is in the way" in asked(stage).field.error
    assert stage.steps() == 0


def test_esc_closes_a_question_with_nothing_done_and_gives_the_focus_back(stage: Stage) -> None:
    stage.select("A", "B")
    stage.view.actions_.bulk.to_bar.trigger()
    stage.key(Key.Key_Return)
    write(stage, "8")
    stage.key(Key.Key_Escape)
    assert not is_asked(stage)
    assert stage.steps() == 0
    assert buttons(stage)["Move by"].hasFocus()


def test_a_click_elsewhere_closes_a_question_with_nothing_done(stage: Stage) -> None:
    stage.select("A", "B")
    stage.key(Key.Key_H, CTRL)
    write(stage, "0.9")
    assert stage.view.scene.ties
    stage.click(stage.at(2, row=1))
    assert not is_asked(stage)
    assert not stage.view.scene.ties
    assert stage.dragged[-1] == {}
    assert stage.steps() == 0
    assert stage.selected() == {"D"}


def test_a_harmony_is_shown_while_it_is_typed_and_set_once(stage: Stage) -> None:
    stage.select("A", "B", "D")
    stage.key(Key.Key_H, CTRL)
    assert not stage.view.scene.ties, "nothing is shown before something is typed"
    write(stage, "0.25")
    chosen = {stage.cards[title].id for title in "ABD"}
    assert stage.view.scene.ties == dict.fromkeys(chosen, 0.25)
    assert {card.harmony_tie for card in stage.dragged[-1].values()} == {0.25}
    assert asked(stage).field.note == "0.50 becomes 0.25"
    assert stage.steps() == 0
    stage.key(Key.Key_Return)
    assert {stage.cards[title].harmony_tie for title in "ABD"} == {0.25}
    assert not stage.view.scene.ties
    assert stage.dragged[-1] == {}
    assert stage.workspace.undo_stack.undoText() == "Set harmony of 3 cards"
    stage.workspace.undo_stack.undo()
    assert stage.cards["A"].harmony_tie == 0.5
    assert stage.selected() == {"A", "B", "D"}


def test_the_arrow_keys_step_a_harmony_and_show_it(stage: Stage) -> None:
    stage.select("A", "B")
    stage.key(Key.Key_H, CTRL)
    stage.key(Key.Key_Up, SHIFT)
    assert set(stage.view.scene.ties.values()) == {0.6}
    stage.key(Key.Key_Escape)
    assert stage.cards["A"].harmony_tie == 0.5


def test_harmonies_are_shifted_and_scaled_from_the_menu(stage: Stage) -> None:
    stage.workspace.perform(set_harmony, {stage.cards["A"].id: 0.3})
    stage.select("A", "B")
    stage.view.actions_.bulk.shift_harmony.trigger()
    write(stage, "-.1")
    stage.key(Key.Key_Return)
    assert (stage.cards["A"].harmony_tie, stage.cards["B"].harmony_tie) == (0.2, 0.4)
    stage.view.actions_.bulk.scale_harmony.trigger()
    write(stage, "2")
    assert asked(stage).field.note == "0.20 to 0.40 becomes 0.10 to 0.50"
    stage.key(Key.Key_Return)
    assert (stage.cards["A"].harmony_tie, stage.cards["B"].harmony_tie) == (0.1, 0.5)
    assert stage.workspace.undo_stack.undoText() == "Scale harmony of 2 cards"
    assert stage.steps() == 3


def test_what_stops_at_an_end_says_so_before_it_is_done(stage: Stage) -> None:
    stage.workspace.perform(set_harmony, {stage.cards["A"].id: 0.95})
    stage.select("A", "B")
    stage.view.actions_.bulk.shift_harmony.trigger()
    write(stage, "0.2")
    assert asked(stage).field.note == "0.50 to 0.95 becomes 0.55 to 1.00. They stop together when one is at 1.00"
    stage.key(Key.Key_Escape)
    stage.key(Key.Key_B, CTRL)
    write(stage, "-2")
    assert asked(stage).field.note == "They stop together at the start of the story"
    stage.key(Key.Key_A, CTRL)
    write(stage, "6")
    assert asked(stage).field.note == "1 other card makes room"


def test_the_three_ways_are_switched_in_place(stage: Stage) -> None:
    stage.select("A", "B")
    press(stage, buttons(stage)["Set harmony"])
    scale = next(b for b in asked(stage).findChildren(QToolButton) if b.text() == "Scale")
    press(stage, scale)
    assert asked(stage).entry.hasFocus()
    assert asked(stage).entry.accessibleName() == "Harmony: Factor: 2 doubles the distances"
    asked(stage).middle.setCurrentIndex(1)  # type: ignore[attr-defined]
    write(stage, "0.5")
    stage.key(Key.Key_Return)
    assert stage.cards["A"].harmony_tie == 0.25


def test_a_decimal_comma_is_read(stage: Stage) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        stage.select("A", "B")
        stage.key(Key.Key_H, CTRL)
        write(stage, "0,75")
        stage.key(Key.Key_Return)
    finally:
        QLocale.setDefault(before)
    assert stage.cards["A"].harmony_tie == 0.75


def test_another_universe_takes_the_question_back(stage: Stage) -> None:
    stage.select("A", "B")
    stage.key(Key.Key_H, CTRL)
    write(stage, "0.1")
    stage.workspace.create_universe("Bore")
    assert not is_asked(stage)
    assert not stage.view.scene.ties
    assert bar(stage).isHidden()
