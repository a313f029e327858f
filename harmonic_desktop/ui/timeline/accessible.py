"""The cards as assistive tools see them: a list in story order, each with its words, place, state and rectangle."""

from __future__ import annotations

from functools import cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from . import words
from .hits import hit
from .layout import Layout
from .scene import Scene


class AccessibleCards(QAccessibleWidget):
    """The canvas: its children are the cards, made as they are asked for."""

    def __init__(self, canvas: QWidget, scene: Scene) -> None:
        super().__init__(canvas, QAccessible.Role.List, QCoreApplication.translate("TimelineView", "Cards"))
        self.canvas = canvas
        self.scene = scene
        self._known: dict[int, AccessibleCard] = {}
        self._order: tuple[Layout, list[int], dict[int, int]] | None = None

    @property
    def order(self) -> list[int]:
        """The ids of the cards in story order."""
        return self._ordered()[1]

    def index_of(self, card_id: int) -> int:
        """The place of a card among the children; -1 when it is not there."""
        return self._ordered()[2].get(card_id, -1)

    def card(self, card_id: int) -> AccessibleCard:
        """The interface of a card, always the same one."""
        found = self._known.get(card_id)
        if found is None:
            found = self._known[card_id] = AccessibleCard(self, card_id)
            QAccessible.registerAccessibleInterface(found)
        return found

    def _ordered(self) -> tuple[Layout, list[int], dict[int, int]]:
        layout = self.scene.seen
        if self._order is None or self._order[0] is not layout:
            order = layout.story_order()
            self._order = layout, order, {card_id: index for index, card_id in enumerate(order)}
        return self._order

    def childCount(self) -> int:
        return len(self.order)

    def child(self, index: int) -> QAccessibleInterface:
        return self.card(self.order[index]) if 0 <= index < len(self.order) else None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.index_of(child.card_id) if isinstance(child, AccessibleCard) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = hit(self.scene, self.canvas.mapFromGlobal(QPoint(x, y)).toPointF()).card
        return self.card(found.id) if found is not None else None  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        current = self.scene.current
        return self.card(current) if current is not None and self.scene.focused else None  # type: ignore[return-value]


class AccessibleCard(QAccessibleInterface):
    """One card; it outlives the record, and is invalid then."""

    def __init__(self, cards: AccessibleCards, card_id: int) -> None:
        super().__init__()
        self._cards = cards
        self.card_id = card_id

    def isValid(self) -> bool:
        return self._cards.scene.card(self.card_id) is not None

    def object(self) -> QObject:
        return None  # type: ignore[return-value]

    def window(self) -> QWindow:
        return self._cards.window()

    def parent(self) -> QAccessibleInterface:
        return self._cards

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        card = self._cards.scene.card(self.card_id)
        if card is None:
            return QRect()
        place = self._cards.scene.rect_of(card).toRect()
        return QRect(self._cards.canvas.mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        scene = self._cards.scene
        state = QAccessible.State()
        state.focusable = state.selectable = state.extSelectable = 1
        state.selected = int(self.card_id in scene.selection)
        state.focused = int(scene.focused and scene.current == self.card_id)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        card = self._cards.scene.card(self.card_id)
        if card is None:
            return ""
        if kind == QAccessible.Text.Name:
            return words.card_in_words(self._cards.scene, card)
        return card.description if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Titles are edited on the canvas."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


class CardCanvas(QWidget):
    """The viewport of the timeline, a class of its own so that Qt asks for its interface."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.setObjectName("timelineCanvas")
        self.scene = scene
        self.interface: AccessibleCards | None = None
        """Kept here, for Qt keeps no Python object alive."""


class AccessibleTimeline:
    """Tells assistive tools what happens on the canvas, if there are any."""

    def __init__(self, canvas: CardCanvas) -> None:
        self._canvas = canvas
        _install()

    def focus_moved(self) -> None:
        """The keyboard went to another card."""
        current = self._canvas.scene.current
        if QAccessible.isActive() and current is not None and self._canvas.scene.focused:
            QAccessible.queryAccessibleInterface(self._canvas)
            if self._canvas.interface is not None:
                card = self._canvas.interface.card(current)
                QAccessible.updateAccessibility(QAccessibleEvent(card, QAccessible.Event.Focus))


def _interface(key: str, target: QObject) -> QAccessibleInterface | None:
    if key == "CardCanvas" and isinstance(target, CardCanvas):
        target.interface = AccessibleCards(target, target.scene)
        return target.interface
    if key == "TimelineView" and isinstance(target, QWidget):
        # Qt's own interface of a scroll area passes over the header and the ruler.
        made = _groups[target] = QAccessibleWidget(target, QAccessible.Role.Grouping, "")
        return made
    return None


_groups: WeakKeyDictionary[QWidget, QAccessibleWidget] = WeakKeyDictionary()


@cache
def _install() -> None:
    QAccessible.installFactory(_interface)
