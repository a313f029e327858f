"""What one user action did: records before and after, and how to turn that round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, Protocol, TypeVar


class Record(Protocol):
    """Anything with an id: provisional while it is only part of an edit."""

    @property
    def id(self) -> int: ...


R_co = TypeVar("R_co", bound=Record, covariant=True)
T = TypeVar("T", bound=Record)

_FIRST_PROVISIONAL = -(2**62)
_provisional = count(_FIRST_PROVISIONAL, -1)


def new_id() -> int:
    """A provisional id, unique in this process; the store replaces it, wherever it is referred to."""
    return next(_provisional)


def is_provisional(record_id: int) -> bool:
    """Whether an id is only part of an edit yet; no file holds one so low, though older ones may hold negative ids."""
    return record_id <= _FIRST_PROVISIONAL


def age(record: Record) -> tuple[bool, int]:
    """What sorts records in the order in which they were made; provisional ids are counted down."""
    return is_provisional(record.id), abs(record.id) if is_provisional(record.id) else record.id


@dataclass(frozen=True, slots=True)
class Change(Generic[R_co]):
    """One record before and after; None before means created, None after means removed."""

    before: R_co | None
    after: R_co | None

    @property
    def record(self) -> R_co:
        """The record as it is after the change, or as it was if it is gone."""
        record = self.after if self.after is not None else self.before
        assert record is not None, "a change has a record on one side at least"
        return record

    def inverse(self) -> Change[R_co]:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """Everything one user action changed, in the order in which it may be written (parents are created first)."""

    label: str
    changes: tuple[Change[Record], ...]
    _kinds: dict[type, tuple[Change[Record], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )
    """The changes by type of record, sorted out when they are first asked for."""

    def inverse(self) -> Edit:
        """The edit that takes this one back: the same changes turned round, last first."""
        return Edit(self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def of(self, record_type: type[T]) -> tuple[Change[T], ...]:
        """The changes of one type of record."""
        if not self._kinds:  # every view asks for a few, and the changes may be 100,000
            kinds: dict[type, list[Change[Record]]] = {}
            for change in self.changes:
                kinds.setdefault(type(change.record), []).append(change)
            self._kinds.update((kind, tuple(changes)) for kind, changes in kinds.items())
        return self._kinds.get(record_type, ())  # type: ignore[return-value]

    def __bool__(self) -> bool:
        return bool(self.changes)


def edit(label: str, changes: Iterable[Change[Record]]) -> Edit:
    """An edit without the changes that change nothing."""
    return Edit(label, tuple(c for c in changes if c.before != c.after))


def created(record: T) -> Change[T]:
    """The change that makes a record."""
    return Change(None, record)


def removed(record: T) -> Change[T]:
    """The change that takes a record away."""
    return Change(record, None)
