"""What belongs to one account: reads, and edits written in one transaction each."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.contents import Contents
from ..domain.edits import Edit
from ..domain.errors import NotFound
from ..domain.outline import Outline
from ..domain.snapshots import SnapshotData
from ..domain.universe import Universe
from .collector import collector_paused
from .connection import Connection
from .errors import explained
from .originals import Originals
from .repositories import CARDS, MARKERS, MUSIC, PHYSICS, PLOTLINES, SNAPSHOT_DATA, SNAPSHOTS, UNIVERSES
from .transaction import Transaction
from .values import read_column

if TYPE_CHECKING:
    from .search import Search


class Store:
    """The universes of one account; what belongs to another account is not found, whatever id is asked for."""

    def __init__(self, connection: Connection, path: Path, account_id: int) -> None:
        self._connection = connection
        self._path = path
        self._account_id = account_id
        self._originals = Originals()

    @property
    def path(self) -> Path:
        """The file that all of it is in."""
        return self._path

    def list_universes(self) -> list[Universe]:
        """The universes of the account, by id; raises StorageError."""
        with explained(self._path, "nothing is shown"), self._connection.reading() as driver:
            return list(UNIVERSES.by_id(driver, self._account_id).values())

    def get_contents(self, universe_id: int) -> Contents:
        """A universe with all that is in it; raises NotFound, StorageError."""
        with explained(self._path, "nothing is shown"), collector_paused(), self._connection.reading() as driver:
            universe = UNIVERSES.find(driver, universe_id)
            if universe is None or universe.creator_id != self._account_id:
                raise NotFound("That universe is no longer there; nothing was changed.")
            return Contents(
                universe,
                PHYSICS.by_id(driver, universe_id),
                MUSIC.by_id(driver, universe_id),
                PLOTLINES.by_id(driver, universe_id),
                CARDS.by_id(driver, universe_id),
                MARKERS.by_id(driver, universe_id),
                SNAPSHOTS.by_id(driver, universe_id),
            )

    def get_snapshot_data(self, snapshot_id: int) -> SnapshotData:
        """What a snapshot holds; raises NotFound, StorageError."""
        with explained(self._path, "nothing is shown"), self._connection.reading() as driver:
            found = SNAPSHOT_DATA.referring(driver, "snapshot_id", snapshot_id)
            for kept in found.values():
                if UNIVERSES.owner_of(driver, kept.universe_id) == self._account_id:
                    return kept
        raise NotFound("That snapshot is no longer there; nothing was changed.")

    def list_snapshot_data(self, universe_id: int) -> list[SnapshotData]:
        """What all snapshots of a universe hold; raises StorageError."""
        with explained(self._path, "nothing is shown"), self._connection.reading() as driver:
            if UNIVERSES.owner_of(driver, universe_id) != self._account_id:
                return []
            return list(SNAPSHOT_DATA.by_id(driver, universe_id).values())

    def list_outlines(self) -> dict[int, Outline]:
        """Per universe of the account, its storyboard in brief; raises StorageError."""
        with explained(self._path, "nothing is shown"), self._connection.reading() as driver:
            rows = driver.execute(
                "SELECT universes.id, start_beat, duration_beats, harmony_tie FROM universes "
                "LEFT JOIN storyboards ON storyboards.universe_id = universes.id "
                "WHERE creator_id = ? ORDER BY universes.id, start_beat, storyboards.id",
                (self._account_id,),
            )
            return {universe_id: _outline(list(group)) for universe_id, group in groupby(rows, itemgetter(0))}

    @property
    def search(self) -> Search:
        """Finds by words what belongs to the account."""
        from .search import Search  # no start needs it

        return Search(self._connection, self._path, self._account_id)

    def apply(self, edit: Edit) -> Edit:
        """Writes the edit, all of it or nothing, and returns it as committed; raises NotFound, StorageError.

        A record with a provisional id is new and gets a real one, and so does what refers to it. One that is created
        with a real id (undo of a removal, or redo) gets back that very row. What is new or changed is stamped; the
        inverse of a committed edit is written as it is, so undo leaves no trace.
        """
        if not edit:
            return edit
        with explained(self._path, "nothing was changed"), collector_paused(), self._connection.writing() as driver:
            return Transaction(driver, self._account_id, self._originals).write(edit)


def _outline(rows: list[tuple[Any, ...]]) -> Outline:
    """Rows of a universe's cards, or one of NULLs where it has none."""
    _, starts, durations, ties = zip(*rows, strict=True)
    if starts == (None,):
        return Outline(0, ())
    harmony = read_column(ties, CARDS.columns["harmony_tie"])
    return Outline(len(rows), tuple(zip(starts, durations, harmony, strict=True)))
