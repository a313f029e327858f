"""Card and Plotline records and their verbs: what may be done to a storyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from .checks import INSTRUMENT_LIMIT, NAME_LIMIT, PLOT_POINT_LIMIT, checked_number, checked_prose, checked_text
from .edits import Change, Edit, Record, created, edit, new_id, removed
from .errors import InvalidValue
from .labels import card_label
from .placement import dropped, short_title

if TYPE_CHECKING:
    from .contents import Contents

COLOURS = 8
"""How many hues a plotline can have."""
SHORTEST = 0.25
"""The shortest card that a gesture can make, in beats."""
LAST_BEAT = 1_000_000.0
"""No card is placed to start after this beat, so that beats stay exact and views can be drawn."""


@dataclass(frozen=True, slots=True)
class Plotline:
    """A lane of the storyboard. colour: hue 0..7; position: order from the top; instrument: a General MIDI name.

    A folded one is shown as a thin strip. What is muted does not sound; where any is solo, only those sound.
    """

    id: int
    universe_id: int
    name: str
    colour: int = 0
    position: int = 0
    instrument: str | None = None
    is_folded: bool = False
    is_muted: bool = False
    is_solo: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One plot point. harmony_tie 0..1 (older files may hold others); start and duration in beats (quarter notes)."""

    id: int
    universe_id: int
    plotline_id: int
    plot_point: str
    description: str = ""
    harmony_tie: float = 0.0
    start_beat: float = 0.0
    duration_beats: float = 4.0
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def end_beat(self) -> float:
        """Where it has ended, in beats."""
        return self.start_beat + self.duration_beats


def create_card(
    contents: Contents,
    plotline_id: int,
    start_beat: float,
    duration_beats: float,
    plot_point: str = "New card",
    description: str = "",
    harmony_tie: float = 0.0,
    *,
    ripple: bool = True,
) -> Edit:
    """A new card; later cards of its plotline make room (as for every verb with `ripple`, which refuses without).

    Raises InvalidValue, NotFound.
    """
    plotline = contents.get_plotline(plotline_id)
    card = Card(
        new_id(),
        contents.universe.id,
        plotline.id,
        _checked_plot_point(plot_point),
        checked_prose(description),
        _checked_tie(harmony_tie),
        _checked_start(start_beat),
        _checked_duration(duration_beats),
    )
    return edit("Create card", dropped(contents, [card], ripple=ripple))


def change_card(
    contents: Contents, card_id: int, *, plot_point: str | None = None, description: str | None = None
) -> Edit:
    """Changes what is given of a card's words; raises InvalidValue, NotFound."""
    before = contents.get_card(card_id)
    after = before
    if plot_point is not None and plot_point != before.plot_point:
        after = replace(after, plot_point=_checked_plot_point(plot_point))
    if description is not None and description != before.description:
        after = replace(after, description=checked_prose(description))
    return edit(f"Change “{short_title(before)}”", [Change(before, after)])


def set_harmony(contents: Contents, ties: Mapping[int, float]) -> Edit:
    """Sets the harmony tie (0..1) of cards by id; raises InvalidValue, NotFound."""
    changes = []
    for card_id, tie in ties.items():
        before = contents.get_card(card_id)
        if tie != before.harmony_tie:
            changes.append(Change(before, replace(before, harmony_tie=_checked_tie(tie))))
    return edit(_label("Set harmony of", contents, ties), changes)


def shifted_ties(ties: Mapping[int, float], by: float) -> dict[int, float]:
    """Ties moved together: they keep their distances, and stop as one when the first reaches 0 or 1.

    A tie beyond 0..1 is taken to be at the edge where it is drawn; it stays what it is as long as nothing can move.
    """
    within = {card_id: min(max(tie, 0.0), 1.0) for card_id, tie in ties.items()}
    if not within:
        return {}
    by = min(max(by, -min(within.values())), 1.0 - max(within.values()))
    if by == 0.0:
        return dict(ties)
    return {card_id: min(max(round(tie + by, 9), 0.0), 1.0) for card_id, tie in within.items()}


