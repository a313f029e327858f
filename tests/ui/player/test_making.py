"""What is made beside the window: only what is wanted by then is played, and a bug in it stops the music."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Semaphore

import numpy as np
import PySide6.QtMultimedia  # noqa: F401  # now, because it says what it misses of the system when it is loaded
import pytest
from pytestqt.qtbot import QtBot

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import set_harmony
from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player.loudspeakers import Loudspeaker
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.studio import Studio

from .pretended import Pretended
from .tones import Tone, story

pytestmark = pytest.mark.usefixtures("silent")
DESK = Loudspeaker(b"pci-0", "Desk")
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
    return player._making.sound.name if isinstance(player._making.sound, Tone) else None


def test_what_was_prepared_for_another_font_is_not_played(qtbot: QtBot, new_studio: NewStudio) -> None:
    player, maker = new_studio()
    player.prepare()
    qtbot.waitUntil(lambda: maker.begun == ["old"])
    maker.who = "new"
    player.make_anew()
    assert player._making._studio is not None
    with qtbot.waitSignal(player._making._studio.made):
        maker.finish()
    player.play()
    maker.finish()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert maker.begun == ["old", "new"]
    assert name_of(player) == "new"


def test_a_bug_while_the_first_sound_is_made_stops_the_transport(qtbot: QtBot, new_studio: NewStudio) -> None:
    player, maker = new_studio()
    maker.error = RuntimeError("a bug")
    player.seek(2.0)
    player.play()
    assert player.state is State.WAITING
    with qtbot.captureExceptions() as told:
        maker.finish()
        qtbot.waitUntil(lambda: player.state is State.STOPPED and bool(told))
    assert [error for _, error, _ in told] == [maker.error]
    assert player.beat == 2.0
    maker.error = None
    player.play()
    maker.finish()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)


def test_a_bug_in_what_an_edit_made_lets_the_music_play_on(qtbot: QtBot, new_studio: NewStudio) -> None:
    player, maker = new_studio()
    begin(qtbot, player, maker)
    maker.error = RuntimeError("a bug")
    edit(player, 0.88)
    with qtbot.captureExceptions() as told:
        maker.finish()
        qtbot.waitUntil(lambda: bool(told))
    assert player.state is State.PLAYING


def test_a_sound_for_a_loudspeaker_that_is_none_any_more_is_not_played(
    qtbot: QtBot, new_studio: NewStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has another rate than what is played by then."""
    monkeypatch.setattr(output_module, "Speaker", Pretended)
    monkeypatch.setattr(Pretended, "hertz", {DESK: 44_100})
    player, maker = new_studio()
    begin(qtbot, player, maker)
    player.stop()
    player.choose_loudspeaker(DESK)
    player.play()
    qtbot.waitUntil(lambda: len(maker.begun) == 2)
    player.choose_loudspeaker(None)
    assert player.state is State.PLAYING
    assert player._making._studio is not None
    with qtbot.waitSignal(player._making._studio.made):
        maker.finish()
    assert player._making.sound is not None
    assert player._making.sound.rate == 48_000


def test_the_studio_makes_only_the_last_of_what_was_asked_for_meanwhile(qtbot: QtBot) -> None:
    maker, told = Maker(), list[int]()
    studio = Studio(maker.make)
    studio.made.connect(lambda wish, _sound: told.append(wish.number))
    stories = [story(harmony=harmony) for harmony in (0.1, 0.2, 0.3, 0.4)]
    numbers = [studio.ask(stories[0], 48_000, 0.0)]
    qtbot.waitUntil(lambda: len(maker.begun) == 1)
    numbers += [studio.ask(contents, 48_000, 0.0) for contents in stories[1:]]
    maker.finish(4)
    qtbot.waitUntil(lambda: numbers[-1] in told)
    studio.close()
    assert maker.asked_of == [stories[0], stories[-1]], "what is begun is ended, and what is outdated passed over"
    assert told == [numbers[-1]]


def test_an_edit_while_the_first_sound_is_made_is_in_what_is_heard_first(qtbot: QtBot, new_studio: NewStudio) -> None:
    player, maker = new_studio()
    player.play()
    after = edit(player, 0.88)
    qtbot.waitUntil(lambda: player._making.asked_of is after)
    assert player.state is State.WAITING
    maker.finish(2)
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert maker.asked_of[-1] is after
    assert pitch_of(player) == pytest.approx(880.0, abs=2.0)


def test_an_edit_while_it_stands_still_is_heard_when_it_goes_on(qtbot: QtBot, new_studio: NewStudio) -> None:
    player, maker = new_studio()
    begin(qtbot, player, maker)
    player.pause()
    after = edit(player, 0.88)
    maker.finish()
    qtbot.waitUntil(lambda: player._making.made_of is after)
    assert player.state is State.PAUSED
    player.play()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)
    assert len(maker.begun) == 2
    assert pitch_of(player) == pytest.approx(880.0, abs=2.0)


def test_an_edit_is_followed_though_the_loudspeaker_is_lost_meanwhile(
    qtbot: QtBot, new_studio: NewStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_module, "Speaker", Pretended)
    player, maker = new_studio()
    begin(qtbot, player, maker)
    after = edit(player, 0.88)
    assert isinstance(player._out.device, Pretended)
    player._out.device.lost.emit()
    assert player.state is State.PLAYING
    assert not player._out.is_heard
    maker.finish()
    qtbot.waitUntil(lambda: player._making.made_of is after)


def begin(qtbot: QtBot, player: Player, maker: Maker) -> None:
    player.play()
    maker.finish()
    qtbot.waitUntil(lambda: player.state is State.PLAYING)


def edit(player: Player, harmony: float) -> Contents:
    """Gives the only card another harmony, which is another pitch."""
    assert player._contents is not None
    made = set_harmony(player._contents, {1: harmony})
    after = player._contents.after(made)
    player.refresh(made, after)
    return after


def pitch_of(player: Player) -> float:
    """What a loudspeaker draws next, in Hz."""
    assert player._feed is not None
    player._feed.take(4800)  # what came before goes down meanwhile
    drawn = player._feed.take(48_000)[:, 0]
    return float(np.fft.rfftfreq(len(drawn), 1 / 48_000)[np.abs(np.fft.rfft(drawn)).argmax()])
