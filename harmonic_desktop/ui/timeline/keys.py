"""Keys that move over the canvas: arrows, Home and End from card to card, Shift to take cards along, Esc to let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from .navigation import across, beside, nearest

if TYPE_CHECKING:
    from .canvas import TimelineView

_FAR = 1 << 40
Key = Qt.Key
Modifiers = Qt.KeyboardModifier


class Keys:
    """What a key press on the canvas does beside the actions' shortcuts."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        modifiers = event.modifiers() & ~Modifiers.KeypadModifier
        if event.key() == Key.Key_Escape:
            return self._let_go()
        if modifiers & Modifiers.AltModifier:
            return False
        target = self._target(event.key(), bool(modifiers & Modifiers.ControlModifier))
        if target is None:
            return False
        self._go(target, extends=bool(modifiers & Modifiers.ShiftModifier))
        return True

    def _let_go(self) -> bool:
        if self._view.pointer.give_up() or self._view.ruler.give_up():
            return True
        if self._view.zooming.go_back():
            return True
        if self._scene.selection:
            self._view.selecting.select(frozenset())
            return True
        return False

    def _target(self, key: int, whole_story: bool) -> int | None:
        """The card that a key leads to."""
        layout, card = self._scene.seen, self._scene.card(self._scene.current)
        if not layout.count or key not in (
            Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End
        ):  # fmt: skip
            return None
        if whole_story and key in (Key.Key_Home, Key.Key_End):
            order = layout.story_order()
            return order[0] if key == Key.Key_Home else order[-1]
        if card is None:
            return self._first_in_view()
        if key in (Key.Key_Up, Key.Key_Down):
            return across(layout, card, -1 if key == Key.Key_Up else 1) or card.id
        steps = {Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_Home: -_FAR, Key.Key_End: _FAR}
        return beside(layout, card, steps[Key(key)])

    def _first_in_view(self) -> int | None:
        """Where the keyboard begins: the card nearest to the left edge, on the first plotline that has one."""
        found = (nearest(lane, self._scene.camera.scale.left_beat) for lane in self._scene.seen.lanes)
        return next((card_id for card_id in found if card_id is not None), None)

    def _go(self, card_id: int, *, extends: bool) -> None:
        before = self._scene.current
        if extends and before is not None:
            chosen = self._scene.selection | {before}
            back = card_id in chosen and before != card_id and before != self._view.selecting.anchor
            self._view.selecting.select(
                chosen - {before} if back else chosen | {card_id}, current=card_id, keep_anchor=True
            )
        else:
            self._view.selecting.select(frozenset({card_id}), current=card_id)
        self._view.reveal(card_id)
        self._view.selecting.announce(card_id)
