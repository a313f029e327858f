"""A writer keeps a draft before a large change, and sees later what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from harmonic_desktop.domain.harmony import curve_of
from harmonic_desktop.domain.storyboard import remove_cards, set_harmony
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.snapshots.snapshot_dialog import SnapshotDialog

from .conftest import Desk
from .test_look_around import CARD, look_around


def take(desk: Desk, name: str) -> None:
    desk.keys("Ctrl+S")
    dialog = desk.dialog("takeSnapshotDialog")
    desk.write(dialog, "snapshotName", name)
    desk.keys("Return")
    desk.wait(lambda: any(s.name == name for s in desk.contents.snapshots.values()))


def listed(desk: Desk) -> SnapshotDialog:
    desk.action("Snapshots…").trigger()
    dialog = desk.dialog("snapshotDialog")
    assert isinstance(dialog, SnapshotDialog)
    return dialog


def names(dialog: SnapshotDialog) -> list[str]:
    items = (dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount()))
    return [item.text(0) for item in items if item is not None]


def test_a_draft_is_kept_and_what_changed_since_is_told(desk: Desk) -> None:
    look_around(desk)
    card = desk.card(CARD)
    take(desk, "Before the fire")
    desk.workspace.perform(set_harmony, {card.id: 0.05})
    desk.workspace.perform(remove_cards, [next(i for i in desk.contents.cards if i != card.id)])
    dialog = listed(desk)
    assert names(dialog) == ["Before the fire"]
    newest = dialog.list.topLevelItem(0)
    assert newest is not None and dialog.list.visualItemRect(newest).height() >= theme.TARGET
    assert dialog.since.text() == "Since then: 1 card removed, 1 card with another harmony."
    desk.close()
    desk.start()
    desk.wait(lambda: desk.workspace.contents is not None)
    dialog = listed(desk)
    assert dialog.since.text() == "Since then: 1 card removed, 1 card with another harmony."


def test_the_ghost_of_a_draft_is_shown_in_the_plot_until_it_is_gone(desk: Desk) -> None:
    look_around(desk)
    then = curve_of(desk.contents.cards.values())
    take(desk, "Draft")
    desk.workspace.perform(set_harmony, {desk.card(CARD).id: 0.05})
    dialog = listed(desk)
    QTest.mouseClick(dialog.ghost, Qt.MouseButton.LeftButton)
    ghost = desk.window.plot.overlays.ghost
    assert ghost is not None
    assert ghost[0].values.tolist() == then.values.tolist()
    assert ghost[1] == "Draft"
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    desk.wait(lambda: desk.window.plot.overlays.ghost is None)
    assert names(dialog) == []
    dialog.close()
    desk.keys("Ctrl+Z")
    assert [s.name for s in desk.contents.snapshots.values()] == ["Draft"]


def test_a_draft_is_renamed_in_its_list_and_undo_takes_that_back(desk: Desk) -> None:
    look_around(desk)
    take(desk, "Draft")
    dialog = listed(desk)
    QTest.keyClick(dialog.list, Qt.Key.Key_F2)
    editor = dialog.list.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "First draft")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.wait(lambda: [s.name for s in desk.contents.snapshots.values()] == ["First draft"])
    dialog.close()
    desk.keys("Ctrl+Z")
    assert [s.name for s in desk.contents.snapshots.values()] == ["Draft"]
    assert desk.workspace.undo_stack.canUndo(), "taking it is a step too"
    desk.keys("Ctrl+Z")
    assert not desk.contents.snapshots
    desk.keys("Ctrl+Shift+Z")
    assert listed(desk).since.text() == "No card has changed since then."


def test_a_draft_is_restored_in_one_step_and_undo_takes_that_back(desk: Desk) -> None:
    look_around(desk)
    card = desk.card(CARD)
    take(desk, "Draft")
    desk.workspace.perform(set_harmony, {card.id: 0.05})
    desk.workspace.perform(remove_cards, [i for i in desk.contents.cards if i != card.id])
    changed = desk.contents
    dialog = listed(desk)
    QTest.mouseClick(dialog.restore_button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: dialog.since.text() != "")
    assert len(desk.contents.cards) > 40
    assert desk.card(CARD).harmony_tie == card.harmony_tie
    assert desk.contents.snapshots == changed.snapshots
    dialog.close()
    desk.keys("Ctrl+Z")
    assert desk.contents.cards == changed.cards


def test_a_draft_is_opened_as_a_universe_of_its_own(desk: Desk) -> None:
    look_around(desk)
    take(desk, "Draft")
    QTest.mouseClick(listed(desk).copy_button, Qt.MouseButton.LeftButton)
    desk.wait_for_universe("Carrow Wheel (Draft)")
    assert len(desk.contents.cards) > 40
    assert not desk.contents.snapshots
    assert len(desk.workspace.universes) == 2


def test_an_empty_name_is_refused_beside_the_field(desk: Desk) -> None:
    look_around(desk)
    desk.keys("Ctrl+S")
    dialog = desk.dialog("takeSnapshotDialog")
    desk.write(dialog, "snapshotName", " ")
    desk.keys("Return")
    assert dialog.isVisible()
    assert "can’t be empty" in dialog.said.text()  # type: ignore[attr-defined]
    assert not desk.contents.snapshots
