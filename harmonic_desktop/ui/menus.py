"""The menu bar, and what is enabled when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from . import icons
from .clipboard_commands import ClipboardCommands
from .regions import Regions
from .story_toolbar import StoryToolbar
from .widgets.sentence import announce
from .widgets.tips import explain

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from .files.exports import Exports
    from .files.imports import Imports
    from .main_window import MainWindow
    from .pictures.window_pictures import WindowPictures
    from .story_windows import StoryWindows
    from .workspace import Workspace

Key = QKeySequence.StandardKey


class Menus(QObject):
    """Actions of the whole window; those of the storyboard come from the timeline."""

    account_requested = Signal()
    sign_out_requested = Signal()
    sample_requested = Signal()
    beat_sheets_requested = Signal(bool)
    """To be laid out in the open universe; else a new universe begins from one."""
    presets_requested = Signal(str)
    """Presets of the open universe: of the kind "world" or "ensemble"."""
    about_requested = Signal()
    data_folder_requested = Signal()
    association_requested = Signal()
    preferences_requested = Signal()
    theme_chosen = Signal(str)
    """ "light", "dark" or "system"."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace: Workspace | None = None
        self._needs_universe: list[QAction] = []
        self._needs_account: list[QAction] = []
        self._fill_file_menu(window.menuBar().addMenu(self.tr("&File")))
        self._fill_edit_menu(window.menuBar().addMenu(self.tr("&Edit")))
        self._fill_view_menu(window.menuBar().addMenu(self.tr("&View")))
        self._storyboard_menu = window.menuBar().addMenu(self.tr("&Storyboard"))
        self._storyboard_menu.addActions(window.timeline.storyboard_actions())
        lay_out = partial(self.beat_sheets_requested.emit, True)
        sheets = self._action(self._storyboard_menu, self.tr("Lay out a beat sheet…"), lay_out)
        self._needs_universe.append(sheets)
        self.playback_menu = window.menuBar().addMenu(self.tr("&Playback"))
        self._fill_help_menu(window.menuBar().addMenu(self.tr("&Help")))
        window.story_column.insertWidget(0, StoryToolbar(self, window.timeline.actions_))
        self.follow(None)
        self.enable_for(None)

    @cached_property
    def windows(self) -> StoryWindows:
        """The windows beside this one; loaded when the first is opened."""
        from .story_windows import StoryWindows

        made = StoryWindows(self._window)
        made.follow(self._workspace)
        return made

    @cached_property
    def exports(self) -> Exports:
        """What writes universes, tables and documents; loaded when it is first asked for."""
        from .files.exports import Exports

        return Exports(self._window)

    @cached_property
    def pictures(self) -> WindowPictures:
        """What makes pictures of the window's views."""
        from .pictures.window_pictures import WindowPictures

        return WindowPictures(self._window)

    @cached_property
    def imports(self) -> Imports:
        """What takes files in."""
        from .files.imports import Imports

        return Imports(self._window)

    def follow(self, workspace: Workspace | None) -> None:
        """Shows what can be undone and redone there."""
        self._workspace = workspace
        for action in self._needs_account:
            action.setEnabled(workspace is not None)
        if "windows" in vars(self):
            self.windows.follow(workspace)
        if workspace is not None:
            workspace.undo_stack.indexChanged.connect(self._show_undo)
        self._show_undo()

    def enable_for(self, contents: Contents | None) -> None:
        """Enables what needs an open universe."""
        for action in self._needs_universe:
            action.setEnabled(contents is not None)

    def add_curve_actions(self, actions: Sequence[QAction]) -> None:
        """Puts what the harmony plot can do to many cards in the Storyboard menu, once there is a plot."""
        self._storyboard_menu.addSeparator()
        self._storyboard_menu.addMenu(self.tr("Harmony curve")).addActions(actions)

    def choose_theme(self, choice: str) -> None:
        """Marks the theme that is in use."""
        for action in self._theme_group.actions():
            action.setChecked(action.data() == choice)

    def _fill_file_menu(self, menu: QMenu) -> None:
        window = self._window
        new = self._action(menu, self.tr("New universe"), self._new_universe, Key.New, "Ctrl+N", icon="universe")
        ask = self.beat_sheets_requested.emit
        from_sheet = self._action(menu, self.tr("New universe from a beat sheet…"), partial(ask, False))
        duplicate = self._action(menu, self.tr("Duplicate universe"), self._on_open(window.universes.duplicate))
        rename = self._action(menu, self.tr("Rename universe"), self._on_open(window.universe_list.begin_rename))
        remove = self._action(menu, self.tr("Remove universe"), self._on_open(window.universes.remove))
        sample = self._action(menu, self.tr("Add the sample universe"), self.sample_requested.emit)
        menu.addSeparator()
        take_in = self._action(menu, self.tr("Import…"), lambda: self.imports.ask(), Key.Open, "Ctrl+O")
        self._fill_export_menu(menu.addMenu(self.tr("Export")))
        menu.addSeparator()
        take = self._action(
            menu, self.tr("Take snapshot…"), lambda: self.windows.ask_for_snapshot(), Key.Save, "Ctrl+S"
        )
        snapshots = self._action(menu, self.tr("Snapshots…"), lambda: self.windows.open_snapshots())
        menu.addSeparator()
        account = self._action(menu, self.tr("Account…"), self.account_requested.emit, icon="account")
        leave = self._action(menu, self.tr("Sign out"), self.sign_out_requested.emit)
        menu.addSeparator()
        self._action(menu, self.tr("Quit"), window.close, Key.Quit, "Ctrl+Q", role=QAction.MenuRole.QuitRole)
        self._needs_universe += [take, snapshots, duplicate, rename, remove]
        self._needs_account += [take_in, new, from_sheet, sample, account, leave]

    def _fill_export_menu(self, menu: QMenu) -> None:
        shown = self.tr("Timeline as picture…")
        universe = self._action(menu, self.tr("Universe…"), lambda: self.exports.save_universe())
        everything = self._action(menu, self.tr("All universes…"), lambda: self.exports.save_all())
        document = self._action(menu, self.tr("Document…"), lambda: self.exports.ask_for_document())
        music = self._action(menu, self.tr("Music…"), lambda: self.exports.ask_for_music())
        menu.addSeparator()
        timeline = self._action(menu, shown, lambda: self.pictures.save_timeline(), fallback="Ctrl+Shift+E")
        self.export_plot = self._action(menu, self.tr("Harmony plot as picture…"), lambda: self.pictures.save_plot())
        self.export_curve = self._action(menu, self.tr("Harmony curve as CSV…"), lambda: self.pictures.save_curve())
        menu.addSeparator()
        tables = menu.addMenu(self.tr("Table as CSV"))
        self._needs_universe += [
            self._action(tables, self.tr("Cards…"), lambda: self.exports.save_table("cards")),
            self._action(tables, self.tr("Physics…"), lambda: self.exports.save_table("physics")),
            self._action(tables, self.tr("Music…"), lambda: self.exports.save_table("music")),
            *(universe, document, music, timeline, self.export_plot, self.export_curve),
        ]
        self._needs_account.append(everything)

    def _fill_edit_menu(self, menu: QMenu) -> None:
        self.undo = self._action(menu, self.tr("Undo"), self._undo, Key.Undo, "Ctrl+Z", icon="undo")
        self.redo = self._action(menu, self.tr("Redo"), self._redo, Key.Redo, "Ctrl+Shift+Z", icon="redo")
        menu.addSeparator()
        ClipboardCommands(self._window, menu)
        menu.addSeparator()
        find = self._action(menu, self.tr("Find…"), self._window.open_find, Key.Find, "Ctrl+F", icon="search")
        listed = self.tr("Find a universe in the list")
        universes = self._window.universe_list
        self._action(menu, listed, universes.focus_search, fallback=universes.search_key)
        self._needs_account.append(find)
        menu.addSeparator()
        ask = self.presets_requested.emit
        self._needs_universe += [
            self._action(menu, self.tr("World from a preset…"), partial(ask, "world"), fallback="Ctrl+Shift+P"),
            self._action(menu, self.tr("Ensemble from a preset…"), partial(ask, "ensemble"), fallback="Ctrl+Alt+P"),
        ]
        menu.addSeparator()
        words, want, role = self.tr("Preferences…"), self.preferences_requested.emit, QAction.MenuRole.PreferencesRole
        self._action(menu, words, want, Key.Preferences, "Ctrl+,", role=role)

    def _fill_view_menu(self, menu: QMenu) -> None:
        window = self._window
        menu.addActions(window.timeline.view_actions())
        filter_words = self.tr("Filter cards")
        self.filter = self._action(menu, filter_words, self._toggle_filter, fallback="Ctrl+Shift+F", icon="filter")
        self.filter.setCheckable(True)
        self._needs_universe.append(self.filter)
        window.plot_switches.fill(menu.addMenu(self.tr("Show in the plot")))
        menu.addSeparator()
        self.compare = self._action(menu, self.tr("Compare harmony…"), lambda: self.windows.open_comparison())
        self.compare.setObjectName("compareHarmony")
        self.compare.setIconText(self.tr("Compare…"))
        self.compare.setToolTip(self.tr("Compare the harmony of several universes"))
        beside = self.tr("Compare parameters…")
        parameters = self._action(menu, beside, lambda: self.windows.open_parameters(), fallback="Ctrl+Shift+K")
        self._needs_account += [self.compare, parameters]
        menu.addSeparator()
        self.heard = self._action(menu, self.tr("What is heard"), lambda: self._show_heard(), fallback="Ctrl+Shift+H")
        self.heard.setObjectName("whatIsHeard")
        self.heard.setCheckable(True)
        self.heard.setChecked(True)
        self.piano_roll = self._action(menu, self.tr("Piano roll"), lambda: None)
        self.piano_roll.setObjectName("showPianoRoll")
        self.piano_roll.setCheckable(True)
        self.piano_roll.toggled.connect(self._show_piano_roll)
        menu.addAction(window.list_dock.toggleViewAction())
        menu.addAction(window.tabs_dock.toggleViewAction())
        menu.addSeparator()
        regions = Regions(window)
        self.next_region = self._action(menu, self.tr("Next region"), partial(regions.go, 1), fallback="F6")
        self._action(menu, self.tr("Previous region"), partial(regions.go, -1), fallback="Shift+F6")
        menu.addSeparator()
        themes = menu.addMenu(self.tr("Theme"))
        self._theme_group = QActionGroup(self)
        choices = (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        for choice, text in choices:
            action = self._action(themes, text, partial(self.theme_chosen.emit, choice))
            action.setCheckable(True)
            action.setData(choice)
            self._theme_group.addAction(action)
        full = self._action(menu, self.tr("Full screen"), self._toggle_full_screen, Key.FullScreen, "F11")
        full.setCheckable(True)

    def _fill_help_menu(self, menu: QMenu) -> None:
        self._action(menu, self.tr("Show data folder"), self.data_folder_requested.emit)
        self._action(menu, self.tr("Open universe files by double-click"), self.association_requested.emit)
        about = self.tr("About Harmonic Universe")
        self._action(menu, about, self.about_requested.emit, role=QAction.MenuRole.AboutRole)

    def _action(
        self,
        menu: QMenu,
        text: str,
        do: Callable[[], object],
        standard: QKeySequence.StandardKey | None = None,
        fallback: str = "",
        *,
        icon: str = "",
        role: QAction.MenuRole = QAction.MenuRole.NoRole,
    ) -> QAction:
        action = QAction(text, self)
        action.setMenuRole(role)
        keys = QKeySequence.keyBindings(standard) if standard is not None else []
        action.setShortcuts(keys or ([QKeySequence(fallback)] if fallback else []))
        if icon:
            action.setIcon(icons.icon(icon))
        action.triggered.connect(lambda _checked=False: do())
        menu.addAction(action)
        return action

    def _on_open(self, do: Callable[[int], object]) -> Callable[[], None]:
        """A slot that does something with the open universe."""

        def slot() -> None:
            if self._workspace is not None and self._workspace.contents is not None:
                do(self._workspace.contents.universe.id)

        return slot

    def _new_universe(self) -> None:
        self._window.universes.create(self._window.universe_list.free_name())

    def _undo(self) -> None:
        self._window.commit_pending()
        if self._workspace is not None:
            stack = self._workspace.undo_stack
            self._step(stack.undo, self.tr("Undone: {0}").format(stack.undoText()))

    def _redo(self) -> None:
        self._window.commit_pending()
        if self._workspace is not None:
            stack = self._workspace.undo_stack
            self._step(stack.redo, self.tr("Done again: {0}").format(stack.redoText()))

    def _step(self, step: Callable[[], None], sentence: str) -> None:
        """Takes a step on the undo stack, and says which it was, if it could be taken."""
        assert self._workspace is not None
        before = self._workspace.undo_stack.index()
        step()
        if self._workspace.undo_stack.index() != before:
            said = sentence.replace("&&", "&")
            self._window.say(said)
            announce(self._window, said)

    def _show_undo(self) -> None:
        stack = self._workspace.undo_stack if self._workspace is not None else None
        self.undo.setEnabled(stack is not None and stack.canUndo())
        self.redo.setEnabled(stack is not None and stack.canRedo())
        self.undo.setText(self.tr("Undo {0}").format(stack.undoText() if stack else "").strip())
        self.redo.setText(self.tr("Redo {0}").format(stack.redoText() if stack else "").strip())
        for action in (self.undo, self.redo):
            explain(action)

    def _toggle_filter(self) -> None:
        self._window.show_filter(self.filter.isChecked())

    def _show_heard(self) -> None:
        """Whoever wants to see it wants it before their eyes."""
        if self.heard.isChecked() and self._window.is_complete:
            self._window.chains.come_into_view()

    def _show_piano_roll(self, on: bool) -> None:
        if self._window.is_complete:
            self._window.playback.show_piano_roll(on)

    def _toggle_full_screen(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
