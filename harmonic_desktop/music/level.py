"""How loud music will be, from its notes alone: so that it can be played at its level before all of it is made.

The same steps as `loudness.Meter` takes with sound (ITU-R BS.1770-4), with the power that each note has at each tenth
of a second. Files are measured instead (`sound_file.py`); both agree within about a decibel.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from math import ceil, log10

import numpy as np
from numpy.typing import NDArray

from . import room
from .loudness import SILENCE, STEP_S, WINDOW_S, gated, share_heard, weight_at
from .sampled import SampledVoice
from .sampled_power import strike_powers
from .soundfont import SampleLost
from .timbres import waves
from .tones import ToneVoice, partials
from .tracks import AMPLITUDES, Track
from .voices import SILENT_AFTER, HeldVoice, Strike, Voice, chorus_power

TARGET_LUFS = -16.0
MOST_GAIN = 1000.0
"""Music that is softer than −76 LUFS stays soft."""
PER_STEP = 8
"""Times at which the power of a note is looked at in each step; its length is rounded to them."""
WINDOW, ROOM_STEPS = round(WINDOW_S / STEP_S), ceil(room.ROOM_S / STEP_S)
MOST_AT_ONCE = 1 << 18
ALIKE = 0.5
"""How alike tones of one pitch are that belong to different families of instruments."""
Powers = NDArray[np.float64]
Steps = NDArray[np.int64]


def gain_for(loudness: float) -> float:
    """What brings music of that loudness to TARGET_LUFS."""
    return float(min(10.0 ** ((TARGET_LUFS - loudness) / 20.0), MOST_GAIN))


def guessed_loudness(tracks: Sequence[Track]) -> float:
    """That of all tracks together, in LUFS."""
    if not tracks:
        return SILENCE
    rate = tracks[0].voice.rate
    begins, steps = _without_silences(tracks, round(STEP_S * rate))
    power, sent = np.zeros(steps), np.zeros(steps)
    for track, begin, together in zip(tracks, begins, _in_unison(tracks), strict=True):
        own = _powers(track, begin, steps, together)
        power += (track.left**2 + track.right**2) * own
        sent += track.send**2 * own
    power += np.convolve(sent, _room_powers(rate))[:steps]
    return _gated(np.convolve(power, np.full(WINDOW, 1.0 / WINDOW), "valid"))


def _without_silences(tracks: Sequence[Track], step: int) -> tuple[list[Steps], int]:
    """The step in which each note of each track begins, and how many there are: silence is not gone through, which does
    not count for loudness, but may last for days."""
    own = [track.starts // step for track in tracks]
    begins = np.concatenate(own)
    ends = np.concatenate([track.ends // step for track in tracks]) + 1 + ROOM_STEPS + WINDOW
    order = np.argsort(begins, kind="stable")
    begins, reached = begins[order], np.maximum.accumulate(ends[order])
    silent = np.maximum(begins - np.append(0, reached[:-1]), 0)
    left_out = np.cumsum(silent)
    return [track - left_out[np.searchsorted(begins, track)] for track in own], int(reached[-1] - left_out[-1])


def _gated(powers: Powers) -> float:
    """Measured as if it were at its level: else soft music would count as silence."""
    highest = float(powers.max())
    return gated(powers / highest) + 10.0 * log10(highest) if highest > 0 else SILENCE


def _in_unison(tracks: Sequence[Track]) -> list[Powers]:
    """How much more power each note of each track has for others that strike the same pitch with it.

    Equal tones begin at one phase, so that they themselves are added on either side, and not their powers; so are those
    of different families of the program's own as far as they are ALIKE.
    """
    rows = np.concatenate([track.rows for track in tracks])
    counts = [len(track.rows) for track in tracks]
    keys, struck = np.unique(rows[:, 0] << 7 | rows[:, 2], return_inverse=True)
    families: dict[Hashable, int] = {}
    family = [families.setdefault(_family(track.voice), len(families)) for track in tracks]
    equal, which = np.unique(struck * len(families) + np.repeat(family, counts), return_inverse=True)
    of_key = equal // len(families)
    alike = np.array([0.0 if isinstance(one, Voice) else ALIKE for one in families])[equal % len(families)]
    apart, together = np.zeros(len(keys)), np.zeros(len(keys))
    for shares in ([track.left for track in tracks], [track.right for track in tracks]):
        side = AMPLITUDES[rows[:, 3]] * np.repeat(shares, counts)
        apart += np.bincount(struck, side**2)
        added = np.bincount(which, side)
        together += np.bincount(of_key, (1.0 - alike) * added**2)
        together += np.bincount(of_key, np.sqrt(alike) * added) ** 2
    more = np.divide(together, apart, out=np.ones(len(keys)), where=apart > 0)
    return np.split(more[struck], np.cumsum(counts)[:-1])


def _family(voice: Voice) -> Hashable:
    """What tones have in common that are equal."""
    return voice.family if isinstance(voice, ToneVoice) else voice


def _powers(track: Track, begins: Steps, steps: int, together: Powers) -> Powers:
    """The power of a track in each step; notes of one strike and length are taken together."""
    step = round(STEP_S * track.voice.rate)
    total = np.zeros(steps)
    lengths = (track.rows[:, 1] * PER_STEP + step // 2) // step
    alike: dict[tuple[Strike, int], list[int]] = {}
    for note, kind in enumerate(zip(track.strikes, lengths.tolist(), strict=True)):
        alike.setdefault(kind, []).append(note)
    loud = together * AMPLITUDES[track.rows[:, 3]] ** 2
    for (strike, length), own in alike.items():
        powers = _note_powers(track.voice, strike, length)
        at_once = max(MOST_AT_ONCE // len(powers), 1)
        for first in range(0, len(own), at_once):
            some = own[first : first + at_once]
            np.add.at(total, np.add.outer(begins[some], np.arange(len(powers))), np.multiply.outer(loud[some], powers))
    return total


@lru_cache(maxsize=1 << 13)
def _note_powers(voice: Voice, strike: Strike, length: int) -> Powers:
    """The power of a note in each step until it is not heard any more, as an ear weighs it; length as in `_powers`."""
    frames = length * round(STEP_S * voice.rate) // PER_STEP
    count = ceil(voice.heard(strike, frames) / round(STEP_S * voice.rate)) * PER_STEP
    if isinstance(voice, SampledVoice):
        try:
            power = strike_powers(voice, strike, _times(count))
        except SampleLost:
            own = voice.substitute
            return _note_powers(own, Strike(strike.pitch), length) * own.level**2
    elif isinstance(voice, ToneVoice):
        power = _tone_powers(voice, strike, count)
    else:
        power = _listened(voice, strike, count)
    if isinstance(voice, HeldVoice):
        release = voice.release_frames / voice.rate
        after = np.maximum(_times(count) - voice.holds(strike, frames) / voice.rate, 0.0)
        power = power * np.exp(-2.0 * SILENT_AFTER / release * after)
    return np.asarray(power.reshape(-1, PER_STEP).mean(axis=1), np.float64)


def _times(count: int) -> Powers:
    """The middle of each time at which a power is looked at, in seconds from the note's start."""
    return np.asarray((np.arange(count) + 0.5) * (STEP_S / PER_STEP), np.float64)


