"""How loud the notes of a sampled voice are, from their samples as they lie in the font, without making the notes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .loudness import weight_at
from .low_pass import share_passed
from .sampled import SampledVoice, cutoff_at, loudness_at
from .soundfont import SoundFont
from .timbres import HIGHEST_SHARE
from .voices import Strike, chorus_power
from .zones import Sample, Zone

Powers = NDArray[np.float64]

HOP = 1 << 9
"""Frames of a sample whose power is taken together."""
LISTENED = 1 << 16
"""Frames from its start that tell what a sample is made of."""
BANDS = 36
EDGES = 0.5 * 2.0 ** (np.arange(-BANDS, 1) / 3.0)
"""Thirds of an octave up to the highest frequency there is, in turns per frame."""
MIDDLES = np.sqrt(EDGES[:-1] * EDGES[1:])


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """The power of a sample in each HOP of frames, of its loop (0 if it has none), and the share of each band."""

    rows: Powers
    loop: float
    bands: Powers


def strike_powers(voice: SampledVoice, strike: Strike, seconds: Powers) -> Powers:
    """The power of a note that is held, as an ear weighs it, so many seconds from its start; raises SampleLost."""
    total = np.zeros(len(seconds))
    for zone in voice.struck(strike):
        total += _zone_powers(voice, zone, strike.pitch, seconds)
    return total * chorus_power(voice.chorus)


def _zone_powers(voice: SampledVoice, zone: Zone, pitch: int, seconds: Powers) -> Powers:
    heard = _heard(voice.font, zone.sample, zone.loops)
    per_second = voice.frames_in_second(zone, pitch)
    places = seconds * (per_second / HOP)
    own = np.append(heard.rows, heard.loop)[np.minimum(places, len(heard.rows)).astype(np.intp)]
    hertz, highest = MIDDLES * per_second, HIGHEST_SHARE * voice.rate
    bands = np.where(hertz < highest, heard.bands, 0.0) * weight_at(np.minimum(hertz, highest), voice.rate)
    counts = bands.sum()
    if zone.is_filtered:
        counts = _filtered(bands, hertz, cutoff_at(zone, pitch, seconds), zone.resonance, voice.rate)
    return np.asarray(own * counts * loudness_at(zone, pitch, seconds) ** 2, np.float64)


def _filtered(bands: Powers, hertz: Powers, cents: Powers, resonance: float, rate: int) -> Powers:
    """What is left of bands around frequencies as the filter moves."""
    grid = np.linspace(cents.min(), cents.max(), 1 if np.ptp(cents) < 1.0 else 8)
    left = [float(bands @ share_passed(hertz, at, resonance, rate)) for at in grid.tolist()]
    return np.asarray(np.interp(cents, grid, left), np.float64)


@lru_cache(maxsize=1 << 12)
def _heard(font: SoundFont, sample: Sample, loops: bool) -> _Heard:
    sound = font.frames(sample)
    ends = min(sample.loop_end, len(sound)) if loops else len(sound)
    played = sound[:ends]
    edges = np.arange(0, max(len(played), 1), HOP)
    squares = np.append(played, np.float32(0.0)) ** 2
    rows = np.add.reduceat(squares, edges) / np.diff(np.append(edges, max(len(played), 1)))
    loop = float(np.mean(sound[sample.loop_start : ends] ** 2)) if loops and sample.loop_start < ends else 0.0
    return _Heard(rows.astype(np.float64), loop, _bands(played[:LISTENED]))


def _bands(sound: NDArray[np.float32]) -> Powers:
    """Which share of the power of a sound lies in each band; all of it in the lowest where it has none."""
    spectrum = np.fft.rfft(sound, LISTENED)
    power = spectrum.real**2 + spectrum.imag**2
    sums = np.append(0.0, np.cumsum(power, dtype=np.float64))[np.rint(EDGES * LISTENED).astype(np.intp)]
    shares = np.diff(sums)
    whole = shares.sum()
    return np.asarray(shares / whole, np.float64) if whole > 0 else np.eye(1, BANDS)[0]
