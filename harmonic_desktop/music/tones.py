"""The sound of single notes: how a tone of a timbre runs while it is held, how it fades, and how long it is heard.

A held tone is the same however long its note is, so that it is made once for each pitch; only the fading after the
note's end differs. Phases are whole numbers, and so the same on every machine.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, pi
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .consonance import frequency
from .kept import Kept
from .timbres import FAMILIES, HIGHEST_SHARE, MOST_PARTIALS, TABLE_BITS, Mono, Timbre, drum, waves

SILENT_AFTER = 7.0
"""E-folds of a release: −60 dB, from where it goes to nothing."""
RUNG_OUT_AFTER = 10.5
"""E-folds after which a string that nobody bows is silent: −91 dB."""
SHORTEST_RELEASE_S, LONGEST_RELEASE_S = 0.05, 4.0
MIDDLE_C = 60
VIBRATO_HZ, VIBRATO_AFTER_S = 5.4, 0.35
CHORUS_CENTS = 9.0
KEPT_BYTES = 112 << 20
KEPT_S = 16
"""Held tones are kept from their beginning for so many seconds at most; what comes later is made each time."""
KEPT_PER_S = 2
"""How long they are kept is rounded up to half seconds, so that a note that is somewhat longer finds its tone."""

held_tones: Kept[Mono] = Kept(KEPT_BYTES)


class Voice(NamedTuple):
    """What all notes of a part have in common: family is a number (None: drums), release is in seconds."""

    family: int | None
    release: float
    chorus: float
    tuning: float
    rate: int

    @property
    def timbre(self) -> Timbre:
        """How it sounds; not of drums."""
        assert self.family is not None
        return FAMILIES[self.family]

    @property
    def release_frames(self) -> int:
        """How long a note fades after its end."""
        return round(min(max(self.release, SHORTEST_RELEASE_S), LONGEST_RELEASE_S) * self.rate)


def heard(voice: Voice, pitch: int, length: int) -> int:
    """For how many frames a note is heard, its fading after it too."""
    if voice.family is None:
        return len(drum(pitch, voice.rate))
    return min(length + voice.release_frames, _rings(voice, pitch))


def _rings(voice: Voice, pitch: int) -> int:
    """For how many frames a note rings by itself; without end where it is bowed or blown."""
    timbre = voice.timbre
    if any(timbre.holds) or not all(timbre.fades):
        return 1 << 62
    return round(RUNG_OUT_AFTER / (min(timbre.fades) * _faster(pitch)) * voice.rate)


def add_note(into: Mono, voice: Voice, pitch: int, length: int, first: int, amplitude: float, reach: int) -> None:
    """Adds the frames of a note from its own `first` on to `into`, which ends no later than the note is heard.

    reach: how many frames of its tone others will ask for, too.
    """
    end, loud = first + len(into), np.float32(amplitude)
    if voice.family is None:
        into += loud * drum(pitch, voice.rate)[first:end]
        return
    tone = held(voice, pitch, first, end, reach)
    still = min(max(length - first, 0), len(into))
    into[:still] += loud * tone[:still]
    if still < len(into):
        fading = _fading(voice.release_frames)[first + still - length : end - length]
        into[still:] += loud * tone[still:] * fading


@lru_cache(maxsize=64)
def _fading(count: int) -> Mono:
    """From 1 to nothing, evenly to the ear."""
    end = exp(-SILENT_AFTER)
    falling = np.exp(np.arange(count) * (-SILENT_AFTER / count))
    return np.asarray((falling - end) / (1.0 - end), np.float32)


def held(voice: Voice, pitch: int, first: int, end: int, reach: int = 0) -> Mono:
    """Frames of a tone that is held, struck as hard as can be."""
    if end > KEPT_S * voice.rate:
        return _made(voice, pitch, first, end)
    key = voice._replace(release=0.0), pitch
    kept = held_tones.get(key)
    if kept is None or len(kept) < end:
        halves = -(-max(end, min(reach, KEPT_S * voice.rate)) * KEPT_PER_S // voice.rate)
        kept = _made(voice, pitch, 0, halves * voice.rate // KEPT_PER_S)
        held_tones.put(key, kept)
    return kept[first:end]


def _made(voice: Voice, pitch: int, first: int, end: int) -> Mono:
    hertz = frequency(pitch, voice.tuning)
    wave = waves(voice.timbre, partials(hertz, voice.rate))
    bright, dark = envelopes(voice, pitch, np.arange(first, end) / voice.rate)
    made = _run(wave, hertz, voice, first, end)
    if voice.chorus > 0:
        share = np.float32(voice.chorus / 2)
        for cents in (-CHORUS_CENTS, CHORUS_CENTS):
            made += share * _run(wave, hertz * 2 ** (cents / 1200), voice, first, end)
        made /= np.float32(1.0 + voice.chorus / 2)
    tone: Mono = made.real * bright
    tone += made.imag * dark
    return tone


def partials(hertz: float, rate: int) -> int:
    """How many partials of a tone the rate has room for, as far as there are any."""
    return min(max(1, int(HIGHEST_SHARE * rate / hertz)), MOST_PARTIALS)


def _run(wave: NDArray[np.complex64], hertz: float, voice: Voice, first: int, end: int) -> NDArray[np.complex64]:
    """Both waves at a frequency. The phase is a whole number of 32 bits that wraps around."""
    step = round(hertz / voice.rate * 2**32)
    phase = np.arange(first, end, dtype=np.uint32) * np.uint32(step)
    if voice.timbre.vibrato:
        swing = voice.timbre.vibrato / 1200 * 0.6931471805599453 * hertz / (2 * pi * VIBRATO_HZ)
        phase += (_vibrato(voice.rate, first, end) * np.float32(swing * 2**32)).astype(np.int64).astype(np.uint32)
    phase >>= np.uint32(32 - TABLE_BITS)
    return np.take(wave, phase.astype(np.intp), mode="clip")


@lru_cache(maxsize=4)
def _first_vibrato(rate: int) -> Mono:
    return _swing(rate, 0, KEPT_S * rate)


def _vibrato(rate: int, first: int, end: int) -> Mono:
    """How far the phase has swung, −1..1; it begins when a note has sounded for a while."""
    whole = _first_vibrato(rate)
    return whole[first:end] if end <= len(whole) else _swing(rate, first, end)


def _swing(rate: int, first: int, end: int) -> Mono:
    time = np.arange(first, end) / rate
    coming = np.clip((time - VIBRATO_AFTER_S) / VIBRATO_AFTER_S, 0.0, 1.0)
    return (-np.cos(2 * pi * VIBRATO_HZ * time) * coming).astype(np.float32)


def envelopes(voice: Voice, pitch: int, seconds: NDArray[np.float64]) -> tuple[Mono, Mono]:
    """How loud the bright and the dark partials of a held tone are, so many seconds from its start."""
    timbre, time = voice.timbre, seconds.astype(np.float32)
    attack = np.minimum(time / np.float32(max(timbre.attack, 1 / voice.rate)), np.float32(1.0))
    rise = attack * attack * (np.float32(3.0) - np.float32(2.0) * attack)
    faster = _faster(pitch)
    bright, dark = (
        rise * (np.float32(hold) + np.float32(1.0 - hold) * np.exp(np.float32(-fade * faster) * time)) if fade else rise
        for fade, hold in zip(timbre.fades, timbre.holds, strict=True)
    )
    return bright, dark


def _faster(pitch: int) -> float:
    """How much faster than at middle C a note fades."""
    return float(2.0 ** ((pitch - MIDDLE_C) / 24.0))
