"""What a loudspeaker draws from: a sound, on through its loops to its end, and at which beat each frame of it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, pi
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]
"""Stereo sound, (frames, 2), −1..1."""

FADE = 128
"""Frames over which a sound that begins in its middle comes up, so that nothing clicks."""
CLICK_S = 0.04
CLICK_HZ, FIRST_HZ = 1000.0, 1500.0
CLICK_LEVEL = 0.3
KEPT_STRETCHES = 64


class Sound(Protocol):
    """A piece of music that is made as it is asked for; `piece` may be called on any thread.

    rate: frames a second; frames: its length; tempo: beats a minute.
    """

    @property
    def rate(self) -> int: ...

    @property
    def frames(self) -> int: ...

    @property
    def tempo(self) -> float: ...

    @property
    def beats_per_bar(self) -> int: ...

    def piece(self, first: int, count: int) -> Frames:
        """The frames from `first` on, `count` of them; silence after the end."""
        ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From the frame `taken` on, the story goes on at `beat`, by so many beats a frame."""

    taken: int
    beat: float
    beats_per_frame: float


class Feed:
    """Drawn from by one thread (`take`) while another says what comes next; places are beats of story time."""

    def __init__(self, sound: Sound, beat: float, loop: tuple[float, float] | None = None) -> None:
        self._lock = Lock()
        self._sound = sound
        self._at = self._frame(beat)
        self._loop = loop
        self._taken = 0
        self._stretches = [_Stretch(0, beat, self._beats_per_frame)]
        self.clicks = False
        """Whether a metronome is heard."""

    @property
    def rate(self) -> int:
        return self._sound.rate

    @property
    def taken(self) -> int:
        """How many frames were drawn."""
        return self._taken

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        with self._lock:
            return self._loops_at() is None and self._at >= self._sound.frames

    def beat_of(self, taken: float) -> float:
        """The beat that was heard when so many frames had been."""
        with self._lock:
            index = bisect_right([stretch.taken for stretch in self._stretches], taken) - 1
            stretch = self._stretches[max(index, 0)]
        return max(0.0, stretch.beat + (taken - stretch.taken) * stretch.beats_per_frame)

    def set_loop(self, loop: tuple[float, float] | None) -> None:
        """Comes back to the first beat whenever the second is reached from before."""
        with self._lock:
            self._loop = loop

    def change(self, sound: Sound) -> None:
        """Goes on with another sound, at the same beat; raises ValueError where its rate is another."""
        if sound.rate != self._sound.rate:
            raise ValueError("A sound goes on at the same rate.")
        with self._lock:
            beat = self._at * self._beats_per_frame
            self._sound = sound
            self._at = self._frame(beat)
            self._begin(beat)

    def take(self, count: int) -> Frames:
        """The next frames, fewer than `count` at the end; drawn by one thread alone."""
        made: list[Frames] = []
        while count > 0:
            sound, at, most = self._next(count)
            if most == 0:
                break
            block = sound.piece(at, most)
            if self._moved_on(sound, at, most):
                made.append(self._with_clicks(block, sound, at))
                count -= most
        if not made:
            return np.zeros((0, 2), np.float32)
        drawn = np.concatenate(made)
        self._fade_in(drawn)
        return drawn

    def skip(self, count: int) -> int:
        """Goes on by so many frames that nobody hears; gives how many there were."""
        skipped = 0
        while skipped < count:
            sound, at, most = self._next(count - skipped)
            if most == 0:
                break
            skipped += most if self._moved_on(sound, at, most) else 0
        return skipped

    @property
    def _beats_per_frame(self) -> float:
        return self._sound.tempo / 60.0 / self._sound.rate

    def _frame(self, beat: float) -> int:
        return max(0, round(beat / self._beats_per_frame))

    def _loops_at(self) -> int | None:
        """The frame that the loop comes back from, if it lies ahead."""
        if self._loop is None:
            return None
        start, end = (self._frame(beat) for beat in self._loop)
        return end if start < end and self._at <= end else None

    def _next(self, count: int) -> tuple[Sound, int, int]:
        """The sound, the frame that is next, and how many frames there are until a loop or the end, at most `count`."""
        with self._lock:
            back = self._loops_at()
            if back is not None and self._at >= back:
                assert self._loop is not None
                self._at = self._frame(self._loop[0])
                self._begin(self._loop[0])
            end = self._sound.frames if back is None else back
            return self._sound, self._at, max(0, min(count, end - self._at))

    def _moved_on(self, sound: Sound, at: int, count: int) -> bool:
        """Goes on, unless it was told meanwhile to go on elsewhere."""
        with self._lock:
            if self._sound is not sound or self._at != at:
                return False
            self._at += count
            self._taken += count
            return True

    def _begin(self, beat: float) -> None:
        self._stretches.append(_Stretch(self._taken, beat, self._beats_per_frame))
        del self._stretches[:-KEPT_STRETCHES]

    def _fade_in(self, drawn: Frames) -> None:
        begun = self._taken - len(drawn)
        if begun < FADE and self._stretches[0].beat > 0:
            left = drawn[: FADE - begun]
            left *= (np.arange(begun, begun + len(left), dtype=np.float32) / FADE)[:, None]

    def _with_clicks(self, block: Frames, sound: Sound, at: int) -> Frames:
        if not self.clicks:
            return block
        per_beat = 60.0 * sound.rate / sound.tempo
        clicked = block.copy()
        length = round(CLICK_S * sound.rate)
        for beat in range(max(0, ceil((at - length) / per_beat)), ceil((at + len(block)) / per_beat)):
            click = _click(sound.rate, FIRST_HZ if beat % sound.beats_per_bar == 0 else CLICK_HZ)
            start = round(beat * per_beat) - at
            part = click[max(0, -start) : max(0, len(block) - start)]
            clicked[max(0, start) : max(0, start) + len(part)] += part[:, None]
        return np.clip(clicked, -1.0, 1.0, out=clicked)


@lru_cache(maxsize=8)
def _click(rate: int, hertz: float) -> NDArray[np.float32]:
    time = np.arange(round(CLICK_S * rate)) / rate
    return (CLICK_LEVEL * np.sin(2 * pi * hertz * time) * np.exp(-time / (CLICK_S / 5))).astype(np.float32)
