"""The transport on a clock: it plays, stands still, goes elsewhere, loops, follows edits, and says why it is silent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.storyboard import resize_card
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.player import player as player_module
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.speaker import NoSpeaker, Speaker

from .tones import Tone, story

NewPlayer = Callable[[Contents], Player]
pytestmark = pytest.mark.usefixtures("silent")


def test_it_plays_from_the_beginning_and_says_once_that_nothing_is_heard(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    told: list[str] = []
    player.noticed.connect(told.append)
    player.toggle()
    qtbot.waitUntil(lambda: player.beat > 0.2)
    assert player.state is State.PLAYING
    assert len(told) == 1
    assert "there is no loudspeaker" in told[0]
    assert "exports work" in told[0]


def test_it_stands_still_where_it_was_and_goes_on_from_there(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.beat > 0.1)
    player.toggle()
    assert player.state is State.PAUSED
    beat = player.beat
    qtbot.wait(60)
    assert player.beat == beat
    player.toggle()
    qtbot.waitUntil(lambda: player.beat > beat)


def test_stopping_goes_back_to_where_it_was_begun(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.seek(2.0)
    player.play()
    qtbot.waitUntil(lambda: player.beat > 2.1)
    player.stop()
    assert player.state is State.STOPPED
    assert player.beat == 2.0


def test_going_elsewhere_while_it_plays_plays_on_from_there(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.seek(5.0)
    qtbot.waitUntil(lambda: player.beat > 5.05)
    assert player.state is State.PLAYING


def test_nobody_goes_beyond_the_ends_of_the_story(new_player: NewPlayer) -> None:
    player = new_player(story())
    player.seek(99.0)
    assert player.beat == 8.0
    player.seek(-1.0)
    assert player.beat == 0.0


def test_at_the_end_it_stops_and_is_back_where_it_was_begun(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story(0.3))
    with qtbot.waitSignal(player.state_changed):
        player.play()
    qtbot.waitUntil(lambda: player.state is State.STOPPED)
    assert player.beat == 0.0


def test_a_range_is_played_over_and_over(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.set_loop(1.0, 1.2)
    places: list[float] = []
    player.moved.connect(places.append)
    player.play_from(1.0)
    qtbot.waitUntil(lambda: sum(b < a for a, b in pairwise(places)) >= 2)
    assert max(places) < 1.25
    assert min(places[1:]) >= 1.0


def test_the_playhead_after_a_range_goes_to_its_beginning_when_played(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.set_loop(1.0, 2.0)
    player.seek(5.0)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert 1.0 <= player.beat < 2.0


def test_an_edit_is_followed_while_it_plays(qtbot: QtBot, new_player: NewPlayer) -> None:
    contents = story()
    player = new_player(contents)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    before = player._sound
    edit = resize_card(contents, 1, 0.0, 4.0)
    player.refresh(edit, contents.after(edit))
    qtbot.waitUntil(lambda: player._sound is not before)
    assert player.state is State.PLAYING
    assert player.end_beat == 4.0


def test_an_empty_universe_plays_nothing(new_player: NewPlayer) -> None:
    player = new_player(contents_of(Universe(1, 0, "Empty"), []))
    player.play()
    assert player.state is State.STOPPED


def test_another_universe_stops_the_music(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.beat > 0.1)
    player.show_universe(contents_of(Universe(2, 0, "Other"), []))
    assert player.state is State.STOPPED
    assert player.beat == 0.0
    assert not player.has_cards()


@pytest.mark.qt_log_ignore("PulseAudio|[Pp]ipewire|audio")
def test_no_thread_goes_on_where_no_loudspeaker_takes_the_sound(
    qtbot: QtBot, new_player: NewPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise NoSpeaker("it takes no stereo sound")

    monkeypatch.setattr(player_module, "Speaker", Speaker)
    monkeypatch.setattr(Speaker, "rate", staticmethod(refuse))
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    threads = [thread for thread in player.findChildren(QThread) if thread.objectName() == "speaker"]
    assert not any(thread.isRunning() for thread in threads)


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
