"""How loud sound is to a person: ITU-R BS.1770-4, in LUFS, and the true peak between the samples."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import log10, pi, tan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .sound import Frames

Floating = NDArray[np.floating[Any]]

WINDOW_S, STEP_S = 0.4, 0.1
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
SILENCE = -120.0
OVERSAMPLED = 4


class Meter:
    """Is told sound piece by piece, and then says how loud all of it was."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._window, self._step = round(WINDOW_S * rate), round(STEP_S * rate)
        self._left = np.zeros((0, 2), np.float32)
        self._powers: list[float] = []

    def hear(self, sound: Frames) -> None:
        """The next frames."""
        self._left = np.concatenate([self._left, sound])
        weights = _weights(self._window, self._rate)
        count = (len(self._left) - self._window) // self._step + 1
        for number in range(max(count, 0)):
            self._powers.append(_power(self._left[number * self._step :][: self._window], weights))
        if count > 0:
            self._left = self._left[count * self._step :]

    def loudness(self) -> float:
        """Of all that was heard, in LUFS; SILENCE where there was nothing."""
        return gated(np.array(self._powers))


def gated(powers: NDArray[np.float64]) -> float:
    """The loudness of sound from the power of its windows, without those that are silent beside the others."""
    loud = powers[_lufs(powers) > ABSOLUTE_GATE]
    if not len(loud):
        return SILENCE
    gate = float(_lufs(loud.mean(keepdims=True))[0]) + RELATIVE_GATE
    return float(_lufs(loud[_lufs(loud) > gate].mean(keepdims=True))[0])


def loudness(pieces: Iterable[Frames], rate: int) -> float:
    """Of sound that comes in pieces, in LUFS."""
    meter = Meter(rate)
    for piece in pieces:
        meter.hear(piece)
    return meter.loudness()


def true_peak(sound: Frames) -> float:
    """The highest that the sound reaches between its samples too, in dBFS: four times oversampled."""
    count = len(sound)
    if not count:
        return SILENCE
    spectrum = np.fft.rfft(sound, axis=0)
    finer = np.fft.irfft(spectrum, count * OVERSAMPLED, axis=0) * OVERSAMPLED
    highest = float(np.abs(finer).max())
    return 20.0 * log10(highest) if highest > 0 else SILENCE


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return -0.691 + 10.0 * np.log10(np.maximum(power, 1e-13))


def _power(window: Frames, weights: NDArray[np.float64]) -> float:
    """The power of both channels as an ear weighs it (Parseval: the sum over frequencies is that over time)."""
    spectrum = np.fft.rfft(window, axis=0)
    energy = (spectrum.real**2 + spectrum.imag**2).sum(axis=1)
    return float((energy * weights).sum() * 2.0 / len(window) ** 2)


@lru_cache(maxsize=4)
def _weights(count: int, rate: int) -> NDArray[np.float64]:
    """How much each frequency counts: the shelf of a head and the high pass of BS.1770, as power."""
    weights = weight_at(np.fft.rfftfreq(count) * rate, rate)
    weights[0] /= 2
    return weights


def weight_at(hertz: Floating, rate: int) -> NDArray[np.float64]:
    """How much each of some frequencies counts, as power."""
    return np.asarray(np.abs(_response(hertz / rate, rate)) ** 2, np.float64)


def share_heard(sound: NDArray[np.float32], rate: int) -> float:
    """How much of the power of one channel's sound an ear counts: more than all of it where it is high."""
    spectrum = np.fft.rfft(sound)
    power = spectrum.real**2 + spectrum.imag**2
    total = float(power.sum())
    return float((power * _weights(len(sound), rate)).sum()) / total if total > 0 else 1.0


def _response(shares: Floating, rate: int) -> NDArray[np.complex128]:
    """What the filters make of frequencies, as shares of the rate."""
    z = np.exp(-1j * 2 * pi * shares)
    total = np.ones(len(z), np.complex128)
    for b, a in (_shelf(rate), _high_pass(rate)):
        total *= np.polyval(b[::-1], z) / np.polyval(a[::-1], z)
    return total


def _shelf(rate: int) -> tuple[list[float], list[float]]:
    """The filter for the head, at any rate: its analogue prototype as in Annex 1 of BS.1770 at 48 kHz."""
    gain, q, hertz = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = tan(pi * hertz / rate)
    high = 10.0 ** (gain / 20.0)
    band = high**0.4996667741545416
    a0 = 1.0 + k / q + k * k
    return (
        [(high + band * k / q + k * k) / a0, 2.0 * (k * k - high) / a0, (high - band * k / q + k * k) / a0],
        [1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
    )


def _high_pass(rate: int) -> tuple[list[float], list[float]]:
    q, hertz = 0.5003270373238773, 38.13547087602444
    k = tan(pi * hertz / rate)
    a0 = 1.0 + k / q + k * k
    return [1.0, -2.0, 1.0], [1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0]
