"""How a sample of a SoundFont is played for a note: generators as seconds, hertz and shares.

After the SoundFont Technical Specification 2.04, sections 8 and 9.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .soundfont_file import Tables

Generators = NDArray[np.int64]
"""A number for each kind of generator."""

KINDS = 61
START, END, LOOP_START, LOOP_END, START_COARSE = 0, 1, 2, 3, 4
MOD_LFO_CENTS, VIBRATO_CENTS, ENVELOPE_CENTS, CUTOFF, RESONANCE, MOD_LFO_CUTOFF, ENVELOPE_CUTOFF = 5, 6, 7, 8, 9, 10, 11
END_COARSE, MOD_LFO_LOUDNESS, PAN, MOD_LFO_DELAY, MOD_LFO_RATE, VIBRATO_DELAY, VIBRATO_RATE = 12, 13, 17, 21, 22, 23, 24
MODULATION_ENVELOPE, VOLUME_ENVELOPE = 25, 33
INSTRUMENT, KEYS, VELOCITIES, LOOP_START_COARSE, KEY, VELOCITY, ATTENUATION = 41, 43, 44, 45, 46, 47, 48
LOOP_END_COARSE, COARSE_TUNE, FINE_TUNE, SAMPLE, MODES, SCALE, ROOT = 50, 51, 52, 53, 54, 56, 58
_OFFSETS = (START, END, LOOP_START, LOOP_END, START_COARSE, END_COARSE, LOOP_START_COARSE, LOOP_END_COARSE)
NEVER_ADDED = (*_OFFSETS, KEY, VELOCITY, MODES, ROOT)
"""What only an instrument may say of its samples."""
AT_ONCE = -12_000
"""Timecents of what takes no time: 1 ms."""
OPEN_CENTS = 13_500
"""A filter that lets all pass."""
FULL_RANGE = 127 << 8
IN_ROM, PACKED = 0x8000, 0x10
LOWEST_HZ = 8.176
"""The frequency of 0 absolute cents."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a sample lies, in frames of the file, and where it loops, from its start.

    A packed one lies in bytes of the file, and is played from `skips` on, leaving out `drops`, in frames.
    """

    start: int
    end: int
    loop_start: int
    loop_end: int
    rate: int
    is_packed: bool = False
    skips: int = 0
    drops: int = 0


@dataclass(frozen=True, slots=True)
class Envelope:
    """Seconds up to the hold's end, then of the whole way down; sustain: how far down that stops, 0..1 of the way.

    hold and decay are of key 60; by each key above they get shorter by so many cents.
    """

    delay: float
    attack: float
    hold: float
    decay: float
    sustain: float
    hold_cents: float
    decay_cents: float


@dataclass(frozen=True, slots=True)
class Lfo:
    """A low-frequency oscillator: after `delay` s it carries pitch and cutoff (cents) and loudness (dB) so far."""

    delay: float
    hertz: float
    cents: float
    cutoff: float = 0.0
    decibels: float = 0.0


@dataclass(frozen=True, slots=True)
class Zone:
    """A sample, and what is done to it.

    root: the key at which it sounds as it was taken; scale: semitones for each key above; tuned: semitones besides.
    pan: −1..1; cutoff and how far the modulation envelope carries pitch and cutoff in cents; resonance in dB.
    """

    sample: Sample
    loops: bool
    root: int
    scale: float
    tuned: float
    fixed_key: int | None
    gain: float
    pan: float
    volume: Envelope
    modulation: Envelope
    envelope_cents: float
    envelope_cutoff: float
    cutoff: float
    resonance: float
    lfos: tuple[Lfo, Lfo]

    @property
    def is_filtered(self) -> bool:
        """Whether its filter takes anything."""
        moves = self.envelope_cutoff != 0 or any(lfo.cutoff for lfo in self.lfos)
        return moves or self.cutoff < OPEN_CENTS or self.resonance > 0

    def semitones(self, pitch: int) -> float:
        """How far above its own pitch the sample is heard."""
        key = pitch if self.fixed_key is None else self.fixed_key
        return (key - self.root) * self.scale + self.tuned


def defaults() -> Generators:
    """What an instrument says where it says nothing."""
    made = np.zeros(KINDS, np.int64)
    made[[CUTOFF, SCALE, KEYS, VELOCITIES]] = OPEN_CENTS, 100, FULL_RANGE, FULL_RANGE
    made[[MOD_LFO_DELAY, VIBRATO_DELAY, 25, 26, 27, 28, 30, 33, 34, 35, 36, 38]] = AT_ONCE
    made[[KEY, VELOCITY, ROOT]] = -1
    return made


def zone_of(tables: Tables, own: Generators, added: Generators, place: int, attenuation: float) -> Zone | None:
    """The sample at a place in the table as an instrument plays it, and a preset that adds to it; None for no sample.

    attenuation: how much softer than it was taken, in dB.
    """
    sample = sample_of(tables, own, place)
    if sample is None:
        return None
    adds = added.copy()
    adds[[*NEVER_ADDED, KEYS, VELOCITIES]] = 0
    total, row = own + adds, tables.samples[place]
    root = int(total[ROOT]) if 0 <= total[ROOT] <= 127 else min(int(row["pitch"]), 127)
    tuned = 100 * int(total[COARSE_TUNE]) + int(total[FINE_TUNE]) + int(row["cents"])
    return Zone(
        sample,
        bool(own[MODES] & 1) and sample.loop_end > sample.loop_start,
        root,
        _within(total[SCALE], 0, 1200) / 100.0,
        tuned / 100.0,
        int(own[KEY]) if 0 <= own[KEY] <= 127 else None,
        10.0 ** (-attenuation / 20.0),
        _within(total[PAN], -500, 500) / 500.0,
        _envelope(total, VOLUME_ENVELOPE),
        _envelope(total, MODULATION_ENVELOPE),
        _within(total[ENVELOPE_CENTS], -12_000, 12_000),
        _within(total[ENVELOPE_CUTOFF], -12_000, 12_000),
        _within(total[CUTOFF], 1500, OPEN_CENTS),
        _within(total[RESONANCE], 0, 960) / 10.0,
        (
            _lfo(total, VIBRATO_DELAY, VIBRATO_RATE, VIBRATO_CENTS),
            _lfo(total, MOD_LFO_DELAY, MOD_LFO_RATE, MOD_LFO_CENTS, MOD_LFO_CUTOFF, MOD_LFO_LOUDNESS),
        ),
    )


def sample_of(tables: Tables, own: Generators, place: int) -> Sample | None:
    """The sample at a place in the table, as an instrument has it; None where nothing can be played."""
    if place >= len(tables.samples) - 1:
        return None
    row = tables.samples[place]
    start, end = int(row["start"]), int(row["end"])
    if int(row["type"]) & IN_ROM or row["rate"] < 1:
        return None
    begins, ends, loop_begins, loop_ends = (
        int(own[fine]) + (int(own[coarse]) << 15)
        for fine, coarse in (
            *((START, START_COARSE), (END, END_COARSE)),
            *((LOOP_START, LOOP_START_COARSE), (LOOP_END, LOOP_END_COARSE)),
        )
    )
    loop_start, loop_end = int(row["loop_start"]) + loop_begins, int(row["loop_end"]) + loop_ends
    if int(row["type"]) & PACKED:  # its loop is told from its own beginning
        if not 0 <= start < end <= tables.samples_bytes:
            return None
        skips = max(begins, 0)
        loop = max(loop_start - skips, 0), max(loop_end - skips, 0)
        return Sample(start, end, *loop, int(row["rate"]), True, skips, max(-ends, 0))
    begin, stop = start + begins, min(end + ends, tables.samples_bytes // 2)
    if not 0 <= begin < stop:
        return None
    return Sample(begin, stop, max(loop_start - begin, 0), min(loop_end, stop) - begin, int(row["rate"]))


def _lfo(total: Generators, delay: int, rate: int, *what: int) -> Lfo:
    """Cents, and where it has them the ways of cutoff and loudness."""
    hertz = LOWEST_HZ * 2.0 ** (_within(total[rate], -16_000, 4500) / 1200.0)
    cents, cutoff, loudness = (*(_within(total[which], -12_000, 12_000) for which in what), 0.0, 0.0)[:3]
    return Lfo(_seconds(total[delay]), hertz, cents, cutoff, _within(loudness, -960, 960) / 10.0)


def _envelope(total: Generators, first: int) -> Envelope:
    """Six generators in a row from `first`, then how hold and decay follow the key."""
    delay, attack, hold, decay, sustain, _release, hold_cents, decay_cents = total[first : first + 8].tolist()
    return Envelope(
        _seconds(delay),
        _seconds(attack),
        _seconds(hold),
        _seconds(decay),
        _within(sustain / 1000.0, 0.0, 1.0),
        _within(hold_cents, -1200, 1200),
        _within(decay_cents, -1200, 1200),
    )


def _within(value: float, low: float, high: float) -> float:
    return float(min(max(value, low), high))


def _seconds(timecents: float) -> float:
    """2^(timecents/1200); nothing where it takes no time."""
    return 0.0 if timecents <= AT_ONCE else float(2.0 ** (min(timecents, 8000) / 1200.0))
