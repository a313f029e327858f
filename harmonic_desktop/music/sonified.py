"""The harmony curve as a tone, for people who cannot see it: the higher it lies, the higher the tone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import pi

import numpy as np
from numpy.typing import NDArray

from ..domain.harmony import Curve
from .sound import Frames

SECONDS = 4.0
LOWEST_HZ, OCTAVES = 220.0, 2.0
"""The tone of harmony 0, and how far above it that of harmony 1 lies: each step up the curve is the same interval."""
CELLS = 400
"""The curve is heard in so many pieces, its mean in each: 10 ms are shorter than an ear tells apart."""
PARTIALS = (1.0, 0.35, 0.15)
"""Of the tone: with its octave it can be heard from the loudspeakers of a laptop."""
LEVEL = 0.3
TICK_HZ, TICK_S, TICK_LEVEL = 2600.0, 0.025, 0.3

Mono = NDArray[np.float64]


class SonifiedCurve:
    """A Sound over the whole of a curve, from left to right; a gap in it is silence, a marker a short tick."""

    def __init__(self, curve: Curve, markers: Sequence[float], rate: int, seconds: float = SECONDS) -> None:
        self.rate = rate
        self.beats_per_bar = 4
        begin, end = (float(curve.beats[0]), float(curve.beats[-1])) if len(curve.values) else (0.0, 0.0)
        self.frames = round(seconds * rate) if end > begin else 0
        self.tempo = 60.0 * (end - begin) / seconds if end > begin else 60.0
        self._harmonies = curve.means(np.linspace(begin, end, CELLS + 1)) if self.frames else np.empty(0)
        self._ticks = [round((at - begin) / (end - begin) * self.frames) for at in markers if begin <= at < end]

    def piece(self, first: int, count: int) -> Frames:
        """The frames from `first` on, `count` of them; silence after the end."""
        piece = np.zeros((count, 2), np.float32)
        there = self._whole[first : first + count]
        piece[: len(there)] = there
        return piece

    @cached_property
    def _whole(self) -> Frames:
        """All of it, made on the thread that first asks for a piece."""
        if not np.isfinite(self._harmonies).any():
            return np.zeros((self.frames, 2), np.float32)
        mono = _tone(self._harmonies, self.frames, self.rate)
        for tick in self._ticks:
            _add_tick(mono, tick, self.rate)
        turn = np.linspace(0.0, pi / 2.0, self.frames)
        return np.column_stack((mono * np.cos(turn), mono * np.sin(turn))).astype(np.float32)


def hertz(harmony: Mono) -> Mono:
    """The tone of a harmony, 0..1."""
    return np.asarray(LOWEST_HZ * 2.0 ** (OCTAVES * harmony), dtype=np.float64)


def _tone(harmonies: Mono, frames: int, rate: int) -> Mono:
    """Glides from piece to piece, and comes up and goes down at gaps, within one piece: so that nothing clicks."""
    at, sounds = np.arange(frames, dtype=np.float64), np.isfinite(harmonies)
    middles = (np.arange(len(harmonies)) + 0.5) * (frames / len(harmonies))
    phase = np.cumsum(hertz(np.interp(at, middles[sounds], harmonies[sounds]))) * (2.0 * pi / rate)
    level = np.interp(at, (0.0, *middles, frames - 1.0), (0.0, *sounds.astype(np.float64), 0.0))
    waves = [share * np.sin(number * phase) for number, share in enumerate(PARTIALS, start=1)]
    return np.asarray(LEVEL / sum(PARTIALS) * level * np.sum(waves, axis=0), dtype=np.float64)


def _add_tick(mono: Mono, first: int, rate: int) -> None:
    time = np.arange(min(round(TICK_S * rate), len(mono) - first)) / rate
    mono[first : first + len(time)] += TICK_LEVEL * np.sin(2.0 * pi * TICK_HZ * time) * np.exp(-time / (TICK_S / 4))
