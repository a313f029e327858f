"""Keeps sound from being too loud for a loudspeaker, also between its samples."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .sound import Frames
from .timbres import Mono

KNEE, CEILING = 0.6, 0.82
"""Above the first, sound is clipped softly, so that no sample reaches the second: −1.7 dBFS."""
MOST_PEAK = 0.87
"""What it may reach between its samples: −1.2 dBFS."""
TAPS = 40
"""Of the filter that finds out what lies between the samples, on either side."""
FINER = 4
STRETCH = 512
"""Frames that are looked at together, if one of them is loud; a block has a whole number of them."""
ROW = 32
"""Frames that one product of matrices looks at; a stretch has a whole number of them."""


def soft_clipped(sound: Frames) -> Frames:
    """Sound as it is up to KNEE, and bent below CEILING above it."""
    size = np.abs(sound)
    if float(size.max(initial=0.0)) <= KNEE:
        return sound
    room = np.float32(CEILING - KNEE)
    over = np.maximum(size - np.float32(KNEE), 0)
    return np.where(size > KNEE, np.copysign(KNEE + room * np.tanh(over / room), sound), sound).astype(np.float32)


def limiting_gain(sound: Frames) -> float:
    """By how much sound must be multiplied, 1 at most, for nothing in it to be above MOST_PEAK."""
    highest = 0.0
    for side in sound.T:
        loud = np.abs(side).reshape(-1, STRETCH).max(axis=1) > KNEE
        if loud.any():
            rows = sliding_window_view(np.pad(side, TAPS), ROW + 2 * TAPS)[::ROW].reshape(len(loud), -1, ROW + 2 * TAPS)
            between = rows[loud].reshape(-1, ROW + 2 * TAPS) @ _betweens()
            highest = max(highest, float(between.max()), -float(between.min()))
    return min(1.0, MOST_PEAK / highest) if highest > 0 else 1.0


def faded(sound: Frames, before: float, own: float, after: float) -> Frames:
    """A block multiplied by its share, and evenly on to those of the blocks beside it: nothing clicks."""
    if before == own == after == 1.0:
        return sound
    begin, end = min(before, own), min(own, after)
    middle = len(sound) // 2
    shares: Mono = np.concatenate(
        [np.linspace(begin, own, middle, endpoint=False), np.linspace(own, end, len(sound) - middle)]
    ).astype(np.float32)
    return sound * shares[:, None]


@lru_cache(maxsize=1)
def _betweens() -> Mono:
    """Filters that give what lies one, two and three quarters of the way to the next of ROW samples, in columns."""
    away = np.arange(2 * TAPS)[:, None] - (TAPS - 1) - np.arange(1, FINER) / FINER
    filters = np.sinc(away) * (0.5 + 0.5 * np.cos(np.pi * away / (TAPS + 1)))
    made = np.zeros((ROW + 2 * TAPS, ROW, FINER - 1), np.float32)
    for sample in range(ROW):
        made[sample : sample + 2 * TAPS, sample] = filters
    return made.reshape(ROW + 2 * TAPS, -1)
