"""Plays a tone on the system’s loudspeaker, in a process of its own: Qt looks for the sound server once. Tells JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from harmonic_desktop.domain.harmony import curve
from harmonic_desktop.domain.storyboard import set_harmony
from harmonic_desktop.music.sonified import SonifiedCurve
from harmonic_desktop.ui.player.loudspeakers import Loudspeaker, list_loudspeakers
from harmonic_desktop.ui.player.player import Player, State
from tests.ui.player.tones import make, story


class Evening:
    """A player, what is done with it, and what it said."""

    def __init__(self, scenario: str) -> None:
        self.contents = story(beats={"lost": 30.0, "again": 30.0, "back": 30.0}.get(scenario, 3.5), harmony=0.44)
        self.player = Player(make)
        self.player.show_universe(self.contents)
        self.player.set_volume(1.0)
        self.told: dict[str, object] = {"notices": [], "places": []}
        self._do = {
            "busy": self._be_busy,
            "edit": self._edit,
            "lost": self._wait_for_silence,
            "again": self._wait_for_silence,
            "back": self._wait_for_silence,
            "curve": self._hear_curve,
            "moved": self._move,
            "unplugged": self._do_nothing,
            "pulled": self._do_nothing,
        }[scenario]
        self._is_done = False
        self._plays_again, self._has_played_again = scenario in ("again", "back"), False
        self._waits_for_server = scenario == "back"
        self._begun = time.monotonic()
        self.player.noticed.connect(self.notices.append)
        self.player.state_changed.connect(self._on_state)
        self.player.moved.connect(self._on_moved)
        self._choose_first(scenario)

    def _choose_first(self, scenario: str) -> None:
        if scenario == "moved":
            self.player.choose_loudspeaker(_named("Desk"))
        elif scenario == "unplugged":
            self.player.choose_loudspeaker(Loudspeaker(b"gone", "Headphones"))
        elif scenario == "pulled":
            self.player.choose_loudspeaker(_named("Desk"))
            _pull_out("desk")

    @property
    def notices(self) -> list[str]:
        notices = self.told["notices"]
        assert isinstance(notices, list)
        return notices

    def _on_moved(self, beat: float) -> None:
        if beat > 1.0 and not self._is_done:
            self._is_done = True
            self._do()

    def _do_nothing(self) -> None:
        """It plays to the end."""

    def _be_busy(self) -> None:
        time.sleep(0.8)

    def _hear_curve(self) -> None:
        told = curve([0.0, 4.0], [4.0, 4.0], [0.0, 1.0])
        self.player.aside_changed.connect(lambda: None if self.player.is_aside else self.player.play())
        self.player.play_aside(lambda rate: SonifiedCurve(told, (), rate, seconds=2.0))
        self.told["paused_at"] = self.player.beat

    def _move(self) -> None:
        self.player.choose_loudspeaker(_named("Window"))
        self.told["moved_at"] = self.player.beat

    def _edit(self) -> None:
        self.told["edited_at"] = self.player.beat
        edit = set_harmony(self.contents, {1: 0.88})
        self.player.refresh(edit, self.contents.after(edit))

    def _wait_for_silence(self) -> None:
        print("playing", flush=True)  # now the sound server is killed

        def look() -> None:
            if self.notices:
                at = self.told.setdefault("silent_at", self.player.beat)
                assert isinstance(at, float)
                is_told = len(self.notices) > (1 if self._has_played_again else 0)
                is_back = not self._waits_for_server or any(_threads_of_the_server())
                if is_told and is_back and self.player.beat > at + 0.5:
                    self.told["state"] = self.player.state.value
                    self.player.stop()

        self._looking = QTimer(interval=50)
        self._looking.timeout.connect(look)
        self._looking.start()

    def _on_state(self) -> None:
        if self.player.state is State.PLAYING:
            self.told.setdefault("first_sound_s", time.monotonic() - self._begun)
        if self.player.state is State.STOPPED and self._plays_again:
            self._plays_again, self._has_played_again = False, True
            QTimer.singleShot(0, self.player, self.player.play)
        elif self.player.state is State.STOPPED:
            self.player.close()
            QCoreApplication.exit()


def _threads_of_the_server() -> Iterator[Path]:
    """The threads that Qt has while it is connected to PulseAudio."""
    for thread in Path("/proc/self/task").iterdir():
        if "QPulse" in (thread / "comm").read_text():
            yield thread


def _named(name: str) -> Loudspeaker:
    return next(speaker for speaker in list_loudspeakers() if speaker.name == name)


def _pull_out(sink: str) -> None:
    """Takes a loudspeaker away; the library may believe for a while that it is there."""
    listed = subprocess.run(["pactl", "list", "short", "modules"], capture_output=True, text=True, check=True).stdout
    module = next(line.split("\t")[0] for line in listed.splitlines() if f"sink_name={sink} " in line)
    subprocess.run(["pactl", "unload-module", module], check=True)


def main(scenario: str) -> int:
    """Plays until the music ends or is stopped."""
    application = QCoreApplication([])
    evening = Evening(scenario)
    QTimer.singleShot(0, evening.player, evening.player.play)
    application.exec()
    print(json.dumps(evening.told))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
