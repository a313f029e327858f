"""Which parameters a table shows, and in which order: as added or sorted by a column, all or those that are filtered.

Sorting and filtering change nothing but the view. What is edited afterwards stays where it is, though it might be
sorted or filtered otherwise now: a row never moves away under the hand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from math import isnan
from typing import TypeAlias

from ...domain.catalogue import Kind, find
from ...domain.parameters import PhysicsParameter
from .columns import Column
from .words import Parameter, catalogue_words, shown_name

Key: TypeAlias = tuple[object, ...]


class Rows:
    """The parameters of one kind that are shown, from the top."""

    def __init__(self, kind: Kind) -> None:
        self._kind: Kind = kind
        self._shown: list[Parameter] = []
        self._places: dict[int, int] | None = None
        self.sorted_by: Column | None = None
        """None: in the order of their ids, as they were added."""
        self.is_descending = False
        self.words: tuple[str, ...] = ()
        """What a row has to hold to be shown, all of them."""
        self._haystacks: dict[int, tuple[Parameter, str]] = {}

    def __len__(self) -> int:
        return len(self._shown)

    def __getitem__(self, row: int) -> Parameter:
        return self._shown[row]

    @property
    def all(self) -> Sequence[Parameter]:
        """Those that are shown, from the top."""
        return self._shown

    def show(self, parameters: Iterable[Parameter]) -> None:
        """Arranges all of them anew."""
        passing = [one for one in parameters if self._passes(one)]
        self._shown = sorted(passing, key=self._key, reverse=self.is_descending)
        self._places = None

    def forget(self) -> None:
        """Another universe has other rows: nothing is filtered out of them, and they are not sorted yet."""
        self.sorted_by, self.is_descending, self.words = None, False, ()
        self._haystacks.clear()

    def find(self, parameter_id: int) -> int | None:
        """The row of a parameter, if it is shown."""
        if self._places is None:
            self._places = {one.id: row for row, one in enumerate(self._shown)}
        return self._places.get(parameter_id)

    def replace(self, parameter: Parameter) -> None:
        """Puts a parameter in place of what it was; one that is not shown stays so."""
        row = self.find(parameter.id)
        if row is not None:
            self._shown[row] = parameter

    def runs(self, parameter_ids: Iterable[int]) -> list[tuple[int, int]]:
        """The rows of parameters as (first, last), the lowest run first, so that each can be removed in turn."""
        rows = sorted((row for one in parameter_ids if (row := self.find(one)) is not None), reverse=True)
        runs: list[tuple[int, int]] = []
        for row in rows:
            if runs and runs[-1][0] == row + 1:
                runs[-1] = (row, runs[-1][1])
            else:
                runs.append((row, row))
        return runs

    def remove(self, first: int, last: int) -> None:
        """Takes rows out."""
        del self._shown[first : last + 1]
        self._places = None

    def places(self, parameters: Collection[Parameter]) -> list[tuple[int, list[Parameter]]]:
        """Where new rows go, the lowest place first, so that each can be put in in turn."""
        found: dict[int, list[Parameter]] = {}
        for one in sorted(parameters, key=self._key, reverse=self.is_descending):
            found.setdefault(self._place(one), []).append(one)
        return sorted(found.items(), reverse=True, key=lambda item: item[0])

    def insert(self, row: int, parameters: list[Parameter]) -> None:
        """Puts rows in."""
        self._shown[row:row] = parameters
        self._places = None

    def _place(self, parameter: Parameter) -> int:
        key, count = self._key(parameter), len(self._shown)
        if not self.is_descending:
            return bisect_left(self._shown, key, key=self._key)
        return count - bisect_left(range(count), key, key=lambda row: self._key(self._shown[count - 1 - row]))

    def _key(self, parameter: Parameter) -> Key:
        """What rows are sorted by; the id decides among equals."""
        column = self.sorted_by
        if column is None:
            return (parameter.id,)
        if column is Column.VALUE:
            return isnan(parameter.value), 0.0 if isnan(parameter.value) else parameter.value, parameter.id
        return self._text(parameter, column).casefold(), parameter.id

    def _text(self, parameter: Parameter, column: Column) -> str:
        known = find(self._kind, parameter.parameter_name)
        if column is Column.NAME:
            return shown_name(parameter, known)
        if column is Column.EFFECT:
            return catalogue_words(known.effect) if known is not None else ""
        return third_of(parameter)

    def _passes(self, parameter: Parameter) -> bool:
        if not self.words:
            return True
        haystack = self._haystack(parameter)
        return all(word in haystack for word in self.words)

    def _haystack(self, parameter: Parameter) -> str:
        """All that a filter looks through, kept for the next key."""
        kept = self._haystacks.get(parameter.id)
        if kept is None or kept[0] is not parameter:
            texts = (self._text(parameter, column) for column in (Column.NAME, Column.UNIT, Column.EFFECT))
            kept = parameter, "\n".join((*texts, parameter.parameter_name)).casefold()
            self._haystacks[parameter.id] = kept
        return kept[1]


def third_of(parameter: Parameter) -> str:
    """The unit or the instrument, as it is stored."""
    return parameter.unit if isinstance(parameter, PhysicsParameter) else parameter.instrument or ""
