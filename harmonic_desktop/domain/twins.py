"""Which parameters of one kind bear a name that another one bears too, kept up to date as single ones change."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from .catalogue import Kind, Known, Mark, known_parameters, mark
from .parameters import MusicParameter, PhysicsParameter

Parameter = PhysicsParameter | MusicParameter


class Twins:
    """Of parameters of one name (and instrument) that with the lowest id counts; the others are passed over."""

    def __init__(self, kind: Kind, parameters: Iterable[Parameter] = ()) -> None:
        self._kind: Kind = kind
        self._marks: dict[int, Mark] = {}
        self._ids: dict[Mark, list[int]] = {}
        for parameter in sorted(parameters, key=lambda one: one.id):
            own = self._mark(parameter)
            self._marks[parameter.id] = own
            self._ids.setdefault(own, []).append(parameter.id)

    def is_passed_over(self, parameter_id: int) -> bool:
        """Whether another parameter of the same name counts."""
        own = self._marks.get(parameter_id)
        return own is not None and self._ids[own][0] != parameter_id

    def missing(self) -> list[Known]:
        """What the catalogue knows and no parameter is."""
        there = {name for name, _ in self._ids}
        return [known for known in known_parameters(self._kind) if mark(self._kind, known.name, None)[0] not in there]

    def follow(self, parameter_id: int, after: Parameter | None) -> frozenset[int]:
        """Takes in what became of one parameter (None: it is gone); returns those that may count otherwise now."""
        before, now = self._marks.get(parameter_id), self._mark(after) if after is not None else None
        if before == now:
            return frozenset()
        touched = self._leave(parameter_id, before) if before is not None else frozenset[int]()
        return touched | (self._join(parameter_id, now) if now is not None else frozenset())

    def _leave(self, parameter_id: int, own: Mark) -> frozenset[int]:
        ids = self._ids[own]
        was_first = ids[0] == parameter_id
        del ids[bisect_left(ids, parameter_id)]
        del self._marks[parameter_id]
        if not ids:
            del self._ids[own]
        return frozenset(ids[:1]) if was_first else frozenset()

    def _join(self, parameter_id: int, own: Mark) -> frozenset[int]:
        ids = self._ids.setdefault(own, [])
        insort(ids, parameter_id)
        self._marks[parameter_id] = own
        return frozenset({parameter_id, *(ids[1:2] if ids[0] == parameter_id else ())})

    def _mark(self, parameter: Parameter) -> Mark:
        return mark(self._kind, parameter.parameter_name, getattr(parameter, "instrument", None))
