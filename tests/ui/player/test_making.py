"""What is made beside the window: only what is wanted by then is played, and a bug in it stops the music."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Semaphore

import PySide6.QtMultimedia  # noqa: F401  # now, because it says what it misses of the system when it is loaded
import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.ui.player.player import Player, State

from .tones import Tone, story

pytestmark = pytest.mark.usefixtures("silent")
NewStudio = Callable[[], "tuple[Player, Maker]"]


class Maker:
    """Makes tones when it is told to, each named after who played when it was begun."""

    def __init__(self) -> None:
        self.who = "old"
        self.begun: list[str] = []
        self.asked_of: list[Contents] = []
        self.error: Exception | None = None
        self._may_end = Semaphore(0)

    def make(self, contents: Contents, rate: int) -> Tone:
        tone = Tone(contents, rate)
        tone.name = self.who
        self.begun.append(tone.name)
        self.asked_of.append(contents)
        assert self._may_end.acquire(timeout=20)
        if self.error is not None:
            raise self.error
        return tone

    def finish(self, count: int = 1) -> None:
        """Lets so many be ready."""
        self._may_end.release(count)


@pytest.fixture
def new_studio(qtbot: QtBot) -> Iterator[NewStudio]:
    """Players whose sounds are ready when a test says so."""
    made: list[tuple[Player, Maker]] = []

    def new() -> tuple[Player, Maker]:
        maker = Maker()
        player = Player(maker.make)
        player.show_universe(story())
        made.append((player, maker))
        return player, maker

    yield new
    for player, maker in made:
        maker.finish(100)
        player.close()


def name_of(player: Player) -> str | None:
    return player._sound.name if isinstance(player._sound, Tone) else None


def test_what_was_prepared_for_another_font_is_not_played(qtbot: QtBot, new_studio: NewStudio) -> None:
    player, maker = new_studio()
    player.prepare()
    qtbot.waitUntil(lambda: maker.begun == ["old"])
    maker.who = "new"
    player.make_anew()
    assert player._studio is not None
    with qtbot.waitSignal(player._studio.made):
        maker.finish()
    player.play()
    maker.finish()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert maker.begun == ["old", "new"]
    assert name_of(player) == "new"
