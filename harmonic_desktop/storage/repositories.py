"""One repository per record type: its rows read and written in bulk, straight to and from records."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, DateTime, Table

from ..domain.accounts import Account
from ..domain.edits import Record
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe
from .engine import driver_of
from .originals import Originals
from .rows import AccountRow, CardRow, MusicParameterRow, PhysicsParameterRow, PlotlineRow, Row, UniverseRow
from .values import ZONE, Columns, read_column, stored_column

R = TypeVar("R", bound=Record)

_CHUNK = 500
"""So many rows are converted at a time: they stay in the processor's cache."""
_HIGHEST_PLAIN_ID = 2**30
"""Ids above it are outliers of older files. New ids are counted below, within what Qt's signals carry."""


class Repository(Generic[R]):
    """The rows of one record type, whose fields have the names of the table's columns.

    Statements are written out rather than built by SQLAlchemy, and rows converted column by column: that keeps reading
    and writing 10,000 of them near the speed of the bare driver.
    """

    def __init__(self, record_type: type[R], row: type[Row], owner: str) -> None:
        self.record_type = record_type
        self.fields: tuple[str, ...] = record_type.__slots__  # type: ignore[attr-defined]
        assert isinstance(row.__table__, Table)
        self.table = row.__table__.name
        self.owner = owner
        """The column that says whose a row is."""
        self.columns = {name: row.__table__.columns[name] for name in self.fields}
        self.references = [name for name, column in self.columns.items() if column.foreign_keys]
        self.moments = [name for name, column in self.columns.items() if isinstance(column.type, DateTime)]
        asked = [f"{c.name} || '{ZONE}'" if isinstance(c.type, DateTime) else c.name for c in self.columns.values()]
        self._select = f"SELECT {', '.join(asked)} FROM {self.table}"

    def list_of(self, connection: Connection, owner_id: int) -> dict[int, R]:
        """All rows of one owner as records, by id."""
        return self._read(connection, f"{self._select} WHERE {self.owner} = ? ORDER BY id", (owner_id,))

    def list_all(self, connection: Connection) -> dict[int, R]:
        """All rows as records, by id."""
        return self._read(connection, f"{self._select} ORDER BY id", ())

    def find(self, connection: Connection, record_id: int) -> R | None:
        """The record with that id, or None."""
        return self._read(connection, f"{self._select} WHERE id = ?", (record_id,)).get(record_id)

    def owner_of(self, connection: Connection, record_id: int) -> int | None:
        """Whose the row with that id is; None where there is no such row."""
        sql = f"SELECT {self.owner} FROM {self.table} WHERE id = ?"
        return connection.exec_driver_sql(sql, (record_id,)).scalar()

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

    def insert(self, connection: Connection, columns: Columns, originals: Originals) -> None:
        """Writes new rows under the ids that are given."""
        places = ", ".join("?" * len(self.fields))
        sql = f"INSERT INTO {self.table} ({', '.join(self.fields)}) VALUES ({places})"
        connection.exec_driver_sql(sql, self._stored(columns, self.fields, originals))
        originals.put_back(connection, self.table, columns["id"])

    def update(self, connection: Connection, names: Sequence[str], columns: Columns, originals: Originals) -> int:
        """Writes those columns alone; returns how many of the rows were there."""
        originals.keep(connection, self.table, [self.columns[name] for name in names], columns["id"])
        sql = f"UPDATE {self.table} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ? AND {self.owner} = ?"
        rows = self._stored(columns, (*names, "id", self.owner), originals)
        return connection.exec_driver_sql(sql, rows).rowcount

    def delete(self, connection: Connection, columns: Columns, originals: Originals) -> int:
        """Removes rows; returns how many of them were there."""
        originals.keep(connection, self.table, list(self.columns.values()), columns["id"], whole=True)
        sql = f"DELETE FROM {self.table} WHERE id = ? AND {self.owner} = ?"
        rows = list(zip(columns["id"], columns[self.owner], strict=True))
        return connection.exec_driver_sql(sql, rows).rowcount

    def highest_id(self, connection: Connection) -> int:
        """The highest id in use, outliers of older files left aside; 0 without rows."""
        sql = f"SELECT max(id) FROM {self.table} WHERE id BETWEEN 0 AND {_HIGHEST_PLAIN_ID}"
        return connection.exec_driver_sql(sql).scalar() or 0

    def _read(self, connection: Connection, sql: str, parameters: tuple[object, ...]) -> dict[int, R]:
        driver = driver_of(connection)
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


ACCOUNTS = Repository(Account, AccountRow, "id")
UNIVERSES = Repository(Universe, UniverseRow, "creator_id")
PHYSICS = Repository(PhysicsParameter, PhysicsParameterRow, "universe_id")
MUSIC = Repository(MusicParameter, MusicParameterRow, "universe_id")
PLOTLINES = Repository(Plotline, PlotlineRow, "universe_id")
CARDS = Repository(Card, CardRow, "universe_id")
