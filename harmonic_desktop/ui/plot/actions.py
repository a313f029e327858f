"""The plot's commands for many cards as actions: their words, their keys, and when they can be used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from .ramp_dialog import RampDialog
from .shape_dialog import ShapeDialog
from .smooth_dialog import SmoothDialog

if TYPE_CHECKING:
    from .curve_dialog import CurveDialog
    from .harmony_plot import HarmonyPlot


class PlotActions(QObject):
    """Makes the actions once. Their keys are single letters, which work while the plot itself has the focus."""

    def __init__(self, plot: HarmonyPlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self.draw = self._action(self.tr("Draw harmony"), self.tr("Draw"), "D")
        self.draw.setCheckable(True)
        self.draw.toggled.connect(self._on_drawing_toggled)
        self.ramp = self._action(self.tr("Ramp harmony…"), self.tr("Ramp…"), "R", partial(self._open, RampDialog))
        self.smooth = self._action(
            self.tr("Smooth harmony…"), self.tr("Smooth…"), "M", partial(self._open, SmoothDialog)
        )
        self.shape = self._action(self.tr("Shape harmony…"), self.tr("Shape…"), "S", partial(self._open, ShapeDialog))
        self._dialog: CurveDialog | None = None

    def curve(self) -> list[QAction]:
        """All of them, in the order in which menus and the plot's header row show them."""
        return [self.draw, self.ramp, self.smooth, self.shape]

    def update_enabled(self) -> None:
        """Follows whether there is anything to act on."""
        for action in self.curve():
            action.setEnabled(len(self._plot.points) > 0)
        if not self.draw.isEnabled():
            self.draw.setChecked(False)

    def stop_drawing(self) -> bool:
        """Puts the pen away; tells whether it was out."""
        was_out = self.draw.isChecked()
        self.draw.setChecked(False)
        return was_out

    def close_dialog(self) -> None:
        """Takes down the dialog that is open, if any, as Cancel does: what it was about has changed."""
        if self._dialog is not None:
            self._dialog.reject()

    def _open(self, kind: type[ShapeDialog] | type[SmoothDialog] | type[RampDialog]) -> None:
        self.close_dialog()
        self._plot.cancel()
        self._dialog = kind(self._plot)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _on_drawing_toggled(self, on: bool) -> None:
        self._plot.show_drawing()
        self._plot.announced.emit(
            self.tr("Draw over the points with the mouse; Esc ends it") if on else self.tr("Drawing ended")
        )

    def _action(self, text: str, short: str, key: str, run: Callable[[], object] | None = None) -> QAction:
        action = QAction(text, self)
        action.setIconText(short)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        if run is not None:
            action.triggered.connect(lambda _checked=False: run())
        self._plot.addAction(action)
        return action
