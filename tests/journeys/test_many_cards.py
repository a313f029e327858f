"""Many cards at once in the whole program: what is typed shows in the plot, and cards go from universe to universe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from harmonic_desktop.ui.timeline.popover import Popover

if TYPE_CHECKING:
    from .conftest import Desk


def look_around(desk: Desk) -> None:
    desk.start()
    desk.click(desk.dialog("welcomeDialog"), "lookAround")
    desk.wait_for_universe("Carrow Wheel")
    desk.window.timeline.setFocus(Qt.FocusReason.OtherFocusReason)


def first_card(desk: Desk) -> None:
    """Clicks the first card of the story."""
    cards = desk.contents.cards.values()
    card = min(cards, key=lambda card: (card.start_beat, card.id))
    desk.click_at(desk.window.timeline.viewport(), desk.card_centre(card))


def asked(desk: Desk) -> Popover:
    return next(p for p in desk.window.findChildren(Popover) if p.isVisible())


def test_a_harmony_typed_for_a_plotline_shows_in_the_plot_before_it_is_set(desk: Desk) -> None:
    look_around(desk)
    first_card(desk)
    desk.keys("Ctrl+Shift+A")
    chosen = desk.workspace.selection
    before = {i: desk.contents.cards[i].harmony_tie for i in chosen}
    assert len(chosen) > 5
    assert desk.window.selection_label.text() == f"{len(chosen)} cards selected"
    desk.keys("F6")
    desk.keys("Right")
    desk.keys("Right")
    desk.keys("Return")
    for key in "0.2":
        desk.keys(key)
    shown = desk.window.timeline.scene.ties
    assert shown == dict.fromkeys(chosen, 0.2)
    assert {desk.contents.cards[i].harmony_tie for i in chosen} == set(before.values())
    desk.keys("Return")
    assert {desk.contents.cards[i].harmony_tie for i in chosen} == {0.2}
    assert desk.window.statusBar().currentMessage() == f"Set harmony of {len(chosen)} cards: done"
    desk.keys("Ctrl+Z")
    assert {i: desk.contents.cards[i].harmony_tie for i in chosen} == before
    assert desk.workspace.selection == chosen


def test_cards_are_copied_from_one_universe_to_another(desk: Desk) -> None:
    look_around(desk)
    first_card(desk)
    desk.keys("Ctrl+Shift+A")
    chosen = [desk.contents.cards[i] for i in desk.workspace.selection]
    plotline = desk.contents.plotlines[chosen[0].plotline_id]
    desk.keys("Ctrl+C")
    assert desk.window.statusBar().currentMessage() == f"{len(chosen)} cards copied"
    desk.window.universes.create("Bore")
    desk.keys("Return")
    desk.window.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.keys("Ctrl+V")
    pasted = desk.contents.cards.values()
    assert sorted(c.plot_point for c in pasted) == sorted(c.plot_point for c in chosen)
    assert {desk.contents.plotlines[c.plotline_id].name for c in pasted} == {plotline.name}
    assert desk.workspace.selection == desk.contents.cards.keys()
    assert any(b.isVisible() for b in desk.window.timeline.selection_bar.findChildren(QToolButton))
    desk.keys("Ctrl+Z")
    assert desk.contents.cards == {}
    assert [p.name for p in desk.contents.plotlines.values()] == ["Main"]


def test_a_paste_that_can_not_be_read_is_said_in_the_window_and_changes_nothing(desk: Desk) -> None:
    look_around(desk)
    first_card(desk)
    desk.keys("Ctrl+C")
    before = desk.contents
    QGuiApplication.clipboard().setText("A storm\t\tvery high\n")
    desk.keys("Ctrl+V")
    assert desk.window.message_bar.sentence == "Line 1 can’t be pasted: “very high” is not a number."
    assert desk.contents.cards == before.cards


def test_a_question_that_is_left_by_a_click_on_the_plot_leaves_everything_as_it_was(desk: Desk) -> None:
    look_around(desk)
    first_card(desk)
    desk.keys("Ctrl+Shift+A")
    before = desk.contents
    desk.keys("Ctrl+H")
    desk.keys("1")
    assert asked(desk).field.note
    desk.click_at(desk.window.plot, desk.window.plot.rect().center())
    assert not any(p.isVisible() for p in desk.window.findChildren(Popover))
    assert not desk.window.timeline.scene.ties
    assert desk.contents is before
    assert not desk.workspace.undo_stack.canUndo()
