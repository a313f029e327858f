"""One repository per record type: its rows read and written in bulk, straight from and to records."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, DateTime, Float, Table

from ..domain.accounts import Account
from ..domain.edits import Record
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe
from . import values
from .rows import AccountRow, CardRow, MusicParameterRow, PhysicsParameterRow, PlotlineRow, Row, UniverseRow

R = TypeVar("R", bound=Record)
Values = Sequence[Any]


class Repository(Generic[R]):
    """The rows of one record type; the record's fields have the names of the columns.

    Statements are written out rather than built by SQLAlchemy, and columns converted as wholes: at 10,000 rows that is
    what keeps reading and writing near the speed of the bare driver.
    """

    def __init__(self, record_type: type[R], row: type[Row], owner: str = "universe_id") -> None:
        self.record_type = record_type
        self.fields: tuple[str, ...] = record_type.__slots__  # type: ignore[attr-defined]
        table = row.__table__
        assert isinstance(table, Table)
        self.table = table.name
        self.owner = owner
        """The column that says whose a row is."""
        self.values_of = attrgetter(*self.fields)
        self._columns = [table.columns[name] for name in self.fields]
        asked = [f"{c.name} || '{values.ZONE}'" if isinstance(c.type, DateTime) else c.name for c in self._columns]
        self._select = f"SELECT {', '.join(asked)} FROM {self.table}"
        places = ", ".join("?" * len(self.fields))
        self._insert = f"INSERT INTO {self.table} ({', '.join(self.fields)}) VALUES ({places})"

    def list_of(self, connection: Connection, owner_id: int) -> list[R]:
        """All rows of one owner as records, by id."""
        return self._read(connection, f"{self._select} WHERE {self.owner} = ? ORDER BY id", (owner_id,))

    def list_all(self, connection: Connection) -> list[R]:
        """All rows as records, by id."""
        return self._read(connection, f"{self._select} ORDER BY id", ())

    def find(self, connection: Connection, record_id: int) -> R | None:
        """The record with that id, or None."""
        return next(iter(self._read(connection, f"{self._select} WHERE id = ?", (record_id,))), None)

    def insert(self, connection: Connection, records: Sequence[R]) -> None:
        """Writes new rows under the ids that the records have."""
        columns = zip(*map(self.values_of, records), strict=True)
        stored = [_stored(column, c.type) for column, c in zip(columns, self._columns, strict=True)]
        connection.exec_driver_sql(self._insert, list(zip(*stored, strict=True)))

    def update(self, connection: Connection, fields: Sequence[str], records: Sequence[R]) -> int:
        """Writes only those columns of rows that are there; returns how many were there."""
        columns = [self._columns[self.fields.index(name)] for name in fields]
        sql = f"UPDATE {self.table} SET {', '.join(f'{f} = ?' for f in fields)} WHERE id = ? AND {self.owner} = ?"
        get = attrgetter(*fields, "id", self.owner)
        kinds = [*(c.type for c in columns), None, None]
        stored = [
            _stored(column, kind) for column, kind in zip(zip(*map(get, records), strict=True), kinds, strict=True)
        ]
        return connection.exec_driver_sql(sql, list(zip(*stored, strict=True))).rowcount

    def delete(self, connection: Connection, records: Sequence[R]) -> int:
        """Removes rows; returns how many were there."""
        sql = f"DELETE FROM {self.table} WHERE id = ? AND {self.owner} = ?"
        return connection.exec_driver_sql(sql, list(map(attrgetter("id", self.owner), records))).rowcount

    def highest_id(self, connection: Connection) -> int:
        """The highest id in use, but for outliers of older files: new ids stay within what Qt's signals carry."""
        sql = f"SELECT max(id) FROM {self.table} WHERE id BETWEEN 0 AND 1073741823"
        return connection.exec_driver_sql(sql).scalar() or 0

    def _read(self, connection: Connection, sql: str, parameters: tuple[object, ...]) -> list[R]:
        with _collector_paused():
            rows = _fetched(connection, sql, parameters)
            if not rows:
                return []
            columns = zip(*rows, strict=True)
            return self._records([_read_as(column, c) for column, c in zip(columns, self._columns, strict=True)])

    def _records(self, columns: Sequence[Values]) -> list[R]:
        """Records of columns, filled slot by slot: `__init__` of a frozen dataclass takes twice as long."""
        records = list(map(object.__new__, [self.record_type] * len(columns[0])))
        for name, column in zip(self.fields, columns, strict=True):
            deque(map(getattr(self.record_type, name).__set__, records, column), 0)
        return records


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing that is read can be garbage yet; looking for it would double the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _fetched(connection: Connection, sql: str, parameters: tuple[object, ...]) -> list[tuple[Any, ...]]:
    """Rows straight from the driver; text that is not UTF-8 is read as far as it is."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    try:
        return driver.execute(sql, parameters).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
    factory = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        return driver.execute(sql, parameters).fetchall()
    finally:
        driver.text_factory = factory


def _read_as(column: Values, kind: Any) -> Values:
    if isinstance(kind.type, DateTime):
        return values.moments(column)
    if isinstance(kind.type, Float):
        return values.numbers(column, optional=kind.nullable)
    if kind.type.python_type is str:
        return values.texts(column, optional=kind.nullable)
    if kind.type.python_type is bool:
        return list(map(bool, column))
    return column


def _stored(column: Values, kind: Any) -> Values:
    if isinstance(kind, DateTime):
        return values.stored_moments(column)
    if isinstance(kind, Float):
        return list(map(values.stored_number, column))
    return column


ACCOUNTS = Repository(Account, AccountRow, "id")
UNIVERSES = Repository(Universe, UniverseRow, "creator_id")
PHYSICS = Repository(PhysicsParameter, PhysicsParameterRow)
MUSIC = Repository(MusicParameter, MusicParameterRow)
PLOTLINES = Repository(Plotline, PlotlineRow)
CARDS = Repository(Card, CardRow)
