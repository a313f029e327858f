"""One repository per record type: its rows read and written in bulk, straight to and from records."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar

from ..domain.accounts import Account
from ..domain.edits import Record
from ..domain.markers import Marker
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.snapshots import Snapshot, SnapshotData
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe
from .columns import columns_of
from .originals import Originals
from .values import ZONE, Columns, read_column, stored_column

R = TypeVar("R", bound=Record)

_CHUNK = 500
"""So many rows are converted at a time: they stay in the processor's cache."""
_HIGHEST_PLAIN_ID = 2**30
"""Ids above it are outliers of older files. New ids are counted below, within what Qt's signals carry."""


class Repository(Generic[R]):
    """The rows of one record type, whose fields have the names of the table's columns.

    Rows are converted column by column, which keeps 10,000 of them near the speed of the bare driver.
    """

    def __init__(self, record_type: type[R], table: str, owner: str) -> None:
        self.record_type = record_type
        self.columns = columns_of(record_type)
        self.fields = tuple(self.columns)
        self.table = table
        self.owner = owner
        """The column that says whose a row is."""
        self.references = [name for name, column in self.columns.items() if column.refers]
        self.moments = [name for name, column in self.columns.items() if column.kind is datetime]
        asked = [f"{name} || '{ZONE}'" if name in self.moments else name for name in self.fields]
        self._select = f"SELECT {', '.join(asked)} FROM {self.table}"

    def by_id(self, driver: sqlite3.Connection, owner_id: int) -> dict[int, R]:
        """All rows of one owner as records, by id."""
        return self._read(driver, f"{self._select} WHERE {self.owner} = ? ORDER BY id", (owner_id,))

    def referring(self, driver: sqlite3.Connection, column: str, to_id: int) -> dict[int, R]:
        """The rows whose reference of that name is `to_id`, as records by id."""
        return self._read(driver, f"{self._select} WHERE {column} = ? ORDER BY id", (to_id,))

    def all_by_id(self, driver: sqlite3.Connection) -> dict[int, R]:
        """All rows as records, by id."""
        return self._read(driver, f"{self._select} ORDER BY id", ())

    def some_by_id(self, driver: sqlite3.Connection, record_ids: Sequence[int]) -> dict[int, R]:
        """The rows with those ids as records, by id."""
        sql = f"{self._select} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        return self._read(driver, sql, (json.dumps(record_ids),))

    def find(self, driver: sqlite3.Connection, record_id: int) -> R | None:
        """The record with that id, or None."""
        return self._read(driver, f"{self._select} WHERE id = ?", (record_id,)).get(record_id)

    def owner_of(self, driver: sqlite3.Connection, record_id: int) -> int | None:
        """Whose the row with that id is; None where there is no such row."""
        sql = f"SELECT {self.owner} FROM {self.table} WHERE id = ?"
        row = driver.execute(sql, (record_id,)).fetchone()
        return row[0] if row is not None else None

    def columns_of(self, records: Sequence[R]) -> Columns:
        """The values of records (one or more), field by field."""
        values = zip(*map(attrgetter(*self.fields), records), strict=True)
        return dict(zip(self.fields, values, strict=True))

    def records_of(self, columns: Columns) -> list[R]:
        """Records made slot by slot: `__init__` of a frozen dataclass takes twice as long."""
        records = list(map(object.__new__, [self.record_type] * len(columns["id"])))
        for name in self.fields:
            deque(map(getattr(self.record_type, name).__set__, records, columns[name]), maxlen=0)
        return records

    def insert(self, driver: sqlite3.Connection, columns: Columns, originals: Originals) -> None:
        """Writes new rows under the ids that are given."""
        places = ", ".join("?" * len(self.fields))
        sql = f"INSERT INTO {self.table} ({', '.join(self.fields)}) VALUES ({places})"
        driver.executemany(sql, self._stored(columns, self.fields, originals))
        originals.put_back(driver, self.table, columns["id"])

    def update(self, driver: sqlite3.Connection, names: Sequence[str], columns: Columns, originals: Originals) -> int:
        """Writes those columns alone; returns how many of the rows were there."""
        originals.keep(driver, self.table, [self.columns[name] for name in names], columns["id"])
        sql = f"UPDATE {self.table} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ? AND {self.owner} = ?"
        rows = self._stored(columns, (*names, "id", self.owner), originals)
        return driver.executemany(sql, rows).rowcount

    def delete(self, driver: sqlite3.Connection, columns: Columns, originals: Originals) -> int:
        """Removes rows; returns how many of them were there."""
        originals.keep(driver, self.table, list(self.columns.values()), columns["id"], whole=True)
        sql = f"DELETE FROM {self.table} WHERE id = ? AND {self.owner} = ?"
        rows = list(zip(columns["id"], columns[self.owner], strict=True))
        return driver.executemany(sql, rows).rowcount

    def highest_id(self, driver: sqlite3.Connection) -> int:
        """The highest id in use, outliers of older files left aside; 0 without rows."""
        sql = f"SELECT max(id) FROM {self.table} WHERE id BETWEEN 0 AND {_HIGHEST_PLAIN_ID}"
        (highest,) = driver.execute(sql).fetchone()
        return highest or 0

    def _read(self, driver: sqlite3.Connection, sql: str, parameters: tuple[object, ...]) -> dict[int, R]:
        try:
            return self._fetched(driver.execute(sql, parameters))
        except sqlite3.OperationalError as error:
            if "decode" not in str(error):
                raise
        # Text that is not UTF-8, of an older file: it is read as far as it is.
        driver.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            return self._fetched(driver.execute(sql, parameters))
        finally:
            driver.text_factory = str

    def _fetched(self, cursor: sqlite3.Cursor) -> dict[int, R]:
        found: dict[int, R] = {}
        while rows := cursor.fetchmany(_CHUNK):
            columns = {
                name: read_column(values, column)
                for (name, column), values in zip(self.columns.items(), zip(*rows, strict=True), strict=True)
            }
            found.update(zip(columns["id"], self.records_of(columns), strict=True))
        return found

    def _stored(self, columns: Columns, names: Sequence[str], originals: Originals) -> list[tuple[Any, ...]]:
        """Rows of those columns as the file holds them."""
        stored = (
            originals.spelt(self.table, name, columns, stored_column(columns[name], self.columns[name]))
            for name in names
        )
        return list(zip(*stored, strict=True))


ACCOUNTS = Repository(Account, "users", "id")
UNIVERSES = Repository(Universe, "universes", "creator_id")
PHYSICS = Repository(PhysicsParameter, "physics_parameters", "universe_id")
MUSIC = Repository(MusicParameter, "music_parameters", "universe_id")
PLOTLINES = Repository(Plotline, "plotlines", "universe_id")
CARDS = Repository(Card, "storyboards", "universe_id")
MARKERS = Repository(Marker, "markers", "universe_id")
SNAPSHOTS = Repository(Snapshot, "snapshots", "universe_id")
SNAPSHOT_DATA = Repository(SnapshotData, "snapshot_data", "universe_id")
