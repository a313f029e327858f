"""Selecting cards by hand or key, as in a file manager, and telling the other views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.edits import Edit
from ...domain.storyboard import Card
from . import words
from .gestures import Modifiers
from .navigation import nearest, ranged

if TYPE_CHECKING:
    from .canvas import TimelineView


class Selecting:
    """The selection as it grows: the card that Shift selects from, and what a click adds."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene
        self.anchor: int | None = None
        self._place_before: tuple[frozenset[int], int | None, int | None] | None = None
        """Selection, current card and anchor from before another view's selection took the keyboard elsewhere."""

    def select(self, card_ids: frozenset[int], *, current: int | None = None, keep_anchor: bool = False) -> None:
        """Selects those cards and tells the others."""
        changed = card_ids != self._scene.selection
        self._place_before = None
        if current is not None:
            self._scene.current = current
            self._view.accessible.focus_moved()
            self.anchor = self.anchor if keep_anchor else current
        self.show(card_ids)
        if changed:
            self._view.selection_made.emit(self._scene.selection)
            if len(card_ids) != 1:
                self._view.announced.emit(words.selected(len(card_ids)))

    def show(self, card_ids: frozenset[int]) -> None:
        """Shows a selection that was made anywhere; the keyboard goes on from it."""
        cards = self._scene.contents.cards if self._scene.contents is not None else {}
        chosen = frozenset(card_id for card_id in card_ids if card_id in cards)
        before, self._scene.selection = self._scene.selection, chosen
        self._view.accessible.selection_changed(before)
        self._go_with(chosen, before)
        self._view.actions_.update_enabled()
        self._view.minimap.update()
        self._view.selection_bar.follow()
        self._view.viewport().update()

    def go_back(self) -> None:
        """Another view gave up what it was selecting: the keyboard goes on from where it was before."""
        if self._place_before is not None and self._scene.selection == self._place_before[0]:
            _, self._scene.current, self.anchor = self._place_before
            self._place_before = None
            self.show(self._scene.selection)

    def _go_with(self, chosen: frozenset[int], before: frozenset[int]) -> None:
        """Has the keyboard go on from what another view selected."""
        scene = self._scene
        if chosen and scene.current not in chosen and (len(chosen) == 1 or scene.current is None):
            self._place_before = self._place_before or (before, scene.current, self.anchor)
            scene.current = self.anchor = min(chosen, key=lambda card_id: (self._start_of(card_id), card_id))

    def _start_of(self, card_id: int) -> float:
        card = self._scene.card(card_id)
        return card.start_beat if card is not None else 0.0

    def keep_place(self, edit: Edit) -> None:
        """When the current card was removed, the keyboard goes on from the one nearest to it."""
        scene = self._scene
        for change in edit.of(Card):
            gone = change.before
            if change.after is None and gone is not None and gone.id == scene.current:
                row = scene.layout.rows.get(gone.plotline_id)
                scene.current = nearest(scene.seen.lanes[row], gone.start_beat) if row is not None else None

    def click(self, card_id: int, modifiers: Modifiers) -> None:
        """A click alone selects, Ctrl toggles, Shift selects all from the last one clicked, in story order."""
        if modifiers & Modifiers.ShiftModifier and self.anchor is not None:
            span = ranged(self._scene.seen, self.anchor, card_id)
            adds = modifiers & Modifiers.ControlModifier
            self.select(self._scene.selection | span if adds else span, current=card_id, keep_anchor=True)
        elif modifiers & Modifiers.ControlModifier:
            self.select(self._scene.selection ^ {card_id}, current=card_id)
        else:
            self.select(frozenset({card_id}), current=card_id)

    def announce(self, card_id: int) -> None:
        """Says what a card is."""
        card = self._scene.card(card_id)
        if card is not None:
            self._view.announced.emit(words.card_in_words(self._scene, card))
