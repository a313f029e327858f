"""What a person can do with the music, as actions for menu, bar and keys."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from .. import icons
from ..place_text import bar_and_beat
from ..widgets.sentence import announce
from ..widgets.tips import tip
from .player import Player, State

if TYPE_CHECKING:
    from ..main_window import MainWindow

SPACE_IS_THEIRS = (QAbstractButton, QComboBox)
"""What the space bar presses or opens; fields of text, and cells that are edited, take it by themselves."""

HARDLY = 0.25
"""Of a bar: who has come so far into it by playing, and goes back, wants to go to the one before."""


class PlayerActions(QObject):
    """Made of a window and its player; always as the player is."""

    def __init__(self, window: MainWindow, player: Player) -> None:
        super().__init__(window)
        self._window = window
        self._player = player
        self.play = self._action(self.tr("Play"), player.toggle, icon="play")
        self.play.setObjectName("play")
        self.play.setShortcut(QKeySequence(Qt.Key.Key_Space))
        self.play.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # so that the menu names it, and no more
        self.stop = self._action(self.tr("Stop"), player.stop, "Ctrl+.", icon="stop")
        self.from_card = self._action(self.tr("Play from the selected card"), self._play_from_card, "Shift+Space")
        self.to_start = self._action(self.tr("Playhead to the beginning"), lambda: player.seek(0.0), "Ctrl+Shift+Home")
        self.back = self._action(self.tr("Playhead one bar back"), lambda: self._go_bars(-1), "Ctrl+Shift+Left")
        self.on = self._action(self.tr("Playhead one bar on"), lambda: self._go_bars(1), "Ctrl+Shift+Right")
        self.looping = self._switch(self.tr("Loop"), player.looping.turn, "Ctrl+Shift+L", icon="loop")
        self.loop_selection = self._action(self.tr("Loop the selected cards"), self._loop_selection)
        self.loop_all = self._action(self.tr("Loop the whole story"), player.looping.choose_all)
        self.metronome = self._switch(self.tr("Metronome"), player.set_metronome, icon="metronome")
        self.follow = self._switch(self.tr("View follows the playhead"), lambda _on: None, icon="follow")
        # What plays is no shortcut of the action, because buttons need the space bar while they have the focus.
        self._space = QShortcut(QKeySequence(Qt.Key.Key_Space), window, player.toggle, autoRepeat=False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        player.state_changed.connect(self.update_enabled)
        player.looping.changed.connect(self._show_loop)
        self.update_enabled()

    def menu(self) -> list[QAction | None]:
        """In the order of the menu; None stands for a line."""
        return [
            self.play, self.stop, self.from_card, self.to_start, self.back, self.on, None,
            self.looping, self.loop_selection, self.loop_all, None, self.metronome, self.follow,
        ]  # fmt: skip

    def update_enabled(self) -> None:
        """Enables what there is something to do for."""
        player = self._player
        runs = player.state in (State.PLAYING, State.WAITING)
        words = self.tr("Pause") if runs else self.tr("Play")
        self.play.setText(words)
        self.play.setIcon(icons.icon("pause" if runs else "play"))
        self.play.setToolTip(tip(words, self._space.key()))
        can = player.has_cards()
        for action in (self.play, self.to_start, self.back, self.on, self.looping, self.loop_all):
            action.setEnabled(can)
        self.stop.setEnabled(player.state is not State.STOPPED)
        self._space.setEnabled(can and not self._is_theirs(QApplication.focusWidget()))
        has_selection = can and bool(self._selected())
        self.from_card.setEnabled(has_selection)
        self.loop_selection.setEnabled(has_selection)

    def loop(self, start: float, end: float) -> None:
        """Loops a range, and is in it: whoever chooses one wants to hear it now."""
        if self._player.looping.choose(start, end) and not start <= self._player.beat < end:
            self._player.seek(start)

    def _show_loop(self) -> None:
        self.looping.setChecked(self._player.looping.is_on)

    def _go_bars(self, by: int) -> None:
        """Goes to the next bar line, or to the one before, and says where that is."""
        player, bar = self._player, self._player.meter.beats_per_bar
        at = player.beat / bar
        line = floor(at) + 1 if by > 0 else ceil(at - HARDLY) - 1
        player.seek(float(line * bar))
        place = self.tr("Playhead: {0}").format(bar_and_beat(player.meter, player.beat, self._window.locale()))
        self._window.say(place)
        announce(self._window, place)

    def _play_from_card(self) -> None:
        selected = self._selected()
        if selected:
            self._player.play_from(min(start for start, _ in selected))

    def _loop_selection(self) -> None:
        selected = self._selected()
        if selected:
            self.loop(min(start for start, _ in selected), max(end for _, end in selected))

    def _selected(self) -> list[tuple[float, float]]:
        """Where the selected cards begin and end, in beats."""
        workspace = self._window.workspace
        if workspace is None or workspace.contents is None:
            return []
        cards = (workspace.contents.cards[card_id] for card_id in workspace.selection)
        return [(card.start_beat, card.end_beat) for card in cards]

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._space.setEnabled(self._player.has_cards() and not self._is_theirs(now))

    def _is_theirs(self, widget: QWidget | None) -> bool:
        return isinstance(widget, SPACE_IS_THEIRS)

    def _action(self, text: str, do: Callable[[], object], keys: str = "", *, icon: str = "") -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            action.setIcon(icons.icon(icon))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _switch(self, text: str, do: Callable[[bool], object], keys: str = "", *, icon: str = "") -> QAction:
        action = self._action(text, lambda: None, keys, icon=icon)
        action.setCheckable(True)
        action.toggled.connect(do)
        return action
