"""The plot's commands for many cards as actions: their words, their keys, and when they can be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from .curve_dialog import CurveDialog
    from .harmony_plot import HarmonyPlot

Maker: TypeAlias = "Callable[[HarmonyPlot], CurveDialog]"


class PlotActions(QObject):
    """Makes the actions once. Their keys are single letters, which work while the plot itself has the focus."""

    def __init__(self, plot: HarmonyPlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self.draw = self._action("drawHarmony", self.tr("Draw harmony"), self.tr("Draw"), "D")
        self.draw.setCheckable(True)
        self.draw.toggled.connect(self._on_drawing_toggled)
        self.ramp = self._opener("rampHarmony", self.tr("Ramp harmony…"), self.tr("Ramp…"), "R", _ramp_dialog)
        self.smooth = self._opener("smoothHarmony", self.tr("Smooth harmony…"), self.tr("Smooth…"), "M", _smooth_dialog)
        self.shape = self._opener("shapeHarmony", self.tr("Shape harmony…"), self.tr("Shape…"), "S", _shape_dialog)
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

    def _open(self, make: Maker) -> None:
        self.close_dialog()
        self._plot.cancel()
        self._dialog = make(self._plot)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _on_drawing_toggled(self, on: bool) -> None:
        self._plot.show_drawing()
        self._plot.announced.emit(
            self.tr("Draw over the points with the mouse; Esc ends it") if on else self.tr("Drawing ended")
        )

    def _opener(self, name: str, text: str, short: str, key: str, make: Maker) -> QAction:
        action = self._action(name, text, short, key)
        action.triggered.connect(lambda _checked=False: self._open(make))
        return action

    def _action(self, name: str, text: str, short: str, key: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setIconText(short)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{text} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        self._plot.addAction(action)
        return action


# Each of them is loaded when it is first opened.


def _ramp_dialog(plot: HarmonyPlot) -> CurveDialog:
    from .ramp_dialog import RampDialog

    return RampDialog(plot)


def _smooth_dialog(plot: HarmonyPlot) -> CurveDialog:
    from .smooth_dialog import SmoothDialog

    return SmoothDialog(plot)


def _shape_dialog(plot: HarmonyPlot) -> CurveDialog:
    from .shape_dialog import ShapeDialog

    return ShapeDialog(plot)
