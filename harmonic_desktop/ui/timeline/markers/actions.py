"""The commands of the band as actions: their words, their keys, the menus they are in, and when they can be used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ..swatch import hue_actions

if TYPE_CHECKING:
    from .band import MarkerBand

Run = Callable[[], object]


class MarkerActions(QObject):
    """Makes the actions once. But for Ctrl+M their keys work while the band has the focus."""

    def __init__(self, band: MarkerBand) -> None:
        super().__init__(band)
        self._band = band
        commands = band.commands
        self.new_marker = self._action(self.tr("New marker"), "Ctrl+M", commands.new_marker, everywhere=True)
        self.focus = self._action(self.tr("Go to the markers"), "Ctrl+Shift+M", band.take_focus, everywhere=True)
        self.list_all = self._action(self.tr("All markers…"), "", commands.list_all)
        self.rename = self._action(self.tr("Rename marker"), "F2", self._edit_name)
        self.details = self._action(self.tr("Place and colour…"), "Return", commands.list_all)
        self.details.setShortcuts([QKeySequence(key) for key in ("Return", "Enter")])
        self.remove = self._action(self.tr("Remove marker"), "Del", commands.remove)
        self.select_cards = self._action(self.tr("Select cards in it"), "", commands.select_cards)
        self.zoom_to = self._action(self.tr("Zoom to it"), "", commands.zoom_to)
        self.loop = self._action(self.tr("Play in a loop"), "", commands.loop)
        self._moves, self._lengths = self._make_moves(), self._make_lengths()
        self._move_menu = self._menu(self.tr("Move"), self._moves)
        self._length_menu = self._menu(self.tr("Length"), self._lengths)
        self._go_menu = QMenu(self.tr("Go to marker"), band)
        self._go_menu.aboutToShow.connect(self._fill_go_menu)
        self._colour_menu = QMenu(self.tr("Colour"), band)
        self._colour_menu.aboutToShow.connect(self._fill_colour_menu)
        self._story_menu = self._menu(self.tr("Markers"), self._all())

    def storyboard(self) -> list[QAction]:
        """What belongs in the Storyboard menu."""
        return [self._separator(), self.new_marker, self._story_menu.menuAction()]

    def menu(self, beat: float) -> QMenu:
        """The context menu: what can be done with the current marker, and what can be made at a beat."""
        menu = QMenu(self._band)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._band.current_marker is not None:
            menu.addActions(self._for_current())
            menu.addSeparator()
        menu.addActions(self.making(menu, beat))
        if self._band.current_marker is None:
            menu.addSeparator()
            menu.addActions([self._go_menu.menuAction(), self.list_all])
        return menu

    def making(self, menu: QMenu, beat: float) -> list[QAction]:
        """What makes a marker at a beat, for any menu."""
        commands = self._band.commands
        act, moment = QAction(self.tr("Add act here"), menu), QAction(self.tr("Add moment here"), menu)
        act.triggered.connect(lambda _checked=False: commands.new_act_at(beat))
        moment.triggered.connect(lambda _checked=False: commands.new_moment_at(beat))
        return [act, moment]

    def update_enabled(self) -> None:
        """Follows what there is and which one is current."""
        is_open, has_any = self._band.view.scene.contents is not None, bool(self._band.markers)
        for action in (self.new_marker, self._story_menu.menuAction()):
            action.setEnabled(is_open)
        for action in (self.focus, self.list_all, self._go_menu.menuAction()):
            action.setEnabled(has_any)
        menus = [menu.menuAction() for menu in (self._move_menu, self._length_menu, self._colour_menu)]
        ours = [self.rename, self.details, self.remove, self.select_cards, self.zoom_to]
        for action in (*ours, *self._moves, *self._lengths, *menus):
            action.setEnabled(self._band.current_marker is not None)
        marker, contents = self._band.current_marker, self._band.view.scene.contents
        can_loop = marker is not None and marker.duration_beats > 0
        self.loop.setEnabled(can_loop and contents is not None and bool(contents.cards))

    def _all(self) -> list[QAction]:
        looking = [self.focus, self._go_menu.menuAction(), self.list_all]
        return [*looking, self._separator(), *self._for_current()]

    def _for_current(self) -> list[QAction]:
        return [
            self.rename, self.details, self.remove, self._separator(),
            self._move_menu.menuAction(), self._length_menu.menuAction(), self._colour_menu.menuAction(),
            self._separator(), self.select_cards, self.zoom_to, self.loop,
        ]  # fmt: skip

    def _make_moves(self) -> list[QAction]:
        commands = self._band.commands
        return [
            self._action(self.tr("One beat earlier"), "Alt+Left", partial(commands.step, -1.0)),
            self._action(self.tr("One beat later"), "Alt+Right", partial(commands.step, 1.0)),
            self._action(self.tr("One bar earlier"), "Alt+PgUp", partial(commands.step_bar, -1)),
            self._action(self.tr("One bar later"), "Alt+PgDown", partial(commands.step_bar, 1)),
        ]

    def _make_lengths(self) -> list[QAction]:
        commands = self._band.commands
        return [
            self._action(self.tr("End one beat later"), "Alt+Shift+Right", partial(commands.stretch_end, 1.0)),
            self._action(self.tr("End one beat earlier"), "Alt+Shift+Left", partial(commands.stretch_end, -1.0)),
            self._action(self.tr("Start one beat earlier"), "Ctrl+Alt+Left", partial(commands.stretch_start, -1.0)),
            self._action(self.tr("Start one beat later"), "Ctrl+Alt+Right", partial(commands.stretch_start, 1.0)),
        ]

    def _edit_name(self) -> None:
        if self._band.current is not None:
            self._band.edit_name(self._band.current)

    def _fill_go_menu(self) -> None:
        self._go_menu.clear()
        for marker in self._band.markers:
            action = self._go_menu.addAction(marker.name.replace("&", "&&"))
            action.triggered.connect(partial(self._go, marker.id))

    def _go(self, marker_id: int, _checked: bool = False) -> None:
        self._band.commands.go_to(marker_id)

    def _fill_colour_menu(self) -> None:
        self._colour_menu.clear()
        marker = self._band.current_marker
        if marker is not None:
            self._colour_menu.addActions(hue_actions(self._colour_menu, marker.colour, self._band.commands.set_colour))

    def _action(self, text: str, keys: str, run: Run, *, everywhere: bool = False) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        context = Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda _checked=False: run())
        self._band.addAction(action)
        return action

    def _menu(self, title: str, actions: list[QAction]) -> QMenu:
        menu = QMenu(title, self._band)
        menu.addActions(actions)
        return menu

    def _separator(self) -> QAction:
        action = QAction(self)
        action.setSeparator(True)
        return action
