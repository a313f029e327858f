"""All wiring between the panels, to be read in one place: what each of them asks for, and who does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ..domain import storyboard, universe
from ..domain.searching import Found, Kind
from ..domain.storyboard import Card
from .focus_order import follow_focus_order

if TYPE_CHECKING:
    from ..domain.edits import Edit
    from .card_panel import CardPanel
    from .harmony_panel import HarmonyPanel
    from .main_window import MainWindow
    from .parameters.parameter_panel import ParameterPanel
    from .sound.panel import SoundPanel
    from .universe_panel import UniversePanel


class Wiring(QObject):
    """Connects the panels of a window; an edit that needs no more than its verb is asked for by `edit_requested`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shows_heard = False

    def connect_story(self) -> None:
        """The timeline and the list of universes."""
        window, timeline, perform = self._window, self._window.timeline, self._window.perform
        timeline.edit_requested.connect(perform)
        timeline.cards_dragged.connect(self._preview_cards)
        timeline.cards_dropped.connect(lambda *how: self._place(storyboard.move_cards, *how))
        timeline.card_resized.connect(lambda *where: self._place(storyboard.resize_card, *where))
        timeline.card_created.connect(self._create_card)
        timeline.card_renamed.connect(lambda i, text: perform(storyboard.change_card, i, plot_point=text))
        timeline.ties_stepped.connect(lambda ties: perform(storyboard.set_harmony, ties))
        timeline.cards_removed.connect(lambda ids: perform(storyboard.remove_cards, ids))
        timeline.cards_duplicated.connect(lambda ids: self._select_made(self._place(storyboard.duplicate_cards, ids)))
        timeline.plotline_added.connect(lambda: perform(storyboard.add_plotline))
        timeline.plotline_changed.connect(lambda i, changes: perform(storyboard.change_plotline, i, **changes))
        timeline.plotline_moved.connect(lambda i, row: perform(storyboard.move_plotline, i, row))
        timeline.plotline_removed.connect(lambda *what: self._place(storyboard.remove_plotline, *what))
        timeline.beat_sheet_requested.connect(lambda: window.menus.beat_sheets_requested.emit(True))
        timeline.selection_made.connect(window.select)
        timeline.announced.connect(window.say)

        universes = window.universe_list
        universes.universe_chosen.connect(window.universes.open)
        universes.universe_created.connect(window.universes.create)
        universes.universe_renamed.connect(self._rename_universe)
        universes.universe_duplicated.connect(window.universes.duplicate)
        universes.universe_removed.connect(window.universes.remove)

    def connect_plot(self) -> None:
        """The harmony plot."""
        window = self._window
        plot = window.plot
        plot.edit_requested.connect(window.perform)
        plot.ties_dragged.connect(self._preview_ties_in_timeline)
        plot.ties_dropped.connect(lambda ties: window.perform(storyboard.set_harmony, ties))
        plot.selection_made.connect(window.select)
        plot.given_up.connect(window.timeline.selecting.go_back)
        plot.announced.connect(window.say)
        window.plot_switches.heard.toggled.connect(self._watch_heard)
        self._watch_heard(window.plot_switches.heard.isChecked())
        for dock in (window.list_dock, window.tabs_dock):
            dock.topLevelChanged.connect(lambda _floats: follow_focus_order(window))

    def _watch_heard(self, on: bool) -> None:
        """The music is composed for the plot as long as what is measured in it is shown there."""
        window = self._window
        if on and not self._shows_heard:
            self._shows_heard = True
            window.scores.changed.connect(self._show_heard)
        if self._shows_heard:
            window.scores.watch(window.plot, on)
            self._show_heard()

    def _show_heard(self) -> None:
        scores = self._window.scores
        self._window.plot.show_heard(scores.heard, scores.meant)

    def _watch_agreement(self, numbers: HarmonyPanel) -> None:
        scores = self._window.scores

        def show() -> None:
            from .agreement_words import agreement_in_words, furthest_off

            made_of = scores.made_of
            if made_of is None:
                numbers.show_heard("")
            elif numbers.isVisible():
                words = agreement_in_words(scores.measured, made_of, numbers.locale())
                numbers.show_heard(words, furthest_off(scores.measured, made_of))

        def watch(on: bool) -> None:
            scores.watch(numbers, on)
            show()

        scores.changed.connect(show)
        numbers.seen.connect(watch)
        watch(numbers.isVisible())

    def connect_panel(self, name: str, panel: Any) -> None:
        """A panel of the tabs, once it is made."""
        connect: dict[str, Callable[[Any], None]] = {
            "universe": self._connect_universe,
            "physics": self._connect_parameters,
            "music": self._connect_parameters,
            "card": self._connect_card,
            "harmony": self._connect_numbers,
            "sound": self._connect_sound,
        }
        connect[name](panel)

    def _connect_universe(self, about: UniversePanel) -> None:
        window, perform = self._window, self._window.perform
        about.name_committed.connect(lambda name: perform(lambda c: universe.rename_universe(c.universe, name)))
        about.description_committed.connect(lambda text: perform(universe.describe_universe, text))
        about.gravity_committed.connect(lambda value: perform(universe.set_gravity, value))
        about.harmony_committed.connect(lambda value: perform(universe.set_environment_harmony, value))
        about.harmony_previewed.connect(window.plot.preview_environment)

    def _connect_parameters(self, parameters: ParameterPanel) -> None:
        parameters.edit_requested.connect(self._window.perform)
        parameters.announced.connect(self._window.say)
        self._window.chains.join(parameters)

    def _connect_card(self, cards: CardPanel) -> None:
        perform = self._window.perform
        cards.card_changed.connect(lambda i, changes: perform(storyboard.change_card, i, **changes))
        cards.ties_dragged.connect(self._preview_ties)
        cards.ties_committed.connect(lambda ties: perform(storyboard.set_harmony, ties))
        cards.card_placed.connect(lambda *where: self._place(storyboard.place_card, *where))
        cards.card_resized.connect(lambda *where: self._place(storyboard.resize_card, *where))

    def _connect_numbers(self, numbers: HarmonyPanel) -> None:
        window = self._window
        numbers.edit_requested.connect(window.perform)
        numbers.target.committed.connect(self._show_target)
        numbers.target_previewed.connect(window.plot.preview_target)
        numbers.card_chosen.connect(self._go_to_card)
        window.plot.description.measured.connect(numbers.show_numbers)
        window.plot.description.follow(at_once=True)
        self._watch_agreement(numbers)

    def _connect_sound(self, sound: SoundPanel) -> None:
        window = self._window
        scores, player = window.scores, window.playback.player
        scores.changed.connect(lambda: sound.show_score(scores.score))
        sound.seen.connect(lambda on: scores.watch(sound, on))
        scores.watch(sound, sound.isVisible())
        sound.show_score(scores.score)
        player.moved.connect(sound.follow)
        player.moved.connect(lambda _beat: None if player.is_running else sound.tell_soon())
        player.state_changed.connect(lambda: None if player.is_running else sound.tell_soon())
        sound.follow(player.beat)
        font = window.playback.font
        font.looked.connect(lambda: sound.show_font(font.name))
        sound.show_font(font.name)
        sound.card_chosen.connect(self._go_to_card)
        sound.because_chosen.connect(window.chains.go_to)

    def _place(self, verb: Callable[..., Edit], *what: Any) -> Edit | None:
        """Performs a verb that places cards, for which later ones make room or not, as the switch says."""
        return self._window.perform(verb, *what, ripple=self._window.timeline.scene.ripple)

    def connect_find(self) -> None:
        """The palette that looks through all universes."""
        self._window.find_palette.chosen.connect(self._go_to)

    def connect_filter(self) -> None:
        """The bar that filters cards."""
        window = self._window
        window.filter_bar.filtered.connect(self._filter)
        window.filter_bar.closed.connect(lambda: window.menus.filter.setChecked(False))
        window.timeline.cards_dragged.connect(window.filter_bar.preview_cards)

    def _filter(self, stopped: frozenset[int], hides: bool) -> None:
        """Dims or hides cards in every view; hidden ones are not selected any more."""
        window = self._window
        window.timeline.show_filter(stopped, hides)
        if window.is_complete:
            window.plot.show_filter(stopped, hides)
        if hides and window.workspace is not None:
            window.select(window.workspace.selection - stopped)

    def _go_to(self, found: Found) -> None:
        """Opens the universe of what was found, and shows it there."""
        window, timeline = self._window, self._window.timeline
        window.universes.open(found.universe_id)
        contents = window.contents
        if contents is None or contents.universe.id != found.universe_id:
            return  # the file could not be read, which was told
        timeline.setFocus()
        if found.kind is Kind.CARD:
            if hasattr(window, "filter_bar") and found.id in window.filter_bar.stopped:
                window.filter_bar.clear()
            window.select({found.id})
            timeline.scrolling.go_to_card(found.id)
        elif found.kind is Kind.PLOTLINE:
            timeline.scrolling.go_to_plotline(found.id)
        elif found.id in contents.markers:
            timeline.scrolling.go_to_beat(contents.markers[found.id].start_beat)

    def _show_target(self, band: object) -> None:
        """Whoever sets a target wants to see it."""
        if band is not None:
            self._window.plot_switches.target.setChecked(True)

    def _go_to_card(self, card_id: int) -> None:
        """Selects a card and has it in view; the focus stays where it is."""
        self._window.select({card_id})
        self._window.timeline.scrolling.go_to_card(card_id)

    def _preview_cards(self, cards: Mapping[int, Card]) -> None:
        if self._window.is_complete:
            self._window.plot.preview_cards(dict(cards))

    def _preview_ties(self, ties: Mapping[int, float]) -> None:
        self._preview_ties_in_timeline(ties)
        workspace = self._window.workspace
        if workspace is not None and workspace.contents is not None:
            cards = workspace.contents.cards
            self._preview_cards({i: replace(cards[i], harmony_tie=tie) for i, tie in ties.items() if i in cards})

    def _preview_ties_in_timeline(self, ties: Mapping[int, float]) -> None:
        self._window.timeline.preview_ties(dict(ties))

    def _create_card(self, plotline_id: int, start_beat: float, duration_beats: float) -> None:
        title = self._window.tr("New card")
        made = self._place(storyboard.create_card, plotline_id, start_beat, duration_beats, title)
        if made is not None:
            (card_id,) = _made_cards(made)
            self._window.select({card_id})
            self._window.timeline.edit_card(card_id)

    def _select_made(self, made: Edit | None) -> None:
        if made is not None:
            self._window.select(_made_cards(made))

    def _rename_universe(self, universe_id: int, name: str) -> None:
        if self._window.workspace is not None:
            self._window.workspace.rename_universe(universe_id, name)


def _made_cards(made: Edit) -> list[int]:
    """The ids of the cards that an edit created."""
    return [change.record.id for change in made.of(Card) if change.before is None]
