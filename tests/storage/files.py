"""Looks at all that stands in a file, and makes disks go wrong."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harmonic_desktop.storage.store import Store

Rows = dict[str, list[tuple[object, ...]]]


def values_of(store: Store) -> Rows:
    """Every value, with its type, of all tables of an open database but the indexes of Find, which are a cache."""
    with store._connection.reading() as driver:
        tables = [name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        own = [table for table in tables if not table.startswith("search_")]
        return {table: exact(driver, f"SELECT rowid, * FROM {table} ORDER BY rowid") for table in own}


def exact(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    """Rows with types said too: 1 and 1.0 and NaN and -0.0 are told apart."""
    return [tuple(f"{type(value).__name__} {value!r}" for value in row) for row in connection.execute(sql)]


@contextmanager
def small_files(limit: int) -> Iterator[None]:
    """A disk that fails: nothing is written beyond `limit` bytes of any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def as_somebody_else(folder: Path) -> Iterator[None]:
    """Runs as a person who is not root (whom no permission stops) and owns nothing in `folder`, nor above it."""
    if os.geteuid() != 0:
        yield
        return
    for place in (folder, *folder.parents[:-1]):
        place.chmod(place.stat().st_mode | 0o011)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
