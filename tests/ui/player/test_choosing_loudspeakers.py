"""Which loudspeaker is played on: the one that was chosen, at once, or the system's where that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtMultimedia import QMediaDevices
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player.loudspeakers import Loudspeaker, device_of, list_loudspeakers
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.silence import Silence

from .pretended import Pretended
from .tones import Tone, story

NewPlayer = Callable[[Contents], Player]
HEADPHONES, DESK = Loudspeaker(b"usb-1", "Headphones"), Loudspeaker(b"pci-0", "Desk")


@pytest.fixture(autouse=True)
def pretended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(output_module, "Speaker", Pretended)
    yield
    for kept in (Pretended.gone, Pretended.broken, Pretended.deaf, Pretended.hertz, Pretended.opened):
        kept.clear()


def playing(qtbot: QtBot, new_player: NewPlayer) -> Player:
    player = new_player(story())
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING and player.beat > 0.1)
    return player


def where(player: Player) -> Loudspeaker | None:
    device = player._out.device
    assert isinstance(device, Pretended)
    return device.wanted


class Other(Tone):
    """Half a minute of a tone that has nothing to do with the story."""

    def __init__(self, rate: int) -> None:
        super().__init__(story(30.0), rate)


def test_what_else_is_played_is_heard_on_the_systems_where_the_chosen_one_does_not_take_it(
    new_player: NewPlayer,
) -> None:
    player, told = new_player(story()), list[str]()
    player.noticed.connect(told.append)
    player.choose_loudspeaker(DESK)
    Pretended.deaf.add(DESK)
    assert player.play_aside(Other)
    assert player.is_aside
    assert where(player) is None
    assert told == ["“Desk” does not answer: the loudspeaker of the system plays instead."]


def test_where_no_loudspeaker_takes_what_else_is_played_it_is_told_why_each_time(new_player: NewPlayer) -> None:
    player, told = new_player(story()), list[str]()
    player.noticed.connect(told.append)
    Pretended.deaf.add(None)
    for times in (1, 2):
        assert not player.play_aside(Other)
        assert player.is_aside
        assert len(told) == times
        assert "“Desk” takes no stereo sound" in told[-1]
        player.stop_aside()
    Pretended.deaf.clear()
    assert player.play_aside(Other)


def test_nothing_is_opened_because_somebody_chose(new_player: NewPlayer) -> None:
    new_player(story()).choose_loudspeaker(HEADPHONES)
    assert Pretended.opened == []


def test_what_plays_goes_on_there_at_once_and_where_it_was(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = playing(qtbot, new_player)
    player.seek(4.0)
    qtbot.waitUntil(lambda: player.beat > 4.1)
    states: list[State] = []
    player.state_changed.connect(lambda: states.append(player.state))
    player.choose_loudspeaker(HEADPHONES)
    at = player.beat
    assert where(player) == HEADPHONES
    assert 4.1 < at < 5.0
    qtbot.waitUntil(lambda: player.beat > at)
    assert player.beat < at + 1.0
    assert states == []
    player.stop()
    assert player.beat == 4.0


def test_choosing_the_same_again_opens_nothing(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = playing(qtbot, new_player)
    player.choose_loudspeaker(HEADPHONES)
    player.choose_loudspeaker(HEADPHONES)
    assert Pretended.opened == [None, HEADPHONES]


def test_what_stands_still_goes_on_there_from_where_it_stood(qtbot: QtBot, new_player: NewPlayer) -> None:
    player = playing(qtbot, new_player)
    player.pause()
    at = player.beat
    player.choose_loudspeaker(HEADPHONES)
    assert player.state is State.PAUSED
    assert player.beat == pytest.approx(at, abs=0.1)
    at = player.beat
    player.play()
    qtbot.waitUntil(lambda: player.beat > at)
    assert where(player) == HEADPHONES
    player.stop()
    assert player.beat == 0.0


def test_music_is_made_anew_for_one_of_another_rate(qtbot: QtBot, new_player: NewPlayer) -> None:
    Pretended.hertz[HEADPHONES] = 44_100
    player = playing(qtbot, new_player)
    player.choose_loudspeaker(HEADPHONES)
    at = player.beat
    qtbot.waitUntil(lambda: player.state is State.PLAYING and player.beat > at)
    assert player._feed is not None
    assert player._feed.rate == 44_100


def test_one_that_is_not_there_is_told_once_until_it_was_there_again(qtbot: QtBot, new_player: NewPlayer) -> None:
    Pretended.gone.add(HEADPHONES)
    player = new_player(story())
    told: list[str] = []
    player.noticed.connect(told.append)
    player.choose_loudspeaker(HEADPHONES)
    assert told == []
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    player.seek(2.0)
    assert told == ["“Headphones” is not connected: the loudspeaker of the system plays instead."]
    Pretended.gone.clear()
    player.seek(1.0)
    Pretended.gone.add(HEADPHONES)
    player.seek(2.0)
    assert len(told) == 2
    player.choose_loudspeaker(None)
    assert len(told) == 2


def test_where_the_chosen_one_does_not_answer_the_systems_plays_until_another_try(
    qtbot: QtBot, new_player: NewPlayer
) -> None:
    Pretended.broken.add(HEADPHONES)
    player = new_player(story())
    told: list[str] = []
    player.noticed.connect(told.append)
    player.choose_loudspeaker(HEADPHONES)
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING and player.beat > 0.1)
    assert where(player) is None
    player.seek(2.0)
    assert told == ["“Headphones” does not answer: the loudspeaker of the system plays instead."]
    player.stop()
    Pretended.broken.clear()
    player.play()
    assert where(player) == HEADPHONES


def test_where_that_of_the_system_is_lost_as_well_the_playhead_runs_silently(
    qtbot: QtBot, new_player: NewPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = playing(qtbot, new_player)
    told: list[str] = []
    player.noticed.connect(told.append)
    player.choose_loudspeaker(HEADPHONES)
    for _ in range(2):
        assert isinstance(player._out.device, Pretended)
        player._out.device.lost.emit()
    assert isinstance(player._out.device, Silence)
    at = player.beat
    qtbot.waitUntil(lambda: player.beat > at)
    assert ["Headphones" in sentence for sentence in told] == [True, False]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> None:
    def device(speaker: Loudspeaker) -> SimpleNamespace:
        return SimpleNamespace(id=lambda: QByteArray(speaker.id), description=lambda: speaker.name)

    both = [device(HEADPHONES), device(DESK)]
    monkeypatch.setattr(QMediaDevices, "audioOutputs", staticmethod(lambda: both))
    monkeypatch.setattr(QMediaDevices, "defaultAudioOutput", staticmethod(lambda: both[1]))


@pytest.mark.usefixtures("connected")
def test_one_is_found_by_its_id_or_where_it_was_plugged_in_elsewhere_by_its_name() -> None:
    assert list_loudspeakers() == [HEADPHONES, DESK]
    assert device_of(HEADPHONES).id().data() == HEADPHONES.id
    assert device_of(Loudspeaker(b"usb-7", "Headphones")).id().data() == HEADPHONES.id
    assert device_of(Loudspeaker(DESK.id, "Headphones")).id().data() == DESK.id
    assert device_of(Loudspeaker(b"hdmi", "Screen")).id().data() == DESK.id
    assert device_of(None).id().data() == DESK.id
