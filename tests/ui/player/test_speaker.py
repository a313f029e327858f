"""What the window is told of a loudspeaker that draws on a thread of its own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from harmonic_desktop.music.feed import Feed
from harmonic_desktop.ui.player import speaker as speaker_module
from harmonic_desktop.ui.player.loudspeakers import what_is_missing
from harmonic_desktop.ui.player.sink import Sink
from harmonic_desktop.ui.player.speaker import NoSpeaker, Speaker

from .tones import Tone, story


def test_what_a_loudspeaker_tells_of_what_it_played_before_is_passed_over(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "_devices", lambda: None)
    monkeypatch.setattr(speaker_module, "_chosen", lambda *_: (None, SimpleNamespace(sampleRate=lambda: 48_000)))
    for done in ("begin", "end"):
        monkeypatch.setattr(Sink, done, lambda *_: None)
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


@pytest.mark.parametrize("missing", ["_devices", "_chosen"])
def test_a_loudspeaker_that_is_not_there_leaves_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    def none(*_: object) -> None:
        raise NoSpeaker("there is no loudspeaker")

    monkeypatch.setattr(speaker_module, "_devices", lambda: None)
    monkeypatch.setattr(speaker_module, missing, none)
    parent = QObject()
    for _ in range(3):
        with pytest.raises(NoSpeaker):
            Speaker(parent)
    assert parent.children() == []


def test_a_library_that_is_missing_is_named_and_what_to_do() -> None:
    pulse = ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")
    assert what_is_missing(pulse) == (
        "the system has no “libpulse.so.0”; install it (on Debian: libpulse0) and start the program again"
    )
    other = what_is_missing(ImportError("libXrandr.so.2: cannot open shared object file"))
    assert other == "the system has no “libXrandr.so.2”; install it and start the program again"
    assert what_is_missing(ImportError("No module named x")) == "No module named x"
