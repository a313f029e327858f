"""What the workspace promises: one road for every edit, undo along it, and a refusal that changes nothing."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import create_card, move_cards, remove_cards, set_harmony
from harmonic_desktop.domain.universe import rename_universe, set_environment_harmony
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.errors import StorageError
from harmonic_desktop.ui.workspace import Workspace


def _lane(workspace: Workspace) -> int:
    assert workspace.contents is not None
    return workspace.contents.ordered_plotlines()[0].id


def _add_card(workspace: Workspace, beat: float, name: str = "Storm") -> int:
    assert workspace.perform(create_card, _lane(workspace), beat, 4.0, name) is not None
    assert workspace.contents is not None
    return max(workspace.contents.cards)


def test_a_new_universe_is_open_and_stored(workspace: Workspace) -> None:
    assert workspace.contents is not None
    assert workspace.contents.universe.name == "Aria"
    assert [u.name for u in workspace.store.list_universes()] == ["Aria"]


def test_undo_puts_the_card_back_and_selects_it_again(workspace: Workspace) -> None:
    card = _add_card(workspace, 0.0)
    workspace.select([card])
    workspace.perform(remove_cards, [card])
    assert workspace.selection == frozenset()
    workspace.undo_stack.undo()
    assert workspace.contents is not None
    assert workspace.contents.cards[card].plot_point == "Storm"
    assert workspace.selection == {card}


def test_what_is_shown_is_what_is_stored_after_every_step(workspace: Workspace) -> None:
    first, second = _add_card(workspace, 0.0), _add_card(workspace, 8.0, "Calm")
    workspace.perform(move_cards, [first], 6.0)
    workspace.perform(set_harmony, {second: 0.25})
    for step in (workspace.undo_stack.undo, workspace.undo_stack.undo, workspace.undo_stack.redo):
        step()
        assert workspace.contents is not None
        assert workspace.contents == workspace.store.get_contents(workspace.contents.universe.id)


def test_one_edit_is_one_step_named_after_it(workspace: Workspace) -> None:
    steps = workspace.undo_stack.count()
    _add_card(workspace, 0.0, "Salt & fire")
    card = _add_card(workspace, 8.0, "Salt & fire")
    workspace.perform(move_cards, [card], 1.0)
    assert workspace.undo_stack.count() == steps + 3
    # A single & would underline the next letter in the menu.
    assert workspace.undo_stack.undoText() == "Move “Salt && fire”"


def test_a_refusal_is_told_and_changes_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    before = workspace.contents
    with qtbot.waitSignal(workspace.opened), qtbot.waitSignal(workspace.refused) as refused:
        assert workspace.perform(set_environment_harmony, 7.5) is None
    assert "from 0 to 1" in refused.args[0]
    assert workspace.contents == before
    assert workspace.undo_stack.count() == 1


def test_a_write_that_fails_leaves_window_and_stack_at_what_is_stored(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = _add_card(workspace, 0.0)
    before, steps = workspace.contents, workspace.undo_stack.count()

    def full(edit: Edit) -> Edit:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(workspace.store, "apply", full, raising=True)
    with qtbot.waitSignals([workspace.failed, workspace.opened]):
        assert workspace.perform(set_harmony, {card: 0.5}) is None
    monkeypatch.undo()
    assert workspace.contents == before
    assert workspace.undo_stack.count() == steps
    assert workspace.perform(set_harmony, {card: 0.5}) is not None


def test_an_undo_that_fails_leaves_what_is_stored(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add_card(workspace, 0.0)
    before = workspace.contents

    def full(edit: Edit) -> Edit:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(workspace.store, "apply", full)
    with qtbot.waitSignal(workspace.failed):
        workspace.undo_stack.undo()
    monkeypatch.undo()
    assert workspace.contents == before == workspace.store.get_contents(before.universe.id if before else 0)


def test_a_universe_that_can_not_be_read_is_told_and_the_open_one_stays(
    workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workspace.contents
    assert before is not None
    workspace.create_universe("Second")
    second = workspace.contents

    def broken(universe_id: int) -> None:
        raise StorageError("The file can’t be read.")

    monkeypatch.setattr(workspace.store, "get_contents", broken)
    with qtbot.waitSignal(workspace.failed):
        workspace.open_universe(before.universe.id)
    with qtbot.waitSignal(workspace.failed):
        assert workspace.duplicate_universe(before.universe.id) is None
    assert workspace.contents == second


def test_undo_goes_back_to_the_universe_where_the_edit_was_made(workspace: Workspace) -> None:
    assert workspace.contents is not None
    first = workspace.contents.universe.id
    _add_card(workspace, 0.0)
    workspace.create_universe("Second")
    workspace.undo_stack.undo()
    assert workspace.contents.universe.id == first
    workspace.undo_stack.undo()
    assert not workspace.contents.cards


def test_a_removed_universe_comes_back_open_with_all_in_it_and_the_same_ids(workspace: Workspace) -> None:
    _add_card(workspace, 0.0)
    before = workspace.contents
    assert before is not None
    workspace.remove_universe(before.universe.id)
    assert workspace.contents is None
    assert workspace.universes == {}
    workspace.undo_stack.undo()
    assert workspace.contents == before


def test_the_list_follows_a_rename(workspace: Workspace) -> None:
    assert workspace.contents is not None
    universe = workspace.contents.universe
    workspace.perform(lambda contents: rename_universe(contents.universe, "Ayre"))
    assert workspace.universes[universe.id].name == "Ayre"
    workspace.undo_stack.undo()
    assert workspace.universes[universe.id].name == "Aria"


def test_two_hundred_steps_can_be_undone(workspace: Workspace) -> None:
    card = _add_card(workspace, 0.0)
    for step in range(200):
        workspace.perform(set_harmony, {card: (step + 1) / 200})
    for _ in range(200):
        workspace.undo_stack.undo()
    assert workspace.contents is not None
    assert workspace.contents.cards[card].harmony_tie == 0.0


def test_a_workspace_goes_with_its_last_reference_and_its_undo_stack_with_it(tmp_path: Path, qapp: object) -> None:
    database = open_database(tmp_path / "story.db")
    account = database.accounts.create(Account(-1, "ada", "ada@example.org", "$2b$04$x"))
    workspace = Workspace(database.store(account.id), account.id)
    workspace.create_universe("Aria")
    _add_card(workspace, 0.0)
    stack, gone = workspace.undo_stack, ref(workspace)
    gc.disable()  # nobody has to look for it
    try:
        del workspace
        assert gone() is None and not isValid(stack)
    finally:
        gc.enable()
        database.close()
