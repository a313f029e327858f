"""What can be done to the selection as a whole: each is asked for as one edit, and its result is said."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ...domain import bulk
from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.storyboard import Card, move_cards
from . import bulk_words

if TYPE_CHECKING:
    from .canvas import TimelineView
    from .clipboard import CardClipboard

Verb = Callable[[Contents], Edit]
SET, SHIFT, SCALE = range(3)
"""What can be done with the harmony of several cards."""


class BulkCommands:
    """The verbs of the selection bar and of the Selection menu."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene

    @cached_property
    def clipboard(self) -> CardClipboard:
        """What cuts, copies and pastes cards; loaded when it is first used."""
        from .clipboard import CardClipboard

        return CardClipboard(self._view)

    # verbs, to be looked at before they are asked for

    def moving(self, by_beats: float) -> Verb:
        """Moves the selection in time, together."""
        ids, ripple = self._scene.selection, self._scene.ripple
        return lambda contents: move_cards(contents, ids, by_beats, ripple=ripple)

    def setting_harmony(self, tie: float) -> Verb:
        """Gives the selection one harmony."""
        ids = self._scene.selection
        return lambda contents: bulk.set_one_harmony(contents, ids, tie)

    def shifting_harmony(self, by: float) -> Verb:
        """Raises or lowers the harmony of the selection as one."""
        ids = self._scene.selection
        return lambda contents: bulk.shift_harmony(contents, ids, by)

    def scaling_harmony(self, factor: float, about: float | None) -> Verb:
        """Stretches the harmony of the selection away from a middle."""
        ids = self._scene.selection
        return lambda contents: bulk.scale_harmony(contents, ids, factor, about)

    # what is done at once

    def set_plotline(self, plotline_id: int) -> None:
        """Puts the selection on one plotline."""
        ids, ripple = self._scene.selection, self._scene.ripple
        self.request(lambda contents: bulk.set_plotline(contents, ids, plotline_id, ripple=ripple))

    def spread(self) -> None:
        """Makes the gaps between the selected cards of each plotline equal."""
        ids = self._scene.selection
        self.request(lambda contents: bulk.spread_evenly(contents, ids))

    def close_gaps(self) -> None:
        """Closes the gaps between the selected cards of each plotline."""
        ids = self._scene.selection
        self.request(lambda contents: bulk.close_gaps(contents, ids))

    def request(self, verb: Verb) -> bool:
        """Asks for an edit of the selection, and says what was done; every bulk command goes through here."""
        if not self._scene.selection:
            return False
        made: list[Edit] = []

        def noted(contents: Contents) -> Edit:
            made.append(verb(contents))
            return made[0]

        self._view.edit_requested.emit(noted)
        if made:  # else it was refused, and who refused it has said why
            self._view.announced.emit(bulk_words.done(made[0]))
        return bool(made and made[0])

    # previews

    def preview(self, edit: Edit) -> None:
        """Shows cards here and in the plot with the harmonies that an edit would give them."""
        after = {c.after.id: c.after for c in edit.of(Card) if c.after is not None}
        self._view.preview_ties({card_id: card.harmony_tie for card_id, card in after.items()})
        self._view.cards_dragged.emit(after)

    def end_preview(self) -> None:
        """Shows again what is stored."""
        self._view.preview_ties({})
        self._view.cards_dragged.emit({})

    # selecting

    def select_on_plotline(self) -> None:
        """Selects every card of the current card's plotline, or of those that have selected cards."""
        lanes = self._scene.seen.lanes
        cards = [card for i in self._scene.selection if (card := self._scene.card(i)) is not None]
        current = self._scene.card(self._scene.current)
        rows = {self._scene.row_of(card) for card in cards or ([current] if current is not None else [])}
        self._view.selecting.select(frozenset(i for row in rows for i in lanes[row].ids.tolist()))

    def invert(self) -> None:
        """Selects every card that is not selected, and no other."""
        lanes = self._scene.seen.lanes
        ids = np.concatenate([lane.ids for lane in lanes]).tolist() if lanes else []
        self._view.selecting.select(frozenset(ids) - self._scene.selection)
