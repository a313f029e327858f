"""The markers as assistive tools see them: a list in story order, each with its words, place and state."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from ....domain.markers import Marker
    from .band import MarkerBand


class AccessibleMarkers(QAccessibleWidget):
    """The band: its children are the markers, made as they are asked for."""

    def __init__(self, band: MarkerBand) -> None:
        super().__init__(band, QAccessible.Role.List, band.accessibleName())
        self.band = band
        self._known: dict[int, AccessibleMarker] = {}

    def marker(self, marker_id: int) -> AccessibleMarker:
        """The interface of a marker, always the same one."""
        found = self._known.get(marker_id)
        if found is None:
            found = self._known[marker_id] = AccessibleMarker(self, marker_id)
            QAccessible.registerAccessibleInterface(found)
        return found

    def index_of(self, marker_id: int) -> int:
        """The place of a marker among the children; -1 when it is not there."""
        return next((i for i, marker in enumerate(self.band.markers) if marker.id == marker_id), -1)

    def childCount(self) -> int:
        return len(self.band.markers)

    def child(self, index: int) -> QAccessibleInterface:
        markers = self.band.markers
        return self.marker(markers[index].id) if 0 <= index < len(markers) else None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return self.index_of(child.marker_id) if isinstance(child, AccessibleMarker) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = self.band.marker_at(QPointF(self.band.mapFromGlobal(QPoint(x, y))))
        return self.marker(found.marker.id) if found is not None else None  # type: ignore[return-value]

    def focusChild(self) -> QAccessibleInterface:
        marker = self.band.current_marker
        has_focus = marker is not None and self.band.hasFocus()
        return self.marker(marker.id) if marker is not None and has_focus else None  # type: ignore[return-value]


class AccessibleMarker(QAccessibleInterface):
    """One marker; it outlives the record, and is invalid then."""

    def __init__(self, markers: AccessibleMarkers, marker_id: int) -> None:
        super().__init__()
        self._band = markers.band
        self._markers = markers
        self.marker_id = marker_id

    def _record(self) -> Marker | None:
        contents = self._band.view.scene.contents
        return contents.markers.get(self.marker_id) if contents is not None else None

    def isValid(self) -> bool:
        return self._record() is not None

    def object(self) -> QObject:
        return None  # type: ignore[return-value]

    def window(self) -> QWindow:
        return self._markers.window()

    def parent(self) -> QAccessibleInterface:
        return self._markers

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return None  # type: ignore[return-value]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        place = self._band.rect_of(self.marker_id)
        return QRect(self._band.mapToGlobal(place.topLeft()), place.size()) if not place.isEmpty() else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        is_current = self._band.current == self.marker_id
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        state.selected = int(is_current)
        state.focused = int(is_current and self._band.hasFocus())
        state.offscreen = int(self._band.rect_of(self.marker_id).isEmpty())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        marker = self._record()
        return self._band.in_words(marker) if marker is not None and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names are typed in the band."""

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


def tell_focus(band: MarkerBand) -> None:
    """Tells assistive tools, if there are any, that the keyboard is on the current marker."""
    if QAccessible.isActive() and band.current is not None and band.hasFocus():
        QAccessible.queryAccessibleInterface(band)
        if band.interface is not None:
            marker = band.interface.marker(band.current)
            QAccessible.updateAccessibility(QAccessibleEvent(marker, QAccessible.Event.Focus))


def _interface(key: str, target: QObject) -> QAccessibleInterface | None:
    from .band import MarkerBand

    if key == "MarkerBand" and isinstance(target, MarkerBand):
        target.interface = AccessibleMarkers(target)
        return target.interface
    return None


@cache
def install() -> None:
    """Has Qt ask here for the interface of the band."""
    QAccessible.installFactory(_interface)
