"""Undo has no holes: any edits taken back leave the identical rows, and made again the identical ones again."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.snapshots import remove_snapshot, take_snapshot
from harmonic_desktop.domain.universe import adopt_universe, create_universe, duplicate_universe, remove_universe
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.store import Store

from ..domain.strategies import contents, edits_of, names
from .files import values_of


class Story:
    """A store and the edits made through it, with all rows as they were before each."""

    def __init__(self, store: Store, account: Account) -> None:
        self.store = store
        self.account = account
        self.done: list[Edit] = []
        self.undone: list[Edit] = []
        self.rows = [values_of(store)]

    def apply(self, edit: Edit) -> None:
        if edit:
            committed = self.store.apply(edit)
            self.done.append(committed)
            self.rows.append(values_of(self.store))
            self._check_contents()

    def undo_all(self) -> None:
        while self.done:
            self.undone.append(self.store.apply(self.done.pop().inverse()))
            assert values_of(self.store) == self.rows[len(self.done)]

    def redo_all(self) -> None:
        while self.undone:
            self.done.append(self.store.apply(self.undone.pop().inverse()))
            assert values_of(self.store) == self.rows[len(self.done)]

    def open(self, data: st.DataObject) -> Contents | None:
        universes = self.store.list_universes()
        chosen = data.draw(st.sampled_from(universes)) if universes else None
        return self.store.get_contents(chosen.id) if chosen is not None else None

    def _check_contents(self) -> None:
        """What views follow edit by edit is what a fresh start would read."""
        for change in self.done[-1].inverse().changes:
            universe_id = getattr(change.record, "universe_id", change.record.id)
            if any(universe.id == universe_id for universe in self.store.list_universes()):
                now = self.store.get_contents(universe_id)
                assert now.after(self.done[-1]) == now


def step(story: Story, data: st.DataObject) -> None:
    """One thing that a person may do: mostly within a universe, now and then with a whole one."""
    opened = story.open(data)
    kind = data.draw(st.sampled_from(["within"] * 8 + ["create", "duplicate", "remove", "keep", "forget"]))
    if kind == "create" or opened is None:
        story.apply(create_universe(story.account.id, data.draw(names())))
    elif kind == "duplicate":
        story.apply(duplicate_universe(opened))
    elif kind == "remove":
        story.apply(remove_universe(opened, story.store.list_snapshot_data(opened.universe.id)))
    elif kind == "keep":
        story.apply(take_snapshot(opened, data.draw(names()), data.draw(st.binary(max_size=8))))
    elif kind == "forget" and opened.snapshots:
        forgotten = story.store.get_snapshot_data(data.draw(st.sampled_from(sorted(opened.snapshots))))
        story.apply(remove_snapshot(opened, forgotten))
    else:
        story.apply(data.draw(edits_of(opened)))


@settings(max_examples=60)
@given(start=contents(), data=st.data())
def test_any_sequence_of_edits_is_undone_and_redone_without_a_trace(start: Contents, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "universes.db")
        try:
            account = database.accounts.create(Account(-1, "Ida", "ida@example.org", ""))
            story = Story(database.store(account.id), account)
            story.apply(adopt_universe(start, account.id))
            for _ in range(data.draw(st.integers(1, 12))):
                step(story, data)
            story.undo_all()
            story.redo_all()
            story.undo_all()
        finally:
            database.close()
