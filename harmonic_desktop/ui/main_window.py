"""The main window: its panels, and what they show of the workspace; who asks for what is in `wiring.py`.

It is painted before it has panels: what they alone need, the domain too, is imported when they come.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from .failure_dialogs import show_failure
from .focus_order import follow_focus_order
from .shell import Shell
from .time_scale import TimeScale

if TYPE_CHECKING:
    from pathlib import Path

    from ..domain.catalogue import Kind
    from ..domain.contents import Contents
    from ..domain.edits import Edit
    from .card_panel import CardPanel
    from .chain.chains import Chains
    from .detail_tabs import DetailTabs
    from .filter_bar import FilterBar
    from .find.find_palette import FindPalette
    from .harmony_panel import HarmonyPanel
    from .menus import Menus
    from .parameters.parameter_panel import ParameterPanel
    from .player.playback import Playback
    from .plot.harmony_plot import HarmonyPlot
    from .plot.plot_panel import PlotPanel
    from .plot.switches import PlotSwitches
    from .scores import Scores
    from .sound.panel import SoundPanel
    from .timeline.canvas import TimelineView
    from .universe_commands import UniverseCommands
    from .universe_panel import UniversePanel
    from .universes.universe_list import UniverseList
    from .widgets.message_bar import MessageBar
    from .wiring import Wiring
    from .workspace import Workspace


class MainWindow(Shell):
    """The shell with its panels: `attach_story` and `attach_details` fill it, `show_workspace` gives it something."""

    closing = Signal()
    """The window is about to close; what was being typed has been committed."""

    universe_list: UniverseList
    universes: UniverseCommands
    tabs: DetailTabs
    chains: Chains
    timeline: TimelineView
    plot: HarmonyPlot
    plot_panel: PlotPanel
    playback: Playback
    plot_switches: PlotSwitches
    menus: Menus
    message_bar: MessageBar
    find_palette: FindPalette
    filter_bar: FilterBar
    _wiring: Wiring

    def __init__(self) -> None:
        super().__init__()
        self.scale = TimeScale(self)
        self.workspace: Workspace | None = None
        self.export_folder = ""
        """Where something was saved last, for the file chooser."""
        self.heard_shares = [3, 2]
        """How parameters and what is heard of them share the height of a tab."""
        self.transport: dict[str, float] = {}
        """How the transport was left; see `Playback.kept`."""
        self.is_complete = False
        """Whether the plot and the tab that is shown are there, which come after the timeline."""
        self._views: list[Any] = []

    def attach_story(self) -> None:
        """Makes what a start shows first, the timeline and the list, and connects it."""
        from .detail_tabs import DetailTabs
        from .menus import Menus
        from .plot.switches import PlotSwitches
        from .timeline.canvas import TimelineView
        from .universe_commands import UniverseCommands
        from .universes.universe_list import UniverseList
        from .widgets.message_bar import MessageBar
        from .wiring import Wiring

        self.timeline = TimelineView(self.scale)
        self.universe_list = UniverseList()
        self.message_bar = MessageBar()
        self.tabs = DetailTabs()
        self._add_pages()
        self.fill(self.timeline, self.universe_list, self.tabs, self.message_bar)
        self.universes = UniverseCommands(self)
        self.plot_switches = PlotSwitches(self)
        self.menus = Menus(self)
        self._views = [self.timeline]
        self._wiring = Wiring(self)
        self._wiring.connect_story()

    def attach_details(self) -> None:
        """Makes the harmony plot, whose library takes longest to load, and the tab that is shown, and connects them."""
        from .chain.chains import Chains
        from .files.drops import FileDrops
        from .player.playback import Playback
        from .plot.plot_panel import PlotPanel

        self.plot_panel = PlotPanel(self.scale, self.plot_switches)
        self.plot = self.plot_panel.plot
        # The timeline always keeps room for its scroll bar: the plot's axis ends where the timeline's does.
        self.plot.set_right_margin(self.timeline.verticalScrollBar().sizeHint().width())
        self.fill_plot(self.plot_panel)
        self.plot_panel.add_action(self.menus.compare)
        self.menus.add_curve_actions(self.plot.actions_.curve())
        self.plot.export_actions = [self.menus.export_plot, self.menus.export_curve]
        self._wiring.connect_plot()
        FileDrops(self)
        self.is_complete = True
        self.add_view(self.plot)
        self.chains = Chains(self)
        self.add_view(self.chains)
        self.playback = Playback(self, self.menus.playback_menu)
        self.add_view(self.playback)
        self.playback.restore(self.transport)
        self.tabs.panel_made.connect(self._add_panel)
        self.tabs.begin()
        self.tabs.currentChanged.connect(self.commit_pending)
        if hasattr(self, "filter_bar"):
            self.filter_bar.show_universe(self.contents)
        self.playback.show_piano_roll(self.menus.piano_roll.isChecked())

    @cached_property
    def scores(self) -> Scores:
        """The score of the open universe, for whoever watches it; made when it is first asked for."""
        from .scores import Scores

        made = Scores(self)
        self.closing.connect(made.close)
        self.add_view(made)
        return made

    def _add_pages(self) -> None:
        self.tabs.add_page("universe", self.tr("Universe"), _universe_panel)
        self.tabs.add_page("physics", self.tr("Physics"), lambda: _parameter_panel("physics"))
        self.tabs.add_page("music", self.tr("Music"), lambda: _parameter_panel("music"))
        self.tabs.add_page("card", self.tr("Card"), _card_panel)
        self.tabs.add_page("harmony", self.tr("Harmony"), _harmony_panel)
        self.tabs.add_page("sound", self.tr("Sound"), _sound_panel)

    def _add_panel(self, name: str, panel: Any) -> None:
        self._wiring.connect_panel(name, panel)
        self.add_view(panel)
        follow_focus_order(self)

    def add_view(self, view: Any) -> None:
        """From now on it shows what the others show."""
        self._views.append(view)
        view.show_universe(self.contents)
        if hasattr(view, "show_selection"):
            view.show_selection(self.workspace.selection if self.workspace is not None else frozenset())

    @property
    def universe_panel(self) -> UniversePanel:
        panel: UniversePanel = self.tabs.panel("universe")
        return panel

    @property
    def physics_panel(self) -> ParameterPanel:
        panel: ParameterPanel = self.tabs.panel("physics")
        return panel

    @property
    def music_panel(self) -> ParameterPanel:
        panel: ParameterPanel = self.tabs.panel("music")
        return panel

    @property
    def card_panel(self) -> CardPanel:
        panel: CardPanel = self.tabs.panel("card")
        return panel

    @property
    def harmony_panel(self) -> HarmonyPanel:
        panel: HarmonyPanel = self.tabs.panel("harmony")
        return panel

    @property
    def sound_panel(self) -> SoundPanel:
        panel: SoundPanel = self.tabs.panel("sound")
        return panel

    def show_workspace(self, workspace: Workspace | None) -> None:
        """Shows what an account has open; None empties the window, when nobody is signed in."""
        self.workspace = workspace
        if workspace is not None:
            workspace.opened.connect(self._show_universe)
            workspace.edited.connect(self._refresh)
            workspace.refused.connect(self.message_bar.show_error)
            workspace.failed.connect(lambda sentence: show_failure(sentence, self))
            workspace.saved.connect(self.show_saved)
            workspace.selection_changed.connect(self._show_selection)
        self.message_bar.close_message()
        self.menus.follow(workspace)
        if hasattr(self, "find_palette"):
            self.find_palette.forget()
        self.saved_label.clear()
        self.universes.show_all()
        self._show_universe()

    def commit_pending(self) -> None:
        """Commits the cell or field that is being edited, before anything else is shown or done."""
        for panel in self.tabs.made:
            panel.commit_pending()
        self.timeline.commit_pending()
        self.universe_list.commit_pending()
        if self.is_complete:
            self.plot.commit_pending()

    def open_find(self) -> None:
        """Looks for words in all universes of the account, in a palette made when it is first asked for."""
        if self.workspace is None:
            return
        self.commit_pending()
        if not hasattr(self, "find_palette"):
            from .find.find_palette import FindPalette

            self.find_palette = FindPalette(self)
            self._wiring.connect_find()
        self.find_palette.open_on(self.workspace.store.search)

    def show_filter(self, on: bool) -> None:
        """Opens the bar that filters the cards, made when it is first asked for, or clears and closes it."""
        if not hasattr(self, "filter_bar"):
            from .filter_bar import FilterBar

            self.filter_bar = FilterBar(self.story_area)
            self.story_column.insertWidget(1, self.filter_bar)
            self._wiring.connect_filter()
            self.add_view(self.filter_bar)
            if self.is_complete:
                follow_focus_order(self)
        if on:
            self.filter_bar.open_bar()
        else:
            self.filter_bar.close_bar()

    def _show_universe(self) -> None:
        contents = self.contents
        for view in self._views:
            view.show_universe(contents)
        self.universes.show_open()
        self.menus.enable_for(contents)
        self._show_selection()

    def _refresh(self, edit: Edit) -> None:
        self.statusBar().clearMessage()
        self.message_bar.close_message()
        contents = self.contents
        if contents is not None:
            for view in self._views:
                view.refresh(edit, contents)
        self.universes.refresh(edit, contents)

    def _show_selection(self) -> None:
        self.statusBar().clearMessage()
        selection = self.workspace.selection if self.workspace is not None else frozenset()
        if hasattr(self, "filter_bar") and not selection.isdisjoint(self.filter_bar.hidden):
            self.select(selection - self.filter_bar.hidden)  # which comes here again
            return
        for view in self._views:
            if hasattr(view, "show_selection"):
                view.show_selection(selection)
        count = len(selection)
        self.selection_label.setText(
            self.tr("{0} cards selected").format(self.locale().toString(count)) if count > 1 else ""
        )

    def perform(self, verb: Any, *args: Any, **kwargs: Any) -> Edit | None:
        """Makes the edit that a verb of the domain returns for the open universe."""
        return self.workspace.perform(verb, *args, **kwargs) if self.workspace is not None else None

    def select(self, card_ids: Iterable[int]) -> None:
        """Selects cards of the open universe in every view."""
        if self.workspace is not None:
            self.workspace.select(card_ids)

    def show_file(self, path: Path) -> None:
        """Says that a file was saved, and offers to show where."""
        from .about_dialog import show_folder

        self.export_folder = str(path.parent)
        said = self.tr("“{0}” was saved.").format(path.name)
        self.message_bar.show_notice(said, self.tr("Show in folder"), lambda: show_folder(path.parent))

    @property
    def contents(self) -> Contents | None:
        """The open universe, if one is."""
        return self.workspace.contents if self.workspace is not None else None

    def committed_contents(self) -> Contents | None:
        """The open universe with what is being typed, which is committed first."""
        self.commit_pending()
        return self.contents

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None:
            self.commit_pending()
        self.closing.emit()
        event.accept()


def _universe_panel() -> QWidget:
    from .universe_panel import UniversePanel

    return UniversePanel()


def _parameter_panel(kind: Kind) -> QWidget:
    from .parameters.parameter_panel import ParameterPanel

    return ParameterPanel(kind)


def _card_panel() -> QWidget:
    from .card_panel import CardPanel

    return CardPanel()


def _harmony_panel() -> QWidget:
    from .harmony_panel import HarmonyPanel

    return HarmonyPanel()


def _sound_panel() -> QWidget:
    from .sound.panel import SoundPanel

    return SoundPanel()
