"""Sound from a score: tones from waves of partials, a room around them, and one level for every story.

All is a function of the frame: a piece sounds the same whether it is made alone or in the whole. Tones count their
phase in whole numbers, so that they are the same on every machine.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, cos, log10, pi, sin
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from .consonance import frequency
from .feed import Frames
from .score import Part, Score
from .timbres import HIGHEST_SHARE, MOST_PARTIALS, TABLE_BITS, Mono, Timbre, drum, timbre_of, waves

BLOCK = 1 << 14
"""Frames that are made at a time."""
SILENT_AFTER = 7.0
"""E-folds after which nothing is heard of a tone: −60 dB."""
KEPT_BYTES = 96 << 20
MIDDLE_C = 60
VIBRATO_HZ, VIBRATO_AFTER_S = 5.4, 0.35
CHORUS_CENTS = 9.0
ROOM_S = 1.7
"""How long the room is heard after a sound."""
EARLY_S = 0.012
SEED = 20_260
KNEE, CEILING = 0.6, 0.82
"""Above the first, sound is bent so that it never reaches the second: −1.7 dBFS, for what lies between the samples."""
TARGET_LUFS = -16.0
EAR_LUFS = 1.9
"""What is added to the power of the notes in dB to have their loudness: measured over stories of all families."""
LOUDEST_GAIN = 16.0
ROOM_LEVEL = 0.9


class _Kept:
    """The blocks made last, so many bytes of them, for those who make sound on any thread."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._made: OrderedDict[Hashable, NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> NDArray[np.float32] | None:
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
            return found

    def put(self, key: Hashable, made: NDArray[np.float32]) -> None:
        with self._lock:
            if key in self._made:
                return
            self._made[key] = made
            self._bytes += made.nbytes
            while self._bytes > self._most:
                _, old = self._made.popitem(last=False)
                self._bytes -= old.nbytes


