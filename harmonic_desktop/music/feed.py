"""What a loudspeaker draws from: a sound, on through its loops to its end, and at which beat each frame of it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from threading import Lock

import numpy as np

from .metronome import with_clicks
from .sound import Frames, Sound

Loop = tuple[float, float]
"""The beat that is gone back to, and the one that it is gone back from."""

FADE = 128
"""Frames over which a sound comes up that begins in its middle or goes back in a loop: nothing clicks, and what is
struck there still sounds struck."""
CHANGE_S = 0.025
"""How long the sound that an edit brings takes to cover the one before."""
KEPT_STRETCHES = 64


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From the frame `taken` on, the story goes on at `beat`, by so many beats a frame; `loop` is why it went back."""

    taken: int
    beat: float
    beats_per_frame: float
    loop: Loop | None = None

    def beat_at(self, taken: float) -> float:
        return max(0.0, self.beat + (taken - self.taken) * self.beats_per_frame)


@dataclass(frozen=True, slots=True)
class _Layer:
    """From the frame `taken` on, a sound goes on at its frame `at`; over `fade` frames it covers what is beneath."""

    sound: Sound
    at: int
    taken: int
    fade: int

    def frame(self, taken: int) -> int:
        """Its own frame that is next."""
        return self.at + taken - self.taken

    def uncovered(self, taken: int) -> int:
        """For how many frames yet something beneath it is heard."""
        return max(0, self.fade - (taken - self.taken))


@dataclass(frozen=True, slots=True)
class _Part:
    """What is drawn next: so many frames of these layers, the last on top, as long as this is the loop."""

    layers: tuple[_Layer, ...]
    loop: Loop | None
    taken: int
    count: int


