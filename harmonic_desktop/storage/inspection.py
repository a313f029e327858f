"""What kind of file a path leads to, found out without changing it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from .engine import APPLICATION_ID
from .errors import DatabaseDamaged, DatabaseForeign, DatabaseNewer, explained

REVISIONS = ("0001", "0002", "0003")
"""The revisions that this version knows, oldest first; the last is head. Written here so that Alembic, which is slow
to import, is not asked at every start."""

_NOTHING_OPENED = "nothing was opened or changed"
_WEB_TABLES = {
    "users": {"id", "username", "email", "password_hash", "created_at", "updated_at"},
    "universes": {
        "id",
        "name",
        "description",
        "gravity_constant",
        "environment_harmony",
        "creator_id",
        "created_at",
        "updated_at",
    },
    "physics_parameters": {"id", "universe_id", "parameter_name", "value", "unit"},
    "music_parameters": {"id", "universe_id", "parameter_name", "value", "instrument"},
    "storyboards": {
        "id",
        "universe_id",
        "plot_point",
        "description",
        "harmony_tie",
        "created_at",
        "updated_at",
    },
}


def find_revision(path: Path) -> str | None:
    """The revision of this program's file, or None for one of the web application, to be adopted; raises StorageError.

    A file of the web application has no mark of ours and no Alembic revision, and has the five tables with their
    columns. More tables, columns, indexes, views than those don't make it another's: they are kept.
    """
    with explained(path, _NOTHING_OPENED):
        if path.stat().st_size == 0:
            raise DatabaseDamaged(f"“{path.name}” is empty, so {_NOTHING_OPENED}; delete it, or open a backup of it.")
        with closing(_opened(path)) as connection:
            return _revision(connection, path)


def _opened(path: Path) -> sqlite3.Connection:
    """Opened so that it stays as it is: a file with a write-ahead log is not written back when it is closed again.

    Otherwise writing is allowed, for nothing is written but what SQLite has to put right after a crash.
    """
    mode = "ro" if path.with_name(path.name + "-wal").exists() else "rw"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    connection.execute("PRAGMA busy_timeout = 2000")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DatabaseDamaged(f"“{path.name}” is damaged, so {_NOTHING_OPENED}; keep it, and open a backup of it.")
    if mark not in (0, APPLICATION_ID) or not _has_web_tables(connection, tables):
        raise DatabaseForeign(
            f"“{path.name}” is another program’s database, so {_NOTHING_OPENED}; choose another file."
        )
    stamped = "alembic_version" in tables
    revisions = [r for (r,) in connection.execute("SELECT version_num FROM alembic_version")] if stamped else []
    if mark == 0 and not revisions:
        return None
    if mark == 0 or len(revisions) != 1 or revisions[0] not in REVISIONS:
        raise DatabaseNewer(
            f"“{path.name}” was written by a newer version of this program, so {_NOTHING_OPENED}; install that version."
        )
    return str(revisions[0])


def _has_web_tables(connection: sqlite3.Connection, tables: set[str]) -> bool:
    return all(
        table in tables and columns <= {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for table, columns in _WEB_TABLES.items()
    )
