"""One connection to one database file: its PRAGMAs, its lock, and how its transactions begin."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

APPLICATION_ID = 0x48554E56
"""What marks a file as this program's, in SQLite's header: “HUNV”."""


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine with one connection, which holds the file locked from its first use to `dispose`."""
    url = URL.create("sqlite", database=str(path))
    # Hidden, so that no text of the story gets into the log with a traceback.
    engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, foreign_keys))
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def upgrading_engine(path: Path) -> Iterator[Engine]:
    """An engine of its own for upgrades: with foreign keys on, rebuilding a table deletes the rows that refer to it."""
    engine = make_engine(path, foreign_keys=False)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that takes the right to write at its start, and is committed at the end or rolled back."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for what goes past SQLAlchemy: bulk reads, VACUUM."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def quoted(name: str) -> str:
    """A name as SQL spells it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _begin(connection: Connection) -> None:
    """With isolation_level None the driver begins nothing by itself, so this BEGIN is the only one."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _prepare(connection: sqlite3.Connection, foreign_keys: bool) -> None:
    """Sets the PRAGMAs, reads each back, and takes the lock; raises sqlite3.Error."""
    connection.isolation_level = None
    _set(connection, "busy_timeout", "2000", 2000)
    _set(connection, "locking_mode", "EXCLUSIVE", "exclusive")
    # After a power cut DELETE with EXTRA lost no commit in 3,600 trials; WAL with NORMAL lost many.
    _set(connection, "journal_mode", "DELETE", "delete")
    _set(connection, "synchronous", "EXTRA", 3)
    _set(connection, "foreign_keys", "ON" if foreign_keys else "OFF", int(foreign_keys))
    _set(connection, "trusted_schema", "OFF", 0)
    _set(connection, "cell_size_check", "ON", 1)
    # Taken now, or a second opener gets in until our first write. What is written and taken back at once shows here,
    # not at the first edit, whether file and folder can be written to.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("ROLLBACK")


def _set(connection: sqlite3.Connection, pragma: str, value: str, expected: str | int) -> None:
    """SQLite passes over a PRAGMA that it can't follow without a word, so it is asked afterwards."""
    connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
    (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    if found != expected:
        raise sqlite3.OperationalError(f"PRAGMA {pragma} is {found}, not {expected}")