class Feed:
    """Drawn from by one thread (`take`) while another says what comes next; places are beats of story time."""

    def __init__(self, sound: Sound, beat: float, loop: Loop | None = None) -> None:
        beat = max(0.0, beat)  # there is no music before
        self._lock = Lock()
        self._taken = 0
        self._loop = loop
        self._layers: tuple[_Layer, ...] = (_Layer(sound, _frame(sound, beat), 0, FADE if beat > 0 else 0),)
        self._stretches = [_Stretch(0, beat, _beats_per_frame(sound))]
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
            return self._loops_at() is None and self._at >= self._ends_at()

    def beat_of(self, taken: float) -> float:
        """The beat that was heard when so many frames had been."""
        with self._lock:
            return self._since(taken)[0].beat_at(taken)

    def set_loop(self, loop: Loop | None) -> None:
        """Comes back to the first beat whenever the second is reached from before."""
        with self._lock:
            self._loop = loop

    def keeps_to_loop(self, heard: float) -> bool:
        """Whether all that was drawn after so many frames goes where the loop that is set now would have it go."""
        with self._lock:
            stretches = self._since(heard)
            begun = [heard, *(stretch.taken for stretch in stretches[1:])]
            ended = [*begun[1:], self._taken]
            if any(stretch.loop not in (None, self._loop) for stretch in stretches[1:]):
                return False
            return not any(map(self._misses_loop, stretches, begun, ended))

    def change(self, sound: Sound) -> None:
        """Goes on with another sound, at the same beat; raises ValueError where its rate is another."""
        if sound.rate != self._sound.rate:
            raise ValueError("A sound goes on at the same rate.")
        with self._lock:
            beat = self._at * _beats_per_frame(self._sound)
            if self._loop is not None and self._at == self._loops_at():
                beat = self._loop[1]  # which lies between two frames: the next one may be past it in another tempo
            self._go_on(sound, beat, round(CHANGE_S * sound.rate))

    def take(self, count: int) -> Frames:
        """The next frames, fewer than `count` at the end; drawn by one thread alone."""
        made = [np.zeros((0, 2), np.float32)]
        while count > 0:
            part = self._next(count)
            if part.count == 0:
                break
            drawn = self._drawn(part)
            if self._moved_on(part):
                made.append(drawn)
                count -= part.count
        return np.concatenate(made)

    def skip(self, count: int) -> int:
        """Goes on by so many frames that nobody hears; gives how many there were."""
        skipped = 0
        while skipped < count:
            part = self._next(count - skipped)
            if part.count == 0:
                break
            skipped += part.count if self._moved_on(part) else 0
        return skipped

    def upcoming(self, count: int) -> list[tuple[Sound, int, int]]:
        """Which frames of which sound are drawn next, unless somebody tells otherwise: first and count of each stretch
        of at most so many together."""
        with self._lock:
            sound, at = self._sound, self._at
            loop = self._loop_frames() if self._loops_at() is not None else None
            last = self._ends_at() if loop is None else loop[1]
        coming: list[tuple[Sound, int, int]] = []
        while count > 0:
            until = min(at + count, last)
            if until > at:
                coming.append((sound, at, until - at))
                count -= until - at
            if loop is None:
                break
            at = loop[0]
        return coming

    @property
    def _sound(self) -> Sound:
        return self._layers[-1].sound

    @property
    def _at(self) -> int:
        """The frame of the sound that is next."""
        return self._layers[-1].frame(self._taken)

    def _ends_at(self) -> int:
        """The frame after the last; a sound that ends while it covers another lets that go down."""
        is_alone = len(self._layers) == 1
        return self._sound.frames if is_alone else max(self._sound.frames, self._layers[-1].at + self._layers[-1].fade)

    def _loops_at(self) -> int | None:
        """The frame that the loop comes back from, if it lies ahead."""
        frames = self._loop_frames()
        return frames[1] if frames is not None and self._at <= frames[1] else None

    def _loop_frames(self) -> tuple[int, int] | None:
        if self._loop is None:
            return None
        start, end = (_frame(self._sound, beat) for beat in self._loop)
        return (start, end) if start < end else None

    def _next(self, count: int) -> _Part:
        """As much as comes in one go: up to the end, or to where a loop or a fade ends; at most `count`."""
        with self._lock:
            back = self._loops_at()
            if self._loop is not None and back is not None and self._at >= back:
                start = self._loop[0]
                self._go_on(self._sound, start, min(FADE, back - _frame(self._sound, start)), self._loop)
            uncovered = self._layers[-1].uncovered(self._taken)
            if not uncovered:
                self._layers = self._layers[-1:]
            end = self._ends_at() if back is None else back
            count = max(0, min(count, uncovered or count, end - self._at))
            return _Part(self._layers, self._loop, self._taken, count)

    def _go_on(self, sound: Sound, beat: float, fade: int, loop: Loop | None = None) -> None:
        """Goes on with a sound at a beat; what was to go on from the same frame, and was not drawn, is forgotten."""
        beneath, top, last = self._layers[:-1], self._layers[-1], self._stretches[-1]
        if top.taken == self._taken:
            fade = top.fade
        else:
            beneath = (*beneath, top) if top.uncovered(self._taken) else (top,)
        if last.taken == self._taken:
            loop = loop or last.loop
            self._stretches.pop()
        self._layers = (*beneath, _Layer(sound, _frame(sound, beat), self._taken, fade))
        self._stretches.append(_Stretch(self._taken, beat, _beats_per_frame(sound), loop))
        del self._stretches[:-KEPT_STRETCHES]

    def _moved_on(self, part: _Part) -> bool:
        """Goes on, unless it was told meanwhile to go on elsewhere."""
        with self._lock:
            if self._layers is not part.layers or self._loop != part.loop:
                return False
            self._taken += part.count
            return True

    def _drawn(self, part: _Part) -> Frames:
        drawn = np.zeros((part.count, 2), np.float32)
        for layer in part.layers:
            at = layer.frame(part.taken)
            piece = layer.sound.piece(at, part.count)
            if self.clicks:
                piece = with_clicks(piece, layer.sound, at)
            drawn = _covered(drawn, piece, layer, part.taken)
        return drawn

    def _since(self, taken: float) -> list[_Stretch]:
        """The stretches from that frame on."""
        index = bisect_right([stretch.taken for stretch in self._stretches], taken) - 1
        return self._stretches[max(index, 0) :]

    def _misses_loop(self, stretch: _Stretch, begun: float, ended: float) -> bool:
        """Whether a stretch goes on past where the loop is gone back from."""
        if self._loop is None or self._loop_frames() is None:
            return False
        last = self._loop[1] + 2 * stretch.beats_per_frame  # where it begins and ends it was rounded to frames
        return stretch.beat_at(begun) <= self._loop[1] and stretch.beat_at(ended) > last


def _beats_per_frame(sound: Sound) -> float:
    return sound.tempo / 60.0 / sound.rate


def _frame(sound: Sound, beat: float) -> int:
    return max(0, round(beat / _beats_per_frame(sound)))


def _covered(beneath: Frames, piece: Frames, layer: _Layer, taken: int) -> Frames:
    """A piece over what lies beneath, by the share that its layer covers; where both are the same, exactly that."""
    if not layer.uncovered(taken):
        return piece
    share = np.arange(taken - layer.taken, taken - layer.taken + len(piece)) / layer.fade
    return beneath + np.minimum(share, 1.0).astype(np.float32)[:, None] * (piece - beneath)
