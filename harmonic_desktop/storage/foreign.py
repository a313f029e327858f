"""Universes of another database file, ours or the web application's: read from a copy, the file itself left alone."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from time import monotonic

from ..domain.contents import Contents
from .connection import APPLICATION_ID
from .database import open_database
from .errors import DatabaseDamaged, DatabaseForeign, StorageError, explained
from .inspection import find_revision
from .repositories import CARDS, MARKERS, MUSIC, PHYSICS, PLOTLINES, SNAPSHOT_DATA, SNAPSHOTS, UNIVERSES

MAGIC = b"SQLite format 3\x00"
LARGEST = 2_000_000_000
"""No larger file is copied, in bytes."""
DEADLINE = 60.0
"""Seconds that looking at a file may take; more is a trap."""
_SAFE = "nothing was taken from it"
_REPOSITORIES = (UNIVERSES, PHYSICS, MUSIC, PLOTLINES, CARDS, MARKERS, SNAPSHOTS, SNAPSHOT_DATA)
_TABLES = {"users", *(repository.table for repository in _REPOSITORIES)}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_STEPS_BETWEEN_LOOKS = 100_000


@dataclass(frozen=True, slots=True)
class Found:
    """A universe of another file, and who it belongs to there."""

    owner: str
    contents: Contents


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite’s do."""
    try:
        if not path.is_file():  # a pipe would be waited for without end
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def list_foreign(path: Path, own: Path, heed: Callable[[float], object] = lambda share: None) -> list[Found]:
    """All universes of all accounts of a file, by owner and name; raises StorageError.

    `own` is the database that is open: closing a copy of it would let go of its lock, so it is never looked into.
    `heed` is called now and then, and may raise to give up.
    """
    with explained(path, _SAFE):
        if own.exists() and path.samefile(own):
            raise DatabaseForeign("That is the database that is open now; its universes are in the list already.")
        if path.stat().st_size > LARGEST:
            raise StorageError(f"“{path.name}” is larger than {LARGEST // 10**9} GB, so {_SAFE}.")
        for suffix in ("-wal", "-journal"):
            beside = path.with_name(path.name + suffix)
            if beside.exists() and beside.stat().st_size:
                raise StorageError(
                    f"“{path.name}” is open in another program, or was not closed properly, so {_SAFE}; "
                    "close it there, or open and close it once with that program."
                )
        _check(path)
        with tempfile.TemporaryDirectory(prefix="harmonic-import-") as folder:
            copy = Path(folder) / "copy.db"
            copyfile(path, copy)
            return _read(copy, heed)


def _check(path: Path) -> None:
    """Refuses what a sound file of ours can't have, before anything of its schema is used."""
    find_revision(path, read_only=True)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)) as connection:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        with _deadline(connection, path):
            marks = connection.execute("PRAGMA application_id").fetchone()
            for name, kind, sql in connection.execute("SELECT name, type, sql FROM sqlite_master").fetchall():
                is_ours = str(name).lower() in _TABLES
                if is_ours and (kind != "table" or str(sql).upper().startswith("CREATE VIRTUAL")):
                    raise DatabaseForeign(f"“{path.name}” has “{name}” as something else than a table, so {_SAFE}.")
                if kind == "trigger" and marks == (APPLICATION_ID,):
                    raise DatabaseForeign(f"“{path.name}” has triggers, which this program never makes, so {_SAFE}.")
            for table in _TABLES:
                if any(row[6] in (2, 3) for row in connection.execute(f"PRAGMA table_xinfo({table})")):
                    raise DatabaseForeign(f"“{path.name}” has computed columns, so {_SAFE}.")


@contextmanager
def _deadline(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    until = monotonic() + DEADLINE
    connection.set_progress_handler(lambda: monotonic() > until, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise DatabaseDamaged(f"Looking into “{path.name}” takes too long, so {_SAFE}.") from error
        raise


def _read(copy: Path, heed: Callable[[float], object]) -> list[Found]:
    """Everything in a copy, brought up to date where it is of an older version."""
    database = open_database(copy)
    try:
        found = []
        for account in database.accounts.list_accounts():
            store = database.store(account.id)
            universes = sorted(store.list_universes(), key=lambda universe: (universe.name.casefold(), universe.id))
            for universe in universes:
                heed(0.0)
                found.append(Found(account.username, store.get_contents(universe.id)))
        return found
    finally:
        database.close()
