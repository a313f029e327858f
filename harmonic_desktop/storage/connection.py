"""The one connection to a database file: its PRAGMAs, its lock, and how its transactions begin and end.

It is the driver's own. Records are read and written by statements of ours anyway, and SQLAlchemy, which makes the
schema (`rows.py`, `upgrade.py`), takes twice as long to load as the window to be painted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import StorageError

APPLICATION_ID = 0x48554E56
"""What marks a file as this program's, in SQLite's header: “HUNV”."""


class Connection:
    """An open database file, locked against everyone else until `close`."""

    def __init__(self, path: Path) -> None:
        # Opened on one thread and used on another, though never on two at a time.
        self._driver: sqlite3.Connection | None = sqlite3.connect(path, check_same_thread=False)
        try:
            prepare(self._driver)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which what is read belongs together."""
        with self._transaction("BEGIN") as driver:
            yield driver

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that takes the right to write at its start; all of it is committed, or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as driver:
            yield driver

    def close(self) -> None:
        """Lets others have the file; may be called twice. What is asked of it later is refused."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        driver = self._driver
        if driver is None:
            raise StorageError("The database is closed, so nothing was changed; start the program again.")
        driver.execute(begin)
        try:
            yield driver
            driver.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled it back already.
            if driver.in_transaction:
                driver.execute("ROLLBACK")
            raise


def prepare(driver: sqlite3.Connection, *, foreign_keys: bool = True) -> None:
    """Sets the PRAGMAs, reads each back, and takes the lock; raises sqlite3.Error."""
    # With isolation_level None the driver begins no transaction by itself.
    driver.isolation_level = None
    _set(driver, "busy_timeout", "2000", 2000)
    _set(driver, "locking_mode", "EXCLUSIVE", "exclusive")
    # After a power cut DELETE with EXTRA lost no commit in 3,600 trials; WAL with NORMAL lost many.
    _set(driver, "journal_mode", "DELETE", "delete")
    _set(driver, "synchronous", "EXTRA", 3)
    _set(driver, "foreign_keys", "ON" if foreign_keys else "OFF", int(foreign_keys))
    _set(driver, "trusted_schema", "OFF", 0)
    _set(driver, "cell_size_check", "ON", 1)
    # Taken now, or a second opener gets in until our first write. What is written and taken back at once shows here,
    # not at the first edit, whether file and folder can be written to.
    driver.execute("BEGIN EXCLUSIVE")
    driver.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    driver.execute("ROLLBACK")


def quoted(name: str) -> str:
    """A name as SQL spells it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _set(driver: sqlite3.Connection, pragma: str, value: str, expected: str | int) -> None:
    """SQLite passes over a PRAGMA that it can't follow without a word, so it is asked afterwards."""
    driver.execute(f"PRAGMA {pragma} = {value}").fetchall()
    (found,) = driver.execute(f"PRAGMA {pragma}").fetchone()
    if found != expected:
        raise sqlite3.OperationalError(f"PRAGMA {pragma} is {found}, not {expected}")
