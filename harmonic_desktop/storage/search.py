"""Find: what an account has with all words of a text in it, the best first."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from ..domain.contents import Contents
from ..domain.markers import Marker
from ..domain.meter import Meter, meter_of
from ..domain.searching import Findings, Found, Kind, Order, sought_words
from ..domain.storyboard import Card, Plotline
from ..domain.universe import Universe
from .connection import Connection
from .errors import explained
from .indexes import CARD_INDEX, INDEXES, MARKER_INDEX, PLOTLINE_INDEX, UNIVERSE_INDEX, Index, require_fts5
from .repositories import CARDS, MARKERS, MUSIC, PHYSICS, PLOTLINES, UNIVERSES, R, Repository

MOST_CARDS, MOST_OTHERS = 200, 20
"""So many are given of what was found."""
STEP = 1000
"""So many rows are read at a time: a person waits for none of the steps."""

T = TypeVar("T")
_SAFE = "nothing was found"
_FROM = {
    UNIVERSE_INDEX: "universes ON universes.id = {0}.rowid",
    PLOTLINE_INDEX: "plotlines ON plotlines.id = {0}.rowid JOIN universes ON universes.id = plotlines.universe_id",
    MARKER_INDEX: "markers ON markers.id = {0}.rowid JOIN universes ON universes.id = markers.universe_id",
    CARD_INDEX: "storyboards ON storyboards.id = {0}.rowid JOIN universes ON universes.id = storyboards.universe_id",
}
_ORDERS = {
    Order.STORY: "universes.name COLLATE NOCASE, universes.id, start_beat, storyboards.id",
    # What an older file has in place of a number comes last.
    Order.HARMONY: "typeof(harmony_tie) = 'text', harmony_tie DESC, storyboards.id",
}


class Search:
    """Finds universes, plotlines, markers and cards of one account; what belongs to another one is never found."""

    def __init__(self, connection: Connection, path: Path, account_id: int) -> None:
        self._connection = connection
        self._path = path
        self._account_id = account_id
        self._left: list[tuple[Index, list[int]]] | None = None
        """The rows that are still to be read; None when that is not known."""

    def bring_up_to_date(self) -> bool:
        """Reads some of what was changed since something was last looked for; whether that was all of it.

        Raises StorageError, and SearchMissing where SQLite can't search.
        """
        with explained(self._path, _SAFE):
            try:
                return self._mended(self._bring_up_to_date)
            except BaseException:
                self._left = None  # what was taken off the list was not written
                raise

    def find(self, text: str, order: Order = Order.BEST) -> Findings:
        """What has every word of a text in it, of the last one a beginning; raises StorageError.

        `bring_up_to_date` comes before it.
        """
        words = sought_words(text)
        if not words:
            return Findings()
        match = " ".join(f'"{word}"' for word in words) + "*"
        with explained(self._path, _SAFE):
            return self._mended(lambda: self._find(match, order))

    def _mended(self, work: Callable[[], T]) -> T:
        """Does something with the indexes; damaged ones are dropped and made anew, for all they hold is elsewhere."""
        try:
            return work()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_CORRUPT_VTAB":
                raise
        self._make(INDEXES)
        self._left = None
        while not self._bring_up_to_date():
            pass
        return work()

    def _bring_up_to_date(self) -> bool:
        if self._left is None:
            self._left = self._out_of_step()
        if self._left:
            with self._connection.writing() as driver:
                self._take_in(driver, self._left, STEP)
        if self._left:
            return False
        self._left = None
        return True

    def _out_of_step(self) -> list[tuple[Index, list[int]]]:
        """Makes indexes that are not there, forgets rows that are gone, and tells which are to be read."""
        with self._connection.reading() as driver:
            require_fts5(driver)
            missing = [index for index in INDEXES if not index.is_made(driver)]
        if missing:
            self._make(missing)
        with self._connection.reading() as driver:
            gone = {index: ids for index in INDEXES if (ids := index.gone(driver))}
            stale = [(index, ids) for index in INDEXES if (ids := index.stale(driver))]
        if gone:
            with self._connection.writing() as driver:
                for index, ids in gone.items():
                    index.take_out(driver, ids)
        return stale

    def _take_in(self, driver: sqlite3.Connection, left: list[tuple[Index, list[int]]], most: int) -> None:
        """Reads so many of the rows that are left, and takes them off the list."""
        while left and most > 0:
            index, ids = left.pop(0)
            index.take_in(driver, ids[:most])
            if ids[most:]:
                left.insert(0, (index, ids[most:]))
            most -= len(ids)

    def _make(self, indexes: Iterable[Index]) -> None:
        with self._connection.writing() as driver:
            for index in indexes:
                index.make(driver)

    def _find(self, match: str, order: Order) -> Findings:
        with self._connection.reading() as driver:
            require_fts5(driver)
            universes = UNIVERSES.by_id(driver, self._account_id)
            lines = self._records(driver, PLOTLINES, PLOTLINE_INDEX, match)
            markers = self._records(driver, MARKERS, MARKER_INDEX, match)
            cards = self._records(driver, CARDS, CARD_INDEX, match, order)
            found = [
                *map(_found_universe, self._records(driver, UNIVERSES, UNIVERSE_INDEX, match)),
                *_named(Kind.PLOTLINE, lines, universes),
                *_named(Kind.MARKER, markers, universes),
                *_found_cards(driver, cards, universes),
            ]
            return Findings(tuple(found), self._count(driver, match) if cards else 0)

    def _records(
        self,
        driver: sqlite3.Connection,
        repository: Repository[R],
        index: Index,
        match: str,
        order: Order = Order.BEST,
    ) -> list[R]:
        """The records that match, in their order; sorted by their ids alone, for whole rows take long to sort."""
        sql = f"SELECT {index.name}.rowid {self._matching(index)} ORDER BY {_ORDERS.get(order, index.score)} LIMIT ?"
        most = MOST_CARDS if index is CARD_INDEX else MOST_OTHERS
        ids = [row[0] for row in driver.execute(sql, (match, self._account_id, most))]
        records = repository.some_by_id(driver, ids)
        return [records[record_id] for record_id in ids]

    def _count(self, driver: sqlite3.Connection, match: str) -> int:
        sql = f"SELECT count(*) {self._matching(CARD_INDEX)}"
        (count,) = driver.execute(sql, (match, self._account_id)).fetchone()
        return int(count)

    def _matching(self, index: Index) -> str:
        joined = _FROM[index].format(index.name)
        return f"FROM {index.name} JOIN {joined} WHERE {index.name} MATCH ? AND creator_id = ?"


def _found_universe(universe: Universe) -> Found:
    return Found(Kind.UNIVERSE, universe.id, universe.id, universe.name, universe.name, universe.description or "")


def _named(kind: Kind, records: Iterable[Plotline | Marker], universes: Mapping[int, Universe]) -> Iterator[Found]:
    for record in records:
        universe = universes[record.universe_id]
        yield Found(kind, record.id, universe.id, universe.name, record.name)


def _found_cards(driver: sqlite3.Connection, cards: list[Card], universes: Mapping[int, Universe]) -> Iterator[Found]:
    lines = PLOTLINES.some_by_id(driver, list({card.plotline_id for card in cards}))
    meters = {key: _meter(driver, universes[key]) for key in {card.universe_id for card in cards}}
    for card in cards:
        universe, line = universes[card.universe_id], lines.get(card.plotline_id)
        yield Found(
            Kind.CARD,
            card.id,
            universe.id,
            universe.name,
            card.plot_point,
            card.description,
            line.name if line is not None else "",
            _bar(meters[universe.id], card.start_beat),
            card.harmony_tie,
        )


def _meter(driver: sqlite3.Connection, universe: Universe) -> Meter:
    return meter_of(Contents(universe, PHYSICS.by_id(driver, universe.id), MUSIC.by_id(driver, universe.id)))


def _bar(meter: Meter, beat: float) -> int | None:
    return meter.bar_and_beat(beat)[0] if abs(beat) < float("inf") else None
