"""How values stand in the file, and what odd ones of an older file read as; whole columns are converted at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from operator import ne
from typing import Any

from .columns import Column

NO_NUMBER = "nan"
"""What stands for NaN, which SQLite itself can't hold: a text, that a FLOAT column keeps as it is."""
ZONE = "+00:00"
"""What a query appends to a timestamp, so that it is parsed as UTC at once."""

Values = Sequence[Any]
Columns = dict[str, Values]
"""Values of many rows or records, by the name of the column; all equally long."""


def read_column(column: Values, kind: Column) -> Values:
    """Values of the file (timestamps with ZONE appended) as records hold them.

    What can't be read is not refused: a timestamp reads as None, a number as NaN.
    """
    if kind.kind is datetime:
        return _moments(column)
    if _is_plain(column, kind):
        return column
    read = _READERS[kind.kind]
    return [None if kind.nullable and value is None else read(value) for value in column]


def read_value(value: object, kind: Column) -> object:
    """One value just as it stands in the file, as records hold it."""
    return moment(value) if kind.kind is datetime else read_column([value], kind)[0]


def stored_column(column: Values, kind: Column) -> Values:
    """Values of records as the file holds them."""
    if kind.kind is datetime:
        # Records of one edit share their timestamp, and each is formatted but once.
        stored = {key: stored_moment(value) for key, value in dict(zip(map(id, column), column, strict=True)).items()}
        return [stored[key] for key in map(id, column)]
    if kind.kind is float and any(map(ne, column, column)):
        return [NO_NUMBER if value != value else value for value in column]
    return column


def moment(value: object) -> datetime | None:
    """The moment that a timestamp of the file tells, with or without ZONE appended; None where it tells none."""
    if not isinstance(value, str):
        return None
    for candidate in (value, value.removesuffix(ZONE)):
        try:
            parsed = datetime.fromisoformat(candidate)
            return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def stored_moment(value: datetime | None) -> str | None:
    """A moment as the schema's DATETIME columns hold it: UTC, naive, always with microseconds."""
    if value is None:
        return None
    utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return utc.isoformat(" ", "microseconds")[:26]


def same(one: object, other: object) -> bool:
    """Whether two values are equal, NaN with itself too."""
    return one is other or one == other or (one != one and other != other)


def _is_plain(column: Values, kind: Column) -> bool:
    """Whether every value is of the column's type; asked of a whole column, for nearly always they are."""
    expected = kind.kind
    if expected is int:  # keys, and columns of our own
        return True
    if expected is float and not kind.nullable:  # adding up is ten times faster than looking at types
        try:
            sum(column)
        except TypeError:
            return False
        return True
    return set(map(type, column)) <= ({expected, type(None)} if kind.nullable else {expected})


def _moments(column: Values) -> Values:
    # What one edit wrote shares its timestamp: read but once, it can be told by `id` to be formatted but once.
    texts = set(column)
    try:
        if 2 * len(texts) > len(column):
            return list(map(datetime.fromisoformat, column))
        read = {text: datetime.fromisoformat(text) for text in texts}
    except (TypeError, ValueError):
        return list(map(moment, column))
    return list(map(read.__getitem__, column))


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


_READERS: dict[type, Callable[[object], object]] = {float: _number, str: _text, bytes: _bytes, bool: bool}
