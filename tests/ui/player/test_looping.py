"""A range that is played over and over: set, kept to, let go of, also with more drawn than was heard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.silence import Silence

from .tones import story

NewPlayer = Callable[[Contents], Player]
pytestmark = pytest.mark.usefixtures("silent")


def test_a_range_is_played_over_and_over(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.looping.choose(1.0, 1.2)
    places: list[float] = []
    player.moved.connect(places.append)
    player.play_from(1.0)
    qtbot.waitUntil(lambda: sum(b < a for a, b in pairwise(places)) >= 2)
    assert max(places) < 1.25
    assert min(places[1:]) >= 1.0


class Ahead(Silence):
    """A clock that draws more than was heard, as a loudspeaker does: all that a test wants at once."""

    def draw(self, count: int) -> None:
        assert self._feed is not None
        self._feed.take(count)


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_module, "Silence", Ahead)


def drawn_ahead(qtbot: QtBot, player: Player, seconds: float) -> None:
    """Plays until a place is heard, with so much more drawn already."""
    qtbot.waitUntil(lambda: player.state is State.PLAYING and player.beat > 0.1)
    assert isinstance(player._out.device, Ahead)
    player._out.device.draw(round(seconds * player._out.rate()))


def test_a_range_that_ends_within_what_was_drawn_is_gone_back_in_the_first_time(
    qtbot: QtBot, new_player: NewPlayer, ahead: None
) -> None:
    player = new_player(story())
    player.play()
    drawn_ahead(qtbot, player, 3.0)
    places: list[float] = []
    player.moved.connect(places.append)
    heard = player.beat
    player.looping.choose(0.0, heard + 0.2)
    qtbot.waitUntil(lambda: any(b < a for a, b in pairwise(places)))
    assert places[0] == pytest.approx(heard, abs=0.1), "the playhead stays where it was"
    assert max(places) < heard + 0.25
    assert player.state is State.PLAYING


def test_a_range_that_is_let_go_of_is_not_gone_back_in_once_more(
    qtbot: QtBot, new_player: NewPlayer, ahead: None
) -> None:
    player = new_player(story())
    player.looping.choose(0.0, 0.5)
    player.play()
    drawn_ahead(qtbot, player, 0.6)
    player.looping.turn(False)
    places: list[float] = []
    player.moved.connect(places.append)
    qtbot.waitUntil(lambda: player.beat > 0.55)
    assert places == sorted(places)


def test_a_range_that_is_set_while_it_stands_still_is_kept_to_when_it_goes_on(
    qtbot: QtBot, new_player: NewPlayer, ahead: None
) -> None:
    player = new_player(story())
    player.play()
    drawn_ahead(qtbot, player, 3.0)
    player.pause()
    heard = player.beat
    player.looping.choose(0.0, heard + 0.2)
    assert player.state is State.PAUSED
    assert player.beat == pytest.approx(heard, abs=0.1)
    places: list[float] = []
    player.moved.connect(places.append)
    player.play()
    qtbot.waitUntil(lambda: any(b < a for a, b in pairwise(places)))
    assert max(places) < heard + 0.25
    player.stop()
    assert player.beat == 0.0


def test_of_a_range_that_begins_before_the_beginning_what_is_heard_is_looped(new_player: NewPlayer) -> None:
    player = new_player(story())
    player.looping.choose(-3.0, 2.0)
    assert (player.looping.range, player.looping.is_on) == ((0.0, 2.0), True)


def test_a_range_before_the_beginning_is_not_looped_which_is_said(new_player: NewPlayer) -> None:
    player = new_player(story())
    told: list[str] = []
    player.noticed.connect(told.append)
    player.looping.choose(-3.0, 0.0)
    assert not player.looping.is_on
    assert told == ["Nothing was looped: the range lies before the beginning of the music."]
    player.looping.choose(1.0, 1.0)
    assert not player.looping.is_on
    assert len(told) == 1, "no range at all is nothing to speak of"


def test_the_playhead_after_a_range_goes_to_its_beginning_when_played(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = new_player(story())
    player.looping.choose(1.0, 2.0)
    player.seek(5.0)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert 1.0 <= player.beat < 2.0
