"""The harmony plot: a point per card that is pulled, stepped or typed, and the curve that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from html import escape

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ...domain.contents import Contents, markers_in_order
from ...domain.edits import Edit
from ...domain.meter import Meter, meter_of
from ...domain.reshaping import draw_harmony
from ...domain.storyboard import Card, shifted_ties
from ...domain.universe import target_of
from .. import theme
from ..time_scale import TimeScale
from . import overlay
from .accessible import AccessiblePlot, AccessiblePoints, install
from .actions import PlotActions
from .description import PlotDescription
from .editor import PlotEditor
from .keys import PlotKeys
from .mouse import PlotMouse
from .points import NO_TIES, Rows, Ties
from .surface import PlotSurface
from .switches import PlotSwitches
from .target_edges import TargetEdges
from .words import PlotWords

FRAME_MS = 8
"""A drag is told to others at most this often."""
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class HarmonyPlot(PlotSurface):
    """Shows the harmony of cards on the shared time axis, and lets it be changed."""

    given_up = Signal()
    """What was pulled or spanned was let go with Esc, and the selection is as it was before."""
    edit_requested = Signal(object)
    """Callable[[Contents], Edit]: a verb of the domain with its arguments bound, to be performed."""
    ties_dragged = Signal(object)
    """dict[int, float]: harmonies as they would be; empty when the drag is over or was cancelled."""
    ties_dropped = Signal(object)
    """dict[int, float]: harmonies to be set, only those that change."""
    selection_made = Signal(object)
    """frozenset[int] of card ids."""
    announced = Signal(str)
    """A sentence on what was just done."""
    interface: AccessiblePoints | None = None
    """Kept here, for Qt keeps no Python object alive."""

    def __init__(self, scale: TimeScale, switches: PlotSwitches | None = None, parent: QWidget | None = None) -> None:
        install()
        super().__init__(scale, switches, parent)
        self.accessible = AccessiblePlot(self)
        self.setObjectName("harmonyPlot")
        self.setAccessibleName(self.tr("Harmony plot"))
        self.viewport().setAccessibleName(self.accessibleName())
        self.setMinimumHeight(30 * theme.SPACE)
        self.contents: Contents | None = None
        self.current: int | None = None
        """The card that the keyboard acts on."""
        self.anchor: int | None = None
        """Where a range of cards begins."""
        self.hovered: int | None = None
        self.was_tabbed_to = False
        """Whether the keyboard brought the focus here, so that it is shown even without a point to act on."""
        self.words = PlotWords(self)
        self._mouse, self._keys = PlotMouse(self), PlotKeys(self)
        self._edges = TargetEdges(self)
        self._editor = PlotEditor(self)
        self._editor.entered.connect(self._on_number_entered)
        scale.changed.connect(self._move_editor_along)
        self.announced.connect(self.accessible.announce)
        self.actions_ = PlotActions(self)
        self.export_actions: list[QAction] = []
        """What saves the plot, at the end of its menu."""
        self._pulled = NO_TIES
        self._teller = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._teller.timeout.connect(self._tell)
        self.description = PlotDescription(self)

    # What is shown

    def show_universe(self, contents: Contents | None) -> None:
        """Shows all of a universe, or none."""
        self.cancel()
        self._editor.leave()
        self.actions_.close_dialog()
        self._take(contents)
        self.points.show(contents)
        self._forget_what_is_gone()
        self.accessible.story_changed()
        self.actions_.update_enabled()
        self.description.follow(at_once=True)
        self.redraw()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; what is in the hand stays there unless its card is gone."""
        self.actions_.close_dialog()
        self._edges.cancel()
        self._take(contents)
        self.points.refresh(edit, contents)
        self.description.follow()
        self._forget_what_is_gone()
        self.actions_.update_enabled()
        self._mouse.follow()
        self.accessible.story_changed(edit)
        self.redraw()

    def show_selection(self, card_ids: frozenset[int]) -> None:
        """Shows which cards are selected; the keyboard acts on them."""
        if card_ids != self.selection:
            self._take_selection(card_ids)
            if card_ids and self.current not in card_ids:
                self.current = self.anchor = next(iter(card_ids)) if len(card_ids) == 1 else None
            self.redraw()

    def show_filter(self, stopped: frozenset[int], hides: bool) -> None:
        """Shows the points of cards that a filter stops faintly, or not at all; the curve stays the whole story's."""
        self.points.veil(stopped, hides)
        if hides and self.current in stopped:
            self.current = self.anchor = None
        self.redraw()

    def preview_cards(self, cards: Mapping[int, Card]) -> None:
        """Shows cards as they would be while they are dragged elsewhere; none shows what is stored."""
        self.points.preview_cards(cards)
        self.redraw()

    def preview_environment(self, harmony: float | None) -> None:
        """Shows the reference line at a harmony that is not stored yet."""
        self.environment = harmony
        self.redraw()

    def preview_target(self, band: tuple[float, float] | None) -> None:
        """Shows the target band at edges that are not stored yet."""
        stored = target_of(self.contents.universe) if self.contents is not None else None
        self.target, self.is_target_previewed = band, band != stored
        self.redraw()

    def commit_pending(self) -> None:
        """Takes over the number that is being typed."""
        if self._editor.isVisible() and not self._editor.commit():
            self._editor.leave()

    def _take(self, contents: Contents | None) -> None:
        self.contents = contents
        self.has_story = contents is not None
        self.environment = contents.universe.environment_harmony if contents is not None else None
        self.target = target_of(contents.universe) if contents is not None else None
        self.is_target_previewed = False
        self.plotlines = contents.ordered_plotlines() if contents is not None else ()
        self.markers = markers_in_order(contents) if contents is not None else ()
        self.meter = meter_of(contents) if contents is not None else Meter()

    def _forget_what_is_gone(self) -> None:
        if self.current is not None and self.points.row_of(self.current) is None:
            self.current = None

    # What a hand does

    def choose(self, card_ids: Iterable[int], current: int | None = None) -> None:
        """Selects cards; the keyboard acts on `current`."""
        chosen = frozenset(card_ids)
        if current is not None and current != self.current:
            self.current = current
            self.accessible.focus_moved()
        self.redraw()
        if chosen != self.selection:
            self._take_selection(chosen)
            self.selection_made.emit(chosen)

    def _take_selection(self, chosen: frozenset[int]) -> None:
        before, self.selection = self.selection, chosen
        self.accessible.selection_changed(before)

    def choose_range(self, first: int | None, last: int) -> None:
        """Selects from one card to another, in story order."""
        order = self.points.seen_order()
        low, high = sorted((order.index(first if first in order else last), order.index(last)))
        self.choose(order[low : high + 1], last)

    def held(self) -> dict[int, float]:
        """The harmonies of the cards that are changed together: the selected ones, else the current one."""
        chosen = self.selection or ({self.current} if self.current is not None else set())
        ties = {card_id: self.points.tie_of(card_id) for card_id in chosen if self.points.row_of(card_id) is not None}
        return {card_id: tie for card_id, tie in ties.items() if tie == tie}

    def scope(self) -> frozenset[int] | None:
        """The cards that a command for many is for: the selected ones where there are two or more, else all (None).

        What a filter hides is not among them.
        """
        if len(self.selection) < 2 and self.points.is_seen().all():
            return None
        return frozenset(self.points.ids[self._is_in_scope()].tolist())

    def rows_in_scope(self) -> Rows:
        """Their rows, but for those whose harmony is no number, which have no point."""
        return np.flatnonzero(self._is_in_scope() & ~np.isnan(self.points.ties))

    def _is_in_scope(self) -> NDArray[np.bool_]:
        seen = self.points.is_seen()
        return seen & self.points.are_in(self.selection) if len(self.selection) > 1 else seen

    def pull(self, ties: Ties) -> None:
        """Shows harmonies that are not stored yet; others are told with the next frame; none ends that at once."""
        before = self.points.ties
        self.points.preview_ties(ties)
        self._pulled = ties
        if len(ties):
            if not self._teller.isActive():
                self._teller.start()
        else:
            self._teller.stop()
            self.ties_dragged.emit({})
        self._mouse.redraw_held(before)

    def drop(self, ties: Mapping[int, float]) -> None:
        """Asks for harmonies to be stored, those that differ, and says so."""
        changed = {card_id: tie for card_id, tie in ties.items() if tie != self.points.tie_of(card_id)}
        if changed:
            self.ties_dropped.emit(changed)
            self.announced.emit(self.words.changed(changed, self.current))

    def drop_drawn(self, ties: Ties) -> None:
        """Asks for a drawn curve to be stored, and says so."""
        changed = ties.differing(self.points.ties[self.points.rows_of(ties.ids)])
        if len(changed):
            self.edit_requested.emit(partial(draw_harmony, ties=changed.to_dict()))
        if len(changed) or not len(ties):
            self.announced.emit(self.words.drawn(changed))

    def shift(self, by: float) -> None:
        """Raises or lowers what is held, as one."""
        self.drop(shifted_ties(self.held(), by))

    def show_menu(self) -> None:
        """Opens the menu of the point that the keyboard acts on."""
        self._keys.show_menu(None)

    def cancel(self) -> bool:
        """Lets go of what is pulled, as if it had not been; tells whether anything was."""
        moved = self._edges.cancel() or self._mouse.give_up()
        if moved:
            self.given_up.emit()
        return moved

    @property
    def is_busy(self) -> bool:
        """Whether the mouse has hold of points, of a rubber band or of an edge of the target."""
        return self._mouse.is_busy or self._edges.is_busy

    def draws_with(self, keys: Qt.KeyboardModifier) -> bool:
        """Whether the mouse draws while those keys are held."""
        return self.actions_.draw.isChecked() or bool(keys & Qt.KeyboardModifier.AltModifier)

    def show_drawing(self) -> None:
        """Shows by the cursor whether the mouse draws now."""
        self._mouse.cancel()
        self._mouse.point_out(QPointF(self.mapFromGlobal(QCursor.pos())))

    @property
    def stroke(self) -> QPolygonF | None:
        """Where the pen has been since it was set down: beats across, harmonies up."""
        return self._mouse.stroke.trail if self._mouse.stroke is not None and self.is_busy else None

    @property
    def is_pen_down(self) -> bool:
        """Whether a stroke has begun, if only with a press."""
        return self._mouse.stroke is not None

    @property
    def grabbed(self) -> int | None:
        """The card whose point is being pulled."""
        return self._mouse.grabbed

    @property
    def band(self) -> QRectF | None:
        """The rubber band that is being spanned, in pixels."""
        band = self._mouse.band
        return band.rect(self.x_of(band.beat)) if band is not None and self.is_busy else None

    def edit_number(self, typed: str = "") -> None:
        """Opens the number editor at the point that the keyboard acts on."""
        row = self.points.row_of(self.current) if self.current is not None else None
        if row is None or not self.held():
            return
        self.reveal(row)
        text = typed or self.number(float(self.points.ties[row]))
        self._editor.open_at(self.point_of(row), text, is_typed=bool(typed))

    def _move_editor_along(self) -> None:
        row = self.points.row_of(self.current) if self.current is not None else None
        if row is not None and self._editor.isVisible():
            self._editor.follow(self.point_of(row))

    def _on_number_entered(self, harmony: float) -> None:
        self.drop(dict.fromkeys(self.held(), harmony))

    def _tell(self) -> None:
        self.ties_dragged.emit(self._pulled.to_dict())

    # Qt's own

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keys.wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.redraw()
        return bool(super().event(event))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            return self._mouse.pinch(event)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            card_id = self.card_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), escape(self.words.card(card_id)) if card_id is not None else "", self)
            return True
        return bool(super().viewportEvent(event))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        overlay.paint(painter, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._edges.press(event):
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._edges.move(event):
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._edges.release(event):
            self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)
        if self.card_at(event.position()) is not None and not self.draws_with(event.modifiers()):
            self._mouse.cancel()
            self.edit_number()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse.wheel(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse.leave()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos() if event.reason() == QContextMenuEvent.Reason.Mouse else None
        self._keys.show_menu(at)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.was_tabbed_to = event.reason() in _BY_KEY
        self.accessible.focus_came()
        self.redraw()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        self.cancel()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.redraw()
