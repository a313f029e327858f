"""What is cut off goes down before, so that it does not click; told by what is asked of Qt’s own sink."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QIODevice
from pytestqt.qtbot import QtBot

from harmonic_desktop.music.feed import Feed
from harmonic_desktop.ui.player.sink import Sink

from .tones import Tone, story

multimedia = pytest.importorskip("PySide6.QtMultimedia")
VOLUME = 0.8


class Asked:
    """In the place of Qt’s sink: plays nothing, and keeps what it is asked for."""

    log: list[float | str]

    def __init__(self, _device: object, sound: object, _parent: object) -> None:
        self._format = sound

    def setVolume(self, volume: float) -> None:
        self.log.append(round(volume, 6))

    def start(self, _stream: QIODevice) -> None:
        self.log.append("start")

    def suspend(self) -> None:
        self.log.append("suspend")

    def resume(self) -> None:
        self.log.append("resume")

    def reset(self) -> None:
        self.log.append("reset")

    def format(self) -> object:
        return self._format

    def processedUSecs(self) -> int:
        return 0

    def error(self) -> object:
        return multimedia.QtAudio.Error.NoError

    def setBufferSize(self, _size: int) -> None:
        """It has none."""

    def deleteLater(self) -> None:
        """Python does it."""


@pytest.fixture
def sink(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    monkeypatch.setattr(multimedia, "QAudioSink", Asked)
    Asked.log = []
    made = Sink()
    made.set_volume(VOLUME)
    play(made)
    yield made
    made.end()


def play(sink: Sink) -> None:
    sound = multimedia.QAudioFormat()
    sound.setSampleRate(48_000)
    sound.setChannelCount(2)
    sound.setSampleFormat(multimedia.QAudioFormat.SampleFormat.Float)
    sink.begin(Feed(Tone(story(), 48_000), 0.0), multimedia.QAudioDevice(), sound)


def is_even(volumes: list[float | str]) -> bool:
    """Whether it goes all the way in at least eight steps, none larger than another."""
    numbers = [volume for volume in volumes if isinstance(volume, float)]
    steps = [abs(b - a) for a, b in pairwise(numbers)]
    return len(steps) >= 7 and max(steps) <= VOLUME / 8 + 1e-6


@pytest.mark.parametrize("how", ["end", "begin anew"])
def test_what_is_ended_or_gone_elsewhere_from_goes_down_before(sink: Sink, how: str) -> None:
    Asked.log.clear()
    if how == "end":
        sink.end()
    else:
        play(sink)
    until = Asked.log.index("reset")
    assert Asked.log[until - 1] == 0.0
    assert is_even([VOLUME, *Asked.log[:until]])
    assert Asked.log[until + 1 :] == ([] if how == "end" else [VOLUME, "start"]), "as loud as before at once"


def test_a_pause_goes_down_and_comes_up_again(sink: Sink) -> None:
    Asked.log.clear()
    sink.pause()
    sink.set_volume(VOLUME)
    sink.resume()
    paused, resumed = Asked.log.index("suspend"), Asked.log.index("resume")
    assert Asked.log[paused - 1] == 0.0
    assert is_even([VOLUME, *Asked.log[:paused]])
    assert Asked.log[resumed - 1] == 0.0, "nothing of it is heard at once"
    assert Asked.log[-1] == VOLUME
    assert is_even(Asked.log[resumed - 1 :])


def test_what_stands_still_is_ended_at_once(sink: Sink) -> None:
    sink.pause()
    Asked.log.clear()
    sink.end()
    assert Asked.log == ["reset"]
