"""The bar of the selection and its questions: by mouse and by keys, each one edit and one step back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from harmonic_desktop.domain.storyboard import set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.timeline.popover import Popover

if TYPE_CHECKING:
    from .conftest import Stage

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def bar(stage: Stage) -> QWidget:
    return stage.view.selection_bar


def buttons(stage: Stage) -> dict[str, QToolButton]:
    return {b.accessibleName(): b for b in bar(stage).findChildren(QToolButton) if b.isVisible()}


def press(stage: Stage, widget: QWidget) -> None:
    """Clicks a widget through the window, as a hand does."""
    QApplication.processEvents()
    stage.click(widget.mapTo(stage.view.window(), widget.rect().center()))


def asked(stage: Stage) -> Popover:
    (open_one,) = [p for p in stage.view.findChildren(Popover) if p.isVisible()]
    return open_one


def is_asked(stage: Stage) -> bool:
    return any(p.isVisible() for p in stage.view.findChildren(Popover))


def write(stage: Stage, text: str) -> None:
    assert asked(stage).entry.hasFocus()
    stage.type(text)


def rows(stage: Stage) -> list[tuple[object, ...]]:
    """Every card as the file has it, but for the time at which it was written."""
    contents = stage.workspace.contents
    assert contents is not None
    stored = stage.workspace.store.get_contents(contents.universe.id).cards.values()
    return sorted(
        (c.id, c.plotline_id, c.plot_point, c.harmony_tie, c.start_beat, c.duration_beats, c.created_at) for c in stored
    )


# the bar --------------------------------------------------------------------------------------------------------------


def test_the_bar_shows_while_two_or_more_cards_are_selected(stage: Stage) -> None:
    stage.click(stage.at(2))
    assert bar(stage).isHidden()
    stage.click(stage.at(6), CTRL)
    assert bar(stage).isVisible()
    assert bar(stage).accessibleName() == "Selection bar, 2 cards"
    stage.key(Key.Key_Escape)
    assert bar(stage).isHidden()


def test_the_bar_is_gone_while_anything_is_dragged(stage: Stage) -> None:
    stage.select("A", "B")
    stage.hold(stage.at(2), stage.at(4))
    assert bar(stage).isHidden()
    stage.key(Key.Key_Escape)
    assert bar(stage).isVisible()
    stage.release(stage.at(4))
    stage.hold(stage.at(19), stage.at(3, row=1))
    assert len(stage.view.scene.selection) > 1
    assert bar(stage).isHidden()
    stage.release(stage.at(3, row=1))
    assert bar(stage).isVisible()


def test_the_bar_lies_at_the_foot_of_the_canvas_in_the_middle(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    room, place = stage.view.viewport().geometry(), bar(stage).geometry()
    assert room.contains(place)
    assert abs(place.center().x() - room.center().x()) <= 1
    assert room.bottom() - place.bottom() == 2 * theme.SPACE


def test_a_narrow_canvas_keeps_fewer_buttons_and_more_has_them_all(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    many = set(buttons(stage))
    stage.view.resize(520, 420)
    QApplication.processEvents()
    few = set(buttons(stage))
    assert few < many
    assert {"Move by", "Set plotline", "Set harmony", "More for the selection"} <= few
    assert stage.view.viewport().geometry().contains(bar(stage).geometry())
    menu = buttons(stage)["More for the selection"].defaultAction().menu()
    assert isinstance(menu, QMenu)
    texts = {action.text().rstrip("…") for action in menu.actions()}
    assert many - {"More for the selection"} <= texts
    assert "Close gaps" not in few
    stage.view.resize(1700, 420)
    QApplication.processEvents()
    assert buttons(stage)["Close gaps"].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_a_low_canvas_has_no_bar_but_still_asks(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    stage.view.resize(900, 190)
    QApplication.processEvents()
    assert bar(stage).isHidden()
    stage.key(Key.Key_H, CTRL)
    assert asked(stage).pos().y() >= 0
    stage.view.resize(900, 420)
    QApplication.processEvents()
    assert bar(stage).isVisible()
    assert stage.view.rect().contains(asked(stage).geometry())
    assert asked(stage).geometry().bottom() < bar(stage).geometry().top()
    stage.key(Key.Key_Escape)
    assert stage.view.hasFocus()


def test_every_button_is_large_enough_has_a_name_and_says_its_key(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    for name, button in buttons(stage).items():
        assert name
        assert button.toolTip()
        assert min(button.width(), button.height()) >= theme.TARGET
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert buttons(stage)["Copy cards"].toolTip() == "Copy cards (Ctrl+C)"
    assert buttons(stage)["Remove cards"].toolTip() == "Remove cards (Del)"


def test_a_press_on_the_bar_is_none_on_the_cards_beneath(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    beside = bar(stage).mapTo(stage.view.window(), QPoint(4, 4))
    stage.drag(beside, beside + QPoint(60, -60))
    assert len(stage.selected()) == 5
    assert not stage.view.pointer.is_busy


def test_the_wheel_over_the_bar_scrolls_the_story_beneath(stage: Stage) -> None:
    stage.key(Key.Key_A, CTRL)
    scale = stage.view.scene.camera.scale
    scale.set_end(400.0)
    middle = bar(stage).rect().center()
    event = QWheelEvent(
        QPointF(middle), QPointF(bar(stage).mapToGlobal(middle)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        SHIFT, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(bar(stage), event)
    assert scale.left_beat == 3.0


def test_the_keyboard_goes_into_the_bar_and_back(stage: Stage) -> None:
    stage.select("A", "B")
    stage.key(Key.Key_F6)
    assert buttons(stage)["Move by"].hasFocus()
    stage.key(Key.Key_Right)
    assert buttons(stage)["Set plotline"].hasFocus()
    stage.key(Key.Key_Left)
    stage.key(Key.Key_Left)
    assert buttons(stage)["More for the selection"].hasFocus()
    stage.key(Key.Key_Escape)
    assert stage.view.hasFocus()
    assert stage.selected() == {"A", "B"}


def test_the_focus_goes_back_to_the_canvas_with_the_bar(stage: Stage) -> None:
    stage.select("A", "B")
    stage.key(Key.Key_F6)
    button = buttons(stage)["Remove cards"]
    button.setFocus()
    stage.key(Key.Key_Space)
    assert stage.spans().keys() == {"C", "D", "E"}
    assert bar(stage).isHidden()
    assert stage.view.hasFocus()


def test_a_card_that_is_revealed_is_not_under_the_bar(stage: Stage) -> None:
    stage.view.resize(900, 260)
    QApplication.processEvents()
    stage.select("B")
    for key in (Key.Key_Left, Key.Key_Down):
        stage.key(key, SHIFT)
    assert bar(stage).isVisible()
    card = stage.view.scene.card(stage.view.scene.current)
    assert card is not None
    rect = stage.view.scene.rect_of(card)
    assert rect.bottom() <= stage.view.viewport().height() - stage.view.selection_bar.covered
    assert rect.top() >= 0


# the questions --------------------------------------------------------------------------------------------------------


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
    stage.key(Key.Key_F6)
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


# what is done at once -------------------------------------------------------------------------------------------------


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
