"""The transport on a clock: it plays, stands still, goes elsewhere, loops, follows edits, and says why it is silent."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, ValuesView
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import Card, resize_card
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.feed import Feed
from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player import speaker as speaker_module
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.silence import Silence
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
    player.set_loop(0.0, heard + 0.2)
    qtbot.waitUntil(lambda: any(b < a for a, b in pairwise(places)))
    assert places[0] == pytest.approx(heard, abs=0.1), "the playhead stays where it was"
    assert max(places) < heard + 0.25
    assert player.state is State.PLAYING


def test_a_range_that_is_let_go_of_is_not_gone_back_in_once_more(
    qtbot: QtBot, new_player: NewPlayer, ahead: None
) -> None:
    player = new_player(story())
    player.set_loop(0.0, 0.5)
    player.play()
    drawn_ahead(qtbot, player, 0.6)
    player.loop_on(False)
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
    player.set_loop(0.0, heard + 0.2)
    assert player.state is State.PAUSED
    assert player.beat == pytest.approx(heard, abs=0.1)
    places: list[float] = []
    player.moved.connect(places.append)
    player.play()
    qtbot.waitUntil(lambda: any(b < a for a, b in pairwise(places)))
    assert max(places) < heard + 0.25
    player.stop()
    assert player.beat == 0.0


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

    monkeypatch.setattr(output_module, "Speaker", Speaker)
    monkeypatch.setattr(Speaker, "rate", staticmethod(refuse))
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    threads = [thread for thread in player.findChildren(QThread) if thread.objectName() == "speaker"]
    assert not any(thread.isRunning() for thread in threads)


class Loudspeaker(QObject):
    """One that takes sound at a rate, of which nothing is heard, and that may go away."""

    ended = Signal()
    lost = Signal()
    hertz = 48_000
    is_gone = False
    stands_in = False

    def __init__(self, parent: QObject, wanted: object = None) -> None:
        super().__init__(parent)
        self._clock = Silence(self)
        self._clock.ended.connect(self.ended)
        for name in ("pause", "resume", "stop", "set_volume", "heard", "close"):
            setattr(self, name, getattr(self._clock, name))

    def rate(self) -> int:
        return self.hertz

    def play(self, feed: Feed) -> None:
        if self.is_gone:
            raise NoSpeaker("it is gone")
        self._clock.play(feed)


@pytest.fixture
def loudspeaker(silent: None, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A computer with one; the patch changes it."""
    monkeypatch.setattr(output_module, "Speaker", Loudspeaker)
    return monkeypatch


def test_an_edit_is_followed_at_the_rate_that_is_played_also_where_the_loudspeaker_takes_another_now(
    qtbot: QtBot, new_player: NewPlayer, loudspeaker: pytest.MonkeyPatch
) -> None:
    contents = story()
    player = new_player(contents)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    before = player._sound
    loudspeaker.setattr(Loudspeaker, "hertz", 44_100)
    edit = resize_card(contents, 1, 0.0, 4.0)
    player.refresh(edit, contents.after(edit))
    qtbot.waitUntil(lambda: player._sound is not before)
    assert player._sound is not None
    assert player._sound.rate == 48_000
    assert player.state is State.PLAYING


def test_music_is_made_anew_for_a_loudspeaker_of_another_rate(
    qtbot: QtBot, new_player: NewPlayer, loudspeaker: pytest.MonkeyPatch
) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.stop()
    loudspeaker.setattr(Loudspeaker, "hertz", 44_100)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert player._feed is not None
    assert player._feed.rate == 44_100


def test_where_the_loudspeaker_is_gone_the_playhead_runs_at_the_first_press(
    qtbot: QtBot, new_player: NewPlayer, loudspeaker: pytest.MonkeyPatch
) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.stop()
    loudspeaker.setattr(Loudspeaker, "is_gone", True)
    with qtbot.waitSignal(player.noticed):
        player.play()
    qtbot.waitUntil(lambda: player.beat > 0.1)
    assert player.state is State.PLAYING


def test_after_a_stop_a_loudspeaker_is_looked_for_again(
    qtbot: QtBot, new_player: NewPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.beat > 0.1)
    player.stop()
    monkeypatch.setattr(output_module, "Speaker", Loudspeaker)
    player.play()
    qtbot.waitUntil(lambda: player.beat > 0.1)
    assert isinstance(player._out.device, Loudspeaker)


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


def test_what_a_loudspeaker_tells_of_what_it_played_before_is_passed_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "_devices", lambda: None)
    monkeypatch.setattr(speaker_module, "_chosen", lambda *_: (None, SimpleNamespace(sampleRate=lambda: 48_000)))
    for done in ("begin", "end"):
        monkeypatch.setattr(speaker_module._Sink, done, lambda *_: None)
    speaker, told = Speaker(), list[str]()
    speaker.ended.connect(lambda: told.append("ended"))
    speaker.lost.connect(lambda: told.append("lost"))
    before, now = (Feed(Tone(story(), 48_000), 0.0) for _ in range(2))
    speaker.play(before)
    speaker.play(now)
    sink = speaker._sink
    sink.heard = (before, 48_000.0, 0.0, 0.0)
    sink.ended.emit(before)
    sink.lost.emit(before)
    assert (told, speaker.heard()) == ([], 0.0)
    sink.heard = (now, 100.0, 0.0, 0.0)
    sink.ended.emit(now)
    assert (told, speaker.heard()) == (["ended"], 100.0)
    speaker.stop()
    sink.lost.emit(now)
    speaker.close()
    assert told == ["ended"]


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
