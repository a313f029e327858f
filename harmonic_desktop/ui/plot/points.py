"""The cards of a storyboard as columns: what the harmony plot draws, hits and steps through."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.harmony import Curve, Floats, Timing, Whole, curve
from ...domain.harmony_numbers import Board
from ...domain.shapes import Moments
from ...domain.storyboard import Card, Plotline

Rows = NDArray[np.intp]
_START, _DURATION, _TIE, _LANE = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Harmonies by card, as arrays: what a hand is changing, of one card or of 10,000."""

    ids: Whole
    values: Floats

    @classmethod
    def of(cls, ties: Mapping[int, float]) -> Ties:
        """The same from a mapping."""
        count = len(ties)
        return cls(np.fromiter(ties.keys(), np.int64, count), np.fromiter(ties.values(), np.float64, count))

    def __len__(self) -> int:
        return len(self.ids)

    def to_dict(self) -> dict[int, float]:
        """The same for those who look up single cards."""
        return dict(zip(self.ids.tolist(), self.values.tolist(), strict=True))

    def differing(self, before: Floats) -> Ties:
        """Those that are not what they were."""
        which = self.values != before
        return Ties(self.ids[which], self.values[which])


NO_TIES = Ties(np.empty(0, dtype=np.int64), np.empty(0))


