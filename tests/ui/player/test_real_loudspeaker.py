"""What really comes out of a loudspeaker, recorded from a PulseAudio server that has one of nothing but a monitor."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

RATE = 48_000
HICCUP = RATE // 12
"""What a busy machine may do to server and recorder; on the window’s thread more than twice that would be missed."""
NEEDED = ("pulseaudio", "parec", "pactl")
missing = [tool for tool in NEEDED if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)} of the system’s PulseAudio"),
    pytest.mark.xdist_group("loudspeaker"),
]


class Recorder:
    """A sound server with three loudspeakers, "hd" the system's, and somebody who records what comes out of them."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self._folder = folder
        self._recordings: dict[str, Popen[bytes]] = {}
        self._server = self._begun()

    def _begun(self) -> Popen[bytes]:
        return Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes",
                "-L", _sink("hd", "System"), "-L", _sink("desk", "Desk"), "-L", _sink("window", "Window"),
                "-L", "module-native-protocol-unix",
            ],
            env=self.environment, stdout=DEVNULL, stderr=DEVNULL,
        )  # fmt: skip

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(100):
            asked = run(["pactl", "info"], env=self.environment, stdout=DEVNULL, stderr=DEVNULL, check=False)
            if asked.returncode == 0:
                run(["pactl", "set-default-sink", "hd"], env=self.environment, check=True)
                return
        raise AssertionError("the sound server does not answer")

    def play(self, scenario: str, when_it_plays: Callable[[], None] | None = None) -> dict[str, Any]:
        """What a player told that played to this server."""
        script = [sys.executable, "-m", "tests.ui.player.played", scenario]
        player = Popen(script, env=self.environment, stdout=PIPE, stderr=PIPE, text=True)
        if when_it_plays is not None:
            assert player.stdout is not None
            assert player.stdout.readline() == "playing\n"
            when_it_plays()
        told, errors = player.communicate(timeout=60)
        assert player.returncode == 0, errors
        read: dict[str, Any] = json.loads(told)
        return read

    def begin(self, *sinks: str) -> None:
        """Records from now on, which keeps the loudspeakers awake."""
        for sink in sinks or ("hd",):
            file = self._file(sink)
            with file.open("wb") as to:
                self._recordings[sink] = recording = Popen(
                    ["parec", "-d", f"{sink}.monitor", "--latency-msec=20",
                     "--format=float32le", f"--rate={RATE}", "--channels=2"],
                    env=self.environment, stdout=to, stderr=DEVNULL,
                )  # fmt: skip
            while file.stat().st_size == 0 and recording.poll() is None:
                os.sched_yield()

    def end(self, sink: str = "hd") -> NDArray[np.float32]:
        """One channel of what was heard, from the first sound to the last."""
        recording = self._recordings[sink]
        recording.terminate()
        recording.wait()
        heard = self._file(sink).read_bytes()
        left = np.frombuffer(heard[: len(heard) // 8 * 8], np.float32).reshape(-1, 2)[:, 0]
        (loud,) = np.nonzero(np.abs(left) > 0.01)
        return left[loud[0] : loud[-1] + 1] if len(loud) else left[:0]

    def _file(self, sink: str) -> Path:
        return self._folder / f"{sink}.raw"

    def die(self) -> None:
        self._server.kill()
        self._server.wait()

    def restart(self) -> None:
        self.die()
        shutil.rmtree(self._folder / "pulse")
        self._server = self._begun()
        self.wait()

    def close(self) -> None:
        for recording in self._recordings.values():
            if recording.poll() is None:
                recording.kill()
                recording.wait()
        self._server.terminate()
        self._server.wait()


def _sink(name: str, told: str) -> str:
    """The module of a loudspeaker of nothing but a monitor, as a person is told of it."""
    return f"module-null-sink sink_name={name} rate={RATE} channels=2 sink_properties=device.description={told}"


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    made = Recorder(tmp_path)
    try:
        made.wait()
        yield made
    finally:
        made.close()


def hertz(sound: NDArray[np.float32]) -> float:
    """The frequency that is loudest."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(spectrum.argmax() * RATE / len(sound))


def longest_gap(sound: NDArray[np.float32]) -> int:
    """The longest stretch of silence, in frames."""
    (loud,) = np.nonzero(np.abs(sound) > 1e-3)
    return int(np.diff(loud).max())


def test_what_is_heard_is_what_was_made_and_without_a_gap_while_the_window_is_busy(recorder: Recorder) -> None:
    recorder.begin()
    told = recorder.play("busy")
    sound = recorder.end()
    assert told["notices"] == []
    assert len(sound) == pytest.approx(3.5 * RATE, abs=2 * HICCUP)
    assert hertz(sound) == pytest.approx(440.0, abs=1.0)
    assert longest_gap(sound) < HICCUP


def test_an_edit_is_heard_within_a_second(recorder: Recorder) -> None:
    recorder.begin()
    edited_at = recorder.play("edit")["edited_at"]
    sound = recorder.end()
    before = sound[round((edited_at - 0.9) * RATE) : round((edited_at - 0.1) * RATE)]
    after = sound[round((edited_at + 1.0) * RATE) : round((edited_at + 1.8) * RATE)]
    assert hertz(before) == pytest.approx(440.0, abs=2.0)
    assert hertz(after) == pytest.approx(880.0, abs=2.0)


def test_a_loudspeaker_that_is_lost_is_told_and_the_playhead_goes_on(recorder: Recorder) -> None:
    recorder.begin()
    told = recorder.play("lost", when_it_plays=recorder.die)
    assert len(told["notices"]) == 1
    assert "does not answer" in told["notices"][0]
    assert told["state"] == "playing"


def test_who_plays_again_after_the_sound_server_ended_is_told_so_and_the_program_goes_on(recorder: Recorder) -> None:
    recorder.begin()
    told = recorder.play("again", when_it_plays=recorder.die)
    assert ["start the program again" in notice for notice in told["notices"]] == [True, True]
    assert told["state"] == "playing"


def test_who_plays_again_after_the_sound_server_was_begun_anew_is_told_so_too(recorder: Recorder) -> None:
    told = recorder.play("back", when_it_plays=recorder.restart)
    assert ["start the program again" in notice for notice in told["notices"]] == [True, True]
    assert told["state"] == "playing"


def test_the_curve_is_heard_instead_of_the_music_which_then_goes_on(recorder: Recorder) -> None:
    recorder.begin()
    told = recorder.play("curve")
    sound = recorder.end()
    assert told["notices"] == []
    heard = [hertz(sound[first : first + RATE // 4]) for first in range(0, len(sound) - RATE // 4, RATE // 4)]
    order = [round(tone / 220.0) for tone in heard if round(tone / 220.0) in (1, 2)]
    assert order[0] == 2
    assert order.count(1) >= 2, "harmony 0, which lies left"
    assert order[-1] == 2, "the music goes on"
    assert order.count(2) / 4 == pytest.approx(3.5, abs=1.0), "nothing of it is missing or heard twice"


def test_the_loudspeaker_that_was_chosen_plays_and_another_goes_on_at_once(recorder: Recorder) -> None:
    recorder.begin("hd", "desk", "window")
    told = recorder.play("moved")
    moved_at = told["moved_at"]
    systems, first, then = (recorder.end(sink) for sink in ("hd", "desk", "window"))
    assert told["notices"] == []
    assert len(systems) == 0
    assert len(first) == pytest.approx(moved_at * RATE, abs=6 * HICCUP)
    assert len(then) == pytest.approx((3.5 - moved_at) * RATE, abs=2 * HICCUP)
    assert hertz(first) == pytest.approx(440.0, abs=2.0)
    assert hertz(then) == pytest.approx(440.0, abs=2.0)
    assert longest_gap(then) < HICCUP


def test_where_the_chosen_one_is_pulled_out_the_systems_plays_whether_that_was_noticed_or_not(
    recorder: Recorder,
) -> None:
    recorder.begin()
    told = recorder.play("pulled")
    assert len(told["notices"]) == 1
    assert told["notices"][0].startswith("“Desk” ")
    assert told["notices"][0].endswith(": the loudspeaker of the system plays instead.")
    assert len(recorder.end()) == pytest.approx(3.5 * RATE, abs=2 * HICCUP)


def test_where_the_chosen_one_is_not_connected_the_systems_plays_which_is_told(recorder: Recorder) -> None:
    recorder.begin()
    told = recorder.play("unplugged")
    assert told["notices"] == ["“Headphones” is not connected: the loudspeaker of the system plays instead."]
    assert len(recorder.end()) == pytest.approx(3.5 * RATE, abs=2 * HICCUP)
