"""Puts the player into the window: its bar, its menu, the playheads over the views, and what each asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from .. import theme
from .actions import PlayerActions
from .chosen_font import ChosenFont
from .curve_sound import CurveSound
from .player import Player, State
from .playhead import LoopMark, Playhead
from .transport_bar import TransportBar

if TYPE_CHECKING:
    from ...domain.contents import Contents
    from ...domain.edits import Edit
    from ...music.sound import Sound
    from ...music.soundfont import SoundFont
    from ..main_window import MainWindow
    from ..piano_roll import PianoRoll

FOLLOW_AT, FOLLOW_TO = 0.9, 0.1
"""Where in the view the playhead turns the page, and where it is then, as shares of the width."""
MOST_PREPARED = 1000
"""Cards; the music of more takes long enough to be in the way of what a person does."""


class Playback(QObject):
    """Made once timeline and plot are there; a view of the window among others."""

    def __init__(self, window: MainWindow, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        self.font = ChosenFont(self)
        self.player = Player(lambda contents, rate: _performed(contents, rate, self.font.font()), self)
        self.font.changed.connect(self.player.make_anew)
        self.font.noticed.connect(window.message_bar.show_notice)
        self.player.moved.connect(self.font.look_after)
        self.actions_ = PlayerActions(window, self.player)
        self.bar = TransportBar(self.player, self.actions_)
        window.put_transport(self.bar)
        _fill(menu, self.actions_)
        self.curve_sound = CurveSound(window, self.player)
        menu.addSeparator()
        menu.addAction(self.curve_sound.action)
        timeline, scale = window.timeline, window.scale
        self.playheads = [
            Playhead(timeline.viewport(), scale),
            Playhead(timeline.ruler, scale, has_head=True),
            Playhead(window.plot, scale, window.plot.area.toRect().left()),
        ]
        self.piano_roll: PianoRoll | None = None
        self.loop_mark = LoopMark(timeline.ruler, scale)
        timeline.ruler.beat_chosen.connect(self.player.seek)
        timeline.ruler.range_chosen.connect(self.actions_.loop)
        timeline.play_requested.connect(self.player.play_from)
        timeline.loop_requested.connect(self.actions_.loop)
        self.player.moved.connect(self._show_place)
        self.player.state_changed.connect(self._show_place)
        self.player.looping.changed.connect(self._show_loop)
        self.player.noticed.connect(window.message_bar.show_notice)
        self.player.over.connect(self._take_back)
        window.closing.connect(self.player.close)

    def show_piano_roll(self, on: bool) -> None:
        """Shows the piano roll or not; it is made when it is first shown."""
        if on and self.piano_roll is None:
            self.piano_roll = self._made_roll()
        if self.piano_roll is not None:
            self.piano_roll.setVisible(on)
            self._window.scores.watch(self.piano_roll, on)

    def _made_roll(self) -> PianoRoll:
        from ..piano_roll import PianoRoll

        window = self._window
        roll = PianoRoll(window.scale, window.scores)
        window.put_under_story(roll)
        window.add_view(roll)
        self.playheads.append(Playhead(roll, window.scale, theme.HEADER_WIDTH))
        self._show_place()
        return roll

    def prepare(self) -> None:
        """Makes the music ready, now that nobody waits for anything; what is long waits until somebody may play."""
        workspace = self._window.workspace
        contents = workspace.contents if workspace is not None else None
        if contents is not None and len(contents.cards) <= MOST_PREPARED:
            self.player.prepare()

    def kept(self) -> dict[str, float]:
        """What comes back at the next start."""
        player, switches = self.player, self.actions_
        start, end = player.looping.range or (0.0, 0.0)
        return {
            "volume": self.bar.volume.value(),
            "metronome": switches.metronome.isChecked(),
            "view_follows": switches.follow.isChecked(),
            "looping": player.looping.is_on,
            "loop_start": start,
            "loop_end": end,
        }

    def restore(self, kept: dict[str, float]) -> None:
        """Has it as it was kept."""
        if "volume" in kept:
            self.bar.volume.setValue(round(kept["volume"]))
        self.actions_.metronome.setChecked(bool(kept.get("metronome")))
        self.actions_.follow.setChecked(bool(kept.get("view_follows")))
        self.player.looping.choose(kept.get("loop_start", 0.0), kept.get("loop_end", 0.0))
        self.player.looping.turn(bool(kept.get("looping")))

    def show_universe(self, contents: Contents | None) -> None:
        """Plays another universe from now on."""
        self.player.show_universe(contents)
        self.curve_sound.update_enabled()
        self._show_place()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Goes on with what an edit made of it."""
        self.player.refresh(edit, contents)
        self.bar.place.show_place()
        self.actions_.update_enabled()
        self.curve_sound.update_enabled()

    def show_selection(self, selection: frozenset[int]) -> None:
        """Enables what plays the selection."""
        self.actions_.update_enabled()

    def _show_place(self) -> None:
        player = self.player
        is_shown = player.has_cards() and (player.beat > 0 or player.state is not State.STOPPED)
        for playhead in self.playheads:
            playhead.follow(player.beat if is_shown else None)
        if self.actions_.follow.isChecked() and player.state is State.PLAYING:
            self._follow(player.beat)

    def _follow(self, beat: float) -> None:
        """Turns the page when the playhead comes to its end, or is somewhere else."""
        scale = self._window.scale
        if not 0 <= scale.x(beat) <= FOLLOW_AT * scale.width:
            scale.scroll_to(beat - FOLLOW_TO * scale.width / scale.pixels_per_beat)

    def _take_back(self, sentence: str) -> None:
        """Closes the message that says so, unless another one stands there by now."""
        bar = self._window.message_bar
        if bar.sentence == sentence:
            bar.close_message()

    def _show_loop(self) -> None:
        self.loop_mark.follow(self.player.looping.range, self.player.looping.is_on)


def _performed(contents: Contents, rate: int, font: SoundFont | None) -> Sound:
    from ...music.performance import perform

    return perform(contents, rate, font)


def _fill(menu: QMenu, actions: PlayerActions) -> None:
    for action in actions.menu():
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
