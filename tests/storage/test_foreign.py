"""Universes of another database are read from a copy; the file stays as it is, and a trap is told from a database."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.edits import new_id
from harmonic_desktop.domain.universe import create_universe
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.errors import StorageError
from harmonic_desktop.storage.foreign import is_database, list_foreign

from .web_application import make_web_file


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A closed database of ours with two accounts."""
    database = open_database(tmp_path / "other.db")
    for name in ("Ida", "Bo"):
        account = database.accounts.create(Account(new_id(), name, f"{name}@example.org", "hash"))
        for title in ("B", "A"):
            database.store(account.id).apply(create_universe(account.id, f"{title} of {name}"))
    database.close()
    return tmp_path / "other.db"


def test_universes_of_all_accounts_are_found_and_the_file_stays_as_it_is(other: Path, database: Database) -> None:
    before = digest(other)
    found = list_foreign(other, database.path)
    assert [(one.owner, one.contents.universe.name) for one in found] == [
        ("Ida", "A of Ida"), ("Ida", "B of Ida"), ("Bo", "A of Bo"), ("Bo", "B of Bo"),
    ]  # fmt: skip
    assert digest(other) == before
    assert [path.name for path in other.parent.iterdir() if path.name.startswith("other")] == ["other.db"]


def test_the_web_applications_file_is_read_whatever_is_in_it(tmp_path: Path, database: Database) -> None:
    web = make_web_file(tmp_path / "web.db")
    before = digest(web)
    found = list_foreign(web, database.path)
    assert {one.contents.universe.id for one in found} == {1, 2, 3, 4611686018427387904}
    assert [len(one.contents.cards) for one in found if one.contents.universe.id == 1] == [3]
    assert all(card.plotline_id for one in found for card in one.contents.cards.values())
    assert digest(web) == before


def test_the_database_that_is_open_is_never_looked_into(database: Database, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(database.path)
    for path in (database.path, link):
        with pytest.raises(StorageError, match="open now"):
            list_foreign(path, database.path)
    with pytest.raises(sqlite3.OperationalError):
        run(database.path, "SELECT 1; CREATE TABLE x (y)")


def _with(script: str) -> Callable[[Path], None]:
    return lambda path: run(path, script)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:3000]), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:100] + bytes(4000) + path.read_bytes()[4100:]), "damaged"),
        (_with("CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM users; END"), "triggers"),
        (_with("ALTER TABLE storyboards RENAME TO s; CREATE VIEW storyboards AS SELECT * FROM s"), "damaged"),
        (_with("ALTER TABLE markers ADD COLUMN twice INT GENERATED ALWAYS AS (colour * 2)"), "computed"),
        (_with("DROP TABLE markers; CREATE VIRTUAL TABLE markers USING fts5(id)"), "something else"),
        (_with("UPDATE alembic_version SET version_num = '9999'"), "newer version"),
        (_with("PRAGMA application_id = 77"), "another program"),
        (lambda path: path.with_name("other.db-wal").write_bytes(b"x"), "not closed properly"),
        (lambda path: path.unlink(), "can’t be reached"),
    ],
    ids=["cut", "overwritten", "trigger", "view", "computed", "virtual", "newer", "foreign", "open", "gone"],
)  # fmt: skip
def test_a_file_that_is_a_trap_or_a_ruin_is_refused_as_it_is(
    other: Path, database: Database, harm: Callable[[Path], object], words: str
) -> None:
    harm(other)
    before = digest(other) if other.exists() else ""
    with pytest.raises(StorageError, match=words):
        list_foreign(other, database.path)
    assert (digest(other) if other.exists() else "") == before


def test_a_database_is_told_by_how_it_begins(other: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("SQLite format 3")
    assert is_database(other)
    assert not is_database(tmp_path / "text.db")
    assert not is_database(tmp_path / "gone.db")
