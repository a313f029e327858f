"""What can be done from the timeline, by mouse, key or menu alike: each sends a signal and says the result."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from math import ceil, isnan
from typing import TYPE_CHECKING

from ...domain.contents import Contents
from ...domain.storyboard import SHORTEST, Card, shifted_ties
from . import words
from .navigation import ends_of_plotline, free_from, room_for_card, step_left
from .snapping import grid_step

if TYPE_CHECKING:
    from ..pictures.page import PictureMaker
    from .canvas import TimelineView

WIDE_BAR = 240.0
"""A bar as wide as this many px is too coarse a grid for new cards."""


class Commands:
    """The verbs of the timeline. They change nothing themselves: who listens to the view’s signals does."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene

    def pictures(self, contents: Contents) -> PictureMaker:
        """What makes pictures of the whole timeline, in bars or in seconds as it is now."""
        from .picture import timeline_picture

        return partial(timeline_picture, contents, in_seconds=self._scene.in_seconds)

    # what the mouse does too

    def move(self, card_ids: frozenset[int], by_beats: float, by_rows: int) -> None:
        """Moves cards together, and says where the current one is now."""
        lead = self._lead(card_ids)
        self._view.cards_dropped.emit(card_ids, by_beats, by_rows)
        after = self._scene.card(lead.id) if lead is not None else None
        if lead is not None and after is not None and after != lead:
            self._view.announced.emit(words.moved(self._scene, after, len(card_ids)))

    def resize(self, card_id: int, start_beat: float, duration_beats: float) -> None:
        """Gives a card another start and length, and says what it has now."""
        before = self._scene.card(card_id)
        self._view.card_resized.emit(card_id, start_beat, duration_beats)
        after = self._scene.card(card_id)
        if after is not None and after != before:
            self._view.announced.emit(words.resized(self._scene, after))

    def create(self, row: int, start_beat: float, duration_beats: float) -> None:
        """Makes a card on a row; who made it selects it and begins to edit its title."""
        plotline_id = self._scene.layout.lanes[row].plotline_id
        self._view.card_created.emit(plotline_id, start_beat, duration_beats)

    def create_at(self, row: int, beat: float) -> None:
        """Makes a card around a free beat, a bar long or what fits."""
        grid = self._grid() if self._scene.snapping else 0.0
        self.create(row, *room_for_card(self._scene.layout.lanes[row], beat, grid, self._bar))

    # what keys and menus do

    def new_card(self) -> None:
        """A card after the current one, or where the first plotline in view has a bar free."""
        if self._scene.contents is None:
            return
        if not self._scene.layout.lanes:
            self._view.plotline_added.emit()
        current = self._scene.card(self._scene.current)
        if current is not None:
            row, start = self._scene.row_of(current), current.end_beat
        else:
            row = self._scene.camera.nearest_row(self._scene.camera.open_height / 2)
            bar = ceil(self._scene.camera.scale.left_beat / self._bar) * self._bar
            start = free_from(self._scene.layout.lanes[row], bar, self._bar) if self._scene.layout.lanes else bar
        if row < len(self._scene.layout.lanes):
            if not self._scene.ripple:
                start = free_from(self._scene.layout.lanes[row], start, 1.0)
            room = self._scene.layout.lanes[row].gap(start)[1] - start
            self.create(row, start, min(self._bar, room) if room >= 1 else self._bar)

    def add_plotline(self) -> None:
        """A plotline under the others, in view, its name ready to be typed."""
        before = len(self._scene.layout.lanes)
        self._view.plotline_added.emit()
        if len(self._scene.layout.lanes) > before:
            self._view.header.edit_last_name()

    def say_ripple(self, on: bool) -> None:
        """Says what becomes of the cards that are in the way, once the switch was turned."""
        self._view.announced.emit(words.makes_room(on))

    def edit_title(self) -> None:
        """Opens the title of the current card for editing."""
        if self._scene.current is not None:
            self._view.edit_card(self._scene.current)

    def remove(self) -> None:
        """Removes the selection."""
        chosen = self._scene.selection
        if chosen:
            self._view.cards_removed.emit(chosen)
            if chosen.isdisjoint(self._ids()):
                self._view.announced.emit(words.removed(len(chosen)))

    def duplicate(self) -> None:
        """Duplicates the selection."""
        chosen = self._scene.selection
        if chosen:
            before = len(self._ids())
            self._view.cards_duplicated.emit(chosen)
            if len(self._ids()) > before:
                self._view.announced.emit(words.duplicated(len(chosen)))

    def select_all(self) -> None:
        """Selects every card of the story."""
        self._view.selecting.select(frozenset(self._ids()) - self._scene.veil.hidden)

    def clear_selection(self) -> None:
        """Selects nothing."""
        self._view.selecting.select(frozenset())

    def step(self, direction: int, grid: float) -> None:
        """Moves the selection one grid step, left past what stands in the way."""
        chosen, contents = self._scene.selection, self._scene.contents
        if chosen and contents is not None:
            # Where nobody makes room a step is a step: it goes past nobody, and says who is in the way.
            passes = direction < 0 and self._scene.ripple
            by = step_left(contents, self._scene.layout, chosen, grid) if passes else direction * grid
            self._move_and_follow(chosen, by, 0)

    def step_beat(self, direction: int) -> None:
        """Moves the selection by a beat."""
        self.step(direction, 1.0)

    def step_bar(self, direction: int) -> None:
        """Moves the selection by a bar."""
        self.step(direction, self._bar)

    def to_end(self, direction: int) -> None:
        """Moves the selection to the start or behind the last card of the current card’s plotline."""
        chosen, lead = self._scene.selection, self._lead(self._scene.selection)
        if lead is None:
            return
        cards = [card for card_id in chosen if (card := self._scene.card(card_id)) is not None]
        first, last = ends_of_plotline(self._scene.layout, lead, chosen)
        group_start, group_end = min(card.start_beat for card in cards), max(card.end_beat for card in cards)
        if not self._scene.ripple:
            first = max(first - (group_end - group_start), 0.0)
        self._move_and_follow(chosen, (first if direction < 0 else last) - group_start, 0)

    def to_row(self, direction: int) -> None:
        """Moves the selection to the plotline above or below."""
        if self._scene.selection:
            self._move_and_follow(self._scene.selection, 0.0, direction)

    def step_harmony(self, by: float) -> None:
        """Raises or lowers the harmony of the selection as one, and says what the current card has now."""
        cards = [card for card_id in self._scene.selection if (card := self._scene.card(card_id)) is not None]
        before = {card.id: card.harmony_tie for card in cards if not isnan(card.harmony_tie)}
        after = shifted_ties(before, by)
        ties = {card_id: tie for card_id, tie in after.items() if tie != before[card_id]}
        self._view.ties_stepped.emit(ties)
        lead = self._lead(ties)
        if lead is not None and lead.harmony_tie == ties[lead.id]:
            self._view.announced.emit(words.harmony_changed(lead, len(ties)))

    def set_harmony(self, card_id: int, harmony: float) -> None:
        """Gives one card another harmony, and says so."""
        self._view.ties_stepped.emit({card_id: harmony})
        card = self._scene.card(card_id)
        if card is not None and card.harmony_tie == harmony:
            self._view.announced.emit(words.harmony_changed(card, 1))

    def stretch_end(self, direction: int) -> None:
        """Moves the right edge of the current card by a beat."""
        card = self._scene.card(self._scene.current)
        if card is not None:
            self.resize(card.id, card.start_beat, _stretched(card.duration_beats, direction))

    def stretch_start(self, direction: int) -> None:
        """Moves the left edge of the current card by a beat; its end stays."""
        card = self._scene.card(self._scene.current)
        if card is not None:
            duration = min(_stretched(card.duration_beats, -direction), card.end_beat)
            self.resize(card.id, card.end_beat - duration, duration)

    def _grid(self) -> float:
        """Where new cards begin: on bars, or on beats where a bar is wide."""
        step = grid_step(self._scene.camera.scale, self._scene.meter.beats_per_bar)
        is_wide = self._bar * self._scene.camera.scale.pixels_per_beat >= WIDE_BAR
        return 1.0 if is_wide else max(step, self._bar)

    @property
    def _bar(self) -> float:
        return float(self._scene.meter.beats_per_bar)

    def _move_and_follow(self, card_ids: frozenset[int], by_beats: float, by_rows: int) -> None:
        before = self._scene.card(self._scene.current)
        self.move(card_ids, by_beats, by_rows)
        if before is not None and self._scene.card(before.id) != before:
            self._view.reveal(before.id)

    def _lead(self, card_ids: Collection[int]) -> Card | None:
        """The card of a group that is spoken of: the current one if it is among them."""
        if not card_ids:
            return None
        return self._scene.card(self._scene.current if self._scene.current in card_ids else min(card_ids))

    def _ids(self) -> Collection[int]:
        return self._scene.contents.cards.keys() if self._scene.contents is not None else frozenset()


def _stretched(duration: float, direction: int) -> float:
    """A beat more or less, but no less than the shortest card (unless it is shorter already)."""
    return max(duration + direction, min(SHORTEST, duration))
