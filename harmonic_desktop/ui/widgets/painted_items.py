"""What is painted on a widget, as assistive tools see it: children with name, value, place, states and actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken, VoidPtr

from .item_interfaces import Cast, ItemActions, ItemSelection, ItemValue, Painted, pointer_to

MOST_TOLD = 50
"""No more single items than this are spoken of after one change."""
Kind = QAccessible.InterfaceType


class PaintedItems(QAccessibleWidget):
    """The widget: its children are the items, each made when it is first asked for, then what widgets it holds."""

    def __init__(
        self, widget: QWidget, role: QAccessible.Role, name: str, item_role: QAccessible.Role, painted: Painted
    ) -> None:
        super().__init__(widget, role, name)
        self.canvas = widget
        self.painted = painted
        self.item_role = item_role
        self._known: dict[int, PaintedItem] = {}
        self._selection = ItemSelection(self)

    def item(self, item_id: int) -> PaintedItem:
        """The interface of an item, always the same one as long as it is there."""
        found = self._known.get(item_id)
        if found is None:
            found = self._known[item_id] = PaintedItem(self, item_id)
            QAccessible.registerAccessibleInterface(found)
        return found

    def id_of(self, child: QAccessibleInterface) -> int | None:
        """The id of the item that a child is, if it is one that is there."""
        return child.item_id if isinstance(child, PaintedItem) and child.isValid() else None

    def held_widgets(self) -> list[QWidget]:
        """The widgets on it that are to be found beside the items."""
        return []

    # What is told

    def tell_focus(self) -> None:
        """The keyboard is on another item."""
        current = self.painted.current()
        if current is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.item(current), QAccessible.Event.Focus))

    def tell_selection(self, before: frozenset[int]) -> None:
        """Others are selected than before."""
        added, gone = self.painted.selection() - before, before - self.painted.selection()
        if len(added) + len(gone) > MOST_TOLD:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.SelectionWithin))
            return
        for ids, kind in ((added, QAccessible.Event.SelectionAdd), (gone, QAccessible.Event.SelectionRemove)):
            for item_id in ids:
                if self.painted.index_of(item_id) >= 0:
                    QAccessible.updateAccessibility(QAccessibleEvent(self.item(item_id), kind))

    def tell_changes(self, item_ids: Iterable[int] | None) -> None:
        """Some items (None: all) have another value, name or place, or are gone."""
        item_ids = list(self._known) if item_ids is None else item_ids
        known = [self._known[item_id] for item_id in item_ids if item_id in self._known]
        there = [item for item in known if item.isValid()]
        for item in [item for item in known if not item.isValid()]:
            self._forget(item)
        for item in there[:MOST_TOLD]:
            item.tell_changes()

    def tell_made(self, item_ids: Iterable[int]) -> None:
        """Items are new."""
        for item_id in list(item_ids)[:MOST_TOLD]:
            if self.painted.index_of(item_id) >= 0:
                QAccessible.updateAccessibility(QAccessibleEvent(self.item(item_id), QAccessible.Event.ObjectCreated))

    def _forget(self, item: PaintedItem) -> None:
        item.is_leaving = True  # Qt says that it is gone, but only of what is valid
        del self._known[item.item_id]
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))

    # Qt's own

    def childCount(self) -> int:
        return len(self.painted.ids()) + len(self.held_widgets())

    def child(self, index: int) -> QAccessibleInterface:
        ids = self.painted.ids()
        if 0 <= index < len(ids):
            return self.item(ids[index])
        held = self.held_widgets()[max(index - len(ids), 0) :]
        return QAccessible.queryAccessibleInterface(held[0]) if index >= 0 and held else None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, PaintedItem):
            return self.painted.index_of(child.item_id)
        places = [place for place, held in enumerate(self.held_widgets()) if held is child.object()]
        return len(self.painted.ids()) + places[0] if places else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        place = self.canvas.mapFromGlobal(QPoint(x, y))
        for held in self.held_widgets():
            if held.geometry().contains(place):
                return QAccessible.queryAccessibleInterface(held)
        found = self.painted.item_at(place)
        return self.item(found) if found is not None else None  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        current = self.painted.current()
        return self.item(current) if current is not None else None  # type: ignore[return-value]

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        if kind == Kind.SelectionInterface:
            return pointer_to(self._selection)
        return super().interface_cast(kind) or VoidPtr(0)  # type: ignore[return-value]


class PaintedItem(QAccessibleInterface):
    """One item; it may outlive what it stands for, and is invalid then."""

    def __init__(self, items: PaintedItems, item_id: int) -> None:
        super().__init__()
        self._items = items
        self._painted = items.painted
        self.item_id = item_id
        self.is_leaving = False
        """Whether it is just being said that it is gone."""
        self._told = self._sayings()
        self._casts: dict[QAccessible.InterfaceType, Cast] = {
            Kind.ValueInterface: ItemValue(self),
            Kind.ActionInterface: ItemActions(self),
        }

    @property
    def painted(self) -> Painted:
        return self._painted

    def tell_changes(self) -> None:
        """Says which of value, name and place are others than they were when this was last said."""
        before, self._told = self._told, self._sayings()
        if before[0] != self._told[0]:
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self._told[0]))
        if before[1] != self._told[1]:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        if before[2] != self._told[2]:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.LocationChanged))

    def _sayings(self) -> tuple[float, str, QRect]:
        """Value, name and place."""
        return self._painted.value(self.item_id), self._painted.name(self.item_id), self.rect()

    # Qt's own

    def isValid(self) -> bool:
        is_there = Shiboken.isValid(self._items.canvas) and self._painted.index_of(self.item_id) >= 0
        return is_there or self.is_leaving

    def object(self) -> QObject:
        return None  # type: ignore[return-value]

    def window(self) -> QWindow:
        return self._items.window()

    def parent(self) -> QAccessibleInterface:
        return self._items

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        place = self._painted.rect(self.item_id)
        return QRect(self._items.canvas.mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        return self._items.item_role

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = 1
            return state
        state.focusable = state.selectable = state.multiSelectable = state.extSelectable = 1
        state.selected = int(self.item_id in self._painted.selection())
        state.focused = int(self._painted.current() == self.item_id)
        state.offscreen = int(not self._items.canvas.rect().intersects(self._painted.rect(self.item_id)))
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if kind == QAccessible.Text.Name:
            return self._painted.name(self.item_id)
        return self._painted.description(self.item_id) if kind == QAccessible.Text.Description else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Words are edited on the widget."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        return pointer_to(self._casts[kind]) if kind in self._casts else VoidPtr(0)
