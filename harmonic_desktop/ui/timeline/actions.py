"""The timeline's commands as actions: their words, their keys, and when they can be used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from .bulk_actions import BulkActions
from .harmony_bars import harmony_text

if TYPE_CHECKING:
    from .canvas import TimelineView

Run = Callable[[], None]


class TimelineActions(QObject):
    """Makes the actions once. Their keys work while the canvas itself has the focus, so that fields keep theirs."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        commands = view.commands
        self.new_card = self._action(self.tr("New card"), "Ctrl+Shift+N", commands.new_card, everywhere=True)
        self.add_plotline = self._action(self.tr("Add plotline"), "", commands.add_plotline)
        self.edit_title = self._action(self.tr("Edit title"), "F2", commands.edit_title)
        self.edit_title.setShortcuts([QKeySequence(key) for key in ("F2", "Return", "Enter")])
        self.duplicate = self._action(self.tr("Duplicate"), "Ctrl+D", commands.duplicate)
        self.remove = self._action(self.tr("Remove cards"), "Del", commands.remove)
        self.select_all = self._action(self.tr("Select all cards"), "Ctrl+A", commands.select_all)
        self.clear = self._action(self.tr("Clear selection"), "", commands.clear_selection)
        self.bulk = BulkActions(view, self._action)
        self.bulk.dress(self.remove, self.duplicate)
        self.moves = self._moves()
        self.lengths = self._lengths()
        self.harmonies = self._harmonies()
        self._make_view_actions()
        self._move_menu = self._menu(self.tr("Move"), self.moves)
        self._length_menu = self._menu(self.tr("Length"), self.lengths)
        self._harmony_menu = self._menu(self.tr("Harmony"), self.harmonies)

    def storyboard(self) -> list[QAction]:
        """What belongs in the Storyboard menu, with separators."""
        return [
            self.new_card, self.add_plotline, self._view.plotline_actions.menu.menuAction(), self._separator(),
            self.edit_title, *self.bulk.clipboard(), self.duplicate, self.remove, self._separator(),
            self._move_menu.menuAction(), self._length_menu.menuAction(), self._harmony_menu.menuAction(),
            self._separator(), self.select_all, self.clear, self.bulk.menu.menuAction(),
            self._separator(), self.ripple,
        ]  # fmt: skip

    def card_menu(self) -> list[QAction]:
        """What the context menu of a card offers."""
        return [
            self.edit_title, *self.bulk.clipboard(), self.duplicate, self.remove, self._separator(),
            self._move_menu.menuAction(), self._length_menu.menuAction(), self._harmony_menu.menuAction(),
            self.bulk.menu.menuAction(), self._separator(), self.fill,
        ]  # fmt: skip

    def view(self) -> list[QAction]:
        """Zoom and the switches of the view."""
        return [
            self.zoom_in, self.zoom_out, self.fit, self.fill, self._separator(), self.taller, self.shorter,
            self._separator(), self.snapping, self.in_seconds, self.minimap,
        ]  # fmt: skip

    def update_enabled(self) -> None:
        """Follows what is selected and open."""
        scene = self._view.scene
        self._view.plotline_actions.update_enabled()
        is_open = scene.contents is not None
        has_cards = scene.contents is not None and bool(scene.contents.cards)
        zooms = (self.zoom_out, self.fit, self.zoom_in, self.taller, self.shorter)
        for action in (self.new_card, self.add_plotline, *zooms):
            action.setEnabled(is_open)
        self.select_all.setEnabled(has_cards)
        self.bulk.update_enabled()
        menus = self._move_menu.menuAction(), self._harmony_menu.menuAction()
        for action in (self.duplicate, self.remove, self.clear, *self.moves, *self.harmonies, *menus):
            action.setEnabled(bool(scene.selection))
        for action in (*self.lengths, self._length_menu.menuAction()):
            action.setEnabled(scene.current in scene.selection)
        for action in (self.edit_title, self.fill):
            action.setEnabled(scene.card(scene.current) is not None)

    def _moves(self) -> list[QAction]:
        commands = self._view.commands
        return [
            self._action(self.tr("One beat earlier"), "Alt+Left", partial(commands.step_beat, -1)),
            self._action(self.tr("One beat later"), "Alt+Right", partial(commands.step_beat, 1)),
            self._action(self.tr("One bar earlier"), "Alt+PgUp", partial(commands.step_bar, -1)),
            self._action(self.tr("One bar later"), "Alt+PgDown", partial(commands.step_bar, 1)),
            self._action(self.tr("First on its plotline"), "Alt+Home", partial(commands.to_end, -1)),
            self._action(self.tr("Last on its plotline"), "Alt+End", partial(commands.to_end, 1)),
            self._action(self.tr("Plotline above"), "Alt+Up", partial(commands.to_row, -1)),
            self._action(self.tr("Plotline below"), "Alt+Down", partial(commands.to_row, 1)),
        ]

    def _lengths(self) -> list[QAction]:
        commands = self._view.commands
        return [
            self._action(self.tr("End one beat later"), "Alt+Shift+Right", partial(commands.stretch_end, 1)),
            self._action(self.tr("End one beat earlier"), "Alt+Shift+Left", partial(commands.stretch_end, -1)),
            self._action(self.tr("Start one beat earlier"), "Ctrl+Alt+Left", partial(commands.stretch_start, -1)),
            self._action(self.tr("Start one beat later"), "Ctrl+Alt+Right", partial(commands.stretch_start, 1)),
        ]

    def _harmonies(self) -> list[QAction]:
        step = self._view.commands.step_harmony
        return [
            self._action(self.tr("Raise by {0}").format(harmony_text(0.01)), "Ctrl+Up", partial(step, 0.01)),
            self._action(self.tr("Lower by {0}").format(harmony_text(0.01)), "Ctrl+Down", partial(step, -0.01)),
            self._action(self.tr("Raise by {0}").format(harmony_text(0.1)), "Ctrl+Shift+Up", partial(step, 0.1)),
            self._action(self.tr("Lower by {0}").format(harmony_text(0.1)), "Ctrl+Shift+Down", partial(step, -0.1)),
        ]

    def _make_view_actions(self) -> None:
        view = self._view
        self.zoom_out = self._action(
            self.tr("Zoom out"), "Ctrl+-", partial(view.scrolling.zoom_step, -1), everywhere=True
        )
        self.fit = self._action(self.tr("Fit story"), "Ctrl+0", view.zooming.fit, everywhere=True)
        self.zoom_in = self._action(self.tr("Zoom in"), "Ctrl++", partial(view.scrolling.zoom_step, 1), everywhere=True)
        self.zoom_in.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.fill = self._action(self.tr("Zoom to selection and back"), "Z", view.zooming.fill_or_back)
        step = view.zooming.lane_step
        self.taller = self._action(self.tr("Taller lanes"), "Ctrl+Shift+PgUp", partial(step, 1), everywhere=True)
        self.shorter = self._action(self.tr("Shorter lanes"), "Ctrl+Shift+PgDown", partial(step, -1), everywhere=True)
        self.snapping = self._switch(self.tr("Snap to beats and cards"), view.set_snapping, on=True)
        self.ripple = self._switch(self.tr("Later cards make room"), view.set_ripple, on=True, keys="Ctrl+R")
        self.ripple.triggered.connect(view.commands.say_ripple)
        self.minimap = self._switch(self.tr("Minimap"), view.set_minimap_shown, on=True)
        self.in_seconds = self._switch(self.tr("Minutes and seconds"), view.set_in_seconds, on=False)

    def _action(self, text: str, keys: str, run: Run, *, everywhere: bool = False) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        context = Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda _checked=False: run())
        self._view.addAction(action)
        return action

    def _switch(self, text: str, run: Callable[[bool], None], *, on: bool, keys: str = "") -> QAction:
        action = QAction(text, self, checkable=True, checked=on)
        if keys:
            action.setShortcut(QKeySequence(keys))
            self._view.addAction(action)
        action.setIconVisibleInMenu(False)  # where the icon is, a menu has no room for the tick
        action.toggled.connect(run)
        return action

    def _menu(self, title: str, actions: list[QAction]) -> QMenu:
        menu = QMenu(title, self._view)
        menu.addActions(actions)
        return menu

    def _separator(self) -> QAction:
        action = QAction(self)
        action.setSeparator(True)
        return action
