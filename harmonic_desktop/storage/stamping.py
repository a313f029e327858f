"""Changes as they will be committed: real ids in place of provisional ones, and timestamps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from operator import attrgetter
from typing import Any

from ..domain.edits import Change, Record
from ..domain.errors import NotFound
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe

_TICK = timedelta(microseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC) - _TICK


class _Shape:
    """Where a record type keeps references and timestamps, as positions among its fields."""

    def __init__(self, record_type: Callable[..., Record], *references: str) -> None:
        fields: tuple[str, ...] = record_type.__slots__  # type: ignore[attr-defined]
        self.record_type = record_type
        self.values_of: Callable[[Record], tuple[Any, ...]] = attrgetter(*fields)
        self.references = [fields.index(name) for name in references]
        self.stamps = [i for i, name in enumerate(fields) if name in ("created_at", "updated_at")]


_SHAPES = {
    Universe: _Shape(Universe, "creator_id"),
    PhysicsParameter: _Shape(PhysicsParameter, "universe_id"),
    MusicParameter: _Shape(MusicParameter, "universe_id"),
    Plotline: _Shape(Plotline, "universe_id"),
    Card: _Shape(Card, "universe_id", "plotline_id"),
}


class Stamper:
    """Completes the changes of one edit, in their order; `highest_id` tells the highest id in use of a record type."""

    def __init__(self, highest_id: Callable[[type[Record]], int]) -> None:
        self._now = datetime.now(UTC)
        self._highest_id = highest_id
        self._new_ids: dict[type[Record], Iterator[int]] = {}
        self._real_ids: dict[int, int] = {}

    def stamped(self, change: Change[Record]) -> Change[Record]:
        """The change with real ids and timestamps; raises NotFound for a provisional id that nothing made before."""
        before, after = change.before, change.after
        if before is None and after is not None:
            return Change(None, self._created(after))
        if before is not None and after is not None:
            return Change(before, self._changed(before, after))
        return change

    def touched(self, universe: Universe) -> Change[Universe]:
        """The change that tells a universe's last change."""
        return Change(universe, replace(universe, updated_at=self._later(universe.updated_at)))

    def _created(self, record: Record) -> Record:
        # By position rather than with dataclasses.replace, which takes twice as long; an edit may create 10,000.
        shape = _SHAPES[type(record)]
        values = list(shape.values_of(record))
        if record.id < 0:
            values[0] = self._real_ids[record.id] = self._new_id(type(record))
            for i in shape.stamps:
                values[i] = values[i] or self._now
        for i in shape.references:
            values[i] = self._real_id(values[i])
        return shape.record_type(*values) if tuple(values) != shape.values_of(record) else record

    def _changed(self, before: Record, after: Record) -> Record:
        for i in _SHAPES[type(after)].references:
            name = type(after).__slots__[i]
            after = replace(after, **{name: self._real_id(getattr(after, name))})
        if (
            isinstance(before, (Universe, Card))
            and isinstance(after, (Universe, Card))
            and before.updated_at == after.updated_at
        ):
            return replace(after, updated_at=self._later(before.updated_at))
        return after

    def _new_id(self, record_type: type[Record]) -> int:
        if record_type not in self._new_ids:
            self._new_ids[record_type] = count(self._highest_id(record_type) + 1)
        return next(self._new_ids[record_type])

    def _real_id(self, record_id: int) -> int:
        if record_id >= 0:
            return record_id
        if record_id not in self._real_ids:
            raise NotFound("What this belongs to is no longer there; nothing was changed.")
        return self._real_ids[record_id]

    def _later(self, moment: datetime | None) -> datetime:
        """Now, but after `moment` even if the clock was set back."""
        return self._now if moment is None or moment < self._now else min(moment, _LATEST) + _TICK