_tones, _blocks, _spectra = _Kept(KEPT_BYTES), _Kept(KEPT_BYTES), _Kept(KEPT_BYTES // 2)


@dataclass(frozen=True, slots=True)
class _Voice:
    """What all notes of a part have in common."""

    timbre: Timbre | None
    """None for drums."""
    release: float
    chorus: float
    tuning: float
    rate: int


@dataclass(frozen=True, slots=True)
class _Track:
    """The notes of a part in frames, by start; `ends` are where they are not heard any more."""

    voice: _Voice
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    ends: NDArray[np.int64]
    pitches: NDArray[np.int64]
    velocities: NDArray[np.int64]
    longest: int
    left: float
    right: float
    send: float
    """How much of it goes into the room."""
    keys: dict[int, Hashable | None] = field(default_factory=dict, repr=False)
    """See `_key`; found once for each block."""


class Rendering:
    """The sound of a score at a rate; see `feed.Sound`. `loudness` is what it has before its level is set, in LUFS."""

    def __init__(self, score: Score, rate: int = 48_000, gain: float | None = None) -> None:
        self.score = score
        self.rate = rate
        self.tempo = score.tempo
        self.beats_per_bar = score.beats_per_bar
        self._tracks = [_track(part, score, rate) for part in score.parts if part.notes and not part.is_silent]
        last = max((int(track.ends.max()) for track in self._tracks), default=0)
        has_room = any(track.send > 0 for track in self._tracks)
        self.frames = last + (round(ROOM_S * rate) if has_room and last else 0)
        self.gain = _guessed_gain(self._tracks) if gain is None else gain

    def piece(self, first: int, count: int) -> Frames:
        """The frames from `first` on, `count` of them; silence before the beginning and after the end."""
        made = np.zeros((count, 2), np.float32)
        for number in range(max(first, 0) // BLOCK, ceil((first + count) / BLOCK)):
            begin = number * BLOCK
            if begin >= self.frames:
                break
            low, high = max(first, begin), min(first + count, begin + BLOCK, self.frames)
            made[low - first : high - first] = self._levelled(number)[low - begin : high - begin]
        return made

    def dry_and_wet(self, number: int) -> Frames:
        """A block of the mix before its level is set."""
        mix = np.zeros((BLOCK, 2), np.float32)
        for track in self._tracks:
            mono = _block(track, number)
            if mono is not None:
                mix[:, 0] += track.left * mono
                mix[:, 1] += track.right * mono
        return self._in_room(number, mix)

    def _levelled(self, number: int) -> Frames:
        return bent(self.dry_and_wet(number) * np.float32(self.gain))

    def _in_room(self, number: int, mix: Frames) -> Frames:
        rooms = _room(self.rate)
        total: NDArray[np.complex64] | None = None
        for late, room in enumerate(rooms):
            spectrum = self._sent(number - late)
            if spectrum is not None:
                heard = room * spectrum[:, None]
                total = heard if total is None else total + heard
        if total is not None:
            # Overlap-save: the second half of each circular convolution is free of what wraps around.
            mix += np.fft.irfft(total, 2 * BLOCK, axis=0)[BLOCK:].astype(np.float32)
        return mix

    def _sent(self, number: int) -> NDArray[np.complex64] | None:
        """The spectrum of what goes into the room in a block and the one before it."""
        if number < 0:
            return None
        keys = tuple(_key(track, n) for n in (number - 1, number) for track in self._tracks if track.send > 0)
        if not any(key is not None for key in keys):
            return None
        sends = tuple(track.send for track in self._tracks if track.send > 0)
        key = (keys, sends)
        kept = _spectra.get(key)
        if kept is None:
            sent = np.zeros(2 * BLOCK, np.float32)
            for half, n in enumerate((number - 1, number)):
                for track in self._tracks:
                    mono = _block(track, n) if track.send > 0 and n >= 0 else None
                    if mono is not None:
                        sent[half * BLOCK : (half + 1) * BLOCK] += track.send * mono
            kept = np.fft.rfft(sent).astype(np.complex64).view(np.float32)
            _spectra.put(key, kept)
        return kept.view(np.complex64)


def bent(sound: Frames) -> Frames:
    """Sound as it is up to KNEE, and bent below CEILING above it."""
    size = np.abs(sound)
    if float(size.max(initial=0.0)) <= KNEE:
        return sound
    room = np.float32(CEILING - KNEE)
    over = np.maximum(size - np.float32(KNEE), 0)
    return np.where(size > KNEE, np.copysign(KNEE + room * np.tanh(over / room), sound), sound).astype(np.float32)


# Tracks ---------------------------------------------------------------------------------------------------------------


def _track(part: Part, score: Score, rate: int) -> _Track:
    voice = _Voice(
        None if part.program is None else timbre_of(part.program),
        round(part.release, 3), round(part.chorus, 3), score.tuning, rate,
    )  # fmt: skip
    notes = sorted(part.notes, key=lambda note: (note.start, note.pitch))
    per_beat = 60.0 / score.tempo * rate
    starts = np.array([round(note.start * per_beat) for note in notes], np.int64)
    lengths = np.array([max(1, round(note.length * per_beat)) for note in notes], np.int64)
    pitches = np.array([note.pitch for note in notes], np.int64)
    heard = np.array(
        [_heard(voice, *which) for which in zip(pitches.tolist(), lengths.tolist(), strict=True)], np.int64
    )
    level = part.volume * (voice.timbre.level if voice.timbre is not None else 1.0)
    angle = (part.pan + 1.0) * pi / 4
    return _Track(
        voice, starts, lengths, starts + heard, pitches, np.array([note.velocity for note in notes], np.int64),
        int(heard.max(initial=0)), level * cos(angle), level * sin(angle), level * part.reverb,
    )  # fmt: skip


def _amplitude(velocity: int) -> float:
    """How strong a note is struck: 40 dB lie between the softest and the hardest."""
    return float((velocity / 127.0) ** 1.6)


def _guessed_gain(tracks: list[_Track]) -> float:
    """What brings the music to about its level, from the power of its notes; to know it exactly takes all the sound."""
    rate = tracks[0].voice.rate if tracks else 1
    energy, silences, begin, reached = 0.0, 0, None, 0
    for track in tracks:
        notes = zip(track.pitches.tolist(), track.lengths.tolist(), track.velocities.tolist(), strict=True)
        sides = track.left**2 + track.right**2 + 2.0 * track.send**2 * ROOM_LEVEL**2
        energy += sides * sum(_energy(track.voice, p, n) * _amplitude(v) ** 2 for p, n, v in notes)
    spans = sorted(span for track in tracks for span in zip(track.starts, track.starts + track.lengths, strict=True))
    for start, end in ((int(start), int(end)) for start, end in spans):
        begin = start if begin is None else begin
        silences += max(0, start - max(reached, begin))
        reached = max(reached, end)
    if energy <= 0 or begin is None:
        return 1.0
    loudness = EAR_LUFS + 10.0 * log10(energy / ((reached - begin - silences) / rate))
    return float(min(10.0 ** ((TARGET_LUFS - loudness) / 20.0), LOUDEST_GAIN))


@lru_cache(maxsize=4096)
def _energy(voice: _Voice, pitch: int, length: int) -> float:
    """The power of a note struck as hard as can be, summed over its time in seconds."""
    if voice.timbre is None:
        return float((drum(pitch, voice.rate) ** 2).sum()) / voice.rate
    bright, dark = waves(voice.timbre, _partials(frequency(pitch, voice.tuning), voice.rate))
    heard = _heard(voice, pitch, length)
    louder = _envelopes_at(voice, pitch, length, np.linspace(0, heard / voice.rate, 48, dtype=np.float32))
    power = (
        float((louder[0] ** 2).mean()) * float((bright[::256] ** 2).mean())
        + float((louder[1] ** 2).mean()) * float((dark[::256] ** 2).mean())
        + 2.0 * float((louder[0] * louder[1]).mean()) * float((bright[::256] * dark[::256]).mean())
    )
    return power * heard / voice.rate


# Blocks of a track ----------------------------------------------------------------------------------------------------


def _sounding(track: _Track, number: int) -> NDArray[np.int64]:
    """Which notes are heard in a block."""
    begin, end = number * BLOCK, (number + 1) * BLOCK
    low = int(np.searchsorted(track.starts, begin - track.longest))
    high = int(np.searchsorted(track.starts, end))
    return low + np.flatnonzero(track.ends[low:high] > begin)


def _key(track: _Track, number: int) -> Hashable | None:
    """What a block of a track sounds like, wherever it lies; None for silence."""
    if number not in track.keys:
        track.keys[number] = _found_key(track, number) if number >= 0 else None
    return track.keys[number]


def _found_key(track: _Track, number: int) -> Hashable | None:
    which = _sounding(track, number)
    if not len(which):
        return None
    from_here = track.starts[which] - number * BLOCK
    rows = (from_here, track.lengths[which], track.pitches[which], track.velocities[which])
    return track.voice, np.stack(rows).tobytes()


def _block(track: _Track, number: int) -> Mono | None:
    """A block of a track in one channel, before its volume; None for silence."""
    key = _key(track, number)
    if key is None:
        return None
    kept = _blocks.get(key)
    if kept is None:
        kept = _made_block(track, number)
        _blocks.put(key, kept)
    return kept


def _made_block(track: _Track, number: int) -> Mono:
    made = np.zeros(BLOCK, np.float32)
    begin = number * BLOCK
    for index in _sounding(track, number).tolist():
        start = int(track.starts[index]) - begin
        low, high = max(start, 0), min(int(track.ends[index]) - begin, BLOCK)
        amplitude = np.float32(_amplitude(int(track.velocities[index])))
        tone = _tone(track.voice, int(track.pitches[index]), int(track.lengths[index]), low - start, high - start)
        made[low : low + len(tone)] += amplitude * tone
    return made


# Tones ----------------------------------------------------------------------------------------------------------------

LONG = 20
"""Tones of more seconds are not kept whole."""


def _heard(voice: _Voice, pitch: int, length: int) -> int:
    """For how many frames a note is heard, its fading after it too."""
    if voice.timbre is None:
        return len(drum(pitch, voice.rate))
    return length + round(_release_s(voice) * voice.rate)


def _release_s(voice: _Voice) -> float:
    return min(max(voice.release, 0.05), 4.0)


def _tone(voice: _Voice, pitch: int, length: int, first: int, end: int) -> Mono:
    """The frames of a note from `first` to before `end`, as loud as it can be struck."""
    if voice.timbre is None:
        return drum(pitch, voice.rate)[first:end]
    heard = _heard(voice, pitch, length)
    if heard > LONG * voice.rate:
        return _made_tone(voice, pitch, length, first, end)
    key = (voice, pitch, length)
    kept = _tones.get(key)
    if kept is None:
        kept = _made_tone(voice, pitch, length, 0, heard)
        _tones.put(key, kept)
    return kept[first:end]


def _made_tone(voice: _Voice, pitch: int, length: int, first: int, end: int) -> Mono:
    assert voice.timbre is not None
    hertz = frequency(pitch, voice.tuning)
    bright, dark = waves(voice.timbre, _partials(hertz, voice.rate))
    louder = _envelopes(voice, pitch, length, first, end)
    made = _wave(bright, dark, hertz, voice, first, end, louder)
    if voice.chorus > 0:
        share = np.float32(voice.chorus / 2)
        for cents in (-CHORUS_CENTS, CHORUS_CENTS):
            made += share * _wave(bright, dark, hertz * 2 ** (cents / 1200), voice, first, end, louder)
        made /= np.float32(1.0 + voice.chorus / 2)
    return made


def _partials(hertz: float, rate: int) -> int:
    """How many partials of a tone the rate has room for, as far as there are any."""
    return min(max(1, int(HIGHEST_SHARE * rate / hertz)), MOST_PARTIALS)


def _wave(
    bright: Mono, dark: Mono, hertz: float, voice: _Voice, first: int, end: int, louder: tuple[Mono, Mono]
) -> Mono:
    """Both waves at a frequency, each with its envelope. The phase is a whole number of 32 bits that wraps around."""
    assert voice.timbre is not None
    step = round(hertz / voice.rate * 2**32)
    phase = np.arange(first, end, dtype=np.uint32) * np.uint32(step)
    if voice.timbre.vibrato:
        swing = voice.timbre.vibrato / 1200 * 0.6931471805599453 * hertz / (2 * pi * VIBRATO_HZ)
        phase += (_vibrato(voice.rate, first, end) * (swing * 2**32)).astype(np.int64).astype(np.uint32)
    at = (phase >> np.uint32(32 - TABLE_BITS)).astype(np.intp)
    made = np.take(bright, at)
    made *= louder[0]
    made += np.take(dark, at) * louder[1]
    return made


@lru_cache(maxsize=4)
def _whole_vibrato(rate: int) -> NDArray[np.float64]:
    time = np.arange((LONG + 1) * rate) / rate
    return -np.cos(2 * pi * VIBRATO_HZ * time) * np.clip((time - VIBRATO_AFTER_S) / VIBRATO_AFTER_S, 0.0, 1.0)


def _vibrato(rate: int, first: int, end: int) -> NDArray[np.float64]:
    """How far the phase has swung, −1..1; it begins when a note has sounded for a while."""
    whole = _whole_vibrato(rate)
    if end <= len(whole):
        return whole[first:end]
    time = np.arange(first, end) / rate
    return -np.cos(2 * pi * VIBRATO_HZ * time) * np.clip((time - VIBRATO_AFTER_S) / VIBRATO_AFTER_S, 0.0, 1.0)


@lru_cache(maxsize=2048)
def _kept_envelopes(voice: _Voice, pitch: int, length: int) -> tuple[Mono, Mono]:
    return _made_envelopes(voice, pitch, length, 0, _heard(voice, pitch, length))


def _envelopes(voice: _Voice, pitch: int, length: int, first: int, end: int) -> tuple[Mono, Mono]:
    if first == 0 and end <= voice.rate:
        return _kept_envelopes(voice, pitch, length)
    return _made_envelopes(voice, pitch, length, first, end)


def _made_envelopes(voice: _Voice, pitch: int, length: int, first: int, end: int) -> tuple[Mono, Mono]:
    """How loud the bright and the dark partials of a note are, frame by frame."""
    return _envelopes_at(voice, pitch, length, np.arange(first, end, dtype=np.float32) / np.float32(voice.rate))


def _envelopes_at(voice: _Voice, pitch: int, length: int, time: Mono) -> tuple[Mono, Mono]:
    """The same at some times, in seconds from its start."""
    timbre = voice.timbre
    assert timbre is not None
    rate = voice.rate
    attack = np.minimum(time / np.float32(max(timbre.attack, 1 / rate)), np.float32(1.0))
    rise = attack * attack * (np.float32(3.0) - np.float32(2.0) * attack)
    release = np.float32(SILENT_AFTER / _release_s(voice))
    rise *= np.exp(-release * np.maximum(time - np.float32(length / rate), np.float32(0.0)))
    faster = 2.0 ** ((pitch - MIDDLE_C) / 24.0)
    bright, dark = (
        rise * (np.float32(hold) + np.float32(1.0 - hold) * np.exp(np.float32(-fade * faster) * time)) if fade else rise
        for fade, hold in zip(timbre.fades, timbre.holds, strict=True)
    )
    return bright, dark


# The room -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _room(rate: int) -> list[NDArray[np.complex64]]:
    """The spectra of the answer of a room, in parts of a block each, (BLOCK + 1, 2)."""
    count = round(ROOM_S * rate)
    time = np.arange(count) / rate
    noise = np.random.Generator(np.random.PCG64(SEED)).standard_normal((count, 2))
    answer = noise * (np.exp(-time * SILENT_AFTER / ROOM_S) * (time > EARLY_S))[:, None]
    spectrum = np.fft.rfft(answer, axis=0)
    hertz = np.fft.rfftfreq(count, 1 / rate)
    # Air and walls take the high tones, and a room without deep ones is clearer.
    spectrum *= (1.0 / (1.0 + (hertz / 4500.0) ** 2) * (hertz / 180.0) / (1.0 + hertz / 180.0))[:, None]
    answer = np.fft.irfft(spectrum, count, axis=0)
    answer *= ROOM_LEVEL / np.sqrt((answer**2).sum(axis=0))
    parts = []
    for begin in range(0, count, BLOCK):
        part = answer[begin : begin + BLOCK]
        parts.append(np.fft.rfft(part, 2 * BLOCK, axis=0).astype(np.complex64))
    return parts
