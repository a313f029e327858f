"""Snapshots in a real file: written whole, read when asked for, and nobody else's."""

from __future__ import annotations

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.domain.errors import NotFound
from harmonic_desktop.domain.snapshots import remove_snapshot, take_snapshot
from harmonic_desktop.domain.universe import Universe, create_universe, remove_universe
from harmonic_desktop.storage.database import Database
from harmonic_desktop.storage.errors import StorageError
from harmonic_desktop.storage.store import Store

DATA = bytes(range(256)) * 40


@pytest.fixture
def story(store: Store, account: Account) -> Contents:
    made = store.apply(create_universe(account.id, "Carrow"))
    contents = store.get_contents(made.of(Universe)[0].record.id)
    return contents.after(store.apply(take_snapshot(contents, "Draft", DATA)))


def test_a_snapshot_is_listed_with_its_time_and_holds_every_byte(store: Store, story: Contents) -> None:
    (listed,) = store.get_contents(story.universe.id).snapshots.values()
    assert (listed.name, listed.card_count) == ("Draft", 0)
    assert listed.created_at is not None
    assert store.get_snapshot_data(listed.id).data == DATA
    assert listed == story.snapshots[listed.id]


def test_another_account_finds_none(database: Database, store: Store, story: Contents) -> None:
    other = database.store(database.accounts.create(Account(new_id(), "Bo", "bo@example.org", "hash")).id)
    (listed,) = story.snapshots
    with pytest.raises(NotFound):
        other.get_snapshot_data(listed)
    assert other.list_snapshot_data(story.universe.id) == []
    with pytest.raises(NotFound):
        other.apply(remove_snapshot(story, store.get_snapshot_data(listed)))
    assert store.get_snapshot_data(listed).data == DATA


def test_a_removed_universe_comes_back_with_its_snapshots(store: Store, story: Contents) -> None:
    universe_id = story.universe.id
    with pytest.raises(StorageError, match="More is in there than was shown"):
        store.apply(remove_universe(story))
    gone = store.apply(remove_universe(story, store.list_snapshot_data(universe_id)))
    assert store.list_snapshot_data(universe_id) == []
    store.apply(gone.inverse())
    assert store.get_contents(universe_id) == story
    assert [kept.data for kept in store.list_snapshot_data(universe_id)] == [DATA]