def move_cards(
    contents: Contents, card_ids: Collection[int], by_beats: float, by_plotlines: int = 0, *, ripple: bool = True
) -> Edit:
    """Moves cards together; the group stops at the edges as one, and later cards make room.

    Raises InvalidValue, NotFound.
    """
    lanes = [p.id for p in contents.ordered_plotlines()]
    row = {plotline_id: i for i, plotline_id in enumerate(lanes)}
    cards = [contents.get_card(card_id) for card_id in card_ids]
    if not cards:
        return edit("Move cards", [])
    by_beats = _stopped_at_edges(cards, by_beats)
    rows = [row[card.plotline_id] for card in cards]
    by_plotlines = min(max(by_plotlines, -min(rows)), len(lanes) - 1 - max(rows))
    moved = [
        replace(
            card,
            start_beat=card.start_beat + by_beats,
            plotline_id=lanes[row[card.plotline_id] + by_plotlines],
        )
        for card in cards
    ]
    if moved == cards:
        return edit("Move cards", [])
    return edit(_label("Move", contents, card_ids), dropped(contents, moved, ripple=ripple))


def place_card(
    contents: Contents, card_id: int, start_beat: float, plotline_id: int | None = None, *, ripple: bool = True
) -> Edit:
    """Moves one card to a beat (and a plotline); raises InvalidValue, NotFound."""
    before = contents.get_card(card_id)
    lane = before.plotline_id if plotline_id is None else contents.get_plotline(plotline_id).id
    after = replace(before, start_beat=_checked_start(start_beat), plotline_id=lane)
    return edit(
        _label("Move", contents, [card_id]), dropped(contents, [after], ripple=ripple) if after != before else []
    )


def resize_card(
    contents: Contents, card_id: int, start_beat: float, duration_beats: float, *, ripple: bool = True
) -> Edit:
    """Gives a card another start and length; its start stops at the card before; raises InvalidValue, NotFound."""
    before = contents.get_card(card_id)
    start, duration = _checked_start(start_beat), _checked_duration(duration_beats)
    end = start + duration
    if start < before.start_beat:
        earlier = [c.end_beat for c in contents.cards_on(before.plotline_id) if c.start_beat < before.start_beat]
        start = max([start, *earlier])
        if start < end:  # the right edge stays where it was asked for; where that is passed, the length does
            duration = end - start
    after = replace(before, start_beat=start, duration_beats=duration)
    return edit(
        _label("Resize", contents, [card_id]), dropped(contents, [after], ripple=ripple) if after != before else []
    )


def remove_cards(contents: Contents, card_ids: Collection[int]) -> Edit:
    """Removes cards; the others stay where they are; raises NotFound."""
    label = _label("Remove", contents, card_ids)
    return edit(label, [removed(contents.get_card(card_id)) for card_id in card_ids])


def duplicate_cards(contents: Contents, card_ids: Collection[int], *, ripple: bool = True) -> Edit:
    """Copies of cards, laid right after the group; later cards make room; raises InvalidValue, NotFound."""
    cards = [contents.get_card(card_id) for card_id in card_ids]
    if not cards:
        return edit("Duplicate cards", [])
    span = max(card.end_beat for card in cards) - min(card.start_beat for card in cards)
    copies = [
        replace(card, id=new_id(), start_beat=_checked_start(card.start_beat + span), created_at=None, updated_at=None)
        for card in cards
    ]
    return edit(_label("Duplicate", contents, card_ids), dropped(contents, copies, ripple=ripple))


def add_plotline(contents: Contents, name: str = "New plotline", colour: int | None = None) -> Edit:
    """A plotline under the others, in the first of the hues that fewest have; raises InvalidValue."""
    lanes = contents.ordered_plotlines()
    used = Counter(lane.colour % COLOURS for lane in lanes)
    hue = min(range(COLOURS), key=lambda hue: used[hue]) if colour is None else colour % COLOURS
    position = lanes[-1].position + 1 if lanes else 0
    plotline = Plotline(new_id(), contents.universe.id, _checked_lane_name(name), hue, position)
    return edit("Add plotline", [created(plotline)])


