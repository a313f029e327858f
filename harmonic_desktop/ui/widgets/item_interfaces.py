"""What assistive tools can do with painted items: read and set their values, act on them, select among them.

WORKAROUND(PySide 6.11): what `interface_cast` returns reaches C++ only as a VoidPtr to an object of exactly the class
that was asked for; anything else, None too, ends the program as soon as a tool asks. So each of these is an object of
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import (
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleSelectionInterface,
    QAccessibleValueInterface,
)
from shiboken6 import VoidPtr, getCppPointer

Cast: TypeAlias = QAccessibleValueInterface | QAccessibleActionInterface | QAccessibleSelectionInterface

STEP = 0.01
"""What the values, which go from 0 to 1, are raised and lowered by."""
Actions = QAccessibleActionInterface


class Painted(Protocol):
    """What a widget knows of the items that it paints, by their ids; items that are gone are asked for, too."""

    def ids(self) -> Sequence[int]:
        """All of them, in order."""

    def index_of(self, item_id: int) -> int:
        """The place in that order; -1 for one that is not there."""

    def name(self, item_id: int) -> str:
        """What it is, in words."""

    def description(self, item_id: int) -> str:
        """What more there is to say."""

    def value(self, item_id: int) -> float:
        """Its value, 0 to 1."""

    def set_value(self, item_id: int, value: float) -> None:
        """Asks for another value."""

    def rect(self, item_id: int) -> QRect:
        """Where it is painted, in pixels of the widget, in view or not."""

    def item_at(self, place: QPoint) -> int | None:
        """The item at a pixel of the widget."""

    def selection(self) -> frozenset[int]:
        """The selected items."""

    def select(self, item_ids: Iterable[int], current: int | None) -> None:
        """Selects exactly these; the keyboard goes on from `current`."""

    def current(self) -> int | None:
        """The item that the keyboard acts on, while the keyboard is there at all."""

    def take_focus(self, item_id: int) -> None:
        """Brings the keyboard to it."""

    def show_menu(self, item_id: int) -> None:
        """Opens its menu."""

    def further_actions(self) -> Mapping[str, Callable[[int], None]]:
        """What else can be done with it, by what that is called."""


class Item(Protocol):
    """One item, as far as it is acted on."""

    item_id: int

    @property
    def painted(self) -> Painted: ...

    def isValid(self) -> bool: ...


class Items(Protocol):
    """All of them, as far as they are selected."""

    painted: Painted

    def item(self, item_id: int) -> QAccessibleInterface:
        """The interface of an item."""

    def id_of(self, child: QAccessibleInterface) -> int | None:
        """The id of the item that a child is, if it is one that is there."""


class ItemValue(QAccessibleValueInterface):
    """The value of an item, which a tool may read and set."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item

    def currentValue(self) -> float:
        return self._item.painted.value(self._item.item_id) if self._item.isValid() else 0.0

    def setCurrentValue(self, value: float) -> None:
        if self._item.isValid() and value == value:
            self._item.painted.set_value(self._item.item_id, min(max(float(value), 0.0), 1.0))

    def maximumValue(self) -> float:
        return 1.0

    def minimumValue(self) -> float:
        return 0.0

    def minimumStepSize(self) -> float:
        return STEP


class ItemActions(QAccessibleActionInterface):
    """What can be done with an item; Qt itself adds raising and lowering to what has a value."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        painted = item.painted
        self._item = item
        self._all: dict[str, Callable[[int], None]] = {
            Actions.pressAction(): lambda item_id: painted.select({item_id}, item_id),
            Actions.toggleAction(): lambda item_id: painted.select(painted.selection() ^ {item_id}, item_id),
            Actions.setFocusAction(): painted.take_focus,
            Actions.showMenuAction(): painted.show_menu,
            **painted.further_actions(),
        }

    def actionNames(self) -> list[str]:
        return list(self._all)

    def doAction(self, name: str) -> None:
        if name in self._all and self._item.isValid():
            self._all[name](self._item.item_id)

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []

    def localizedActionName(self, name: str) -> str:
        return name

    def localizedActionDescription(self, name: str) -> str:
        return name


class ItemSelection(QAccessibleSelectionInterface):
    """The selection as a whole, which a tool may read and change."""

    def __init__(self, items: Items) -> None:
        super().__init__()
        self._items = items

    def _ordered(self) -> list[int]:
        return sorted(self._items.painted.selection(), key=self._items.painted.index_of)

    def selectedItemCount(self) -> int:
        return len(self._items.painted.selection())

    def selectedItems(self) -> list[QAccessibleInterface]:
        return [self._items.item(item_id) for item_id in self._ordered()]

    def selectedItem(self, index: int) -> QAccessibleInterface:
        ordered = self._ordered()
        return self._items.item(ordered[index]) if 0 <= index < len(ordered) else None  # type: ignore[return-value]

    def isSelected(self, child: QAccessibleInterface) -> bool:
        return self._items.id_of(child) in self._items.painted.selection()

    def select(self, child: QAccessibleInterface) -> bool:
        return self._change(child, frozenset.union)

    def unselect(self, child: QAccessibleInterface) -> bool:
        return self._change(child, frozenset.difference)

    def selectAll(self) -> bool:
        self._items.painted.select(self._items.painted.ids(), None)
        return True

    def clear(self) -> bool:
        self._items.painted.select((), None)
        return True

    def _change(self, child: QAccessibleInterface, how: Callable[..., frozenset[int]]) -> bool:
        painted, item_id = self._items.painted, self._items.id_of(child)
        if item_id is None:
            return False
        painted.select(how(painted.selection(), {item_id}), item_id)
        return True


def pointer_to(
    interface: QAccessibleValueInterface | QAccessibleActionInterface | QAccessibleSelectionInterface,
) -> VoidPtr:
    """What `interface_cast` may return of it."""
    return VoidPtr(getCppPointer(interface)[0])
