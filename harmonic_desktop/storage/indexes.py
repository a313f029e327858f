"""The full-text indexes that Find reads: a cache in the file, made and brought up to date when something is looked for.

No revision makes them, so that a file also opens where SQLite has no FTS5; and no edit writes to them, because one
would take ten times as long (measured: 14 ms a card). What is out of step shows by comparing the texts that they hold
with those in the tables, 3 ms for 10,000 cards.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from .errors import StorageError

PROBE = "SELECT fts5_source_id()"
"""Works wherever SQLite has FTS5; lists of its modules are left out of some builds."""
_TOKENS = "unicode61 remove_diacritics 2"


class SearchMissing(StorageError):
    """The SQLite of this computer has no full-text search."""


@dataclass(frozen=True, slots=True)
class Index:
    """A full-text table with the texts of another one under the same ids; earlier columns weigh more."""

    name: str
    table: str
    columns: tuple[str, ...]

    @property
    def sql(self) -> str:
        """What makes it."""
        return f"CREATE VIRTUAL TABLE {self.name} USING fts5({', '.join(self.columns)}, tokenize = '{_TOKENS}')"

    @property
    def score(self) -> str:
        """SQL for how well a row matches, the best lowest: a title counts four times as much as what is under it."""
        weights = ("4.0", "1.0")[: len(self.columns)]
        return f"bm25({self.name}, {', '.join(weights)})"

    def is_made(self, driver: sqlite3.Connection) -> bool:
        """Whether it is there as this version makes it; raises StorageError where something else has its name."""
        found = driver.execute("SELECT sql FROM sqlite_master WHERE name = ?", (self.name,)).fetchone()
        if found is not None and "USING fts5" not in str(found[0]):
            raise StorageError(f"The file has a table “{self.name}” of another program, so nothing can be found.")
        return found is not None and bool(found[0] == self.sql)

    def make(self, driver: sqlite3.Connection) -> None:
        """Makes it anew, with nothing in it yet."""
        driver.execute(f"DROP TABLE IF EXISTS {self.name}")
        driver.execute(self.sql)

    def gone(self, driver: sqlite3.Connection) -> list[int]:
        """The ids of rows that are no longer there."""
        there = f"SELECT 1 FROM {self.table} WHERE id = kept.id"
        sql = f"SELECT id FROM {self.name}_docsize AS kept WHERE NOT EXISTS ({there})"
        return [row[0] for row in driver.execute(sql)]

    def stale(self, driver: sqlite3.Connection) -> list[int]:
        """The ids of rows that are not in it, or with other texts."""
        differs = " OR ".join(f"kept.c{number} IS NOT own.{column}" for number, column in enumerate(self.columns))
        sql = (
            f"SELECT own.id FROM {self.table} AS own LEFT JOIN {self.name}_content AS kept ON kept.id = own.id "
            f"WHERE kept.id IS NULL OR {differs}"
        )
        return [row[0] for row in driver.execute(sql)]

    def take_out(self, driver: sqlite3.Connection, ids: Sequence[int]) -> None:
        """Forgets rows."""
        driver.execute(f"DELETE FROM {self.name} WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(ids),))

    def take_in(self, driver: sqlite3.Connection, ids: Sequence[int]) -> None:
        """Reads rows again."""
        columns = ", ".join(self.columns)
        driver.execute(
            f"INSERT OR REPLACE INTO {self.name} (rowid, {columns}) "
            f"SELECT id, {columns} FROM {self.table} WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )


CARD_INDEX = Index("search_cards", "storyboards", ("plot_point", "description"))
UNIVERSE_INDEX = Index("search_universes", "universes", ("name", "description"))
PLOTLINE_INDEX = Index("search_plotlines", "plotlines", ("name",))
MARKER_INDEX = Index("search_markers", "markers", ("name",))
INDEXES = (UNIVERSE_INDEX, PLOTLINE_INDEX, MARKER_INDEX, CARD_INDEX)


def require_fts5(driver: sqlite3.Connection) -> None:
    """Raises SearchMissing where SQLite was built without it."""
    try:
        driver.execute(PROBE)
    except sqlite3.OperationalError as error:
        raise SearchMissing(
            "The SQLite of this computer was built without full-text search, so nothing can be found; "
            "all else works, and View → Filter cards finds words in the open universe."
        ) from error
