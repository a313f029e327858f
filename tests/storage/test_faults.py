"""Crashes, full disks and failing statements: what was saved is there, and what was not leaves no trace."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit, created, new_id
from harmonic_desktop.domain.storyboard import change_card, create_card, duplicate_cards, set_harmony
from harmonic_desktop.domain.universe import create_universe, duplicate_universe, remove_universe
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.errors import (
    DatabaseDamaged,
    DatabaseLocked,
    DatabaseMissing,
    DatabaseReadOnly,
    DiskFull,
    StorageError,
    explained,
)
from harmonic_desktop.storage.store import Store

from .files import small_files, values_of

TOP = Path(__file__).parents[2]
# Makes cards until it is killed, and tells the number of each as soon as it is committed.
STORM = """
import os, sys
from pathlib import Path
from typing import Any, cast
from harmonic_desktop.domain.storyboard import create_card
from harmonic_desktop.storage.database import open_database

database = open_database(Path(sys.argv[1]))
store = database.store(1)
contents = store.get_contents(1)
for number in range(1_000_000):
    words = "x" * (number % 7 * 1000)
    contents = contents.after(store.apply(create_card(contents, 1, 4.0 * number, 4.0, str(number), words)))
    os.write(1, b"%d\\n" % number)
"""


@pytest.fixture
def contents(store: Store, account: Account) -> Contents:
    """A universe with one plotline and three cards."""
    contents = store.get_contents(store.apply(create_universe(account.id, "One")).changes[0].record.id)
    for start in (0.0, 4.0, 8.0):
        contents = contents.after(store.apply(create_card(contents, 1, start, 4.0, f"at {start}")))
    return contents


@pytest.mark.parametrize("survived", [1, 40, 150])
def test_what_was_saved_outlives_a_kill_in_a_storm_of_edits(
    database: Database, store: Store, account: Account, survived: int
) -> None:
    store.apply(create_universe(account.id, "One"))
    database.close()
    with subprocess.Popen([sys.executable, "-c", STORM, database.path], cwd=TOP, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(survived)]
        os.kill(writer.pid, signal.SIGKILL)
        told = [int(line) for line in [*lines, *writer.stdout]]
    again = open_database(database.path)
    cards = again.store(account.id).get_contents(1).cards.values()
    again.close()
    # One more may have been committed before it could be told.
    assert len(cards) in (len(told), len(told) + 1)
    assert [int(card.plot_point) for card in cards] == list(range(len(cards)))
    assert told == list(range(len(told)))


EDITS: dict[str, Callable[[Contents], Edit]] = {
    "change": lambda c: change_card(c, 1, plot_point="x"),
    "change of all": lambda c: set_harmony(c, dict.fromkeys(c.cards, 1.0)),
    "make": lambda c: duplicate_cards(c, c.cards),
    "duplicate": duplicate_universe,
    "remove": remove_universe,
}


class Unlucky:
    """A driver that fails at one of its statements."""

    def __init__(self, driver: sqlite3.Connection, number: int) -> None:
        self._driver = driver
        self._number = number
        self.tried: list[str] = []

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self._count(sql)
        return self._driver.execute(sql, *values)

    def executemany(self, sql: str, rows: Any) -> sqlite3.Cursor:
        self._count(sql)
        return self._driver.executemany(sql, rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def _count(self, sql: str) -> None:
        if sql not in ("COMMIT", "ROLLBACK"):
            self.tried.append(sql)
            if len(self.tried) == self._number + 1:
                raise sqlite3.OperationalError("no such luck")


@contextmanager
def failing_at(database: Database, number: int) -> Iterator[list[str]]:
    """Lets statement `number` (from 0, COMMIT not among them) fail; the list holds those that were tried."""
    driver = database.connection._driver
    assert driver is not None
    unlucky = Unlucky(driver, number)
    database.connection._driver = cast(sqlite3.Connection, unlucky)
    try:
        yield unlucky.tried
    finally:
        database.connection._driver = driver


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_whose_any_statement_fails_leaves_everything_as_it_was(
    database: Database, store: Store, contents: Contents, name: str
) -> None:
    edit = EDITS[name](contents)
    store.apply(store.apply(edit).inverse())  # what the store asks of the file but once
    before = values_of(store)
    with failing_at(database, 10_000) as all_statements:
        undone = store.apply(edit).inverse()
    store.apply(undone)
    for number in range(len(all_statements)):
        with failing_at(database, number), pytest.raises(StorageError, match=r"no such luck.*nothing was changed"):
            store.apply(edit)
        assert values_of(store) == before
    assert len(all_statements) >= 3
    assert store.apply(edit)


def test_an_account_whose_removal_fails_anywhere_keeps_everything(
    database: Database, store: Store, account: Account, contents: Contents
) -> None:
    before = values_of(store)
    number = 0
    while True:
        with failing_at(database, number) as tried:
            try:
                database.accounts.remove(account.id)
            except StorageError:
                assert values_of(store) == before
            if len(tried) <= number:
                break
        number += 1
    assert number >= 6
    assert values_of(store)["users"] == []


@contextmanager
def no_more_room(database: Database) -> Iterator[None]:
    """A full disk: the file may not grow."""
    with database.connection.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1")
    yield
    with database.connection.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")


def test_a_full_disk_keeps_what_was_there_and_says_so(database: Database, store: Store, contents: Contents) -> None:
    before = values_of(store)
    edit = change_card(contents, 1, description="x" * 100_000)
    with no_more_room(database), pytest.raises(DiskFull, match=r"disk is full.*nothing was changed; make room"):
        store.apply(edit)
    assert values_of(store) == before
    assert store.get_contents(contents.universe.id) == contents
    assert store.apply(edit)


def test_a_disk_that_fails_keeps_what_was_there_and_says_so(
    database: Database, store: Store, contents: Contents
) -> None:
    before = values_of(store)
    edit = change_card(contents, 1, description="x" * 100_000)
    with small_files(database.path.stat().st_size), pytest.raises(StorageError, match=r"IOERR.*nothing was changed"):
        store.apply(edit)
    assert values_of(store) == before
    assert store.apply(edit)
    database.close()
    open_database(database.path).close()


def test_a_disk_that_fails_as_the_transaction_ends_keeps_what_was_there(
    database: Database, store: Store, contents: Contents
) -> None:
    """So small a change waits in memory until COMMIT; then not even the journal can be written."""
    before = values_of(store)
    with small_files(0), pytest.raises(StorageError, match="nothing was changed"):
        store.apply(set_harmony(contents, {1: 1.0}))
    assert values_of(store) == before
    assert store.apply(set_harmony(contents, {1: 1.0}))


def test_a_bug_is_told_as_a_bug_without_words_of_the_story(store: Store, contents: Contents) -> None:
    before = values_of(store)
    wrong = replace(contents.cards[1], id=new_id(), start_beat=object())  # type: ignore[arg-type]
    edit = Edit("", (*set_harmony(contents, {1: 1.0}).changes, created(wrong)))
    with pytest.raises(sqlite3.ProgrammingError) as bug:
        store.apply(edit)
    assert contents.cards[1].plot_point not in str(bug.value)
    assert values_of(store) == before


@pytest.mark.parametrize(
    ("fault", "expected", "words"),
    [
        ("SQLITE_FULL", DiskFull, "The disk is full"),
        ("SQLITE_READONLY_DIRECTORY", DatabaseReadOnly, "can’t be written to"),
        ("SQLITE_CANTOPEN", DatabaseMissing, "can’t be reached"),
        ("SQLITE_BUSY_RECOVERY", DatabaseLocked, "in use by another program"),
        ("SQLITE_NOTADB", DatabaseDamaged, "not a database"),
        ("SQLITE_CORRUPT_INDEX", DatabaseDamaged, "is damaged"),
        ("SQLITE_IOERR_FSYNC", StorageError, "SQLITE_IOERR_FSYNC"),
        (28, DiskFull, "The disk is full"),
        (122, DiskFull, "The disk is full"),
        (13, DatabaseReadOnly, "can’t be written to"),
        (30, DatabaseReadOnly, "can’t be written to"),
        (2, DatabaseMissing, "can’t be reached"),
        (5, StorageError, "Input/output error"),
        (36, StorageError, "File name too long"),
    ],
)
def test_each_fault_is_told_in_one_sentence(fault: str | int, expected: type[StorageError], words: str) -> None:
    error: Exception = sqlite3.OperationalError("words for programmers")
    if isinstance(fault, str):
        error.sqlite_errorname = fault  # type: ignore[attr-defined]
    else:
        error = OSError(fault, os.strerror(fault))
    with pytest.raises(expected) as told, explained(Path("/somewhere/x.db"), "nothing was changed"):
        raise error
    message = str(told.value)
    assert words in message
    assert "so nothing was changed; " in message
    assert message.endswith(".") and message.count(". ") == 0
    assert "words for programmers" not in message
