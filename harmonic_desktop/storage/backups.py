"""Backups of the database, checked before they count."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from .engine import driver_of
from .errors import StorageError


def back_up(engine: Engine, target: Path) -> None:
    """Writes a sound copy of the database to `target`, which appears whole or not at all; raises."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    copy = Path(name)
    try:
        with engine.connect() as connection:
            driver = driver_of(connection)
            driver.execute("VACUUM INTO ?", (name,))
            violations = broken_references(driver)
        _check(copy, violations)
        sync(copy)
        os.replace(copy, target)
        sync(target.parent)
    except BaseException:
        with suppress(OSError):
            copy.unlink()
        raise


def free_name(path: Path, label: str) -> Path:
    """A name beside `path` that nothing has yet: its stem, `label`, and the local time."""
    stem = f"{path.stem}.{label}-{datetime.now():%Y%m%d-%H%M%S}"
    names = (path.with_name(f"{stem}{f'-{i}' if i else ''}.db") for i in range(10_000))
    return next(name for name in names if not name.exists())


def broken_references(connection: sqlite3.Connection) -> Counter[tuple[object, ...]]:
    """The rows that refer to one that is not there, each as (table, rowid, parent).

    The web application never had them checked, so an older file may hold some; they stay, but never become more.
    """
    return Counter(row[:3] for row in connection.execute("PRAGMA foreign_key_check"))


def sync(path: Path) -> None:
    """Has the system write a file or a folder to the disk before this returns; Windows does so with folders itself."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(copy: Path, violations: Counter[tuple[object, ...]]) -> None:
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok" or broken_references(connection) != violations:
            raise StorageError(
                "The backup did not come out whole, so nothing was changed; check the disk and try again."
            )
