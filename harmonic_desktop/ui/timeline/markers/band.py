"""The band of markers over the ruler: a widget of its own, with the focus, the mouse and the keys that act on it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ....domain.contents import markers_in_order
from ....domain.markers import Marker
from ... import theme
from ..pointer import is_alt_alone
from . import words
from .accessible import AccessibleMarkers, install, tell_focus
from .actions import MarkerActions
from .commands import Commands
from .gestures import Modifiers
from .keys import MarkerKeys
from .naming import Naming
from .painting import paint_band, paint_guide_in_band, places_in
from .places import BAND_HEIGHT, MarkerHit, hit_marker
from .pointer import MarkerPointer

if TYPE_CHECKING:
    from ..canvas import TimelineView
    from .dialog import MarkersDialog

Reason = Qt.FocusReason


class MarkerBand(QWidget):
    """Shows the markers of the open universe; one of them is the current one, which keys and menus act on."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.view = view
        self.current: int | None = None
        self.interface: AccessibleMarkers | None = None
        """Kept here, for Qt keeps no Python object alive."""
        self.dialog: MarkersDialog | None = None
        """The list of all markers while it is open."""
        self._order: list[int] = []
        self.setObjectName("markerBand")
        self.setAccessibleName(self.tr("Markers"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        install()
        self.commands = Commands(self)
        self.pointer = MarkerPointer(self)
        self._keys = MarkerKeys(self)
        self._naming = Naming(self)
        self.actions_ = MarkerActions(self)
        self.actions_.update_enabled()

    # the story

    @property
    def markers(self) -> list[Marker]:
        """The stored markers in order."""
        contents = self.view.scene.contents
        return markers_in_order(contents) if contents is not None else []

    @property
    def current_marker(self) -> Marker | None:
        """The marker that keys and menus act on."""
        contents = self.view.scene.contents
        return contents.markers.get(self.current) if contents is not None and self.current is not None else None

    def follow(self) -> None:
        """Shows the markers as they are stored now; when the current one is gone, the next takes its place."""
        markers = self.markers
        if self.current is not None and self.current_marker is None:
            ids, gone = {marker.id for marker in markers}, self.current
            later = self._order[self._order.index(gone) :] if gone in self._order else []
            self.current = next((i for i in later if i in ids), markers[-1].id if ids else None)
        self._order = [marker.id for marker in markers]
        self._naming.follow()
        self._show_current()

    def follow_view(self) -> None:
        """Goes along with scrolling and zooming: what the hand holds, and the name being typed."""
        self.pointer.update()
        self._naming.follow()
        self.update()

    def make_current(self, marker_id: int | None) -> None:
        """Makes a marker the one that is acted on, with the keyboard on it."""
        self.current = marker_id
        self.setFocus(Reason.OtherFocusReason)
        self._say_current()
        self._show_current()

    def choose(self, marker_id: int) -> None:
        """Makes a marker the one that is acted on, without the keyboard."""
        self.current = marker_id
        self.follow()

    def take_focus(self) -> None:
        """Puts the keyboard on the current marker, or on the first one in view."""
        if self.current_marker is not None:
            self.make_current(self.current)
        else:
            self._keys.go_to_next(forward=True)

    def forget_dialog(self) -> None:
        """The list of all markers was closed."""
        self.dialog = None

    def edit_name(self, marker_id: int) -> None:
        """Opens the name of a marker for typing, in its place, once what is being edited is taken."""
        if self.view.commit_pending():
            self.make_current(marker_id)
            self.reveal_current()
            self._naming.open()

    def commit_pending(self) -> bool:
        """Takes the name that is being typed; False when it is refused and stays open."""
        if self.dialog is not None:
            self.dialog.commit_pending()
        return self._naming.commit()

    def reveal_current(self) -> None:
        """Scrolls just so far that the current marker is in view, or its start where it is longer than the view."""
        marker, scale = self.current_marker, self.view.scene.camera.scale
        if marker is None:
            return
        first, last = scale.x(marker.start_beat), scale.x(marker.end_beat)
        if first < 0:
            scale.scroll_to(marker.start_beat - theme.TARGET / scale.pixels_per_beat)
        elif last > scale.width - theme.TARGET:
            by = min(last + theme.TARGET - scale.width, first)
            scale.scroll_to(scale.left_beat + by / scale.pixels_per_beat, beyond=True)

    def rect_of(self, marker_id: int) -> QRect:
        """Where a marker is painted in the band; empty when it is out of view."""
        for place in places_in(self.view.scene, self._lifted()):
            if place.marker.id == marker_id:
                left, right = max(place.left, 0.0), min(place.right, float(self.width()))
                return QRect(int(left), 0, max(int(right - left), 1), BAND_HEIGHT)
        return QRect()

    def marker_at(self, position: QPointF) -> MarkerHit | None:
        """What lies under a px of the band."""
        return hit_marker(places_in(self.view.scene, self._lifted()), position.x())

    def in_words(self, marker: Marker) -> str:
        """What a screen reader says of a marker."""
        markers = self.markers
        number = next((n for n, other in enumerate(markers, 1) if other.id == marker.id), 0)
        return words.in_words(self.view.scene.meter, marker, number, len(markers))

    def show_menu(self, event: QContextMenuEvent, ruler: QWidget) -> None:
        """Offers to make a marker at a place of the ruler under the band."""
        self._show_menu(None, event.pos(), ruler)

    def _show_menu(self, marker_id: int | None, place: QPoint, widget: QWidget) -> None:
        if self.view.scene.contents is not None and not self.pointer.is_busy:
            self.make_current(marker_id)
            beat = self.view.scene.camera.scale.beat(place.x())
            self.actions_.menu(beat).popup(widget.mapToGlobal(place))

    def _lifted(self) -> int | None:
        """The marker that lies over the others: the one in the hand, or the current one."""
        held = self.view.scene.held_marker
        return held.id if held is not None else self.current

    def _show_current(self) -> None:
        self.actions_.update_enabled()
        if self.dialog is not None:
            self.dialog.follow()
        self.update()

    def _say_current(self) -> None:
        marker = self.current_marker
        if marker is not None:
            self.view.announced.emit(self.in_words(marker))
            tell_focus(self)

    def _show_tip(self, place: QPoint, on_screen: QPoint) -> None:
        where = self.marker_at(QPointF(place))
        text = self.tr("Double-click or drag here to make an act, or press Ctrl+M")
        if where is not None:
            text = words.placed(self.view.scene.meter, where.marker)
        QToolTip.showText(on_screen, f"<span>{escape(text)}</span>", self)

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(theme.HEADER_WIDTH, BAND_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scene = QPainter(self), self.view.scene
        paint_band(
            painter, scene, self.width(),
            hovered=self.pointer.hovered, lifted=self._lifted(), is_focused=self.hasFocus(),
        )  # fmt: skip
        if self.hasFocus() and self.current_marker is None:
            painter.setPen(theme.current().accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        paint_guide_in_band(painter, scene)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.view.scene.contents is None:
            return
        where = self.marker_at(event.position())
        if where is not None:
            self.edit_name(where.marker.id)
        else:
            self.commands.new_act_at(self.view.scene.camera.scale.beat(event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = (self.rect_of(self.current) if self.current is not None else self.rect()).center()
        where = self.marker_at(QPointF(place))
        self._show_menu(where.marker.id if where is not None else None, place, self)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointer.hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.view.scrolling.wheel(event, event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self.pointer.modifiers_changed(event.modifiers() & ~Modifiers.AltModifier)
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from marker to marker, and leaves the band after the last."""
        return self._keys.go_to_next(forward) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Reason.TabFocusReason, Reason.BacktabFocusReason):
            self._keys.go_to_end(event.reason() == Reason.TabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if is_alt_alone(event) and self.pointer.is_busy:
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().event(event)
