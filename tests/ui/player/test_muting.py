"""Plotlines are muted while the story is played: it goes on, in silence where nobody is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import Card, Plotline, change_plotline
from harmonic_desktop.music.soundfont import SoundFont
from harmonic_desktop.ui.player.player import Player, State

from .tones import Tone, story

pytestmark = pytest.mark.usefixtures("silent")
LONG, SHORT = 1, 2
"""The plotlines: cards up to beat 8, and up to beat 1."""


def heard(contents: Contents, rate: int, font: SoundFont | None = None) -> Tone:
    """A tone as long as something is heard."""
    tone = Tone(contents, rate)
    ends = [card.end_beat for card in contents.cards.values() if not contents.plotlines[card.plotline_id].is_muted]
    tone.frames = round(max(ends, default=0.0) * 60 / tone.tempo * rate)
    return tone


class Stage:
    """A player that plays from the second beat on, and its plotlines."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.player = qtbot, Player(heard)
        self.contents = story()
        lanes = {**self.contents.plotlines, SHORT: Plotline(SHORT, 1, "Short", 1, 1)}
        cards = {**self.contents.cards, 2: Card(2, 1, SHORT, "Once", "", 0.5, 0.0, 1.0)}
        self.contents = replace(self.contents, plotlines=lanes, cards=cards)
        self.player.show_universe(self.contents)
        self.player.play_from(2.0)
        qtbot.waitUntil(lambda: self.player.state is State.PLAYING)

    def mute(self, *plotlines: int, muted: bool = True) -> None:
        """Mutes plotlines, or has them heard, and waits until that is made."""
        for plotline in plotlines:
            edit = change_plotline(self.contents, plotline, is_muted=muted)
            self.contents = self.contents.after(edit)
            self.player.refresh(edit, self.contents)
        self.qtbot.waitUntil(lambda: self.player._making.made_of is self.contents)

    def goes_on(self) -> bool:
        """Whether it plays, and has come further."""
        beat = self.player.beat
        self.qtbot.waitUntil(lambda: self.player.beat > beat + 0.2 or self.player.state is not State.PLAYING)
        return self.player.state is State.PLAYING


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.player.close()


@pytest.mark.parametrize("muted", [(LONG,), (LONG, SHORT)])
def test_it_goes_on_to_the_end_of_the_story_where_what_is_left_is_over(stage: Stage, muted: tuple[int, ...]) -> None:
    stage.mute(*muted)
    assert stage.goes_on()
    stage.mute(LONG, muted=False)
    assert stage.goes_on()


def test_it_begins_where_what_is_left_is_over(stage: Stage) -> None:
    stage.mute(LONG)
    stage.player.seek(4.0)
    assert stage.goes_on()


def test_it_ends_with_the_story(stage: Stage) -> None:
    stage.mute(LONG)
    stage.player.seek(7.8)
    stage.qtbot.waitUntil(lambda: stage.player.state is State.STOPPED)
