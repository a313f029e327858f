"""Whoever takes a step back hears and reads which one it was."""

from __future__ import annotations

from harmonic_desktop.domain.storyboard import set_harmony

from .conftest import Desk
from .test_look_around import CARD, look_around


def test_undo_and_redo_say_which_step_was_taken(desk: Desk) -> None:
    look_around(desk)
    desk.workspace.perform(set_harmony, {desk.card(CARD).id: 0.05})
    label, told = desk.workspace.undo_stack.undoText(), desk.window.statusBar().currentMessage
    desk.keys("Ctrl+Z")
    assert label and told() == f"Undone: {label}"
    desk.keys("Ctrl+Shift+Z")
    assert told() == f"Done again: {label}"
    desk.workspace.perform(set_harmony, {desk.card(CARD).id: 0.5})
    assert told() == ""
