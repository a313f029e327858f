"""The filter of a sampled voice: a low pass of two poles with resonance, whose frequency may move.

Where it moves, the sound fades between filters that stand still, half an octave apart. The filter is that of
R. Bristow-Johnson's Audio EQ Cookbook; resonance is read as the field reads it: 0 dB is the flattest.
"""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from .timbres import Mono
from .zones import LOWEST_HZ

STEP_CENTS = 600.0
FLAT_DB = 3.01
HIGHEST_SHARE = 0.45
AFTER = 1 << 11
"""Frames that a filter is given to ring out before what wraps around."""


def low_passed(sound: Mono, cents: NDArray[np.float64], resonance: float, rate: int) -> Mono:
    """A sound whose filter lies at so many absolute cents at each of its frames; resonance in dB."""
    highest = 1200.0 * float(np.log2(HIGHEST_SHARE * rate / LOWEST_HZ))
    cents = np.minimum(cents, highest)
    size = _fast_size(len(sound) + AFTER)
    spectrum = np.fft.rfft(sound, size).astype(np.complex64, copy=False)
    low, high = float(cents.min()), float(cents.max())
    if high - low < 1.0:
        return _through(spectrum, high, resonance, rate, size)[: len(sound)]
    made: Mono = np.zeros(len(sound), np.float32)
    for number in range(int(low // STEP_CENTS), int(high // STEP_CENTS) + 2):
        near: Mono = np.maximum(1.0 - np.abs(cents / STEP_CENTS - number), 0.0).astype(np.float32)
        if near.any():
            made += near * _through(spectrum, min(number * STEP_CENTS, highest), resonance, rate, size)[: len(sound)]
    return made


def _through(spectrum: NDArray[np.complex64], cents: float, resonance: float, rate: int, size: int) -> Mono:
    """What comes through a filter that stands still."""
    through = _response(np.arange(len(spectrum)) / size, cents, resonance, rate)
    return np.fft.irfft(spectrum * through.astype(np.complex64), size).astype(np.float32, copy=False)


def share_passed(hertz: NDArray[np.float64], cents: float, resonance: float, rate: int) -> NDArray[np.float64]:
    """How much of the power of frequencies comes through a filter that stands still."""
    return np.asarray(np.abs(_response(hertz / rate, cents, resonance, rate)) ** 2, np.float64)


def _response(cycles: NDArray[np.float64], cents: float, resonance: float, rate: int) -> NDArray[np.complex128]:
    """What the filter makes of frequencies, in cycles per frame."""
    omega = 2 * pi * min(LOWEST_HZ * 2.0 ** (cents / 1200.0) / rate, HIGHEST_SHARE)
    q = 10.0 ** ((resonance - FLAT_DB) / 20.0)
    alpha = sin(omega) / (2.0 * q)
    gain = (1.0 - cos(omega)) / (2.0 * max(q, 1.0) ** 0.5)
    later = np.exp(-2j * pi * cycles)
    below = 1.0 + alpha - 2.0 * cos(omega) * later + (1.0 - alpha) * later**2
    return np.asarray(gain * (1.0 + later) ** 2 / below, np.complex128)


def _fast_size(count: int) -> int:
    """A length that is no shorter, and fast to transform: 2ⁿ or three quarters of that."""
    size = 1 << (count - 1).bit_length()
    return size * 3 // 4 if size * 3 // 4 >= count else size
