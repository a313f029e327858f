"""The commands on many plotlines at once as actions, for the Storyboard menu and the menu of a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from .canvas import TimelineView


class PlotlineActions(QObject):
    """Fold all, unfold all, fold all but the one with the current card."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self.fold_all = self._action(self.tr("Fold all"), partial(view.plotlines.fold_all, True))
        self.unfold_all = self._action(self.tr("Unfold all"), partial(view.plotlines.fold_all, False))
        self.fold_others = self._action(self.tr("Fold others"), self._fold_others)
        self.menu = QMenu(self.tr("Fold plotlines"), view)
        self.menu.addActions([self.fold_all, self.unfold_all, self.fold_others])

    def update_enabled(self) -> None:
        """Follows which plotlines are folded, and which card the keyboard acts from."""
        folded = self._view.scene.folded_rows()
        self.fold_all.setEnabled(not all(folded))
        self.unfold_all.setEnabled(any(folded))
        self.fold_others.setEnabled(len(folded) > 1 and self._current() is not None)
        self.menu.menuAction().setEnabled(bool(folded))

    def _fold_others(self) -> None:
        plotline_id = self._current()
        if plotline_id is not None:
            self._view.plotlines.fold_others(plotline_id)

    def _current(self) -> int | None:
        """The plotline of the current card."""
        card = self._view.scene.card(self._view.scene.current)
        return card.plotline_id if card is not None else None

    def _action(self, text: str, run: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: run())
        return action
