"""The open universe as the window sees it: its records, the undo stack, the selection, and what happened to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from weakref import ref

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QUndoCommand, QUndoStack

from ..domain.contents import Contents
from ..domain.edits import Edit
from ..domain.errors import InvalidValue, NotFound
from ..domain.storyboard import Card
from ..domain.universe import (
    Universe,
    adopt_universe,
    create_universe,
    duplicate_universe,
    remove_universe,
    rename_universe,
)
from ..storage.errors import StorageError

if TYPE_CHECKING:
    from ..domain.outline import Outline
    from ..storage.store import Store

P = ParamSpec("P")
UNDO_STEPS = 1000


class Workspace(QObject):
    """What the signed-in account has open. Every change of it goes through `perform`."""

    opened = Signal()
    """Another universe (or none) is open, or everything has to be shown again."""
    edited = Signal(Edit)
    """An edit was committed: done, undone or redone; views cannot tell which."""
    refused = Signal(str)
    """An edit breaks a rule; the sentence says which."""
    failed = Signal(str)
    """An edit could not be written; the sentence says what is safe and what to do."""
    saved = Signal(datetime)
    """A transaction was committed at this local time."""
    selection_changed = Signal()

    def __init__(self, store: Store, account_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.account_id = account_id
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_STEPS)
        self.contents: Contents | None = None
        self.universes: dict[int, Universe] = {u.id: u for u in store.list_universes()}
        self.selection: frozenset[int] = frozenset()

    @property
    def store(self) -> Store:
        return self._store

    def open_universe(self, universe_id: int | None, made_by: Edit | None = None) -> None:
        """Shows that universe; None, or one that is not there, shows none.

        One that an edit just brought with all that is in it (`made_by`, as committed) need not be read from the store.
        """
        try:
            contents = self._found(universe_id, made_by)
        except (StorageError, NotFound) as failure:
            self._tell(self.failed, failure)
            return
        self.contents = contents
        self.selection = frozenset()
        self.opened.emit()

    def _found(self, universe_id: int | None, made_by: Edit | None) -> Contents | None:
        if universe_id is None or universe_id not in self.universes:
            return None
        if made_by is not None:
            for change in made_by.of(Universe):
                if change.before is None and change.after is not None and change.after.id == universe_id:
                    return Contents(change.after).after(made_by)
        return self._store.get_contents(universe_id)

    def contents_of(self, universe_id: int) -> Contents:
        """The contents of any universe of the account, open or not; raises NotFound."""
        if self.contents is not None and self.contents.universe.id == universe_id:
            return self.contents
        return self._store.get_contents(universe_id)

    def list_outlines(self) -> dict[int, Outline]:
        """Every storyboard of the account in brief, by universe; none where the file can't be read, which is told."""
        try:
            return self._store.list_outlines()
        except StorageError as failure:
            self.failed.emit(str(failure))
            return {}

    def select(self, card_ids: Iterable[int]) -> None:
        """Selects cards of the open universe; ids that are not there are passed over."""
        cards = self.contents.cards if self.contents is not None else {}
        selection = frozenset(card_id for card_id in card_ids if card_id in cards)
        if selection != self.selection:
            self.selection = selection
            self.selection_changed.emit()

    def perform(self, verb: Callable[Concatenate[Contents, P], Edit], *args: P.args, **kwargs: P.kwargs) -> Edit | None:
        """Makes the edit that `verb` returns for the open universe; see `perform_edit`."""
        contents = self.contents
        if contents is None:
            return None
        return self.perform_edit(lambda: verb(contents, *args, **kwargs))

    def perform_edit(self, make: Callable[[], Edit], of: int | None = None) -> Edit | None:
        """Commits the edit that `make` returns, as one undo step, and gives it back as committed.

        `of`: the universe that is changed, where that is not the open one; who undoes it elsewhere is led there.

        A refusal (InvalidValue, NotFound) is announced by `refused`, a write that failed by `failed`, and both then by
        `opened`, so that every view shows again what is stored; then, and for an edit that changes nothing, None is
        returned.
        """
        try:
            edit = make()
        except (InvalidValue, NotFound) as refusal:
            self._tell(self.refused, refusal)
            return None
        except StorageError as failure:
            self._tell(self.failed, failure)
            return None
        if not edit:
            return None
        command = EditCommand(self, edit, of)
        self.undo_stack.push(command)
        return command.committed

    def create_universe(self, name: str) -> Edit | None:
        """Makes a universe and opens it."""
        return self.make_universe(lambda: create_universe(self.account_id, name))

    def make_universe(self, make: Callable[[], Edit]) -> Edit | None:
        """Makes the universe that an edit creates, with all that is in it, and opens it."""
        return self._open_made(self.perform_edit(make))

    def duplicate_universe(self, universe_id: int) -> Edit | None:
        """Copies any universe of the account and opens the copy."""
        return self._open_made(self.perform_edit(lambda: duplicate_universe(self.contents_of(universe_id))))

    def adopt_universe(self, read: Callable[[], Contents]) -> Edit | None:
        """Takes in a universe that comes from elsewhere and opens it; `read` may raise InvalidValue."""
        return self._open_made(self.perform_edit(lambda: adopt_universe(read(), self.account_id)))

    def add_universe(self, make: Callable[[], Edit]) -> Edit | None:
        """Makes a universe by any edit that creates one, and opens it."""
        return self._open_made(self.perform_edit(make))

    def rename_universe(self, universe_id: int, name: str) -> Edit | None:
        """Renames any universe of the account."""
        return self.perform_edit(lambda: rename_universe(self.contents_of(universe_id).universe, name))

    def remove_universe(self, universe_id: int) -> Edit | None:
        """Removes any universe of the account; when it was open, none is."""
        return self.perform_edit(
            lambda: remove_universe(self.contents_of(universe_id), self._store.list_snapshot_data(universe_id))
        )

    def _open_made(self, made: Edit | None) -> Edit | None:
        if made is not None:
            self.open_universe(next(c.record.id for c in made.of(Universe) if c.before is None), made)
        return made

    def commit(self, edit: Edit) -> Edit | None:
        """Writes the edit and announces it; None when it could not be written. For EditCommand alone."""
        try:
            committed = self._store.apply(edit)
        except (StorageError, NotFound) as failure:
            self._tell(self.failed, failure)
            return None
        for change in committed.of(Universe):
            if change.after is None:
                self.universes.pop(change.record.id, None)
            else:
                self.universes[change.after.id] = change.after
        self._follow(committed)
        self.edited.emit(committed)
        self.saved.emit(datetime.now().astimezone())
        return committed

    def _follow(self, edit: Edit) -> None:
        if self.contents is None:
            return
        if self.contents.universe.id not in self.universes:
            self.open_universe(None)
            return
        self.contents = self.contents.after(edit)
        if any(change.after is None for change in edit.of(Card)):
            self.select(self.selection)

    def _tell(self, signal: SignalInstance, error: Exception) -> None:
        """Says what went wrong, and has every view show again what is stored."""
        signal.emit(str(error))
        self.opened.emit()


