"""The voices of a SoundFont: its samples at the pitches of notes, looped, shaped and filtered as the font says.

How a note fades after its end is told by the part, as of the program's own voices: air resistance is heard either way.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from math import cos, log2, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from .font_preset import Preset
from .low_pass import low_passed
from .modulators import CURVED
from .soundfont import SampleLost, SoundFont
from .timbres import Mono
from .tones import ENDLESS, MIDDLE_C, own_voice
from .voices import HeldVoice, Strike, Voice, Waves, with_chorus
from .zones import Envelope, Lfo, Zone

Numbers = NDArray[np.float64]

ROW = 1 << 7
"""Frames within which pitch and loudness go straight: 2.7 ms."""
SILENCE_DB = 100.0
"""The whole way down of an envelope."""
SILENT_SHARE = 0.9
"""A sustain that far down is not heard."""
HIGHEST_SEMITONES = 120.0
INSTANT_S = 1e-4
LEAST_RISE = 1e-3
"""Of an envelope that is even in hertz, which the specification calls convex: what it begins at."""
LONGEST_DRUM_S = 30
WARM = 1 << 12
"""Frames before a piece that its filter is told of, too."""


def font_voice(font: SoundFont, program: int | None, release: float, chorus: float, tuning: float, rate: int) -> Voice:
    """The font's voice of a program, None for drums; the program's own where the font has none."""
    if font.trouble or font.preset(program) is None:
        return own_voice(program, release, chorus, tuning, rate)
    return SampledVoice(font, program, round(release, 3), round(chorus, 3), tuning, rate)


@dataclass(frozen=True, slots=True)
class SampledVoice(HeldVoice):
    """Where the font is lost while it is played, the program's own voice takes its place."""

    font: SoundFont
    program: int | None
    release: float
    chorus: float
    tuning: float
    rate: int

    @property
    def preset(self) -> Preset:
        found = self.font.preset(self.program)
        assert found is not None
        return found

    @property
    def substitute(self) -> Voice:
        """The program's own voice of the same part."""
        return own_voice(self.program, self.release, self.chorus, self.tuning, self.rate)

    @property
    def channels(self) -> int:
        return 2 if self.preset.has_sides else 1

    @property
    def kind(self) -> Hashable:
        return self.font, self.program, self.chorus, self.tuning, self.rate

    def strike(self, pitch: int, velocity: int) -> Strike:
        return Strike(pitch, self.preset.layer(velocity))

    def struck(self, strike: Strike) -> list[Zone]:
        """The zones that are heard."""
        return self.preset.zones(*strike)

    def holds(self, strike: Strike, length: int) -> int:
        """A drum sounds to its end, if it has one."""
        rings = self.rings(strike) if self.program is None else ENDLESS
        return length if rings > LONGEST_DRUM_S * self.rate else rings

    def rings(self, strike: Strike) -> int:
        return _rings(self, strike)

    def made(self, strike: Strike, first: int, end: int) -> Waves:
        made = np.zeros((self.channels, end - first), np.float32)
        try:
            for zone in self.struck(strike):
                self._add_zone(made, zone, strike.pitch, first, end)
        except SampleLost:
            own = self.substitute
            made[:] = 0.0
            count = min(own.heard(strike, ENDLESS), end) - first
            if count > 0:
                own.add_note(made[:1, :count], Strike(strike.pitch), ENDLESS, first, own.level, end)
            made[1:] = made[:1]
        return made

    def zone_rings(self, zone: Zone, pitch: int) -> int:
        """For how many frames a zone is heard while its note is held."""
        ends = ENDLESS
        if zone.volume.sustain >= SILENT_SHARE:
            ends = round(sum(_times(zone.volume, pitch)) * self.rate)
        if not zone.loops:
            try:
                ends = min(ends, round(len(self.font.frames(zone.sample)) / self._ratio(zone, pitch)))
            except SampleLost:
                return min(ends, self.rate)
        return max(ends, 1)

    def frames_in_second(self, zone: Zone, pitch: int) -> float:
        """How many frames of the sample are played in each second."""
        return self._ratio(zone, pitch) * self.rate

    def _ratio(self, zone: Zone, pitch: int, cents: float = 0.0) -> float:
        """How many frames of the sample there are to one that is made."""
        semitones = zone.semitones(pitch) + 12.0 * log2(self.tuning / 440.0) + cents / 100.0
        return float(zone.sample.rate / self.rate * 2.0 ** (min(semitones, HIGHEST_SEMITONES) / 12.0))

    def _add_zone(self, made: Waves, zone: Zone, pitch: int, first: int, end: int) -> None:
        begin = max(first - WARM, 0) if zone.is_filtered else first
        mono = with_chorus(self.chorus, lambda cents: self._run(zone, pitch, cents, begin, end))
        seconds = _rows(begin, end) / self.rate
        if zone.is_filtered:
            mono = low_passed(mono, _along(cutoff_at(zone, pitch, seconds), begin, end), zone.resonance, self.rate)
        loudness = _along(loudness_at(zone, pitch, seconds), begin, end)
        mono = (mono * loudness.astype(np.float32))[first - begin :]
        if len(made) == 1:
            made[0] += mono
            return
        angle = (zone.pan + 1.0) * pi / 4
        for side, share in zip(made, (cos(angle), sin(angle)), strict=True):
            side += np.float32(share * sqrt(2.0)) * mono

    def _run(self, zone: Zone, pitch: int, cents: float, first: int, end: int) -> Mono:
        """The sample at its pitch, looped, as loud as it was taken."""
        sound = self.font.frames(zone.sample)
        places = self._places(zone, pitch, cents, first, end)
        start, stop = zone.sample.loop_start, min(zone.sample.loop_end, len(sound))
        if zone.loops and start < stop:
            np.copyto(places, start + (places - start) % (stop - start), where=places >= stop)
            return _between(np.concatenate([sound[:1], sound[:stop], np.resize(sound[start:stop], 3)]), places)
        np.minimum(places, len(sound), out=places)
        return _between(np.concatenate([sound[:1], sound, np.zeros(3, np.float32)]), places)

    def _places(self, zone: Zone, pitch: int, cents: float, first: int, end: int) -> Numbers:
        """Where in the sample each frame is, with its pitch as it swings and glides."""
        ratio = self._ratio(zone, pitch, cents)
        if not zone.envelope_cents and not any(lfo.cents for lfo in zone.lfos):
            return _along(_rows(first, end) * ratio, first, end)
        rows = _rows(0, end)
        seconds = (rows + ROW / 2) / self.rate
        bent = zone.envelope_cents * _modulation_at(zone, pitch, seconds)
        for lfo in zone.lfos:
            bent += lfo.cents * _lfo_at(lfo, seconds)
        places = np.concatenate([[0.0], np.cumsum(ratio * ROW * 2.0 ** (bent / 1200.0))])
        return _along(places[first // ROW : len(rows)], first, end)


@lru_cache(maxsize=4096)
def _rings(voice: SampledVoice, strike: Strike) -> int:
    return max((voice.zone_rings(zone, strike.pitch) for zone in voice.struck(strike)), default=1)


def _between(sound: Mono, places: Numbers) -> Mono:
    """What lies between the frames of a sound, which has one frame before its first: the curve of Catmull and Rom."""
    whole = places.astype(np.intp)
    part = (places - whole).astype(np.float32)
    before, here, after, later = (np.take(sound, whole + step, mode="clip") for step in range(4))
    third = np.float32(1.5) * (here - after) + np.float32(0.5) * (later - before)
    second = before - np.float32(2.5) * here + np.float32(2.0) * after - np.float32(0.5) * later
    made: Mono = ((third * part + second) * part + np.float32(0.5) * (after - before)) * part + here
    return made


def _rows(first: int, end: int) -> Numbers:
    """The frames at which the rows begin that lie in first up to end, and the end of the last of them."""
    return np.arange(first // ROW, -(-end // ROW) + 1, dtype=np.float64) * ROW


def _along(at_rows: Numbers, first: int, end: int) -> Numbers:
    """What goes straight from row to row, at each frame."""
    made = at_rows[:-1, None] + np.diff(at_rows)[:, None] * (np.arange(ROW) / ROW)
    begin = first // ROW * ROW
    return np.asarray(made.reshape(-1)[first - begin : end - begin], np.float64)


def _times(envelope: Envelope, pitch: int) -> tuple[float, float, float, float]:
    """Seconds of delay, attack, hold, and of the decay as far as it goes."""
    keys = (MIDDLE_C - pitch) / 1200.0
    hold = envelope.hold * 2.0 ** (envelope.hold_cents * keys)
    return envelope.delay, envelope.attack, hold, _decay(envelope, pitch) * envelope.sustain


def _decay(envelope: Envelope, pitch: int) -> float:
    """Seconds of the whole way down."""
    return float(envelope.decay * 2.0 ** (envelope.decay_cents * (MIDDLE_C - pitch) / 1200.0))


def _shape(envelope: Envelope, pitch: int, seconds: Numbers) -> tuple[Numbers, Numbers]:
    """How far an envelope has risen and then fallen, 0..1, so many seconds from the note's start."""
    delay, attack, hold, _ = _times(envelope, pitch)
    rise = np.ones(len(seconds))
    if delay or attack:
        np.clip((seconds - delay) / max(attack, INSTANT_S), 0.0, 1.0, out=rise)
    fallen = (seconds - (delay + attack + hold)) / max(_decay(envelope, pitch), INSTANT_S)
    return rise, np.clip(fallen, 0.0, envelope.sustain)


def cutoff_at(zone: Zone, pitch: int, seconds: Numbers) -> Numbers:
    """Where the filter of a zone lies, in absolute cents, so many seconds from the note's start."""
    cents = zone.cutoff + zone.envelope_cutoff * _modulation_at(zone, pitch, seconds)
    for lfo in zone.lfos:
        cents += lfo.cutoff * _lfo_at(lfo, seconds)
    return np.asarray(cents, np.float64)


def loudness_at(zone: Zone, pitch: int, seconds: Numbers) -> Numbers:
    """How loud a zone is so many seconds from the note's start."""
    rise, fall = _shape(zone.volume, pitch, seconds)
    decibels = -SILENCE_DB * fall
    for lfo in zone.lfos:
        decibels += lfo.decibels * _lfo_at(lfo, seconds)
    return np.asarray(zone.gain * rise * 10.0 ** (decibels / 20.0), np.float64)


def _modulation_at(zone: Zone, pitch: int, seconds: Numbers) -> Numbers:
    """How far the envelope of pitch and filter is up, 0..1: it rises evenly in hertz, not in cents."""
    rise, fall = _shape(zone.modulation, pitch, seconds)
    rise = np.maximum(1.0 + CURVED * np.log10(np.maximum(rise, LEAST_RISE)), 0.0)
    return np.asarray(rise - fall, np.float64)


def _lfo_at(lfo: Lfo, seconds: Numbers) -> Numbers:
    """−1..1 in straight lines, upward first."""
    turns = np.maximum(seconds - lfo.delay, 0.0) * lfo.hertz
    return np.asarray(4.0 * np.abs((turns - 0.25) % 1.0 - 0.5) - 1.0, np.float64)
