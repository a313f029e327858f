"""The mouse at the edges of the target band: each is dragged up and down, and takes effect when it is let go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ...domain.harmony_numbers import share_inside
from ...domain.universe import set_target_band, target_of
from .. import theme
from .gestures import STEP

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

REACH = 4.0
"""So near to an edge, in px, the mouse has hold of it; at its grip as far as any target reaches."""
LOW, HIGH = 0, 1


class TargetEdges:
    """Which edge the mouse has hold of; both are where they were when it is given up."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot
        self._edge: int | None = None
        self._start_y = 0.0
        self._is_moving = False

    @property
    def is_busy(self) -> bool:
        """Whether an edge is being dragged."""
        return self._is_moving

    def edge_at(self, position: QPointF) -> int | None:
        """The edge under the mouse, LOW or HIGH; a point there goes first."""
        plot = self._plot
        if plot.target is None or not plot.switches.target.isChecked() or not plot.area.contains(position):
            return None
        away = [position.y() - plot.y_of(harmony) for harmony in plot.target]
        edge = HIGH if away[LOW] + away[HIGH] < 0 else LOW  # of two at one place the one that can go where the mouse is
        is_grip = position.x() < plot.area.left() + theme.TARGET
        if abs(away[edge]) > (theme.TARGET / 2 if is_grip else REACH) or plot.card_at(position) is not None:
            return None
        return edge

    def press(self, event: QMouseEvent) -> bool:
        """Takes hold of an edge; tells whether there was one."""
        if event.button() != Qt.MouseButton.LeftButton or self._plot.draws_with(event.modifiers()):
            return False
        self._edge, self._start_y = self.edge_at(event.position()), event.position().y()
        return self._edge is not None

    def move(self, event: QMouseEvent) -> bool:
        """Drags the edge; tells whether the mouse is here for one, so that it is for nothing else."""
        if self._edge is None:
            return self._point_out(event)
        far = abs(event.position().y() - self._start_y) >= QApplication.startDragDistance()
        self._is_moving = self._is_moving or far
        if self._is_moving:
            self._drag_by((self._start_y - event.position().y()) / self._plot.rise)
        return True

    def _point_out(self, event: QMouseEvent) -> bool:
        plot = self._plot
        free = event.buttons() == Qt.MouseButton.NoButton and not plot.draws_with(event.modifiers())
        if not free or self.edge_at(event.position()) is None:
            return False
        plot.viewport().setCursor(Qt.CursorShape.SplitVCursor)
        return True

    def _drag_by(self, harmony: float) -> None:
        plot, stored = self._plot, self._stored()
        if stored is None:
            return
        low, high = stored
        to = round(round((stored[self._edge or LOW] + harmony) / STEP) * STEP, 9)
        plot.target = (min(max(to, 0.0), high), high) if self._edge == LOW else (low, max(min(to, 1.0), low))
        plot.redraw()

    def _stored(self) -> tuple[float, float] | None:
        contents = self._plot.contents
        return target_of(contents.universe) if contents is not None else None

    def release(self, event: QMouseEvent) -> bool:
        """Lets go of an edge, which stays where it is then; tells whether there was one."""
        if self._edge is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        plot, target = self._plot, self._plot.target
        self.cancel()
        if target is not None and target != plot.target:
            low, high = target
            plot.edit_requested.emit(partial(set_target_band, low=low, high=high))
            plot.announced.emit(plot.words.target(low, high, share_inside(plot.points.whole_curve(), low, high)))
        return True

    def cancel(self) -> bool:
        """Lets go with the band as it is stored; tells whether an edge was being dragged."""
        was_moving, self._edge, self._is_moving = self._is_moving, None, False
        if was_moving:
            self._plot.target = self._stored()
            self._plot.redraw()
        return was_moving
