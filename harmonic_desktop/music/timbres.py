"""How the instruments sound: for each family of General MIDI its partials, how they begin and fade; and the drums.

All partials are harmonic, as those are that consonance is measured on (`consonance.py`); what makes an instrument is
how strong each of them is, and how fast the bright ones fade before the dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import pi, sin

import numpy as np
from numpy.typing import NDArray

Mono = NDArray[np.float32]

TABLE_BITS = 16
"""A wave is one period in 2¹⁶ steps: the error of taking the nearest is below −64 dB of a partial, −80 dB of a tone."""
MOST_PARTIALS = 11
HIGHEST_SHARE = 0.45
"""No partial lies above this share of the rate, where it would come back as another tone."""


@dataclass(frozen=True, slots=True)
class Timbre:
    """bright, dark: amplitudes of the partials 1, 2, 3 …, which fade with the first and the second rate.

    attack: seconds until it is full; fades: e-folds a second of the bright and the dark partials at middle C (higher
    notes fade faster, lower more slowly); holds: shares of both that stay while a note is held; vibrato: in cents.
    level: how loud it is beside others.
    """

    name: str
    bright: tuple[float, ...]
    dark: tuple[float, ...]
    attack: float
    fades: tuple[float, float]
    holds: tuple[float, float] = (0.0, 0.0)
    vibrato: float = 0.0
    level: float = 1.0


def _falling(power: float, count: int = MOST_PARTIALS) -> tuple[float, ...]:
    """Amplitudes 1/k^power."""
    return tuple(k**-power for k in range(1, count + 1))


def _plucked(at: float, power: float = 1.0, count: int = MOST_PARTIALS) -> tuple[float, ...]:
    """A string plucked at a share of its length: those partials are weak that have a knot there."""
    return tuple(abs(sin(pi * k * at)) / k**power for k in range(1, count + 1))


def _odd(others: float, power: float = 1.0, count: int = MOST_PARTIALS) -> tuple[float, ...]:
    """A pipe closed at one end: the even partials are weak."""
    return tuple((1.0 if k % 2 else others) / k**power for k in range(1, count + 1))


_HELD = (1.0, 1.0)
FAMILIES = (
    Timbre("piano", _falling(0.9), _falling(2.2, 4), 0.004, (3.2, 1.1), level=1.1),
    Timbre("chromatic percussion", (0.2, 0.1, 0.3, 0.5, 0.0, 0.2), (1.0, 0.0, 0.15), 0.002, (7.0, 2.2), level=1.1),
    Timbre("organ", (0.0, 0.5, 0.6, 0.5, 0.0, 0.35, 0.0, 0.3), (1.0, 0.6, 0.3), 0.012, (0.0, 0.0), _HELD, level=0.7),
    Timbre("guitar", _plucked(0.21, 0.8), _plucked(0.3, 1.6, 6), 0.003, (5.0, 1.6), level=1.1),
    Timbre("bass", _plucked(0.18, 1.0), _falling(1.8, 5), 0.005, (5.0, 1.0), (0.0, 0.15), level=1.3),
    Timbre("strings", _falling(1.0), _falling(1.7, 6), 0.07, (0.3, 0.0), (0.7, 1.0), 7.0, level=0.75),
    Timbre("ensemble", _falling(1.2), _falling(1.6, 6), 0.11, (0.2, 0.0), (0.8, 1.0), 5.0, level=0.75),
    Timbre("brass", _falling(0.75), _falling(1.3, 6), 0.035, (1.2, 0.1), (0.55, 0.9), 3.0, level=0.65),
    Timbre("reed", _odd(0.3, 0.8), _odd(0.2, 1.4, 6), 0.03, (0.5, 0.0), (0.7, 1.0), 4.0, level=0.75),
    Timbre("pipe", (0.1, 0.35, 0.12, 0.06), (1.0, 0.15), 0.05, (0.5, 0.0), (0.6, 1.0), 6.0, level=0.9),
    Timbre("lead", _falling(0.9), _odd(0.4, 1.0, 8), 0.01, (0.8, 0.1), (0.6, 0.9), 4.0, level=0.6),
    Timbre("pad", _falling(1.3), _falling(1.8, 6), 0.28, (0.2, 0.0), (0.8, 1.0), 4.0, level=0.75),
    Timbre("effects", _falling(1.1), _falling(1.6, 5), 0.2, (0.4, 0.1), (0.6, 0.9), 8.0, level=0.75),
    Timbre("ethnic", _plucked(0.12, 0.7), _plucked(0.25, 1.5, 6), 0.003, (6.0, 2.0), level=1.1),
    Timbre("percussive", (0.3, 0.2, 0.4, 0.1, 0.2), (1.0, 0.2), 0.002, (9.0, 3.0), level=1.1),
    Timbre("sound effects", _falling(1.4), _falling(1.8, 4), 0.15, (0.5, 0.2), (0.5, 0.8), 10.0, level=0.75),
)
"""By the number of a program divided by 8."""


@lru_cache(maxsize=32)
def waves(timbre: Timbre, partials: int) -> NDArray[np.complex64]:
    """One period of the bright partials (real) and one of the dark (imaginary), up to that many; together 1 at most."""
    size = 1 << TABLE_BITS
    made = []
    for amplitudes in (timbre.bright, timbre.dark):
        spectrum = np.zeros(size // 2 + 1, np.complex128)
        count = min(partials, len(amplitudes))
        spectrum[1 : count + 1] = -0.5j * size * np.array(amplitudes[:count])
        made.append(np.fft.irfft(spectrum, size))
    bright, dark = made
    highest = float(np.abs(bright).max() + np.abs(dark).max()) or 1.0
    return ((bright + 1j * dark) / highest).astype(np.complex64)


# Drums ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drum:
    """tone: Hz at the beginning and in the end, and how fast it gets there; noise: how much of it, and above which Hz.

    fades: e-folds a second of tone and noise.
    """

    tone: tuple[float, float, float]
    tone_level: float
    noise_level: float
    noise_above: float
    fades: tuple[float, float]


_KICK = Drum((150.0, 48.0, 28.0), 1.0, 0.05, 2000.0, (9.0, 60.0))
_SNARE = Drum((240.0, 185.0, 30.0), 0.5, 0.55, 1500.0, (18.0, 14.0))
_CLOSED = Drum((0.0, 0.0, 1.0), 0.0, 0.4, 7000.0, (1.0, 45.0))
_OPEN = Drum((0.0, 0.0, 1.0), 0.0, 0.4, 6500.0, (1.0, 8.0))
_CRASH = Drum((0.0, 0.0, 1.0), 0.0, 0.5, 4500.0, (1.0, 2.6))
_RIDE = Drum((720.0, 720.0, 1.0), 0.1, 0.3, 5500.0, (5.0, 4.5))
_CLAP = Drum((0.0, 0.0, 1.0), 0.0, 0.6, 1200.0, (1.0, 20.0))
_STICK = Drum((900.0, 820.0, 40.0), 0.6, 0.2, 3000.0, (45.0, 60.0))


def _tom(hertz: float) -> Drum:
    return Drum((hertz * 1.6, hertz, 18.0), 0.9, 0.06, 1500.0, (8.0, 40.0))


DRUMS = {
    35: _KICK, 36: _KICK, 37: _STICK, 38: _SNARE, 39: _CLAP, 40: _SNARE, 41: _tom(80), 42: _CLOSED, 43: _tom(95),
    44: _CLOSED, 45: _tom(115), 46: _OPEN, 47: _tom(135), 48: _tom(160), 49: _CRASH, 50: _tom(185), 51: _RIDE,
    52: _CRASH, 53: _RIDE, 55: _CRASH, 57: _CRASH, 59: _RIDE, 75: _STICK, 76: _STICK, 77: _STICK,
}  # fmt: skip
"""By MIDI note, as General MIDI has them on its tenth channel; others sound like a stick."""
LONGEST_DRUM_S = 3.0


@lru_cache(maxsize=64)
def drum(pitch: int, rate: int) -> Mono:
    """The whole sound of a drum, at most 1."""
    made = DRUMS.get(pitch, _STICK)
    slowest = min(fade for fade, level in zip(made.fades, (made.tone_level, made.noise_level), strict=True) if level)
    time = np.arange(round(min(LONGEST_DRUM_S, 7.0 / slowest) * rate)) / rate
    begin, end, speed = made.tone
    cycles = end * time + (begin - end) * (1.0 - np.exp(-speed * time)) / speed
    tone = made.tone_level * np.sin(2 * pi * cycles) * np.exp(-made.fades[0] * time)
    noise = made.noise_level * _noise(len(time), made.noise_above, rate) * np.exp(-made.fades[1] * time)
    sound = (tone + noise) * np.minimum(1.0, time * 1000.0)
    sound[-rate // 100 :] *= np.linspace(1.0, 0.0, len(sound[-rate // 100 :]))
    return np.ascontiguousarray(sound / max(1.0, float(np.abs(sound).max())), np.float32)


def _noise(count: int, above: float, rate: int) -> NDArray[np.float64]:
    """The same noise on every machine, without what lies below a frequency; as loud as 1 at most, about."""
    spectrum = np.fft.rfft(np.random.Generator(np.random.PCG64(count)).standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1.0 / rate)
    spectrum *= (hertz / above) ** 2 / (1.0 + (hertz / above) ** 2) * (hertz < HIGHEST_SHARE * 0.9 * rate)
    noise = np.fft.irfft(spectrum, count)
    return noise / (3.0 * float(noise.std()) or 1.0)
