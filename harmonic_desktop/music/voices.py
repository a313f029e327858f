"""Who makes the sound of a part: what a voice of any kind can be asked of its notes, and how those fade."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from functools import lru_cache
from math import exp
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from .kept import Kept

Waves = NDArray[np.float32]
"""Sound of one channel or two, (channels, frames)."""

Sound = TypeVar("Sound", NDArray[np.float32], NDArray[np.complex64])

CHORUS_CENTS = 9.0
SILENT_AFTER = 7.0
"""E-folds of a release: −60 dB, from where it goes to nothing."""
SHORTEST_RELEASE_S, LONGEST_RELEASE_S = 0.05, 4.0
KEPT_BYTES = 112 << 20
KEPT_S = 16
"""Held tones are kept from their beginning for so many seconds at most; what comes later is made each time."""
KEPT_PER_S = 2
"""How long they are kept is rounded up to half seconds, so that a note that is somewhat longer finds its tone."""

held_tones: Kept[Waves] = Kept(KEPT_BYTES)


class Strike(NamedTuple):
    """A pitch, and its layer: a velocity that sounds the same, where not only the loudness depends on it."""

    pitch: int
    layer: int = 0


class Voice(ABC):
    """Makes the notes of a part, in frames of its rate. Voices that are equal sound the same: theirs is kept by them.

    Amplitudes are those of a note that is struck as hard as can be: 1 at most, about.
    """

    rate: int

    @property
    def channels(self) -> int:
        """1, or 2 where it has a left and a right side of its own."""
        return 1

    @property
    def level(self) -> float:
        """How loud it is beside others."""
        return 1.0

    def strike(self, pitch: int, velocity: int) -> Strike:
        """What is heard of a pitch that is struck so hard, 1..127."""
        return Strike(pitch)

    @abstractmethod
    def heard(self, strike: Strike, length: int) -> int:
        """For how many frames a note is heard, its fading after it too."""

    @abstractmethod
    def add_note(self, into: Waves, strike: Strike, length: int, first: int, amplitude: float, reach: int) -> None:
        """Adds the frames of a note from its own `first` on to `into`, which ends no later than the note is heard.

        reach: how many frames of its tone others will ask for, too.
        """


class HeldVoice(Voice):
    """Its tones go on while a note is held, and fade after it.

    A held tone is the same however long its note is, so that it is made once for each strike; only the fading after the
    note's end differs. release: seconds that this takes.
    """

    release: float

    @property
    @abstractmethod
    def kind(self) -> Hashable:
        """What its held tones have in common with those of other voices, if they are equal."""

    @abstractmethod
    def rings(self, strike: Strike) -> int:
        """For how many frames a note rings by itself while it is held; 2⁶² where it has no end."""

    @abstractmethod
    def made(self, strike: Strike, first: int, end: int) -> Waves:
        """Frames of a tone that is held."""

    @property
    def release_frames(self) -> int:
        """How long a note fades after its end."""
        return round(min(max(self.release, SHORTEST_RELEASE_S), LONGEST_RELEASE_S) * self.rate)

    def holds(self, strike: Strike, length: int) -> int:
        """For how many frames a note is held that is so long."""
        return length

    def heard(self, strike: Strike, length: int) -> int:
        return min(self.holds(strike, length) + self.release_frames, self.rings(strike))

    def add_note(self, into: Waves, strike: Strike, length: int, first: int, amplitude: float, reach: int) -> None:
        loud, count = np.float32(amplitude), into.shape[1]
        length = self.holds(strike, length)
        tone = self.held(strike, first, first + count, reach)
        still = min(max(length - first, 0), count)
        if still:
            into[:, :still] += loud * tone[:, :still]
        if still < count:
            fading = _fading(self.release_frames)[first + still - length : first + count - length]
            into[:, still:] += loud * fading * tone[:, still:]

    def held(self, strike: Strike, first: int, end: int, reach: int = 0) -> Waves:
        """Frames of a tone that is held, struck as hard as can be."""
        if end > KEPT_S * self.rate:
            return self.made(strike, first, end)
        key = self.kind, strike
        kept = held_tones.get(key)
        if kept is None or kept.shape[1] < end:
            halves = -(-max(end, min(reach, KEPT_S * self.rate)) * KEPT_PER_S // self.rate)
            kept = self.made(strike, 0, halves * self.rate // KEPT_PER_S)
            held_tones.put(key, kept)
        return kept[:, first:end]


def with_chorus(chorus: float, run: Callable[[float], Sound]) -> Sound:
    """What `run` makes at so many cents beside its pitch, 0, with copies of it on either side; chorus: 0..1."""
    made = run(0.0)
    if chorus > 0:
        share = np.float32(chorus / 2)
        for cents in (-CHORUS_CENTS, CHORUS_CENTS):
            made += share * run(cents)
        made /= np.float32(1.0 + chorus / 2)
    return made


def chorus_power(chorus: float) -> float:
    """How much of its power a sound has with a chorus: copies at other pitches are strangers to it."""
    return (1.0 + chorus**2 / 2.0) / (1.0 + chorus / 2.0) ** 2


@lru_cache(maxsize=64)
def _fading(count: int) -> NDArray[np.float32]:
    """From 1 to nothing, evenly to the ear."""
    end = exp(-SILENT_AFTER)
    falling = np.exp(np.arange(count) * (-SILENT_AFTER / count))
    return np.asarray((falling - end) / (1.0 - end), np.float32)
