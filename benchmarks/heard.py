"""A player without a loudspeaker: how soon it plays, how soon an edit is heard, how long the window waits; as JSON."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.stories import large, sample
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.storyboard import set_harmony
from harmonic_desktop.music.performance import perform
from harmonic_desktop.music.sound import Sound
from harmonic_desktop.ui.player import output as output_module
from harmonic_desktop.ui.player.player import Player, State
from harmonic_desktop.ui.player.speaker import NoSpeaker
from harmonic_desktop.ui.player.studio import Studio

MADE_S = 20.0
CARDS, VOICES = 400, 16


def none(*_: object) -> None:
    """No loudspeaker: nobody who measures wants to hear it."""
    raise NoSpeaker("it is only measured")


def first_and_edit(contents: Contents) -> tuple[float, float]:
    """From Space until it plays, and from an edit until its sound is ready, in ms."""
    player = Player(perform)
    player.show_universe(contents)
    player.prepare()
    wait(lambda: player._making.sound is not None)
    contents = edited(player, contents, 0.2)
    begun = time.perf_counter()
    player.play()
    wait(lambda: player.state is State.PLAYING)
    first = time.perf_counter() - begun
    before = player._making.sound
    begun = time.perf_counter()
    edited(player, contents, 0.9)
    wait(lambda: player._making.sound is not before)
    edit = time.perf_counter() - begun
    player.close()
    return first * 1000, edit * 1000


def edited(player: Player, contents: Contents, harmony: float) -> Contents:
    """With the first card's harmony changed, which the player was told."""
    edit = set_harmony(contents, {next(iter(contents.cards)): harmony})
    after = contents.after(edit)
    player.refresh(edit, after)
    return after


def longest_gap(until: Callable[[], bool]) -> float:
    """The longest, in ms, that the event loop did not come to a timer of one ms."""
    gaps, last = [0.0], time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    wait(until)
    timer.stop()
    return max(gaps) * 1000


def stall(contents: Contents) -> float:
    """While a studio makes sound, its score too."""
    done: list[object] = []

    def make(_contents: Contents, rate: int) -> Sound:
        sound = perform(contents, rate)
        sound.piece(0, round(MADE_S * rate))
        return sound

    studio = Studio(make)
    studio.made.connect(lambda _wish, sound: done.append(sound))
    studio.ask(contents, 48_000, 0.0)
    gap = longest_gap(lambda: bool(done))
    studio.close()
    return gap


def wait(condition: Callable[[], bool]) -> None:
    """Lets the event loop go on until then."""
    while not condition():
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def main() -> None:
    """Measures all of it."""
    application = QCoreApplication([])
    vars(output_module)["Speaker"] = none
    contents = sample()
    first, edit = first_and_edit(contents)
    begun = time.perf_counter()
    busy = stall(large(CARDS, VOICES))
    until = 2 * time.perf_counter() - begun
    alone = longest_gap(lambda: time.perf_counter() > until)
    told = {"first": first, "edit": edit, "stall": busy, "stall_alone": alone}
    print(json.dumps(told))
    application.quit()


if __name__ == "__main__":
    main()