class PlotPoints:
    """One row per card, in no order; `preview` lays values over the stored ones until it is called with nothing."""

    def __init__(self) -> None:
        self._ids: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._stored = np.empty((4, 0))
        self._shown = self._stored
        self.version = 0
        """Counts up whenever what is stored changes."""
        self._row: dict[int, int] = {}
        self._rank: dict[int, int] = {}
        self._curve: Curve | None = None
        self._timing: Timing | None = None
        self._near: tuple[tuple[int, float, float], Rows, Timing] | None = None
        self._moved = False
        self._middles: Floats | None = None
        self._previewed: Curve | None = None
        """The whole curve of what a hand lays over it, once it was asked for."""
        self._order: NDArray[np.int64] | None = None
        self._places: NDArray[np.intp] | None = None
        self._by_id: tuple[Rows, Whole] | None = None
        self._stopped: frozenset[int] = frozenset()
        self._hides = False
        self._stopped_rows: tuple[int, NDArray[np.bool_]] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> NDArray[np.int64]:
        return self._ids

    @property
    def middles(self) -> Floats:
        """The beat in the middle of each card, where its point lies."""
        if self._middles is None:
            self._middles = self._shown[_START] + self._shown[_DURATION] / 2
        return self._middles

    @property
    def ties(self) -> Floats:
        """The harmony ties as they are, those beyond 0..1 too."""
        ties: Floats = self._shown[_TIE]
        return ties

    def spans(self) -> tuple[Floats, Floats]:
        """Where each card begins and ends, as it is shown."""
        start, duration = self._shown[:_TIE]
        return start, start + duration

    def row_of(self, card_id: int) -> int | None:
        return self._row.get(card_id)

    def rows_of(self, ids: Whole) -> Rows:
        """For each id the row of its card, -1 where it is not there."""
        if not len(self._ids):
            return np.full(len(ids), -1, dtype=np.intp)
        if self._by_id is None:
            order = np.argsort(self._ids)
            self._by_id = order, self._ids[order]
        order, ordered = self._by_id
        places = np.minimum(np.searchsorted(ordered, ids), len(ordered) - 1)
        return np.where(ordered[places] == ids, order[places], -1)

    def moments(self, rows: Rows) -> Moments:
        """What is stored of some cards."""
        start, duration, tie, lane = self._stored[:, rows]
        return Moments(start, duration, tie, lane.astype(np.int64))

    def are_in(self, card_ids: Collection[int]) -> NDArray[np.bool_]:
        """For each row whether its card is one of those."""
        return np.isin(self._ids, np.fromiter(card_ids, dtype=np.int64, count=len(card_ids)))

    def tie_of(self, card_id: int) -> float:
        return float(self._shown[_TIE, self._row[card_id]])

    # What is stored

    def show(self, contents: Contents | None) -> None:
        """Takes over every card, and forgets what was laid over."""
        cards = list(contents.cards.values()) if contents is not None else []
        self._ids = np.fromiter((card.id for card in cards), dtype=np.int64, count=len(cards))
        self._stored = np.array([_column(card) for card in cards], dtype=np.float64).reshape(-1, 4).T.copy()
        self._row = {card.id: row for row, card in enumerate(cards)}
        self._rank_lanes(contents)
        self._show_stored()

    def refresh(self, edit: Edit, contents: Contents) -> bool:
        """Follows an edit; tells whether anything that is drawn may have changed."""
        changes = [c for c in edit.of(Card) if c.record.universe_id == contents.universe.id]
        lanes = edit.of(Plotline)
        if lanes:
            self._rank_lanes(contents)
        if len(changes) * 4 > len(self._ids):
            self.show(contents)
        elif changes:
            self._follow([(change.record.id, change.after) for change in changes])
        return bool(changes or lanes)

    def _follow(self, changes: list[tuple[int, Card | None]]) -> None:
        """Idempotent: a card that is there already is overwritten, one that is gone already is passed over."""
        new = [card for card_id, card in changes if card is not None and card_id not in self._row]
        for card_id, card in changes:
            if card is not None and card_id in self._row:
                self._stored[:, self._row[card_id]] = _column(card)
        gone = [self._row[card_id] for card_id, card in changes if card is None and card_id in self._row]
        if gone or new:
            ids = np.array([card.id for card in new], dtype=np.int64)
            columns = np.array([_column(card) for card in new]).reshape(-1, 4).T
            self._ids = np.concatenate((np.delete(self._ids, gone), ids))
            self._stored = np.concatenate((np.delete(self._stored, gone, axis=1), columns), axis=1)
            self._row = {card_id: row for row, card_id in enumerate(self._ids.tolist())}
        self._show_stored()

    def _rank_lanes(self, contents: Contents | None) -> None:
        lanes = contents.ordered_plotlines() if contents is not None else []
        self._rank = {lane.id: rank for rank, lane in enumerate(lanes)}
        self._order = self._places = None

    def _show_stored(self) -> None:
        self._shown = self._stored
        self._previewed = self._middles = None
        self._curve = self._timing = self._order = self._places = self._by_id = None
        self.version += 1

    # What a filter stops

    def veil(self, stopped: frozenset[int], hides: bool) -> None:
        """Takes over which cards a filter stops, and whether they are hidden; the curve is that of all all the same."""
        self._stopped, self._hides, self._stopped_rows = stopped, hides, None

    def stopped(self) -> NDArray[np.bool_]:
        """For each row whether a filter stops its card."""
        if self._stopped_rows is None or self._stopped_rows[0] != self.version:
            self._stopped_rows = self.version, self.are_in(self._stopped)
        return self._stopped_rows[1]

    def is_seen(self) -> NDArray[np.bool_]:
        """For each row whether its point can be seen and taken hold of."""
        return ~self.stopped() if self._hides else np.ones(len(self._ids), np.bool_)

    @property
    def veiling(self) -> tuple[NDArray[np.int64], frozenset[int], bool]:
        """What `seen_order` depends on: it is the same again as long as these are the same objects."""
        return self.story_order(), self._stopped, self._hides

    def seen_order(self) -> list[int]:
        """The ids of those in story order."""
        order = self.story_order()
        hidden = self._stopped if self._hides else frozenset()
        return [card_id for card_id in order.tolist() if card_id not in hidden]

    # What a hand lays over it

    @property
    def is_previewing(self) -> bool:
        return self._shown is not self._stored

    @property
    def is_moving(self) -> bool:
        """Whether cards are shown elsewhere than they are stored."""
        return self.is_previewing and self._moved

    @property
    def columns(self) -> Floats:
        """Starts, durations, ties and plotlines as they are shown."""
        return self._shown

    @property
    def stored_ties(self) -> Floats:
        ties: Floats = self._stored[_TIE]
        return ties

    def preview_cards(self, cards: Mapping[int, Card]) -> None:
        """Shows these cards as they would be; none shows what is stored."""
        self._shown = self._stored.copy() if cards else self._stored
        self._previewed = self._middles = None
        self._moved = True
        for card_id, card in cards.items():
            if card_id in self._row:
                self._shown[:, self._row[card_id]] = _column(card)

    def preview_ties(self, ties: Ties) -> None:
        """Shows these cards with another harmony; none shows what is stored."""
        self._shown = self._stored.copy() if len(ties) else self._stored
        self._previewed = self._middles = None
        self._moved = False
        rows = self.rows_of(ties.ids)
        there = rows >= 0
        self._shown[_TIE, rows[there]] = ties.values[there]

    # What there is to see

    def whole_curve(self) -> Curve:
        """The curve of what is stored."""
        if self._curve is None:
            self._curve = curve(self._stored[_START], self._stored[_DURATION], self._stored[_TIE])
        return self._curve

    def curve_between(self, first: float, last: float) -> Curve:
        """The curve as it is shown, right between two beats; a preview is summed only where it is seen."""
        if not self.is_previewing:
            return self.whole_curve().between(first, last)
        start, duration, tie, _ = self._shown
        if self._moved:
            near = np.flatnonzero((start <= last) & (start + duration >= first))
            return curve(start[near], duration[near], tie[near]).between(first, last)
        rows, timing = self._timed(first, last)
        if timing is not self._timing:
            return timing.curve(tie[rows]).between(first, last)
        if self._previewed is None:
            self._previewed = timing.curve(tie)
        return self._previewed.between(first, last)

    def _timed(self, first: float, last: float) -> tuple[Rows, Timing]:
        """The rows that sound between two beats, or all where they are many, and when; kept while a hand pulls ties."""
        key = (self.version, first, last)
        if self._near is not None and self._near[0] == key:
            return self._near[1:]
        start, duration, tie, _ = self._stored
        told = np.where(np.isnan(tie), np.nan, start)
        rows = np.flatnonzero((start <= last) & (start + duration >= first))
        if len(rows) * 4 < len(self._ids):
            timing = Timing(told[rows], duration[rows])
        else:
            timing = self._timing = self._timing or Timing(told, duration)
        self._near = key, rows, timing
        return rows, timing

    def rows_between(self, first: float, last: float) -> Rows:
        """The rows whose points lie between two beats, have a harmony to be drawn at and are not hidden."""
        middles = self.middles
        told = ~np.isnan(self._shown[_TIE]) & self.is_seen()
        return np.flatnonzero((middles >= first) & (middles <= last) & told)

    def board(self) -> Board:
        """The cards as they are stored."""
        start, duration, tie, _ = self._stored
        return Board(self._ids, start, duration, tie)

    def story_order(self) -> NDArray[np.int64]:
        """The ids by start, then plotline from the top, then id."""
        if self._order is None:
            ranks = np.array([self._rank.get(int(lane), -1) for lane in self._stored[_LANE]], dtype=np.int64)
            self._order = self._ids[np.lexsort((self._ids, ranks, self._stored[_START]))]
        return self._order

    def place_of(self, card_id: int) -> int:
        """The place of a card in story order, from 0; -1 for one that is not there."""
        if self._places is None:
            self._places = np.empty(len(self._ids), dtype=np.intp)
            self._places[self.rows_of(self.story_order())] = np.arange(len(self._ids))
        row = self._row.get(card_id)
        return int(self._places[row]) if row is not None else -1


def thinned(rows: Rows, columns: Floats, most: int) -> Rows:
    """Rows of which one lies in each pixel column given for it, where there are more than `most`."""
    if len(rows) <= most:
        return rows
    column = (columns - columns.min()).astype(np.intp)
    in_column = np.full(int(column.max()) + 1, -1, dtype=np.intp)
    in_column[column[::-1]] = rows[::-1]
    return in_column[in_column >= 0]


def _column(card: Card) -> tuple[float, float, float, float]:
    return card.start_beat, card.duration_beats, card.harmony_tie, card.plotline_id
