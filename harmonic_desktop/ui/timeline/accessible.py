"""The cards as assistive tools see them: a list in story order, each with words, place, value, states and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from ...domain.storyboard import Card
from ..widgets.painted_items import PaintedItems
from ..widgets.sentence import announce
from . import words
from .hits import hit
from .layout import Layout

if TYPE_CHECKING:
    from ...domain.edits import Edit
    from .canvas import TimelineView


class PaintedCards:
    """What the canvas knows of its cards."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._scene = view.scene
        self._order: tuple[Layout, list[int], dict[int, int]] | None = None

    def ids(self) -> Sequence[int]:
        return self._ordered()[1]

    def index_of(self, item_id: int) -> int:
        return self._ordered()[2].get(item_id, -1)

    def _ordered(self) -> tuple[Layout, list[int], dict[int, int]]:
        layout = self._scene.seen
        if self._order is None or self._order[0] is not layout:
            order = layout.story_order()
            self._order = layout, order, {card_id: index for index, card_id in enumerate(order)}
        return self._order

    def name(self, item_id: int) -> str:
        card = self._scene.card(item_id)
        return words.card_in_words(self._scene, card) if card is not None else ""

    def description(self, item_id: int) -> str:
        card = self._scene.card(item_id)
        return card.description if card is not None else ""

    def value(self, item_id: int) -> float:
        card = self._scene.card(item_id)
        return card.harmony_tie if card is not None else 0.0

    def set_value(self, item_id: int, value: float) -> None:
        self._view.commands.set_harmony(item_id, value)

    def rect(self, item_id: int) -> QRect:
        card = self._scene.card(item_id)
        return self._scene.rect_of(card).toRect() if card is not None else QRect()

    def item_at(self, place: QPoint) -> int | None:
        found = hit(self._scene, place.toPointF()).card
        return found.id if found is not None else None

    def selection(self) -> frozenset[int]:
        return self._scene.selection

    def select(self, item_ids: Iterable[int], current: int | None) -> None:
        self._view.selecting.select(frozenset(item_ids), current=current)

    def current(self) -> int | None:
        return self._scene.current if self._scene.focused else None

    def take_focus(self, item_id: int) -> None:
        self._scene.current = self._view.selecting.anchor = item_id
        self._view.reveal(item_id)
        self._view.window().activateWindow()
        if self._view.hasFocus():
            self._view.accessible.focus_moved()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_menu(self, item_id: int) -> None:
        self._view.selecting.select(frozenset({item_id}), current=item_id)
        self._view.menus.show_at_current()

    def further_actions(self) -> Mapping[str, Callable[[int], None]]:
        tr = partial(QCoreApplication.translate, "TimelineView")
        return {
            tr("Edit title"): self._view.edit_card,
            tr("One beat earlier"): partial(self._move, -1),
            tr("One beat later"): partial(self._move, 1),
            tr("Remove"): self._remove,
        }

    def _move(self, direction: int, card_id: int) -> None:
        self._view.selecting.select(frozenset({card_id}), current=card_id)
        self._view.commands.step_beat(direction)

    def _remove(self, card_id: int) -> None:
        self._view.selecting.select(frozenset({card_id}), current=card_id)
        self._view.commands.remove()


class AccessibleCards(PaintedItems):
    """The canvas; the title that is being edited lies beside the cards."""

    def __init__(self, canvas: QWidget, view: TimelineView) -> None:
        roles = QAccessible.Role
        name = QCoreApplication.translate("TimelineView", "Cards")
        super().__init__(canvas, roles.List, name, roles.ListItem, PaintedCards(view))

    def held_widgets(self) -> list[QWidget]:
        return [child for child in self.canvas.children() if isinstance(child, QWidget) and child.isVisible()]


class CardCanvas(QWidget):
    """The viewport of the timeline, a class of its own so that Qt asks for its interface."""

    interface: AccessibleCards | None = None
    """Kept here, for Qt keeps no Python object alive."""

    def __init__(self, view: TimelineView) -> None:
        install()  # a tool that is there already asks with the first change of a widget, and keeps what it is given
        super().__init__()
        self.view = view
        self.scene = view.scene
        self.setObjectName("timelineCanvas")


class AccessibleTimeline:
    """Tells assistive tools what happens on the canvas, if there are any."""

    def __init__(self, view: TimelineView, canvas: CardCanvas) -> None:
        self._view = view
        self._canvas = canvas

    def focus_moved(self) -> None:
        """The keyboard went to another card."""
        if (cards := self._cards()) is not None:
            cards.tell_focus()

    def focus_came(self) -> None:
        """The keyboard came here; Qt itself says so of the widget only, and only after its event."""
        if QAccessible.isActive():
            QTimer.singleShot(0, self._view, self.focus_moved)

    def selection_changed(self, before: frozenset[int]) -> None:
        """Other cards are selected than before."""
        if (cards := self._cards()) is not None:
            cards.tell_selection(before)

    def story_changed(self, edit: Edit | None = None) -> None:
        """Cards have another harmony, place or name, are new or gone: those of an edit, or any."""
        if (cards := self._cards()) is not None:
            changes = edit.of(Card) if edit is not None else ()
            cards.tell_changes([change.record.id for change in changes] if edit is not None else None)
            cards.tell_made(change.record.id for change in changes if change.before is None)

    def announce(self, sentence: str) -> None:
        """Says a sentence, but for the name of the card that a tool was just sent to, which it says by itself."""
        if not self._says_already(sentence):
            announce(self._view, sentence)

    def _says_already(self, sentence: str) -> bool:
        card = self._view.scene.card(self._view.scene.current)
        if self._cards() is None or card is None or not self._view.scene.focused:
            return False
        return sentence == words.card_in_words(self._view.scene, card)

    def _cards(self) -> AccessibleCards | None:
        if not QAccessible.isActive():
            return None
        QAccessible.queryAccessibleInterface(self._canvas)
        return self._canvas.interface


def _interface(key: str, target: QObject) -> QAccessibleInterface | None:
    if key == "CardCanvas" and isinstance(target, CardCanvas):
        target.interface = AccessibleCards(target, target.view)
        return target.interface
    if key == "TimelineView" and isinstance(target, QWidget):
        # Qt's own interface of a scroll area passes over the header and the ruler.
        made = _groups[target] = QAccessibleWidget(target, QAccessible.Role.Grouping, "")
        return made
    return None


_groups: WeakKeyDictionary[QWidget, QAccessibleWidget] = WeakKeyDictionary()


@cache
def install() -> None:
    """Has Qt ask here for the interfaces, before there is anything to ask for."""
    QAccessible.installFactory(_interface)
