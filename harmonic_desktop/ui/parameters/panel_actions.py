"""What can be done with a table of parameters, as actions and menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ...domain.catalogue import find
from .columns import ENTERED, Column
from .words import catalogue_words

if TYPE_CHECKING:
    from .parameter_panel import ParameterPanel

Key = QKeySequence.StandardKey


class PanelActions(QObject):
    """The table itself hears their keys, so that these are only shown here; menus and buttons trigger them."""

    def __init__(self, panel: ParameterPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        blocks, requests = panel.blocks, panel.requests
        self.cut = self._action(self.tr("Cut rows"), blocks.cut, Key.Cut)
        self.copy = self._action(self.tr("Copy cells"), blocks.copy, Key.Copy)
        self.paste = self._action(self.tr("Paste"), blocks.paste, Key.Paste)
        self.fill = self._action(self.tr("Fill down"), blocks.fill_down, "Ctrl+D")
        self.reset = self._action(self.tr("Reset to default"), requests.reset_selected)
        self.reset_all = self._action(self.tr("Reset all"), requests.reset_all)
        self.randomise = self._action(self.tr("Randomise…"), requests.ask_to_randomise)
        self.remove = self._action(self.tr("Remove"), requests.remove_selected, "Del")
        self._sorts: dict[Column | None, QAction] = {}
        self.add_menu = QMenu(panel)
        self.add_menu.setToolTipsVisible(True)
        self.add_menu.aboutToShow.connect(self._fill_add_menu)
        self.more_menu = QMenu(panel)
        self._fill_more_menu()

    def context(self) -> list[QAction]:
        """What the menu of a cell offers."""
        line = QAction(self)
        line.setSeparator(True)
        return [self.cut, self.copy, self.paste, self.fill, line, self.reset, self.randomise, self.remove]

    def enable(self, *, is_known: bool, has_rows: bool, has_any: bool) -> None:
        """Enables what makes sense: a row that the catalogue knows, any selected row, any row at all."""
        self.reset.setEnabled(is_known)
        for action in (self.cut, self.copy, self.fill, self.remove):
            action.setEnabled(has_rows)
        for action in (self.reset_all, self.randomise):
            action.setEnabled(has_any)

    def show_sorting(self, column: Column | None) -> None:
        """Marks the column that the rows are sorted by."""
        self._sorts[column].setChecked(True)

    def _action(self, text: str, do: Callable[[], object], keys: Key | str | None = None) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the panel's own: it never has the focus
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _fill_more_menu(self) -> None:
        menu = self.more_menu
        menu.addActions([self.reset_all, self.randomise])
        menu.addSeparator()
        menu.addActions([self.cut, self.copy, self.paste, self.fill])
        menu.addSeparator()
        sorts, group = menu.addMenu(self.tr("Sort by")), QActionGroup(self)
        for column in (None, *ENTERED):
            words = self.tr("As added") if column is None else str(self._panel.model.header(column))
            action = sorts.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(partial(self._panel.sort_by, column))
            group.addAction(action)
            self._sorts[column] = action
        self._sorts[None].setChecked(True)

    def _fill_add_menu(self) -> None:
        self.add_menu.clear()
        for name in self._panel.model.missing():
            known = find(self._panel.model.kind, name)
            assert known is not None, "missing() names what the catalogue knows"
            action = self.add_menu.addAction(f"{known.title} – {catalogue_words(known.effect)}")
            action.triggered.connect(lambda _checked=False, name=name: self._panel.requests.add(name))
        self.add_menu.addSeparator()
        self.add_menu.addAction(self.tr("Other…")).triggered.connect(self._panel.begin_other)
