"""How values stand in the file: timestamps as naive UTC text, numbers and texts, and what an odd older value reads as."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

NO_NUMBER = "nan"
"""What stands for NaN, which SQLite itself can't hold: a text, that a FLOAT column keeps as it is."""
ZONE = "+00:00"
"""What a query appends to a timestamp, so that it is parsed as UTC at once."""


def numbers(column: Sequence[object], *, optional: bool) -> Sequence[float | None]:
    """A column of floats; what is no number reads as NaN."""
    # Looking at the types of a whole column is 50 times faster than at each value; nearly always they are right.
    if set(map(type, column)) <= ({float, type(None)} if optional else {float}):
        return column  # type: ignore[return-value]
    return [None if optional and value is None else number(value) for value in column]


def texts(column: Sequence[object], *, optional: bool) -> Sequence[str | None]:
    """A column of texts; bytes are read as UTF-8 as far as they are."""
    if set(map(type, column)) <= ({str, type(None)} if optional else {str}):
        return column  # type: ignore[return-value]
    return [None if optional and value is None else text(value) for value in column]


def moments(column: Sequence[object]) -> Sequence[datetime | None]:
    """A column of timestamps, each with ZONE appended; what can't be parsed reads as None."""
    try:
        return list(map(datetime.fromisoformat, column))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return [moment(value) for value in column]


def number(value: object) -> float:
    """`value` if it is a number, else NaN."""
    return float(value) if isinstance(value, (int, float)) else math.nan


def text(value: object) -> str:
    """`value` as text, whatever it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def moment(value: object) -> datetime | None:
    """The moment that a timestamp of the file, with or without ZONE appended, tells; None where it tells none."""
    if not isinstance(value, str):
        return None
    for candidate in (value, value.removesuffix(ZONE)):
        try:
            parsed = datetime.fromisoformat(candidate)
            return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def stored_number(value: float | None) -> float | str | None:
    """A number as it is written."""
    return NO_NUMBER if value is not None and math.isnan(value) else value


def stored_moment(value: datetime | None) -> str | None:
    """A moment (aware, UTC) as it is written: the text that the schema's DATETIME columns hold."""
    return None if value is None else value.astimezone(UTC).isoformat(" ", "microseconds")[:26]


def stored_moments(column: Iterable[datetime | None]) -> list[str | None]:
    """A column of moments as they are written."""
    return [stored_moment(value) for value in column]


def same(one: object, other: object) -> bool:
    """Whether two values are equal, NaN with itself too."""
    return one is other or one == other or (one != one and other != other)  # noqa: PLR0124
