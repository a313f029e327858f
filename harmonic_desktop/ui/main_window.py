"""The main window: its panels, and the one block where all wiring between them can be read.

It is painted before it has panels: what they alone need, the domain too, is imported when they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from .failure_dialogs import show_failure
from .shell import Shell
from .time_scale import TimeScale

if TYPE_CHECKING:
    from datetime import datetime

    from ..domain.contents import Contents
    from ..domain.edits import Edit
    from ..domain.storyboard import Card
    from .card_panel import CardPanel
    from .menus import Menus
    from .parameters.parameter_panel import ParameterPanel
    from .plot.harmony_plot import HarmonyPlot
    from .timeline.canvas import TimelineView
    from .universe_panel import UniversePanel
    from .universes.universe_list import UniverseList
    from .widgets.message_bar import MessageBar
    from .workspace import Workspace

DETAILS_LEAST = 288
"""No narrower than the fields in the tabs can be read."""


class MainWindow(Shell):
    """The shell with its panels: `attach_story` and `attach_details` fill it, `show_workspace` gives it something."""

    closing = Signal()
    """The window is about to close; what was being typed has been committed."""

    universe_list: UniverseList
    universe_panel: UniversePanel
    physics_panel: ParameterPanel
    music_panel: ParameterPanel
    card_panel: CardPanel
    timeline: TimelineView
    plot: HarmonyPlot
    menus: Menus
    message_bar: MessageBar

    def __init__(self) -> None:
        super().__init__()
        self.scale = TimeScale(self)
        self.workspace: Workspace | None = None
        self.is_complete = False
        """Whether tabs and plot are there, which come after the timeline."""
        self._views: list[Any] = []
        self._editors: list[Any] = []

    def attach_story(self) -> None:
        """Makes what a start shows first, the timeline and the list, and connects it."""
        from .menus import Menus
        from .timeline.canvas import TimelineView
        from .universes.universe_list import UniverseList
        from .widgets.message_bar import MessageBar

        self.timeline = TimelineView(self.scale)
        self.universe_list = UniverseList()
        self.message_bar = MessageBar(self.story_area)
        self.fill(self.timeline, self.universe_list, self._empty_tabs())
        self.menus = Menus(self)
        self._views = [self.timeline]
        self._connect_story()

    def attach_details(self) -> None:
        """Makes the tabs and the harmony plot, whose library takes longest to load, and connects them."""
        from .card_panel import CardPanel
        from .parameters.parameter_panel import ParameterPanel
        from .plot.harmony_plot import HarmonyPlot
        from .universe_panel import UniversePanel

        self.universe_panel, self.card_panel = UniversePanel(), CardPanel()
        self.physics_panel, self.music_panel = ParameterPanel("physics"), ParameterPanel("music")
        self._editors = [self.universe_panel, self.physics_panel, self.music_panel, self.card_panel]
        self._fill_tabs()
        self.plot = HarmonyPlot(self.scale)
        # The timeline always keeps room for its scroll bar: the plot's axis ends where the timeline's does.
        self.plot.set_right_margin(self.timeline.verticalScrollBar().sizeHint().width())
        self.fill_plot(self.plot)
        self.setTabOrder(self.timeline, self.plot)
        self._views += [*self._editors, self.plot]
        self._connect_details()
        self.is_complete = True
        contents = self.workspace.contents if self.workspace is not None else None
        for view in (*self._editors, self.plot):
            view.show_universe(contents)
        self._show_selection()

    def _empty_tabs(self) -> QTabWidget:
        self.tabs = QTabWidget()
        self.tabs.setObjectName("detailTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(self.tr("Details"))
        self.tabs.setMinimumWidth(DETAILS_LEAST)
        self.tabs.setAccessibleName(self.tr("Details"))
        for title in (self.tr("Universe"), self.tr("Physics"), self.tr("Music"), self.tr("Card")):
            self.tabs.addTab(QWidget(), title)
        return self.tabs

    def _fill_tabs(self) -> None:
        shown = self.tabs.currentIndex()
        for index, panel in enumerate(self._editors):
            title, empty = self.tabs.tabText(index), self.tabs.widget(index)
            self.tabs.removeTab(index)
            self.tabs.insertTab(index, panel, title)
            if empty is not None:
                empty.deleteLater()
        self.tabs.setCurrentIndex(shown)

    def _connect_story(self) -> None:
        """All wiring between the panels can be read here, and in `_connect_details`."""
        from ..domain import storyboard

        timeline = self.timeline
        timeline.cards_dragged.connect(self._preview_cards)
        timeline.cards_dropped.connect(lambda ids, beats, rows: self._perform(storyboard.move_cards, ids, beats, rows))
        timeline.card_resized.connect(lambda *where: self._perform(storyboard.resize_card, *where))
        timeline.card_created.connect(self._create_card)
        timeline.card_renamed.connect(lambda i, text: self._perform(storyboard.change_card, i, plot_point=text))
        timeline.ties_stepped.connect(lambda ties: self._perform(storyboard.set_harmony, ties))
        timeline.cards_removed.connect(lambda ids: self._perform(storyboard.remove_cards, ids))
        timeline.cards_duplicated.connect(self._duplicate_cards)
        timeline.plotline_added.connect(lambda: self._perform(storyboard.add_plotline))
        timeline.plotline_changed.connect(lambda i, changes: self._perform(storyboard.change_plotline, i, **changes))
        timeline.plotline_moved.connect(lambda i, row: self._perform(storyboard.move_plotline, i, row))
        timeline.plotline_removed.connect(lambda i, to: self._perform(storyboard.remove_plotline, i, to))
        timeline.selection_made.connect(self._select)
        timeline.announced.connect(self._say)

        universes = self.universe_list
        universes.universe_chosen.connect(self.open_universe)
        universes.universe_created.connect(self.create_universe)
        universes.universe_renamed.connect(self._rename_universe)
        universes.universe_duplicated.connect(self.duplicate_universe)
        universes.universe_removed.connect(self.remove_universe)

    def _connect_details(self) -> None:
        from ..domain import parameters, storyboard, universe

        cards = self.card_panel
        cards.card_changed.connect(lambda i, changes: self._perform(storyboard.change_card, i, **changes))
        cards.ties_dragged.connect(self._preview_ties)
        cards.ties_committed.connect(lambda ties: self._perform(storyboard.set_harmony, ties))
        cards.card_placed.connect(lambda i, start, lane: self._perform(storyboard.place_card, i, start, lane))
        cards.card_resized.connect(lambda *where: self._perform(storyboard.resize_card, *where))

        about = self.universe_panel
        about.name_committed.connect(self._rename_open_universe)
        about.description_committed.connect(lambda text: self._perform(universe.describe_universe, text))
        about.gravity_committed.connect(lambda value: self._perform(universe.set_gravity, value))
        about.harmony_committed.connect(lambda value: self._perform(universe.set_environment_harmony, value))
        about.harmony_previewed.connect(self._preview_environment)

        physics, music = self.physics_panel, self.music_panel
        physics.physics_added.connect(lambda *what: self._perform(parameters.add_physics_parameter, *what))
        physics.physics_changed.connect(lambda i, what: self._perform(parameters.change_physics_parameter, i, **what))
        physics.parameters_removed.connect(self._remove_physics)
        music.music_added.connect(lambda *what: self._perform(parameters.add_music_parameter, *what))
        music.music_changed.connect(lambda i, what: self._perform(parameters.change_music_parameter, i, **what))
        music.parameters_removed.connect(self._remove_music)

        self.plot.ties_dragged.connect(self._preview_ties_in_timeline)
        self.plot.ties_dropped.connect(lambda ties: self._perform(storyboard.set_harmony, ties))
        self.plot.selection_made.connect(self._select)
        self.plot.announced.connect(self._say)

        self.tabs.currentChanged.connect(self.commit_pending)

    def show_workspace(self, workspace: Workspace | None) -> None:
        """Shows what an account has open; None empties the window, when nobody is signed in."""
        self.workspace = workspace
        if workspace is not None:
            workspace.opened.connect(self._show_universe)
            workspace.edited.connect(self._refresh)
            workspace.refused.connect(self.message_bar.show_error)
            workspace.failed.connect(lambda sentence: show_failure(sentence, self))
            workspace.saved.connect(self._show_saved)
            workspace.selection_changed.connect(self._show_selection)
        self.message_bar.close_message()
        self.menus.follow(workspace)
        self.saved_label.clear()
        self._show_list()
        self._show_universe()

    def commit_pending(self) -> None:
        """Commits the cell or field that is being edited, before anything else is shown or done."""
        for panel in self._editors:
            panel.commit_pending()
        self.timeline.commit_pending()
        self.universe_list.commit_pending()
        if self.is_complete:
            self.plot.commit_pending()

    def open_universe(self, universe_id: int | None) -> None:
        """Opens a universe of the list."""
        if self.workspace is None or universe_id == self._open_id():
            return
        self.commit_pending()
        self.workspace.open_universe(universe_id)

    def _show_universe(self) -> None:
        contents = self.workspace.contents if self.workspace is not None else None
        for view in self._views:
            view.show_universe(contents)
        self.universe_list.show_open(self._open_id())
        title = self.tr("Harmonic Universe")
        self.setWindowTitle(title if contents is None else f"{contents.universe.name} – {title}")
        self.menus.enable_for(contents)
        self._show_selection()

    def _refresh(self, edit: Edit) -> None:
        assert self.workspace is not None
        self.statusBar().clearMessage()
        self.message_bar.close_message()
        contents = self.workspace.contents
        if contents is not None:
            for view in self._views:
                view.refresh(edit, contents)
        self._refresh_list(edit, contents)

    def _refresh_list(self, edit: Edit, contents: Contents | None) -> None:
        from ..domain.universe import Universe

        listed = edit.of(Universe)
        if any(change.before is None or change.after is None for change in listed):
            self._show_list()
        else:
            self.universe_list.refresh(edit, contents)
        if any(contents is not None and change.record.id == contents.universe.id for change in listed):
            self.setWindowTitle(f"{contents.universe.name} – {self.tr('Harmonic Universe')}" if contents else "")

    def _show_list(self) -> None:
        if self.workspace is None:
            self.universe_list.show_universes([], {})
        else:
            outlines = self.workspace.list_outlines()
            self.universe_list.show_universes(list(self.workspace.universes.values()), outlines)
        self.universe_list.show_open(self._open_id())

    def _show_selection(self) -> None:
        self.statusBar().clearMessage()
        selection = self.workspace.selection if self.workspace is not None else frozenset()
        for view in self._views:
            if hasattr(view, "show_selection"):
                view.show_selection(selection)
        count = len(selection)
        self.selection_label.setText(self.tr("{0} cards selected").format(count) if count > 1 else "")

    def _show_saved(self, when: datetime) -> None:
        time = self.locale().toString(when.time(), QLocale.FormatType.ShortFormat)  # type: ignore[call-overload]
        self.saved_label.setText(self.tr("All changes saved {0}").format(time))

    def _say(self, sentence: str) -> None:
        """Shows what was just done, until something else is; the count of selected cards stands there already."""
        if sentence != self.selection_label.text():
            self.statusBar().showMessage(sentence)

    def _preview_cards(self, cards: Mapping[int, Card]) -> None:
        if self.is_complete:
            self.plot.preview_cards(dict(cards))

    def _preview_ties(self, ties: Mapping[int, float]) -> None:
        self._preview_ties_in_timeline(ties)
        if self.workspace is not None and self.workspace.contents is not None:
            cards = self.workspace.contents.cards
            self._preview_cards({i: replace(cards[i], harmony_tie=tie) for i, tie in ties.items() if i in cards})

    def _preview_ties_in_timeline(self, ties: Mapping[int, float]) -> None:
        self.timeline.preview_ties(dict(ties))

    def _preview_environment(self, harmony: float | None) -> None:
        if self.is_complete:
            self.plot.preview_environment(harmony)

    def _perform(self, verb: Any, *args: Any, **kwargs: Any) -> Edit | None:
        return self.workspace.perform(verb, *args, **kwargs) if self.workspace is not None else None

    def _select(self, card_ids: frozenset[int]) -> None:
        if self.workspace is not None:
            self.workspace.select(card_ids)

    def _create_card(self, plotline_id: int, start_beat: float, duration_beats: float) -> None:
        from ..domain.storyboard import Card, create_card

        made = self._perform(create_card, plotline_id, start_beat, duration_beats, self.tr("New card"))
        if made is not None:
            card_id = next(c.record.id for c in made.of(Card) if c.before is None)
            self._select(frozenset({card_id}))
            self.timeline.edit_card(card_id)

    def _duplicate_cards(self, card_ids: frozenset[int]) -> None:
        from ..domain.storyboard import Card, duplicate_cards

        made = self._perform(duplicate_cards, card_ids)
        if made is not None:
            self._select(frozenset(c.record.id for c in made.of(Card) if c.before is None))

    def _remove_physics(self, ids: list[int]) -> None:
        from ..domain.parameters import remove_parameters

        self._perform(lambda c: remove_parameters(c, [c.physics[i] for i in ids if i in c.physics]))

    def _remove_music(self, ids: list[int]) -> None:
        from ..domain.parameters import remove_parameters

        self._perform(lambda c: remove_parameters(c, [c.music[i] for i in ids if i in c.music]))

    def create_universe(self, name: str) -> None:
        """Makes a universe, opens it and lets its name be typed."""
        if self.workspace is None:
            return
        self.commit_pending()
        if self.workspace.create_universe(name) is not None:
            self.universe_list.begin_rename(self._open_id() or 0)

    def duplicate_universe(self, universe_id: int) -> None:
        """Copies a universe and opens the copy."""
        if self.workspace is not None:
            self.commit_pending()
            self.workspace.duplicate_universe(universe_id)

    def remove_universe(self, universe_id: int) -> None:
        """Removes a universe; the next of the list opens when it was the open one."""
        if self.workspace is None or universe_id not in self.workspace.universes:
            return
        self.commit_pending()
        was_open, neighbour = universe_id == self._open_id(), self.universe_list.neighbour_of(universe_id)
        name = self.workspace.universes[universe_id].name
        if self.workspace.remove_universe(universe_id) is not None:
            if was_open:
                self.open_universe(neighbour)
            self.message_bar.show_notice(self.tr("“{0}” was removed; Ctrl+Z brings it back.").format(name))

    def _rename_open_universe(self, name: str) -> None:
        from ..domain.universe import rename_universe

        self._perform(lambda contents: rename_universe(contents.universe, name))

    def _rename_universe(self, universe_id: int, name: str) -> None:
        if self.workspace is not None:
            self.workspace.rename_universe(universe_id, name)

    def _open_id(self) -> int | None:
        contents = self.workspace.contents if self.workspace is not None else None
        return contents.universe.id if contents is not None else None

    def show_account(self, name: str) -> None:
        """Says in the status bar whose universes these are."""
        self.account_label.setText(name)

    def come_to_front(self) -> None:
        """Shows the window over others, when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.workspace is not None:
            self.commit_pending()
        self.closing.emit()
        event.accept()
