"""The transport on a clock: it plays, stands still, goes elsewhere, follows edits, and says why nothing is heard."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, ValuesView
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import Card, resize_card
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.player.player import Player, State

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


def test_what_lies_before_the_beginning_is_played_from_the_beginning(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    places: list[float] = []
    player.moved.connect(places.append)
    player.play_from(-7.0)
    qtbot.waitUntil(lambda: player.beat > 0.1)
    assert places == sorted(places)
    assert places[0] > 0
    player.stop()
    assert player.beat == 0.0


def test_at_the_end_it_stops_and_is_back_where_it_was_begun(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story(0.3))
    with qtbot.waitSignal(player.state_changed):
        player.play()
    qtbot.waitUntil(lambda: player.state is State.STOPPED)
    assert player.beat == 0.0


def test_an_edit_is_followed_while_it_plays(qtbot: QtBot, new_player: NewPlayer) -> None:
    contents = story()
    player = new_player(contents)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    before = player._making.sound
    edit = resize_card(contents, 1, 0.0, 4.0)
    player.refresh(edit, contents.after(edit))
    qtbot.waitUntil(lambda: player._making.sound is not before)
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


def test_the_end_of_a_story_is_not_counted_anew_while_nothing_changes(new_player: NewPlayer) -> None:
    """It is shown 60 times a second, and there may be 100,000 cards."""

    class Counted(UserDict[int, Card]):
        times = 0

        def values(self) -> ValuesView[Card]:
            self.times += 1
            return self.data.values()

    contents = story()
    cards = Counted(contents.cards)
    player = new_player(replace(contents, cards=cards))
    assert (player.end_beat, player.end_beat, cards.times) == (8.0, 8.0, 1)
    player.refresh(Edit("", ()), story(4.0))
    assert player.end_beat == 4.0


def test_where_all_is_muted_it_says_so(qtbot: QtBot) -> None:
    def nothing(contents: Contents, rate: int) -> Tone:
        made = Tone(contents, rate)
        made.frames = 0
        return made

    player = Player(nothing)
    told: list[str] = []
    player.noticed.connect(told.append)
    player.show_universe(story())
    player.play()
    qtbot.waitUntil(lambda: any("muted" in sentence for sentence in told))
    assert player.state is State.STOPPED
    player.close()
