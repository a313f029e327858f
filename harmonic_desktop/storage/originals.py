"""What stood in rows of an older file that records can't say exactly, kept so that undo writes back the very same."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from .columns import Column
from .connection import quoted
from .values import Columns, Values, read_value, same, stored_column


class Originals:
    """The values that a Store overwrote or removed and that records don't hold: “soon” as a timestamp, 7 as a text.

    Columns that this program doesn't know are kept too. Only bytes that are no UTF-8 text are lost when a row is
    removed: its undo brings back what could be read of them.
    """

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], dict[int, tuple[object, object]]] = defaultdict(dict)
        """By table and column, then by id: how the value reads, and what it is."""
        self._strangers: dict[str, list[str]] = {}
        """By table: the columns that are not ours."""
        self._rows: dict[tuple[str, int], tuple[object, ...]] = {}
        """By table and id of a removed row: what stood in those columns."""

    def keep(
        self,
        driver: sqlite3.Connection,
        table: str,
        columns: Sequence[Column],
        ids: Sequence[int],
        whole: bool = False,
    ) -> None:
        """Remembers what is odd in those columns of rows about to be overwritten; `whole` if they are removed."""
        odd = [condition for column in columns if (condition := _oddness(column))]
        if odd:
            names = [column.name for column in columns]
            for row in _rows(driver, table, names, ids, " OR ".join(odd)):
                for column, raw in zip(columns, row[1:], strict=True):
                    self._keep_value(table, column, row[0], raw)
        if whole and (strangers := self._strangers_of(driver, table, columns)):
            filled = " OR ".join(f"{name} IS NOT NULL" for name in strangers)
            for row in _rows(driver, table, strangers, ids, filled):
                self._rows[table, row[0]] = row[1:]

    def spelt(self, table: str, name: str, columns: Columns, stored: Values) -> Values:
        """The column of that name as it is `stored`, but with what was kept where a value is again what it read as."""
        kept = self._values.get((table, name))
        if not kept:
            return stored
        return [
            kept[id_][1] if id_ in kept and same(kept[id_][0], value) else plain
            for id_, value, plain in zip(columns["id"], columns[name], stored, strict=True)
        ]

    def put_back(self, driver: sqlite3.Connection, table: str, ids: Sequence[int]) -> None:
        """Fills the columns that are not ours of rows that were removed and are there again."""
        if not self._rows:
            return
        places = ", ".join(f"{name} = ?" for name in self._strangers[table])
        rows = [(*self._rows[table, id_], id_) for id_ in ids if (table, id_) in self._rows]
        if rows:
            driver.executemany(f"UPDATE {table} SET {places} WHERE id = ?", rows)

    def _keep_value(self, table: str, column: Column, id_: int, raw: object) -> None:
        value = read_value(raw, column)
        (stored,) = stored_column([value], column)
        if type(stored) is not type(raw) or stored != raw:
            self._values[table, column.name][id_] = (value, raw)

    def _strangers_of(self, driver: sqlite3.Connection, table: str, columns: Sequence[Column]) -> list[str]:
        """The columns of the file's table beside `columns`, which are all of ours."""
        if table not in self._strangers:
            found = [row[1] for row in driver.execute(f"PRAGMA table_info({table})")]
            ours = {column.name for column in columns}
            self._strangers[table] = [quoted(name) for name in found if name not in ours]
        return self._strangers[table]


def _oddness(column: Column) -> str:
    """SQL that is true at least where a value is not what `stored_column` writes; empty where it can't be."""
    name = column.name
    if column.kind is datetime:
        return (
            f"({name} IS NOT NULL AND (length({name}) <> 26 OR {name} IS NOT datetime({name}) || substr({name}, 20)))"
        )
    if column.kind in (int, bool):
        return ""
    expected = {float: "'real'", bytes: "'blob'"}.get(column.kind, "'text'")
    return f"typeof({name}) NOT IN ({expected}, 'null')" if column.nullable else f"typeof({name}) <> {expected}"


def _rows(
    driver: sqlite3.Connection, table: str, names: Sequence[str], ids: Sequence[int], condition: str
) -> list[tuple[Any, ...]]:
    sql = f"SELECT id, {', '.join(names)} FROM {table} WHERE id IN (SELECT value FROM json_each(?)) AND ({condition})"
    return driver.execute(sql, (json.dumps(ids),)).fetchall()
