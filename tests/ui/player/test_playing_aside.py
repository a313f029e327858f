"""Something else than the story is played, which stands still meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.player.player import Player, State

from .tones import Tone, story

NewPlayer = Callable[[Contents], Player]
pytestmark = pytest.mark.usefixtures("silent")


class Other(Tone):
    """A tone that lasts so many seconds, and has nothing to do with the story."""

    def __init__(self, seconds: float, rate: int) -> None:
        super().__init__(story(seconds), rate)


def test_something_else_is_played_while_the_story_stands_still(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.beat > 0.2)
    player.play_aside(lambda rate: Other(0.2, rate))
    assert player.is_aside
    assert player.state is State.PAUSED
    beat = player.beat
    qtbot.waitUntil(lambda: not player.is_aside)
    assert (player.state, player.beat) == (State.PAUSED, beat)
    player.play()
    qtbot.waitUntil(lambda: player.beat > beat + 0.05)
    player.stop()
    assert player.beat == 0.0, "it goes back to where it was begun at first"


def test_playing_the_story_ends_what_else_is_played(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.seek(2.0)
    player.play_aside(lambda rate: Other(30.0, rate))
    assert (player.state, player.beat) == (State.STOPPED, 2.0)
    player.play()
    assert not player.is_aside
    qtbot.waitUntil(lambda: player.beat > 2.1)


def test_another_universe_ends_what_else_is_played(new_player: NewPlayer) -> None:
    player = new_player(story())
    player.play_aside(lambda rate: Other(30.0, rate))
    player.show_universe(None)
    assert not player.is_aside
