"""What the hand does on the canvas from press to release: press, move, resize; nothing is saved before the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from ...domain.contents import Contents
from ...domain.edits import Edit
from ...domain.errors import InvalidValue, NotFound
from ...domain.storyboard import SHORTEST, Card, move_cards, resize_card
from .layout import Layout
from .scene import Lifted
from .snapping import snapped

if TYPE_CHECKING:
    from .canvas import TimelineView

Cursor = Qt.CursorShape
Modifiers = Qt.KeyboardModifier
ADDING: Final = Modifiers.ShiftModifier | Modifiers.ControlModifier

MANY = 300
"""Where more cards than this are held, making room is previewed only when the hand rests."""
DIGITS = 6
"""Decimals of a beat that a hand can set: what snapped to beat 16 is at 16, not a rounding error beside it."""


class Gesture:
    """One press of a button; exactly one of `finished` and `cancelled` ends it."""

    cursor = Cursor.ArrowCursor
    """What the pointer looks like, read once a frame."""
    scrolls_at_edges = False
    goes_beyond_end = False
    is_slow = False
    """Whether `frame` takes so long that it has to wait until the hand rests."""

    def __init__(self, view: TimelineView, position: QPointF) -> None:
        self.view = view
        self.scene = view.scene
        self.pressed_at = position

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        """The pointer is at another place, or the story moved under it."""

    def frame(self) -> None:
        """Once a frame, if `moved` asked for it: what is too slow for every event."""

    def finished(self) -> None:
        """The button was let go."""

    def cancelled(self) -> None:
        """Nothing happened; the scene is cleared by the view."""

    def is_drag(self, position: QPointF) -> bool:
        """Whether the pointer went further than a click does."""
        return (position - self.pressed_at).manhattanLength() >= QApplication.startDragDistance()


class PressCard(Gesture):
    """A press on a card: a click selects it, a drag moves the selection or an edge."""

    def __init__(self, view: TimelineView, position: QPointF, modifiers: Modifiers, card: Card, edge: int) -> None:
        super().__init__(view, position)
        self._card = card
        self._edge = edge
        self._keeps_group = card.id in self.scene.selection and not modifiers & ADDING
        if not self._keeps_group:
            view.selecting.click(card.id, modifiers)

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        if not self.is_drag(position) or self._card.id not in self.scene.selection:
            return
        if self._edge:
            next_one: Gesture = ResizeCard(self.view, self.pressed_at, self._card, self._edge)
        else:
            next_one = MoveCards(self.view, self.pressed_at, self._card)
        self.view.pointer.take_over(next_one, position, modifiers)

    def finished(self) -> None:
        if self._keeps_group:
            self.view.selecting.click(self._card.id, Modifiers.NoModifier)


class HoldCards(Gesture):
    """Cards in the hand: keeps the preview of what a verb of the domain would do with them."""

    scrolls_at_edges = True
    goes_beyond_end = True
    held_cursor = Cursor.ClosedHandCursor

    def __init__(self, view: TimelineView, position: QPointF, card: Card, card_ids: frozenset[int]) -> None:
        super().__init__(view, position)
        self.card = card
        self.card_ids = card_ids
        self.beat_at_press = self.scene.camera.scale.beat(position.x())
        self.origin = self.scene.layout.only(card_ids)
        self.rows = [row for row, lane in enumerate(self.origin.lanes) if len(lane.ids)]
        self._empty = self.origin.only(())
        self._near: tuple[frozenset[int], Contents] | None = None
        self.scene.lifted = Lifted(self.origin, self.origin, self._empty)
        self.scene.rippled = self._without = self._resident(self.rows)
        self.is_slow = len(card_ids) > MANY

    def snapped(self, edges: list[float], position: QPointF, modifiers: Modifiers) -> float:
        """How many beats the edges are corrected by; sets the guide."""
        self.scene.guide = None
        if not self.scene.snapping or modifiers & Modifiers.AltModifier:
            return 0.0
        by, self.scene.guide = snapped(self.scene, edges, self.card_ids, self.scene.camera.nearest_row(position.y()))
        return by

    def tried(self, verb: Callable[[Contents], Edit], rows: Iterable[int]) -> Edit | None:
        """What the verb would do on letting go now; None, and the reason is kept, where it would be refused."""
        contents, lifted = self.near_contents(frozenset({*self.rows, *rows})), self.scene.lifted
        if contents is None or lifted is None:
            return None
        try:
            made, lifted.refusal = verb(contents), ""
        except (InvalidValue, NotFound) as refused:
            made, lifted.refusal = None, str(refused)
        self.cursor = Cursor.ForbiddenCursor if lifted.refusal else self.held_cursor
        return made

    def preview(self, edit: Edit | None, rows: list[int]) -> Layout:
        """Shows the others making room as the edit says, or staying; returns where the held cards would land."""
        after = [c.after for c in edit.of(Card) if c.after is not None] if edit is not None else []
        others = [card for card in after if card.id not in self.card_ids]
        self.scene.rippled = self._without
        if others:  # the same layout again where nothing makes room, so that its picture is kept
            resident, lanes = self._resident({*self.rows, *rows}), self.scene.layout.lanes
            beside = (lanes[row].plotline_id for row in rows)
            self.scene.rippled = resident.changed(beside, (card.id for card in others), others)
        self.view.cards_dragged.emit({card.id: card for card in after})
        landed = {card.id: card for card in after}
        held = (
            (landed.get(card_id) or self.scene.contents.cards[card_id] for card_id in self.card_ids)
            if (self.scene.contents is not None)
            else ()
        )
        return self._empty.changed((), (), held)

    def forget_slow_preview(self) -> None:
        """What is only previewed when the hand rests is not shown any more once it moves on."""
        if self.is_slow and self.scene.lifted is not None:
            self.scene.lifted.landing, self.scene.rippled = self._empty, self._without

    def near_contents(self, rows: frozenset[int]) -> Contents | None:
        """The universe with the cards of some rows only, which are all that can make room."""
        contents, lanes = self.scene.contents, self.scene.layout.lanes
        if contents is None:
            return None
        if self._near is None or self._near[0] != rows:
            cards = {card_id: contents.cards[card_id] for row in rows for card_id in lanes[row].ids.tolist()}
            self._near = rows, Contents(contents.universe, plotlines=contents.plotlines, cards=cards)
        return self._near[1]

    def _resident(self, rows: set[int] | list[int]) -> Layout:
        """The stored layout without the held cards."""
        lanes = self.scene.layout.lanes
        return self.scene.layout.changed((lanes[row].plotline_id for row in rows), self.card_ids, ())


class MoveCards(HoldCards):
    """The selection follows the hand in time and between plotlines, as one, and stops at the edges as one."""

    def __init__(self, view: TimelineView, position: QPointF, card: Card) -> None:
        super().__init__(view, position, card, view.scene.selection)
        self._row_at_press = self.scene.camera.nearest_row(position.y())
        self._first_beat = min(float(self.origin.lanes[row].start[0]) for row in self.rows)
        self.by_beats = 0.0
        self.by_rows = 0
        self._wanted: tuple[float, int, bool] | None = None
        """What was previewed last, or will be."""

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        camera = self.scene.camera
        by = camera.scale.beat(position.x()) - self.beat_at_press
        by += self.snapped([self.card.start_beat + by, self.card.end_beat + by], position, modifiers)
        self.by_beats = max(round(by, DIGITS), -self._first_beat)
        if by < -self._first_beat:
            self.scene.guide = None
        by_rows = camera.nearest_row(position.y()) - self._row_at_press
        self.by_rows = min(max(by_rows, -self.rows[0]), camera.rows - 1 - self.rows[-1])
        assert self.scene.lifted is not None
        wanted = self.by_beats, self.by_rows, self.scene.ripple
        if wanted != self._wanted:  # most moves of a hand lead to where it snapped to already
            self._wanted = wanted
            self.scene.lifted.held = self.origin.shifted(self.by_beats, self.by_rows)
            self.scene.lifted.moved_by = self.by_beats, self.by_rows
            self.forget_slow_preview()
            self.view.pointer.request_frame()

    def frame(self) -> None:
        rows = [row + self.by_rows for row in self.rows]
        landing = self.preview(self.tried(self._dropped, rows), rows)
        if self.scene.lifted is not None:
            self.scene.lifted.landing = landing

    def finished(self) -> None:
        if self.by_beats or self.by_rows:
            self.view.commands.move(self.card_ids, self.by_beats, self.by_rows)

    def _dropped(self, contents: Contents) -> Edit:
        return move_cards(contents, self.card_ids, self.by_beats, self.by_rows, ripple=self.scene.ripple)


class ResizeCard(HoldCards):
    """One edge of a card follows the hand; the other stays. edge: -1 left, 1 right."""

    held_cursor = Cursor.SizeHorCursor

    def __init__(self, view: TimelineView, position: QPointF, card: Card, edge: int) -> None:
        super().__init__(view, position, card, frozenset({card.id}))
        self._edge = edge
        self._shortest = min(SHORTEST, card.duration_beats)
        self.start_beat, self.end_beat = card.start_beat, card.end_beat

    def moved(self, position: QPointF, modifiers: Modifiers) -> None:
        by = self.scene.camera.scale.beat(position.x()) - self.beat_at_press
        beat = (self.card.start_beat if self._edge < 0 else self.card.end_beat) + by
        beat = round(beat + self.snapped([beat], position, modifiers), DIGITS)
        if self._edge < 0:
            self.start_beat = min(max(beat, 0.0), self.card.end_beat - self._shortest)
        else:
            self.end_beat = max(beat, self.card.start_beat + self._shortest)
        self.view.pointer.request_frame()

    def frame(self) -> None:
        made = self.tried(self._dropped, self.rows)
        landing, lifted = self.preview(made, self.rows), self.scene.lifted
        if lifted is not None:
            lifted.held = self._empty.changed((), (), [self._asked()]) if lifted.refusal else landing

    def finished(self) -> None:
        if (self.start_beat, self.end_beat) != (self.card.start_beat, self.card.end_beat):
            self.view.commands.resize(self.card.id, self.start_beat, self.end_beat - self.start_beat)

    def _dropped(self, contents: Contents) -> Edit:
        length = self.end_beat - self.start_beat
        return resize_card(contents, self.card.id, self.start_beat, length, ripple=self.scene.ripple)

    def _asked(self) -> Card:
        """The card as the hand has it, whatever lies there."""
        return replace(self.card, start_beat=self.start_beat, duration_beats=self.end_beat - self.start_beat)
