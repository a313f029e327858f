"""One edit being written: what belongs to whom is checked, and changes of one kind are written together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from ..domain.edits import Change, Edit, Record
from ..domain.errors import NotFound
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe
from .errors import StorageError
from .repositories import CARDS, MUSIC, PHYSICS, PLOTLINES, UNIVERSES, Repository
from .stamping import Stamper
from .values import same

_REPOSITORIES: dict[type[Record], Repository[Any]] = {
    repository.record_type: repository for repository in (UNIVERSES, PHYSICS, MUSIC, PLOTLINES, CARDS)
}
_CHILDREN: dict[type[Record], tuple[tuple[str, str], ...]] = {
    Universe: tuple((repository.table, "universe_id") for repository in (PHYSICS, MUSIC, PLOTLINES, CARDS)),
    Plotline: ((CARDS.table, "plotline_id"),),
}
_GONE = "What you changed is no longer there, or not yours; nothing was changed."


class Transaction:
    """Writes edits of one account over a connection; who calls begins and ends the transaction."""

    def __init__(self, connection: Connection, account_id: int) -> None:
        self._connection = connection
        self._account_id = account_id
        self._universes: dict[int, Universe] = {}
        """The universes of the account that this edit met, as they were before it or were created."""

    def write(self, edit: Edit) -> Edit:
        """Writes the edit and returns it as written; raises NotFound, StorageError."""
        stamper = Stamper(lambda record_type: _REPOSITORIES[record_type].highest_id(self._connection))
        changes = [stamper.stamped(change) for change in edit.changes]
        self._write(changes)
        told = {change.record.id for change in changes if isinstance(change.record, Universe)}
        untold = [stamper.touched(universe) for id_, universe in self._universes.items() if id_ not in told]
        self._write(untold)
        return Edit(edit.label, (*changes, *untold))

    def _write(self, changes: Iterable[Change[Any]]) -> None:
        for (record_type, fields), group in groupby(changes, _kind):
            run = list(group)
            self._check_owners(run)
            repository = _REPOSITORIES[record_type]
            if run[0].before is None:
                self._create(repository, [change.after for change in run])
            elif run[0].after is None:
                self._remove(repository, [change.before for change in run])
            elif fields:
                self._change(repository, fields, [change.after for change in run])

    def _create(self, repository: Repository[Any], records: Sequence[Any]) -> None:
        self._check_plotlines(records)
        repository.insert(self._connection, records)
        if repository is UNIVERSES:
            self._universes.update((universe.id, universe) for universe in records)

    def _change(self, repository: Repository[Any], fields: Sequence[str], records: Sequence[Any]) -> None:
        if "plotline_id" in fields:
            self._check_plotlines(records)
        if repository.update(self._connection, fields, records) != len(records):
            raise NotFound(_GONE)

    def _remove(self, repository: Repository[Any], records: Sequence[Any]) -> None:
        for table, column in _CHILDREN.get(repository.record_type, ()):
            for record in records:
                self._refuse_left_rows(table, column, record.id)
        if repository.delete(self._connection, records) != len(records):
            raise NotFound(_GONE)

    def _check_owners(self, changes: Sequence[Change[Any]]) -> None:
        """Everything before and after has to be in a universe of this account, and to stay in it."""
        for change in changes:
            for record in (change.before, change.after):
                if record is None:
                    continue
                if isinstance(record, Universe):
                    if record.creator_id != self._account_id:
                        raise NotFound(_GONE)
                elif record.universe_id not in self._universes:
                    self._meet(record.universe_id)
            if change.before is not None and change.after is not None and not _stays(change.before, change.after):
                raise NotFound(_GONE)

    def _meet(self, universe_id: int) -> None:
        universe = UNIVERSES.find(self._connection, universe_id)
        if universe is None or universe.creator_id != self._account_id:
            raise NotFound(_GONE)
        self._universes[universe_id] = universe

    def _check_plotlines(self, records: Sequence[Any]) -> None:
        """A card lies on a plotline of its own universe."""
        for plotline_id, universe_id in {(r.plotline_id, r.universe_id) for r in records if isinstance(r, Card)}:
            plotline = PLOTLINES.find(self._connection, plotline_id)
            if plotline is None or plotline.universe_id != universe_id:
                raise NotFound(_GONE)

    def _refuse_left_rows(self, table: str, column: str, parent_id: int) -> None:
        """The database would remove or change rows that the edit doesn't list, and undo could not bring them back."""
        left = self._connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (parent_id,))
        if left.first() is not None:
            raise StorageError("More is in there than was shown, so nothing was changed; start the program again.")


def _kind(change: Change[Any]) -> tuple[type[Record], tuple[str, ...] | bool]:
    """What has to be alike for changes to be written together: the table, and which columns."""
    before, after = change.before, change.after
    if before is None or after is None:
        return type(change.record), after is None
    repository = _REPOSITORIES[type(after)]
    pairs = zip(repository.fields, repository.values_of(before), repository.values_of(after), strict=True)
    return type(after), tuple(name for name, old, new in pairs if not same(old, new))


def _stays(before: Any, after: Any) -> bool:
    if isinstance(before, Universe):
        return bool(before.id == after.id)
    return bool(before.id == after.id and before.universe_id == after.universe_id)
