"""A database on a temporary file with an account in it, and ways to look at all that stands in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "universes.db")
    yield database
    database.close()


@pytest.fixture
def account(database: Database) -> Account:
    return database.accounts.create(Account(new_id(), "Ida", "ida@example.org", "hash"))


@pytest.fixture
def store(database: Database, account: Account) -> Store:
    return database.store(account.id)
