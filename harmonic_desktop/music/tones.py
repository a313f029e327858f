"""The program's own voices: tones of harmonic partials, a timbre for each family of instruments, and the drums.

Phases are whole numbers, and so the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .consonance import frequency
from .timbres import FAMILIES, HIGHEST_SHARE, MOST_PARTIALS, TABLE_BITS, Mono, Timbre, drum, waves
from .voices import HeldVoice, Strike, Voice, Waves, with_chorus

RUNG_OUT_AFTER = 10.5
"""E-folds after which a string that nobody bows is silent: −91 dB."""
MIDDLE_C = 60
VIBRATO_HZ, VIBRATO_AFTER_S = 5.4, 0.35
ROW = 1 << 7
"""Frames that are reckoned with at a time: what runs evenly over a tone is told by where each row begins, and how it
goes on within any."""
AT_ONCE = 1 << 15
"""Frames that are made at a time: what is reckoned with stays near the processor."""
ENDLESS = 1 << 62


def own_voice(program: int | None, release: float, chorus: float, tuning: float, rate: int) -> Voice:
    """The voice of a General MIDI program, None for drums; release: seconds; chorus: 0..1; tuning: Hz of A4."""
    if program is None:
        return DrumVoice(rate)
    return ToneVoice(min(max(program, 0), 127) // 8, round(release, 3), round(chorus, 3), tuning, rate)


@dataclass(frozen=True, slots=True)
class DrumVoice(Voice):
    """Each drum sounds to its end, however long its note is."""

    rate: int

    def heard(self, strike: Strike, length: int) -> int:
        return len(drum(strike.pitch, self.rate))

    def add_note(self, into: Waves, strike: Strike, length: int, first: int, amplitude: float, reach: int) -> None:
        into += np.float32(amplitude) * drum(strike.pitch, self.rate)[first : first + into.shape[1]]


@dataclass(frozen=True, slots=True)
class ToneVoice(HeldVoice):
    """family: number of a timbre; the others as in `own_voice`."""

    family: int
    release: float
    chorus: float
    tuning: float
    rate: int

    @property
    def timbre(self) -> Timbre:
        return FAMILIES[self.family]

    @property
    def level(self) -> float:
        return self.timbre.level

    @property
    def kind(self) -> Hashable:
        return self.family, self.chorus, self.tuning, self.rate

    def rings(self, strike: Strike) -> int:
        timbre = self.timbre
        if any(timbre.holds) or not all(timbre.fades):
            return ENDLESS
        return round(RUNG_OUT_AFTER / (min(timbre.fades) * _faster(strike.pitch)) * self.rate)

    def made(self, strike: Strike, first: int, end: int) -> Waves:
        hertz = self.hertz(strike.pitch)
        wave = waves(self.timbre, partials(hertz, self.rate))
        tone = np.empty((1, end - first), np.float32)
        for begin in range(first, end, AT_ONCE):
            part = tone[0, begin - first : begin - first + AT_ONCE]
            made = self._with_chorus(wave, hertz, begin, begin + len(part))
            np.multiply(made.real, self._envelope(0, strike.pitch, begin, begin + len(part)), out=part)
            part += made.imag * self._envelope(1, strike.pitch, begin, begin + len(part))
        self._attack(tone[0], first)
        return tone

    def _with_chorus(self, wave: NDArray[np.complex64], hertz: float, first: int, end: int) -> NDArray[np.complex64]:
        return with_chorus(self.chorus, lambda cents: self._run(wave, hertz * 2 ** (cents / 1200), first, end))

    def hertz(self, pitch: int) -> float:
        """The frequency of the first partial."""
        return frequency(pitch, self.tuning)

    def _run(self, wave: NDArray[np.complex64], hertz: float, first: int, end: int) -> NDArray[np.complex64]:
        """Both waves at a frequency. The phase is a whole number of 32 bits that wraps around."""
        begins = np.arange(first // ROW, -(-end // ROW) + 1) * ROW
        places = begins * round(hertz / self.rate * 2**32)
        if self.timbre.vibrato:
            cents = self.timbre.vibrato * _vibrato(begins / self.rate)
            places += np.rint(cents * (np.log(2.0) / 1200 * hertz / (2 * pi * VIBRATO_HZ) * 2**32)).astype(np.int64)
        # Within a row the frequency stands still, also where it swings: that is 2.7 ms.
        phase = np.multiply.outer((np.diff(places) // ROW).astype(np.uint32), np.arange(ROW, dtype=np.uint32))
        phase += places[:-1, None].astype(np.uint32)
        phase >>= np.uint32(32 - TABLE_BITS)
        which = phase.reshape(-1)[first - begins[0] : end - begins[0]]
        return np.take(wave, which.astype(np.intp), mode="clip")

    def _envelope(self, which: int, pitch: int, first: int, end: int) -> Mono | np.float32:
        """How loud the bright (0) or the dark (1) partials are, the attack left out."""
        fade, hold = self.timbre.fades[which], np.float32(self.timbre.holds[which])
        if not fade:
            return np.float32(1.0)
        falls = -fade * _faster(pitch) / self.rate
        falling = _rows(first, end, lambda frames: np.exp(falls * frames).astype(np.float32), np.multiply)
        if hold:
            falling *= np.float32(1.0) - hold
            falling += hold
        return falling

    def _attack(self, tone: Mono, first: int) -> None:
        count = max(round(self.timbre.attack * self.rate), 1)
        if first < count:
            rising = _rise(np.arange(first, min(count, first + len(tone))) / count)
            tone[: len(rising)] *= rising.astype(np.float32)

    def envelopes(self, pitch: int, seconds: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How loud the bright and the dark partials of a held tone are, so many seconds from its start."""
        timbre, faster = self.timbre, _faster(pitch)
        rise = _rise(np.minimum(seconds / max(timbre.attack, 1 / self.rate), 1.0))
        bright, dark = (
            rise * (hold + (1.0 - hold) * np.exp(-fade * faster * seconds)) if fade else rise
            for fade, hold in zip(timbre.fades, timbre.holds, strict=True)
        )
        return bright, dark


def _rows(first: int, end: int, at: Callable[[NDArray[np.int64]], NDArray[Any]], join: np.ufunc) -> NDArray[Any]:
    """What `at` gives for the frames from first up to end, where that of a sum is what both join to."""
    begin = first // ROW
    rows = at(np.arange(begin, -(-end // ROW), dtype=np.int64) * ROW)
    within = at(np.arange(ROW, dtype=np.int64))
    return join.outer(rows, within).reshape(-1)[first - begin * ROW : end - begin * ROW]


def partials(hertz: float, rate: int) -> int:
    """How many partials of a tone the rate has room for, as far as there are any."""
    return min(max(1, int(HIGHEST_SHARE * rate / hertz)), MOST_PARTIALS)


def _rise(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """From 0 to 1 without a corner."""
    return np.asarray(shares * shares * (3.0 - 2.0 * shares), np.float64)


def _vibrato(seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far the phase has swung, −1..1; it begins when a note has sounded for a while."""
    coming = np.clip((seconds - VIBRATO_AFTER_S) / VIBRATO_AFTER_S, 0.0, 1.0)
    return -np.cos(2 * pi * VIBRATO_HZ * seconds) * coming


def _faster(pitch: int) -> float:
    """How much faster than at middle C a note fades."""
    return float(2.0 ** ((pitch - MIDDLE_C) / 24.0))