def change_plotline(
    contents: Contents,
    plotline_id: int,
    *,
    name: str | None = None,
    colour: int | None = None,
    instrument: str | None = None,
    is_folded: bool | None = None,
    is_muted: bool | None = None,
    is_solo: bool | None = None,
) -> Edit:
    """Changes what is given of a plotline (an instrument of "" means none); raises InvalidValue, NotFound."""
    before = contents.get_plotline(plotline_id)
    after = before
    if name is not None and name != before.name:
        after = replace(after, name=_checked_lane_name(name))
    if colour is not None:
        after = replace(after, colour=colour % COLOURS)
    if instrument is not None and instrument != before.instrument:
        text = checked_text(instrument, "An instrument", INSTRUMENT_LIMIT, "instrument", may_be_empty=True)
        after = replace(after, instrument=text or None)
    after = replace(
        after,
        is_folded=before.is_folded if is_folded is None else is_folded,
        is_muted=before.is_muted if is_muted is None else is_muted,
        is_solo=before.is_solo if is_solo is None else is_solo,
    )
    return edit(f"Change plotline “{before.name}”", [Change(before, after)])


def move_plotline(contents: Contents, plotline_id: int, row: int) -> Edit:
    """Moves a plotline to a row (0 is the top; beyond either end means that end); raises NotFound."""
    lanes = contents.ordered_plotlines()
    moved = contents.get_plotline(plotline_id)
    lanes.remove(moved)
    lanes.insert(max(row, 0), moved)
    changes = [Change(lane, replace(lane, position=i)) for i, lane in enumerate(lanes)]
    return edit(f"Move plotline “{moved.name}”", changes)


def remove_plotline(
    contents: Contents, plotline_id: int, move_cards_to: int | None = None, *, ripple: bool = True
) -> Edit:
    """Removes a plotline; its cards go to another one, or with it; raises InvalidValue for the last, NotFound."""
    gone = contents.get_plotline(plotline_id)
    if len(contents.plotlines) == 1:
        raise InvalidValue("A storyboard keeps at least one plotline; rename this one instead.")
    cards = contents.cards_on(plotline_id)
    if move_cards_to == plotline_id:
        raise InvalidValue("Cards can’t move to the plotline that is removed; choose another one.")
    changes: list[Change[Record]] = []
    if move_cards_to is None:
        changes += [removed(card) for card in cards]
    else:
        target = contents.get_plotline(move_cards_to)
        changes += dropped(contents, [replace(card, plotline_id=target.id) for card in cards], ripple=ripple)
    return edit(f"Remove plotline “{gone.name}”", [*changes, removed(gone)])


def _stopped_at_edges(cards: Collection[Card], by_beats: float) -> float:
    """How far cards can move together, between beat 0 and the last."""
    room_left = min(card.start_beat for card in cards)
    room_right = max(LAST_BEAT - max(card.start_beat for card in cards), 0.0)
    return min(max(checked_number(by_beats, "The way to move", "start_beat"), -room_left), room_right)


def _label(verb: str, contents: Contents, card_ids: Collection[int]) -> str:
    return card_label(verb, [contents.get_card(card_id) for card_id in card_ids])


def _checked_plot_point(text: str) -> str:
    return checked_text(text, "The plot point", PLOT_POINT_LIMIT, "plot_point")


def _checked_lane_name(name: str) -> str:
    return checked_text(name, "The name of a plotline", NAME_LIMIT, "name")


def _checked_tie(tie: float) -> float:
    return checked_number(tie, "Harmony", "harmony_tie", low=0.0, high=1.0)


def _checked_start(beat: float) -> float:
    return checked_number(beat, "The start", "start_beat", low=0.0, high=LAST_BEAT)


def _checked_duration(beats: float) -> float:
    if not beats > 0:
        raise InvalidValue("The length of a card has to be more than 0 beats.", "duration_beats")
    return checked_number(beats, "The length of a card", "duration_beats", high=LAST_BEAT)
