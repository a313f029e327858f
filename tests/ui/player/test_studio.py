"""What is played is made before it is drawn, by a thread that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock, current_thread

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.music.feed import Feed
from harmonic_desktop.music.sound import Frames
from harmonic_desktop.ui.player.studio import AHEAD_S, PIECE, Studio

from .tones import make

RATE = 48_000


class Watched:
    """Silence that remembers which of its frames were asked for, and by how many threads."""

    rate, tempo, beats_per_bar = RATE, 60.0, 4

    def __init__(self, seconds: float) -> None:
        self.frames = round(seconds * RATE)
        self.asked = np.zeros(self.frames + PIECE, np.int64)
        self.threads: set[int | None] = set()
        self._lock = Lock()

    def piece(self, first: int, count: int) -> Frames:
        with self._lock:
            self.asked[first : first + count] += 1
            self.threads.add(current_thread().ident)
        return np.zeros((count, 2), np.float32)

    def is_made(self, begin: float, end: float) -> bool:
        return bool(self.asked[round(begin * RATE) : round(end * RATE)].all())


@pytest.fixture
def studio(qtbot: QtBot) -> Iterator[Studio]:
    studio = Studio(make)
    yield studio
    studio.close()


def made_ahead(studio: Studio, qtbot: QtBot, beat: float = 0.0) -> tuple[Watched, Feed]:
    """What is followed from a beat on, once all is made that is to be made ahead."""
    sound = Watched(20.0)
    feed = Feed(sound, beat)
    studio.follow(feed)
    qtbot.waitUntil(lambda: sound.is_made(beat, beat + AHEAD_S))
    return sound, feed


def test_what_is_drawn_next_is_made_ahead_and_no_more(studio: Studio, qtbot: QtBot) -> None:
    sound, feed = made_ahead(studio, qtbot, 4.0)
    assert current_thread().ident not in sound.threads
    assert not sound.asked[round((4.0 + AHEAD_S) * RATE) + PIECE :].any()
    feed.skip(3 * RATE)
    qtbot.waitUntil(lambda: sound.is_made(7.0, 7.0 + AHEAD_S))
    assert sound.asked.max() == 1, "nothing is made twice"


def test_a_loop_is_made_from_its_beginning(studio: Studio, qtbot: QtBot) -> None:
    sound = Watched(20.0)
    studio.follow(Feed(sound, 7.0, (2.0, 8.0)))
    qtbot.waitUntil(lambda: sound.is_made(7.0, 8.0) and sound.is_made(2.0, 3.4))
    assert not sound.asked[9 * RATE :].any()


def test_what_comes_after_an_edit_is_made_instead(studio: Studio, qtbot: QtBot) -> None:
    after = Watched(20.0)
    _, feed = made_ahead(studio, qtbot)
    feed.change(after)
    qtbot.waitUntil(lambda: after.is_made(0.0, AHEAD_S))


def test_nothing_is_made_for_nobody(studio: Studio, qtbot: QtBot) -> None:
    first, feed = made_ahead(studio, qtbot)
    studio.follow(None)
    feed.skip(10 * RATE)
    made_ahead(studio, qtbot)
    assert not first.asked[10 * RATE :].any()
