"""What kind of file a path leads to, found out without changing it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from .connection import APPLICATION_ID
from .errors import DatabaseDamaged, DatabaseForeign, DatabaseNewer, explained

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""The revisions that this version knows, oldest first; the last is head. They are written here because Alembic, which
could tell, takes long to import at every start."""

_WEB_TABLES = {
    "users": {"id", "username", "email", "password_hash", "created_at", "updated_at"},
    "universes": {
        *("id", "name", "description", "gravity_constant", "environment_harmony", "creator_id"),
        *("created_at", "updated_at"),
    },
    "physics_parameters": {"id", "universe_id", "parameter_name", "value", "unit"},
    "music_parameters": {"id", "universe_id", "parameter_name", "value", "instrument"},
    "storyboards": {"id", "universe_id", "plot_point", "description", "harmony_tie", "created_at", "updated_at"},
}
_SMALLEST = 512
"""The least a database can have, in bytes: SQLite takes a shorter file for an empty one."""
_SAFE = "nothing was opened or changed"
_NO_FILE = f"“{{name}}” is not a file, so {_SAFE}; choose another one."
_EMPTY = f"“{{name}}” is empty, so {_SAFE}; move it away to begin anew, or open a backup of it."
_NO_DATABASE = f"“{{name}}” is not a database, so {_SAFE}; choose another file."
_DAMAGED = f"“{{name}}” is damaged, so {_SAFE}; keep it as it is, and open a backup of it."
_FOREIGN = f"“{{name}}” is another program’s database, so {_SAFE}; choose another file."
_NEWER = f"“{{name}}” was written by a newer version of this program, so {_SAFE}; open it with that version."
_MANAGED = f"“{{name}}” has a schema version that this program doesn’t know, so {_SAFE}; choose another file."


def find_revision(path: Path, *, read_only: bool = False) -> str | None:
    """The revision of a file of this program, or None for one of the web application; raises StorageError for others.

    A file of the web application has neither our mark nor an Alembic revision, but its five tables with their columns.
    One that Alembic made at a desk has our revision and no mark yet.
    It may hold more tables, columns, indexes, triggers and views: nobody loses a universe over a table of sessions.
    """
    with explained(path, _SAFE):
        if not path.is_file():
            raise DatabaseForeign(_NO_FILE.format(name=path.name))
        if path.stat().st_size == 0:
            raise DatabaseDamaged(_EMPTY.format(name=path.name))
        if path.stat().st_size < _SMALLEST:
            raise DatabaseDamaged(_NO_DATABASE.format(name=path.name))
        with closing(_opened(path, read_only)) as connection:
            return _revision(connection, path.name)


def _opened(path: Path, read_only: bool) -> sqlite3.Connection:
    """Opened so that it stays as it is: what is in a write-ahead log is not moved into the file on closing.

    Where there is no such log, writing is allowed: nothing is written but what SQLite puts right after a crash.
    """
    mode = "ro" if read_only or path.with_name(f"{path.name}-wal").exists() else "rw"
    connection = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None)
    for pragma in ("busy_timeout = 2000", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _revision(connection: sqlite3.Connection, name: str) -> str | None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    complete = _has_web_tables(connection)
    if mark not in (0, APPLICATION_ID) or (mark == 0 and not complete):
        raise DatabaseForeign(_FOREIGN.format(name=name))
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok" or not complete:
        raise DatabaseDamaged(_DAMAGED.format(name=name))
    revisions = _revisions(connection)
    if mark == 0 and not revisions:
        return None
    if mark == 0 and not set(revisions) <= set(REVISIONS):
        raise DatabaseForeign(_MANAGED.format(name=name))
    if len(revisions) != 1:
        raise DatabaseDamaged(_DAMAGED.format(name=name))
    if revisions[0] not in REVISIONS:
        raise DatabaseNewer(_NEWER.format(name=name))
    return revisions[0]


def _revisions(connection: sqlite3.Connection) -> list[str]:
    if not _columns(connection, "alembic_version"):
        return []
    return [str(revision) for (revision,) in connection.execute("SELECT version_num FROM alembic_version")]


def _has_web_tables(connection: sqlite3.Connection) -> bool:
    return all(columns <= _columns(connection, table) for table, columns in _WEB_TABLES.items())


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """The names of a table's columns; none where there is no such table, or it is a view."""
    kind = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} if kind.fetchone() else set()
