"""Records as they will be committed: real ids in place of provisional ones, and timestamps."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from ..domain.edits import is_provisional
from ..domain.errors import NotFound
from .repositories import Repository
from .values import Columns

_TICK = timedelta(microseconds=1)
_LATEST = datetime.max.replace(tzinfo=UTC) - _TICK


class Stamper:
    """Completes what one edit creates and changes, in its order."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._driver = driver
        self._now = datetime.now(UTC)
        self._new_ids: dict[str, Iterator[int]] = {}
        self._real_ids: dict[int, int] = {}

    def complete_created(self, repository: Repository[Any], columns: Columns) -> None:
        """Gives new records ids and timestamps; one with a real id is an old one come back, and is left alone."""
        self._resolve_references(repository, columns)
        given = columns["id"]
        new = list(map(is_provisional, given))
        if any(new):
            ids = self._new_ids_of(repository)
            columns["id"] = [next(ids) if is_new else id_ for id_, is_new in zip(given, new, strict=True)]
            self._real_ids.update(zip(given, columns["id"], strict=True))
            for name in repository.moments:
                both = zip(columns[name], new, strict=True)
                columns[name] = [self._now if value is None and is_new else value for value, is_new in both]

    def complete_changed(self, repository: Repository[Any], before: Columns, after: Columns) -> None:
        """Moves `updated_at` on, except where it differs already: that is a change taken back or made again."""
        self._resolve_references(repository, after)
        if "updated_at" in repository.moments:
            both = zip(before["updated_at"], after["updated_at"], strict=True)
            after["updated_at"] = [self.later(old) if new is old or new == old else new for old, new in both]

    def later(self, moment: datetime | None) -> datetime:
        """Now, but after `moment` even if the clock was set back."""
        return self._now if moment is None or moment < self._now else min(moment, _LATEST) + _TICK

    def _resolve_references(self, repository: Repository[Any], columns: Columns) -> None:
        for name in repository.references:
            if is_provisional(min(columns[name])):
                columns[name] = [self._real(id_) if is_provisional(id_) else id_ for id_ in columns[name]]

    def _new_ids_of(self, repository: Repository[Any]) -> Iterator[int]:
        if repository.table not in self._new_ids:
            self._new_ids[repository.table] = count(repository.highest_id(self._driver) + 1)
        return self._new_ids[repository.table]

    def _real(self, provisional: int) -> int:
        if provisional not in self._real_ids:
            raise NotFound("What this belongs to is no longer there; nothing was changed.")
        return self._real_ids[provisional]
