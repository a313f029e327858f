"""The columns of a record's table, told from the record itself."""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import NoneType
from typing import Any, get_args, get_type_hints


@dataclass(frozen=True, slots=True)
class Column:
    """A column as records see it: its name, int, float, str, bytes, bool or datetime, and whether it may be empty."""

    name: str
    kind: type
    nullable: bool

    @property
    def refers(self) -> bool:
        """Whether its values are ids of records of another type."""
        return self.name.endswith("_id")


def columns_of(record_type: type[Any]) -> dict[str, Column]:
    """The columns of a record type, by name; `rows.py` has the same ones with lengths and constraints."""
    hints = get_type_hints(record_type)
    return {field.name: _column(field.name, hints[field.name]) for field in fields(record_type)}


def _column(name: str, hint: Any) -> Column:
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not NoneType]
    (kind,) = kinds
    return Column(name, kind, NoneType in get_args(hint))
