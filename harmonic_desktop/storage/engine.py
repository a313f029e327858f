"""SQLAlchemy's way to a database file, for what changes its schema; all else goes through `connection.py`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from .connection import prepare


@contextmanager
def upgrading_engine(path: Path) -> Iterator[Engine]:
    """An engine with one connection; foreign keys are off, or rebuilding a table would delete what refers to it."""
    url = URL.create("sqlite", database=str(path))
    # Hidden, so that no text of the story gets into the log with a traceback.
    engine = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", lambda connection, _: prepare(connection, foreign_keys=False))
    # The driver begins nothing by itself, so this BEGIN is the only one.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        yield engine
    finally:
        engine.dispose()


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, for what goes past SQLAlchemy."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
