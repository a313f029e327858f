"""One edit being written: whose everything is gets checked, and changes of one kind are written together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress, groupby, repeat
from typing import Any

from ..domain.edits import Change, Edit
from ..domain.errors import NotFound
from ..domain.snapshots import Snapshot
from ..domain.storyboard import Plotline
from ..domain.universe import Universe
from .errors import StorageError
from .originals import Originals
from .repositories import (
    CARDS,
    MARKERS,
    MUSIC,
    PHYSICS,
    PLOTLINES,
    SNAPSHOT_DATA,
    SNAPSHOTS,
    UNIVERSES,
    Repository,
)
from .stamping import Stamper
from .values import Columns, same

_IN_UNIVERSES: tuple[Repository[Any], ...] = (PHYSICS, MUSIC, PLOTLINES, CARDS, MARKERS, SNAPSHOTS, SNAPSHOT_DATA)
_REPOSITORIES: dict[type, Repository[Any]] = {r.record_type: r for r in (UNIVERSES, *_IN_UNIVERSES)}
_CHILDREN: dict[type, tuple[tuple[str, str], ...]] = {
    Universe: tuple((repository.table, "universe_id") for repository in _IN_UNIVERSES),
    Plotline: ((CARDS.table, "plotline_id"),),
    Snapshot: ((SNAPSHOT_DATA.table, "snapshot_id"),),
}
_GONE = "What you changed is no longer there; nothing was changed."


class Transaction:
    """Writes an edit of one account over a connection; who calls begins and ends the database's transaction.

    Runs of changes of one kind are handled as columns, not record by record: an edit may hold 10,000 of them.
    """

    def __init__(self, driver: sqlite3.Connection, account_id: int, originals: Originals) -> None:
        self._driver = driver
        self._account_id = account_id
        self._originals = originals
        self._stamper = Stamper(driver)
        self._met: dict[int, Universe] = {}
        """The universes of the account in which this edit changes something."""
        self._told: set[int] = set()
        """The universes that this edit creates, changes or removes themselves."""

    def write(self, edit: Edit) -> Edit:
        """Writes the edit and returns it as written; raises NotFound, StorageError."""
        written = list(self._write(edit.changes))
        untold = [universe for universe in self._met.values() if universe.id not in self._told]
        moved_on = [replace(universe, updated_at=self._stamper.later(universe.updated_at)) for universe in untold]
        written += self._write(map(Change, untold, moved_on))
        return Edit(edit.label, tuple(written))

    def _write(self, changes: Iterable[Change[Any]]) -> Iterator[Change[Any]]:
        for (record_type, is_new, is_old), run in groupby(changes, _kind):
            repository = _REPOSITORIES[record_type]
            if is_new:
                yield from self._create(repository, [change.after for change in run])
            elif is_old:
                yield from self._remove(repository, list(run))
            else:
                yield from self._change(repository, list(run))

    def _create(self, repository: Repository[Any], records: Sequence[Any]) -> Iterator[Change[Any]]:
        columns = repository.columns_of(records)
        self._stamper.complete_created(repository, columns)
        self._check_owners(repository, columns)
        self._check_plotlines(columns)
        repository.insert(self._driver, columns, self._originals)
        return map(Change, repeat(None), repository.records_of(columns))

    def _change(self, repository: Repository[Any], changes: Sequence[Change[Any]]) -> Iterator[Change[Any]]:
        befores = [change.before for change in changes]
        before, after = repository.columns_of(befores), repository.columns_of([change.after for change in changes])
        self._stamper.complete_changed(repository, before, after)
        for key in ("id", repository.owner):
            if list(before[key]) != list(after[key]):
                raise NotFound(_GONE)
        self._check_owners(repository, after)
        for names, columns in _differing(before, after):
            if "plotline_id" in names:
                self._check_plotlines(columns)
            self._expect(repository.update(self._driver, names, columns, self._originals), columns)
        return map(Change, befores, repository.records_of(after))

    def _remove(self, repository: Repository[Any], changes: Sequence[Change[Any]]) -> Sequence[Change[Any]]:
        columns = repository.columns_of([change.before for change in changes])
        self._check_owners(repository, columns)
        for table, column in _CHILDREN.get(repository.record_type, ()):
            for parent_id, owner_id in zip(columns["id"], columns[repository.owner], strict=True):
                if repository.owner_of(self._driver, parent_id) == owner_id:
                    self._refuse_left_rows(table, column, parent_id)
        self._expect(repository.delete(self._driver, columns, self._originals), columns)
        return changes

    def _check_owners(self, repository: Repository[Any], columns: Columns) -> None:
        """Universes have to be this account's, and everything else in one of its universes."""
        owners = set(columns[repository.owner])
        if repository is UNIVERSES:
            self._told.update(columns["id"])
            if owners != {self._account_id}:
                raise NotFound(_GONE)
            return
        for universe_id in owners - self._met.keys():
            universe = UNIVERSES.find(self._driver, universe_id)
            if universe is None or universe.creator_id != self._account_id:
                raise NotFound(_GONE)
            self._met[universe_id] = universe

    def _check_plotlines(self, columns: Columns) -> None:
        """A card lies on a plotline of its own universe."""
        if "plotline_id" not in columns:
            return
        for plotline_id, universe_id in set(zip(columns["plotline_id"], columns["universe_id"], strict=True)):
            if PLOTLINES.owner_of(self._driver, plotline_id) != universe_id:
                raise NotFound(_GONE)

    def _refuse_left_rows(self, table: str, column: str, parent_id: int) -> None:
        """The database would take along rows that the edit doesn't list, and undo could not bring them back."""
        left = self._driver.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (parent_id,))
        if left.fetchone() is not None:
            raise StorageError("More is in there than was shown, so nothing was changed; start the program again.")

    def _expect(self, written: int, columns: Columns) -> None:
        if written != len(columns["id"]):
            raise NotFound(_GONE)


def _kind(change: Change[Any]) -> tuple[type, bool, bool]:
    """What has to be alike for changes to be written together."""
    return type(change.record), change.before is None, change.after is None


def _differing(before: Columns, after: Columns) -> Iterator[tuple[list[str], Columns]]:
    """Runs of records in which the same columns differ: the names of those, and the records' new values."""
    differs = [
        [new is not old and not same(new, old) for old, new in zip(before[name], after[name], strict=True)]
        for name in after
    ]
    rows = list(zip(*after.values(), strict=True))
    for which, run in groupby(zip(zip(*differs, strict=True), rows, strict=True), lambda pair: pair[0]):
        if any(which):
            values = zip(*(row for _, row in run), strict=True)
            yield list(compress(after, which)), dict(zip(after, values, strict=True))
