"""What of the harmony plot can be switched on and off, and over how many bars its trend goes."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

TREND_BARS = (1, 2, 4, 8, 16, 32)
USUAL_TREND = 8
USUAL = frozenset({"mean", "environment"})
"""What is shown until somebody chooses otherwise."""


class PlotSwitches(QObject):
    """One checkable action for each thing that can be shown; the same ones in every menu."""

    changed = Signal()
    """Something was switched on or off, or the window of the trend is another one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mean = self._switch("mean", self.tr("Mean of all plotlines"))
        self.plotlines = self._switch("plotlines", self.tr("A curve for each plotline"))
        self.trend = self._switch("trend", self.tr("Smoothed trend"))
        self.environment = self._switch("environment", self.tr("Harmony of the environment"))
        self.target = self._switch("target", self.tr("Target band"))
        self.ghost = self._switch("ghost", self.tr("Ghost of a snapshot"))
        self.heard = self._switch("heard", self.tr("Consonance of the music"))
        self.trend_menu = QMenu(self.tr("Trend over"), parent if isinstance(parent, QWidget) else None)
        self._windows = QActionGroup(self)
        for bars in TREND_BARS:
            self._window(bars)
        self.trend_bars = USUAL_TREND
        self.ghost.setEnabled(False)

    @property
    def actions(self) -> list[QAction]:
        """The switches in the order of a menu."""
        return [self.mean, self.plotlines, self.trend, self.environment, self.target, self.ghost, self.heard]

    def fill(self, menu: QMenu) -> None:
        """Puts the switches into a menu, and the window of the trend under them."""
        menu.addActions(self.actions)
        menu.addSeparator()
        menu.addMenu(self.trend_menu)

    @property
    def shown(self) -> frozenset[str]:
        """The names of what is switched on; they are kept from one start to the next."""
        return frozenset(action.objectName() for action in self.actions if action.isChecked())

    @shown.setter
    def shown(self, names: Collection[str]) -> None:
        for action in self.actions:
            action.setChecked(action.objectName() in names)

    @property
    def trend_bars(self) -> int:
        """How many bars the trend goes over."""
        chosen = self._windows.checkedAction()
        return int(chosen.data()) if chosen is not None else USUAL_TREND

    @trend_bars.setter
    def trend_bars(self, bars: int) -> None:
        for action in self._windows.actions():
            action.setChecked(action.data() == (bars if bars in TREND_BARS else USUAL_TREND))

    def _switch(self, name: str, text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setCheckable(True)
        action.setChecked(name in USUAL)
        action.toggled.connect(self.changed)
        return action

    def _window(self, bars: int) -> None:
        action = QAction(self._bars(bars), self)
        action.setCheckable(True)
        action.setData(bars)
        action.triggered.connect(self._on_window_chosen)
        self._windows.addAction(action)
        self.trend_menu.addAction(action)

    def _bars(self, bars: int) -> str:
        return self.tr("1 bar") if bars == 1 else self.tr("{0} bars").format(bars)

    def _on_window_chosen(self) -> None:
        """Whoever chooses a window wants to see the trend."""
        self.trend.setChecked(True)
        self.changed.emit()