class EditCommand(QUndoCommand):
    """The one undo command: an edit, where it was made, and what was selected before and after."""

    def __init__(self, workspace: Workspace, edit: Edit, of: int | None = None) -> None:
        super().__init__(edit.label.replace("&", "&&"))
        # Held weakly: the stack is the workspace's own. A last reference that went with one of its commands would take
        # the stack away while it is still being cleared, and the program with it.
        self._of = ref(workspace)
        self._next: Edit = edit
        self._homes = (_open_id(workspace),) if of is None else (of, _open_id(workspace))
        """Where what it changes is seen: in the first of these universes, and beside that in the other one."""
        self._selected_before = workspace.selection
        self._selected_after: frozenset[int] | None = None
        self.committed: Edit | None = None

    @property
    def _workspace(self) -> Workspace:
        workspace = self._of()
        assert workspace is not None
        return workspace

    def undo(self) -> None:
        self._selected_after = self._workspace.selection
        if self._travel(self._next):
            self._workspace.select(self._selected_before)

    def redo(self) -> None:
        if self._travel(self._next) and self._selected_after is not None:
            self._workspace.select(self._selected_after)

    def _travel(self, edit: Edit) -> bool:
        """Commits the edit and keeps its inverse for the way back; a failed one leaves the stack."""
        self._go_to_its_universe()
        try:
            committed = self._workspace.commit(edit)
        except BaseException:
            # A bug; what leaves redo() would leave the dead command on the stack.
            self.setObsolete(True)
            raise
        if committed is None:
            self.setObsolete(True)
            return False
        self._go_to_its_universe(committed)
        self.committed = committed
        self._next = committed.inverse()
        return True

    def _go_to_its_universe(self, committed: Edit | None = None) -> None:
        """Opens the universe where the edit was made: before the way back, and after a removal is taken back."""
        elsewhere = _open_id(self._workspace) not in self._homes
        if elsewhere and self._homes[0] in self._workspace.universes:
            self._workspace.open_universe(self._homes[0], committed)


def _open_id(workspace: Workspace) -> int | None:
    return workspace.contents.universe.id if workspace.contents is not None else None
