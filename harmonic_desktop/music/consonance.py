"""How consonant tones sound together, measured from their partials.

Roughness is that of Hutchinson & Knopoff (1978), “The acoustic component of Western consonance”, Interface 7(1), 1–29.
Harmonicity is how clearly the tones point to one fundamental: Harrison & Pearce (2018), “An energy-based generative
sequence model for testing sensory theories of Western harmony”, ISMIR. Both are weighed as in Harrison & Pearce (2020),
“Simultaneous consonance in music perception and composition”, Psychological Review 127(2), 216–244.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.signedinteger]

LOWEST, HIGHEST = 24, 108
"""The MIDI notes that roughness is known of: C1 to C8."""
PARTIALS = 11
"""Of each tone, with amplitudes 1/k: what the sound of the program is made of, too."""
HARMONICITY_WEIGHT, ROUGHNESS_WEIGHT = 1.780, 1.620
_CENTS = 1200
_PC_PARTIALS, _PC_ROLL_OFF, _PC_WIDTH = 12, 0.75, 6.83
"""Of the pitch-class spectrum: partials, the exponent of their weights 1/k^ρ, and the blur in cents (Milne 2013)."""


def frequency(note: float, tuning: float = 440.0) -> float:
    """The frequency in Hz of a MIDI note (69 is the A above middle C, at `tuning`)."""
    return float(tuning * 2.0 ** ((note - 69.0) / 12.0))


@lru_cache(maxsize=1)
def roughness_table() -> Floats:
    """What each pair of tones adds to roughness, (85, 85) by MIDI note from LOWEST; the diagonal is a tone's own.

    D = Σ aᵢaⱼ g(y) / Σ aᵢ² is a sum over pairs of partials, and so over pairs of tones; g(y) = ((y/¼)·e^(1−y/¼))² for
    y < 1.2, and y = |fᵢ−fⱼ| / (1.72·f̄^0.65), the distance in critical bandwidths at the mean frequency f̄ in Hz.
    """
    notes = np.arange(LOWEST, HIGHEST + 1)
    order = np.arange(1, PARTIALS + 1)
    partials = (440.0 * 2.0 ** ((notes - 69.0) / 12.0))[:, None] * order
    amplitude = 1.0 / order
    both = amplitude[:, None] * amplitude
    table = np.empty((len(notes), len(notes)))
    for row, own in enumerate(partials):
        higher = partials[row:, None, :]
        away, mean = np.abs(own[:, None] - higher), (own[:, None] + higher) / 2.0
        table[row, row:] = table[row:, row] = (_beating(away / (1.72 * mean**0.65)) * both).sum(axis=(1, 2))
    np.fill_diagonal(table, table.diagonal() / 2.0)  # each pair of a tone's own partials was met twice
    return table


def _beating(y: Floats) -> Floats:
    near = y * 4.0
    return np.where(y < 1.2, (near * np.exp(1.0 - near)) ** 2, 0.0)


def roughness(notes: Sequence[int]) -> float:
    """The roughness of tones sounding together, by their MIDI notes (24..108); 0 would be none at all."""
    return float(roughness_of(np.array([sorted(notes)]))[0])


def roughness_of(chords: Whole) -> Floats:
    """The roughness of many chords, an array of MIDI notes (chords, notes of each)."""
    table, places = roughness_table(), chords - LOWEST
    total = table[places, places].sum(axis=1)
    for first in range(chords.shape[1]):
        for second in range(first + 1, chords.shape[1]):
            total = total + table[places[:, first], places[:, second]]
    power = (1.0 / np.arange(1, PARTIALS + 1) ** 2).sum()
    return np.asarray(total / (chords.shape[1] * power), dtype=np.float64)


def harmonicity(notes: Iterable[int]) -> float:
    """How clearly tones point to one fundamental, in bits: 0 would be not at all; octaves make no difference."""
    return _harmonicity(frozenset(note % 12 for note in notes))


@lru_cache(maxsize=4096)
def _harmonicity(classes: frozenset[int]) -> float:
    """How far the spectrum of virtual pitch classes is from an even one (Kullback–Leibler divergence, base 2)."""
    spectrum = np.zeros(_CENTS)
    for pitch_class in sorted(classes):
        spectrum += np.roll(_template(), pitch_class * 100)
    # The cosine similarity with one harmonic tone at each of 1,200 places; the norms are the same for all of them.
    agreement = np.fft.irfft(np.fft.rfft(spectrum) * np.conj(np.fft.rfft(_template())), _CENTS)
    share = np.clip(agreement, 0.0, None)
    share = share / share.sum()
    heard = share[share > 0]
    return float((heard * np.log2(heard * _CENTS)).sum())


@lru_cache(maxsize=1)
def _template() -> Floats:
    """The pitch-class spectrum of one harmonic tone at 0 cents."""
    cents = np.arange(_CENTS)
    spectrum = np.zeros(_CENTS)
    for order in range(1, _PC_PARTIALS + 1):
        away = np.abs(cents - (1200.0 * np.log2(order)) % _CENTS)
        away = np.minimum(away, _CENTS - away)
        spectrum += order**-_PC_ROLL_OFF * np.exp(-0.5 * (away / _PC_WIDTH) ** 2)
    return spectrum


def consonance_of(chords: Whole) -> Floats:
    """The consonance of many chords, an array of MIDI notes: 1.780·harmonicity − 1.620·roughness; only to be ranked."""
    # Chords are many, sets of pitch classes few: the harmonicity of each set is told once.
    sets, which = np.unique(np.bitwise_or.reduce(1 << (chords % 12), axis=1), return_inverse=True)
    pointing = np.array([harmonicity(note for note in range(12) if one >> note & 1) for one in sets.tolist()])
    return np.asarray(HARMONICITY_WEIGHT * pointing[which] - ROUGHNESS_WEIGHT * roughness_of(chords), dtype=np.float64)