def _tone_powers(voice: ToneVoice, strike: Strike, count: int) -> Powers:
    """The power of a tone while it is held, PER_STEP times in each step."""
    bright, dark = voice.envelopes(strike.pitch, _times(count))
    own, others, both = _wave_powers(voice, strike.pitch)
    return own * bright**2 + others * dark**2 + both * bright * dark


@lru_cache(maxsize=2048)
def _listened(voice: Voice, strike: Strike, count: int) -> Powers:
    """The power of a sound that is made for it."""
    frames = round(count * STEP_S / PER_STEP * voice.rate)
    made = np.zeros((voice.channels, frames), np.float32)
    heard = min(frames, voice.heard(strike, frames))
    voice.add_note(made[:, :heard], strike, frames, 0, 1.0, frames)
    power = np.mean([side**2 * np.float32(share_heard(side, voice.rate)) for side in made], axis=0, dtype=np.float64)
    edges = np.arange(count) * frames // count
    return np.asarray(np.add.reduceat(power, edges) / np.diff(np.append(edges, frames)), np.float64)


@lru_cache(maxsize=2048)
def _wave_powers(voice: ToneVoice, pitch: int) -> tuple[float, float, float]:
    """The weighted power of the bright wave, the dark one, and what they have in common."""
    hertz = voice.hertz(pitch)
    count = partials(hertz, voice.rate)
    wave = waves(voice.timbre, count)[:: 1 << 6]  # a few points of a period are enough for eleven partials
    amplitudes = np.fft.fft(wave.real)[1 : count + 1] / len(wave), np.fft.fft(wave.imag)[1 : count + 1] / len(wave)
    ear = 2.0 * weight_at(hertz * np.arange(1, count + 1), voice.rate)
    bright, dark = amplitudes
    chorus = chorus_power(voice.chorus)
    return (
        float((ear * np.abs(bright) ** 2).sum() * chorus),
        float((ear * np.abs(dark) ** 2).sum() * chorus),
        float(2.0 * (ear * (bright * dark.conj()).real).sum() * chorus),
    )


@lru_cache(maxsize=4)
def _room_powers(rate: int) -> Powers:
    """How much of what was sent into the room comes from it on both sides, step by step."""
    time = np.arange(ROOM_STEPS) * STEP_S
    falling = np.exp(-2.0 * time * room.FALLS / room.ROOM_S)
    return np.asarray(2.0 * room.power_of(rate) * falling / falling.sum())
