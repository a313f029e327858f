"""Where cards lie in time: their spans kept as numpy arrays by lane, so that the near ones are found fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.storyboard import Card, Plotline

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """The cards of one plotline by start, in parallel arrays; never changed, only replaced."""

    plotline_id: int
    ids: Ints
    start: Floats
    end: Floats
    tie: Floats
    reach: Floats = field(repr=False)
    """The running maximum of `end`, which is what can be searched even where an older file's cards overlap."""

    def near(self, left_beat: float, right_beat: float) -> slice:
        """The cards that sound between two beats."""
        first = int(np.searchsorted(self.reach, left_beat, side="right"))
        last = int(np.searchsorted(self.start, right_beat, side="left"))
        return slice(first, max(first, last))

    def at(self, beat: float) -> int | None:
        """The id of the card that sounds at a beat."""
        index = int(np.searchsorted(self.start, beat, side="right")) - 1
        return int(self.ids[index]) if index >= 0 and beat < self.end[index] else None

    def index(self, card_id: int, start_beat: float) -> int:
        """The place of a card by its id and start, counted from 0; -1 when it is not there."""
        first, last = np.searchsorted(self.start, start_beat, "left"), np.searchsorted(self.start, start_beat, "right")
        found = np.flatnonzero(self.ids[first:last] == card_id)
        return int(first + found[0]) if len(found) else -1

    def gap(self, beat: float) -> tuple[float, float]:
        """The free beats around a beat: from the end of the card before to the start of the one after (or inf)."""
        index = int(np.searchsorted(self.start, beat, side="right"))
        before = float(self.reach[index - 1]) if index else 0.0
        return before, float(self.start[index]) if index < len(self.start) else np.inf

    def changed(self, gone: Ints, added: Sequence[Card]) -> Lane:
        """The lane without some cards (their ids sorted), and with others."""
        keep = ~among(self.ids, gone)
        new = _columns(added)
        return _lane(
            self.plotline_id,
            np.concatenate([self.ids[keep], new[0]]),
            np.concatenate([self.start[keep], new[1]]),
            np.concatenate([self.end[keep], new[2]]),
            np.concatenate([self.tie[keep], new[3]]),
        )

    def picked(self, which: NDArray[np.bool_] | slice) -> Lane:
        """The lane with some of its cards only."""
        return Lane(
            self.plotline_id, self.ids[which], self.start[which], self.end[which], self.tie[which], self.reach[which]
        )

    def shifted(self, plotline_id: int, by_beats: float) -> Lane:
        """All cards moved, perhaps to another plotline."""
        return Lane(plotline_id, self.ids, self.start + by_beats, self.end + by_beats, self.tie, self.reach + by_beats)

    def with_ties(self, ids: Ints, ties: Floats) -> Lane:
        """The lane with other harmony ties of some cards, itself where it has none of them; the ids ascend."""
        places = np.minimum(np.searchsorted(ids, self.ids), len(ids) - 1)
        found = ids[places] == self.ids
        return replace(self, tie=np.where(found, ties[places], self.tie)) if found.any() else self


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """All lanes from the top; a value: what is previewed is another layout that shares most lanes with this one."""

    lanes: tuple[Lane, ...] = ()
    rows: Mapping[int, int] = field(default_factory=dict)
    """The row of each plotline by its id."""

    @property
    def count(self) -> int:
        """How many cards there are."""
        return sum(len(lane.ids) for lane in self.lanes)

    @property
    def end_beat(self) -> float:
        """Where the last card ends, 0 without cards."""
        return max((float(lane.reach[-1]) for lane in self.lanes if len(lane.reach)), default=0.0)

    def after(self, edit: Edit, contents: Contents) -> Layout:
        """The layout after an edit that led to `contents`; only the lanes that it touched are made anew."""
        changes = edit.of(Card)
        touched = {change.record.id for change in changes}
        lanes = {card.plotline_id for c in changes for card in (c.before, c.after) if card is not None}
        cards = (contents.cards.get(card_id) for card_id in touched)
        layout = self if not edit.of(Plotline) else self.arranged(contents)
        return layout.changed(lanes, touched, [card for card in cards if card is not None])

    def arranged(self, contents: Contents) -> Layout:
        """The same lanes in the order that the plotlines have now."""
        known = {lane.plotline_id: lane for lane in self.lanes}
        return _ordered([known.get(p.id) or _lane(p.id, *_columns([])) for p in contents.ordered_plotlines()])

    def changed(self, plotline_ids: Iterable[int], gone: Iterable[int], added: Iterable[Card]) -> Layout:
        """The layout without cards that lay on some plotlines, and with others."""
        arriving: dict[int, list[Card]] = defaultdict(list)
        for card in added:
            arriving[card.plotline_id].append(card)
        left_out = np.sort(np.fromiter(gone, np.int64))
        lanes = list(self.lanes)
        for plotline_id in {*plotline_ids, *arriving} & self.rows.keys():
            row = self.rows[plotline_id]
            lanes[row] = lanes[row].changed(left_out, arriving[plotline_id])
        return Layout(tuple(lanes), self.rows)

    def with_ties(self, ties: Mapping[int, float]) -> Layout:
        """The layout with other harmony ties of some cards."""
        if not ties:
            return self
        ids = np.fromiter(ties.keys(), np.int64, len(ties))
        order = np.argsort(ids)
        ids, values = ids[order], np.fromiter(ties.values(), np.float64, len(ties))[order]
        return Layout(tuple(lane.with_ties(ids, values) for lane in self.lanes), self.rows)

    def only(self, card_ids: Iterable[int]) -> Layout:
        """The same lanes with no cards but these."""
        chosen = np.sort(np.fromiter(card_ids, np.int64))
        return Layout(tuple(lane.picked(among(lane.ids, chosen)) for lane in self.lanes), self.rows)

    def shifted(self, by_beats: float, by_rows: int) -> Layout:
        """All cards moved together; the rows that they leave or pass are empty."""
        lanes = []
        for row, lane in enumerate(self.lanes):
            source = row - by_rows
            held = self.lanes[source] if 0 <= source < len(self.lanes) else lane.picked(slice(0, 0))
            lanes.append(held.shifted(lane.plotline_id, by_beats))
        return Layout(tuple(lanes), self.rows)

    def inside(self, rows: range, left_beat: float, right_beat: float) -> list[int]:
        """The ids of the cards that touch a rectangle."""
        found: list[int] = []
        for row in rows:
            lane = self.lanes[row]
            near = lane.near(left_beat, right_beat)
            touching = lane.end[near] > left_beat
            found += lane.ids[near][touching].tolist()
        return found

    def story_order(self) -> list[int]:
        """All ids by start, then row, then id."""
        if not self.lanes:
            return []
        ids = np.concatenate([lane.ids for lane in self.lanes])
        start = np.concatenate([lane.start for lane in self.lanes])
        row = np.repeat(np.arange(len(self.lanes)), [len(lane.ids) for lane in self.lanes])
        order: list[int] = ids[np.lexsort((row, start))].tolist()
        return order

    def median_duration(self) -> float:
        """The middle length of a card in beats, 4 without cards."""
        if not self.count:
            return 4.0
        lengths = np.sort(np.concatenate([lane.end - lane.start for lane in self.lanes]))
        # By hand: the first call of numpy's own median loads what takes longer than the whole timeline to paint.
        return float((lengths[(len(lengths) - 1) // 2] + lengths[len(lengths) // 2]) / 2)


def among(ids: Ints, chosen: Ints) -> NDArray[np.bool_]:
    """Which ids are in a sorted array; much faster than isin where that is long."""
    if not len(chosen):
        return np.zeros(len(ids), np.bool_)
    found: NDArray[np.bool_] = chosen[np.minimum(np.searchsorted(chosen, ids), len(chosen) - 1)] == ids
    return found


def layout_of(contents: Contents | None) -> Layout:
    """The layout of a whole universe, in one pass."""
    if contents is None:
        return Layout()
    plotlines = contents.ordered_plotlines()
    ids, start, end, tie = _columns(list(contents.cards.values()))
    homes = np.fromiter((c.plotline_id for c in contents.cards.values()), np.int64, len(ids))
    lanes = []
    for plotline in plotlines:
        mine = np.flatnonzero(homes == plotline.id)
        lanes.append(_lane(plotline.id, ids[mine], start[mine], end[mine], tie[mine]))
    return _ordered(lanes)


def _ordered(lanes: list[Lane]) -> Layout:
    return Layout(tuple(lanes), {lane.plotline_id: row for row, lane in enumerate(lanes)})


def _columns(cards: Sequence[Card]) -> tuple[Ints, Floats, Floats, Floats]:
    count = len(cards)
    start = np.fromiter((c.start_beat for c in cards), np.float64, count)
    return (
        np.fromiter((c.id for c in cards), np.int64, count),
        start,
        start + np.fromiter((c.duration_beats for c in cards), np.float64, count),
        np.fromiter((c.harmony_tie for c in cards), np.float64, count),
    )


def _lane(plotline_id: int, ids: Ints, start: Floats, end: Floats, tie: Floats) -> Lane:
    order = np.lexsort((ids, start))
    end = end[order]
    return Lane(plotline_id, ids[order], start[order], end, tie[order], np.maximum.accumulate(end))
