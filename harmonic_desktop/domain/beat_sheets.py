"""The BeatSheet record, the shape of a story before it is written, and laying one out as cards and markers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, nextafter

from .checks import checked_number
from .contents import Contents
from .edits import Change, Edit, Record, created, edit, new_id
from .errors import InvalidValue
from .markers import Marker
from .meter import meter_of
from .storyboard import LAST_BEAT, Card, Plotline, add_plotline
from .universe import Universe, create_universe

MOST_BARS = 10_000
"""No story is laid out longer than this."""
FINEST_GRID = 0.25


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """What becomes a card. start and length: shares of the story, 0..1; harmony: 0..1."""

    title: str
    description: str
    start: float
    length: float
    harmony: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """What becomes a marker, an act or (with no length) a moment. start and length: shares of the story, 0..1."""

    name: str
    start: float
    length: float
    colour: int = 0


@dataclass(frozen=True, slots=True)
class BeatSheet:
    """A structure to begin from. bars: how long it is unless told otherwise; plot points lie in order, none overlap."""

    name: str
    summary: str
    bars: int
    plot_points: tuple[PlotPoint, ...] = ()
    stretches: tuple[Stretch, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether laying it out would make nothing."""
        return not self.plot_points and not self.stretches


def lay_out_beat_sheet(
    contents: Contents, sheet: BeatSheet, bars: float, *, start_bar: int = 1, plotline_id: int | None = None
) -> Edit:
    """Cards and markers of a beat sheet, `bars` long from `start_bar` on, on a plotline or (None) on a new one.

    Nothing that is there moves: cards of the plotline in the way are a refusal. Raises InvalidValue, NotFound.
    """
    placing = _placing(contents, sheet, bars, start_bar)
    universe_id = contents.universe.id
    changes: list[Change[Record]] = []
    if sheet.plot_points:
        lane, changes = _lane_for(contents, sheet, plotline_id)
        cards = _cards(lane, sheet, placing)
        _refuse_overlaps(contents, lane, cards)
        changes += [created(card) for card in cards]
    for stretch in sheet.stretches:
        start, beats = placing.span(stretch.start, stretch.length)
        changes.append(created(Marker(new_id(), universe_id, stretch.name, start, beats, stretch.colour)))
    return edit(f"Lay out “{sheet.name}”", changes)


def create_universe_from_beat_sheet(creator_id: int, name: str, sheet: BeatSheet, bars: float) -> Edit:
    """A new universe whose one plotline, “Main”, has the plot points of a beat sheet; raises InvalidValue."""
    made = create_universe(creator_id, name)
    universe = next(change.record for change in made.of(Universe))
    main = next(change.record for change in made.of(Plotline))
    laid = lay_out_beat_sheet(Contents(universe).after(made), sheet, bars, plotline_id=main.id)
    return edit(made.label, [*made.changes, *laid.changes])


def free_bar(contents: Contents, plotline_id: int | None) -> int:
    """The first bar (from 1) from which on a plotline is free to its end; 1 for one that is still to be made."""
    end = max((card.end_beat for card in contents.cards.values() if card.plotline_id == plotline_id), default=0.0)
    return ceil(end / meter_of(contents).beats_per_bar) + 1


@dataclass(frozen=True, slots=True)
class _Placing:
    """From shares of a story to beats: where it starts, how long it is, and the grid on which its edges lie."""

    start_beat: float
    beats: float
    grid: float = 0.0

    def span(self, start: float, length: float) -> tuple[float, float]:
        """Start and duration in beats."""
        first = self._beat(start)
        return first, max(self._beat(start + length) - first, 0.0)

    def _beat(self, share: float) -> float:
        exact = share * self.beats
        return self.start_beat + (round(exact / self.grid) * self.grid if self.grid else exact)


def _placing(contents: Contents, sheet: BeatSheet, bars: float, start_bar: int) -> _Placing:
    """The placing on the coarsest grid (beats, quarters of them, none) on which every plot point has a length."""
    bars = checked_number(bars, "The length in bars", "bars", low=1.0, high=MOST_BARS)
    per_bar = meter_of(contents).beats_per_bar
    start = checked_number((start_bar - 1) * per_bar, "The start", "start_bar", low=0.0, high=LAST_BEAT)
    for grid in (1.0, FINEST_GRID):
        placing = _Placing(start, bars * per_bar, grid)
        if all(placing.span(point.start, point.length)[1] > 0 for point in sheet.plot_points):
            return placing
    return _Placing(start, bars * per_bar)


def _lane_for(contents: Contents, sheet: BeatSheet, plotline_id: int | None) -> tuple[Plotline, list[Change[Record]]]:
    """The plotline for the cards, and the changes that make it if it is new."""
    if plotline_id is not None:
        return contents.get_plotline(plotline_id), []
    made = add_plotline(contents, sheet.name)
    return next(change.record for change in made.of(Plotline)), list(made.changes)


def _cards(lane: Plotline, sheet: BeatSheet, placing: _Placing) -> list[Card]:
    """The plot points as cards; each ends where the next begins at the latest, to the last bit."""
    spans = [placing.span(point.start, point.length) for point in sheet.plot_points]
    cards = []
    for index, (point, (start, beats)) in enumerate(zip(sheet.plot_points, spans, strict=True)):
        if index + 1 < len(spans):
            beats = _fitting(start, beats, spans[index + 1][0])
        cards.append(
            Card(new_id(), lane.universe_id, lane.id, point.title, point.description, point.harmony, start, beats)
        )
    return cards


def _fitting(start: float, beats: float, most: float) -> float:
    """A duration that does not reach beyond a beat, whatever adding it to its start is rounded to."""
    while start + beats > most:
        beats = min(most - start, nextafter(beats, 0.0))
    return beats


def _refuse_overlaps(contents: Contents, lane: Plotline, cards: Sequence[Card]) -> None:
    first, last = cards[0].start_beat, cards[-1].end_beat
    if any(c.plotline_id == lane.id and c.start_beat < last and c.end_beat > first for c in contents.cards.values()):
        raise InvalidValue(
            f"“{lane.name}” has cards where these would lie; choose a later bar or another plotline.", "start_bar"
        )
