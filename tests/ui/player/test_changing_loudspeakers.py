"""A loudspeaker that takes no sound, or another rate by now, that goes away while nothing plays, and comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import resize_card
from harmonic_desktop.music.feed import Feed
from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.silence import Silence
from harmonic_desktop.ui.player.speaker import NoSpeaker, Speaker

from .tones import story

NewPlayer = Callable[[Contents], Player]
pytestmark = pytest.mark.usefixtures("silent")


def played_before(qtbot: QtBot, new_player: NewPlayer) -> Player:
    """A player that has played, and was stopped."""
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.stop()
    return player


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
    before = player._making.sound
    loudspeaker.setattr(Loudspeaker, "hertz", 44_100)
    edit = resize_card(contents, 1, 0.0, 4.0)
    player.refresh(edit, contents.after(edit))
    qtbot.waitUntil(lambda: player._making.sound is not before)
    assert player._making.sound is not None
    assert player._making.sound.rate == 48_000
    assert player.state is State.PLAYING


def test_music_is_made_anew_for_a_loudspeaker_of_another_rate(
    qtbot: QtBot, new_player: NewPlayer, loudspeaker: pytest.MonkeyPatch
) -> None:
    player = played_before(qtbot, new_player)
    loudspeaker.setattr(Loudspeaker, "hertz", 44_100)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert player._feed is not None
    assert player._feed.rate == 44_100


def test_where_the_loudspeaker_is_gone_the_playhead_runs_at_the_first_press(
    qtbot: QtBot, new_player: NewPlayer, loudspeaker: pytest.MonkeyPatch
) -> None:
    player = played_before(qtbot, new_player)
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
