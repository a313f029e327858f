"""The floor of storage: the same file and PRAGMAs with nothing but Python's sqlite3 in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PRAGMAS = (
    "busy_timeout = 2000",
    "locking_mode = EXCLUSIVE",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)
"""Those of harmonic_desktop/storage/connection.py."""
Row = tuple[Any, ...]


class Raw:
    """A database file of the program, read and written by statements alone."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}").fetchall()

    def rows(self, table: str) -> list[Row]:
        """Every column of every row."""
        return self._connection.execute(f"SELECT * FROM {table}").fetchall()

    def insert(self, tables: Sequence[tuple[str, list[Row]]]) -> None:
        """Inserts whole rows, table by table, in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for table, rows in tables:
            if rows:
                places = ", ".join("?" * len(rows[0]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        self._connection.execute("COMMIT")

    def change(self, card_id: int, harmony_tie: float) -> None:
        """Changes one card and when it was changed, in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(
            "UPDATE storyboards SET harmony_tie = ?, updated_at = '2026-01-01 12:00:00.000000' WHERE id = ?",
            (harmony_tie, card_id),
        )
        self._connection.execute("COMMIT")

    def empty(self, table: str) -> None:
        """Removes every row of a table, and what the schema removes with it."""
        self._connection.execute(f"DELETE FROM {table}")

    def close(self) -> None:
        self._connection.close()
