"""The sound is that of the score: tones in their places, the same in pieces as in the whole, as loud as is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.stories import sample
from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.instruments import PROGRAMS
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.consonance import frequency
from harmonic_desktop.music.limit import faded
from harmonic_desktop.music.loudness import loudness, true_peak
from harmonic_desktop.music.score import Note, Part, Score
from harmonic_desktop.music.sound_file import measured_gain
from harmonic_desktop.music.synth import Rendering
from harmonic_desktop.music.timbres import DRUMS, drum

RATE = 48_000
SAMPLE = compose(sample())


def part(notes: Sequence[Note], program: int | None = 40, **more: object) -> Part:
    made = Part("1", "Main", "", program, tuple(notes), reverb=0.0)
    return replace(made, **more)  # type: ignore[arg-type]


def score(*parts: Part, tempo: float = 60.0, tuning: float = 440.0) -> Score:
    length = max((note.start + note.length for part in parts for note in part.notes), default=0.0)
    return Score("Test", tempo, 4, 0, 0, tuning, 0.2, length, parts, (), ())


def loudest_hertz(sound: NDArray[np.float32]) -> float:
    """The frequency that is strongest, between the bins too."""
    mono = sound.sum(axis=1) * np.hanning(len(sound))
    power = np.log(np.abs(np.fft.rfft(mono, 4 * len(mono))) + 1e-12)
    top = int(power.argmax())
    left, middle, right = power[top - 1 : top + 2]
    return float((top + (left - right) / (2 * (left - 2 * middle + right))) * RATE / (4 * len(mono)))


@pytest.mark.parametrize("program", range(0, 128, 8))
@pytest.mark.parametrize("pitch", [45, 69, 84])
def test_a_note_of_every_family_has_its_pitch(program: int, pitch: int) -> None:
    made = Rendering(score(part([Note(0.0, 2.0, pitch, 100)], program))).piece(RATE // 10, RATE // 4)
    heard = loudest_hertz(made)
    partial = round(heard / frequency(pitch))
    assert partial >= 1
    assert 1200 * abs(np.log2(heard / partial / frequency(pitch))) < 3.0, "cents"


def test_another_tuning_is_heard() -> None:
    made = Rendering(score(part([Note(0.0, 2.0, 69, 100)], 73), tuning=432.0)).piece(RATE // 10, RATE // 4)
    assert loudest_hertz(made) == pytest.approx(432.0, abs=0.7)


def test_nothing_is_heard_before_a_note_and_long_after_it() -> None:
    rendering = Rendering(score(part([Note(1.0, 1.0, 60, 100)], release=0.2)))
    sound = rendering.piece(0, 4 * RATE)
    assert not sound[:RATE].any()
    assert sound[RATE : RATE + 2000].any()
    assert not sound[round(2.3 * RATE) :].any()
    assert rendering.frames == round(2.2 * RATE)


def test_a_room_is_heard_after_the_last_note() -> None:
    dry = Rendering(score(part([Note(0.0, 0.5, 60, 100)], release=0.1)))
    wet = Rendering(score(part([Note(0.0, 0.5, 60, 100)], release=0.1, reverb=0.5)))
    assert wet.frames > dry.frames
    assert np.abs(wet.piece(dry.frames, RATE // 2)).max() > 1e-4


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 40_000), min_size=1, max_size=12), st.integers(0, 200_000))
def test_a_piece_is_the_same_as_in_the_whole(counts: list[int], first: int) -> None:
    rendering = Rendering(SAMPLE)
    whole = rendering.piece(first, sum(counts))
    pieces, at = [], first
    for count in counts:
        pieces.append(rendering.piece(at, count))
        at += count
    np.testing.assert_array_equal(np.concatenate(pieces), whole)


def test_before_the_beginning_and_after_the_end_is_silence() -> None:
    rendering = Rendering(SAMPLE)
    assert not rendering.piece(-1000, 500).any()
    assert not rendering.piece(rendering.frames, 5000).any()
    assert Rendering(score()).frames == 0


def test_what_is_muted_is_not_heard() -> None:
    notes = [Note(0.0, 1.0, 60, 100)]
    assert Rendering(score(part(notes, is_silent=True))).frames == 0


def test_a_part_is_heard_where_it_stands() -> None:
    sound = Rendering(score(part([Note(0.0, 1.0, 60, 100)], pan=-1.0))).piece(0, RATE)
    assert np.abs(sound[:, 0]).max() > 0.01
    assert np.abs(sound[:, 1]).max() < 1e-6


def test_parts_alone_are_together_the_whole() -> None:
    first, second = part([Note(0.0, 1.0, 60, 80)], 0), part([Note(0.5, 1.0, 67, 80)], 40)
    whole = Rendering(score(first, second), gain=0.3).piece(0, 2 * RATE)
    alone = [Rendering(score(one), gain=0.3).piece(0, 2 * RATE) for one in (first, second)]
    np.testing.assert_allclose(whole, alone[0] + alone[1], atol=1e-6)


@pytest.mark.parametrize("program", [0, 40])
def test_a_note_of_minutes_sounds_the_same_in_pieces(program: int) -> None:
    rendering = Rendering(score(part([Note(0.0, 200.0, 45, 100)], program)))
    whole = rendering.piece(15 * RATE, 10 * RATE)
    pieces = [rendering.piece(15 * RATE + second * RATE, RATE) for second in range(10)]
    np.testing.assert_array_equal(np.concatenate(pieces), whole)
    assert (np.abs(whole).max() > 0.01) == (program == 40), "a bow goes on, a struck string has rung out"
    assert rendering.piece(0, RATE).any()


def test_a_note_ends_without_a_click() -> None:
    rendering = Rendering(score(part([Note(0.0, 1.0, 60, 127)], release=0.1)))
    assert np.abs(rendering.piece(rendering.frames - 8, 8)).max() < 2e-5


def test_a_sound_after_an_edit_is_that_of_a_new_one() -> None:
    before = Rendering(SAMPLE, gain=0.5)
    first = before.piece(0, 4 * RATE)
    first_part = SAMPLE.parts[0]
    other = replace(SAMPLE, parts=(replace(first_part, notes=first_part.notes[:-1]), *SAMPLE.parts[1:]))
    np.testing.assert_array_equal(Rendering(other, gain=0.5).piece(0, 4 * RATE), first)


def test_muting_leaves_the_others_as_loud_as_they_were() -> None:
    first, second = part([Note(0.0, 1.0, 60, 80)], 0), part([Note(2.0, 1.0, 67, 120)], 40)
    both = Rendering(score(first, second)).piece(0, RATE)
    alone = Rendering(score(first, replace(second, is_silent=True))).piece(0, RATE)
    np.testing.assert_array_equal(alone, both)


def test_a_harder_strike_is_louder() -> None:
    soft, hard = (
        Rendering(score(part([Note(0.0, 1.0, 60, velocity)])), gain=1.0).piece(0, RATE) for velocity in (30, 120)
    )
    assert np.abs(hard).max() > 4 * np.abs(soft).max()


@pytest.mark.parametrize("pitch", sorted(DRUMS))
def test_every_drum_sounds_and_ends(pitch: int) -> None:
    sound = drum(pitch, RATE)
    assert 0.1 < np.abs(sound).max() <= 1.0
    assert abs(sound[-1]) < 1e-3
    assert np.isfinite(sound).all()


def test_the_level_is_about_that_of_podcasts_before_all_of_it_was_heard() -> None:
    rendering = Rendering(SAMPLE)
    sound = rendering.piece(0, rendering.frames)
    assert pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(np.float64)) == pytest.approx(-16.0, abs=1.5)
    assert true_peak(sound) <= -1.0
    assert np.isfinite(sound).all()


DRUM_BARS = [Note(beat / 2, 0.25, 42 if beat % 4 else 38, 127) for beat in range(48)]
LOUD = {
    "hats": score(part([Note(beat / 4, 0.2, 42, 127) for beat in range(80)], None)),
    "drums": score(part(DRUM_BARS, None, reverb=0.4)),
    "sixty": score(*(part([Note(float(beat), 1.0, 36 + of, 127) for beat in range(20)], 16) for of in range(60))),
    "sparse": score(part([Note(4.0 * beat, 1.0, 60, 60) for beat in range(6)], 0)),
    "soft": score(part([Note(float(beat), 1.0, 60, 5) for beat in range(12)], 48, volume=0.05)),
    "short": score(part([Note(float(beat) / 4, 0.05, 80, 100) for beat in range(40)], 12, reverb=0.6)),
}


@pytest.mark.parametrize("name", LOUD)
def test_neither_peaks_nor_softness_come_in_the_way_of_the_level(name: str) -> None:
    rendering = Rendering(LOUD[name])
    live = rendering.piece(0, rendering.frames)
    assert true_peak(live) <= -1.0
    exact = Rendering(LOUD[name], gain=measured_gain(LOUD[name], RATE))
    sound = exact.piece(0, exact.frames)
    assert true_peak(sound) <= -1.0
    assert pyloudnorm.Meter(RATE).integrated_loudness(sound.astype(np.float64)) == pytest.approx(-16.0, abs=1.0)
    played = pyloudnorm.Meter(RATE).integrated_loudness(live.astype(np.float64))
    assert played == pytest.approx(-16.0, abs=5.0 if name == "sixty" else 3.0), "what is only guessed is not far off"


@pytest.mark.parametrize("programs", [[48] * 2, [48] * 16, [19] * 6, range(0, 128, 8), range(0, 120, 3)])
def test_many_who_play_the_same_are_not_louder_than_one(programs: Sequence[int]) -> None:
    """Plotlines whose cards lie above each other, so that many have the same notes."""
    count = len(programs)
    lanes = [Plotline(row, 1, f"Line {row}", 0, row, PROGRAMS[program]) for row, program in enumerate(programs)]
    cards = [Card(n, 1, n % count, "", "", n * 37 % 101 / 100, n // count * 8.0, 8.0) for n in range(4 * count)]
    rendering = Rendering(compose(contents_of(Universe(1, 1, "Choir"), [*lanes, *cards])))
    played = np.concatenate([rendering.unlimited(number) for number in range(rendering.blocks)])
    assert pyloudnorm.Meter(RATE).integrated_loudness(played.astype(np.float64)) == pytest.approx(-16.0, abs=2.0)


def test_a_long_silence_changes_nothing_of_the_level() -> None:
    near, far = (Rendering(score(part([Note(0.0, 1.0, 60, 80), Note(beat, 1.0, 72, 110)], 16))) for beat in (60.0, 1e6))
    assert near.gain == pytest.approx(far.gain, rel=1e-9)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_loudness_is_what_others_measure(rate: int) -> None:
    time = np.arange(5 * rate) / rate
    noise = np.random.default_rng(1).standard_normal(len(time)) * 0.1 * (time % 2)
    sound = np.stack([0.2 * np.sin(2 * np.pi * 997 * time), noise], axis=1).astype(np.float32)
    theirs = pyloudnorm.Meter(rate).integrated_loudness(sound.astype(np.float64))
    pieces = (sound[at : at + 5000] for at in range(0, len(sound), 5000))
    assert loudness(pieces, rate) == pytest.approx(theirs, abs=0.1)


def test_nothing_clicks_where_a_block_that_is_too_loud_is_beside_others() -> None:
    """What blocks are multiplied by goes on from each to the next, and is never more than what fits either."""
    gains = [1.0, 0.5, 0.8, 0.8, 1.0]
    ones = np.ones((1024, 2), np.float32)
    inside = [faded(ones, *gains[at - 1 : at + 2])[:, 0] for at in (1, 2, 3)]
    whole = np.concatenate(inside)
    assert np.abs(np.diff(whole)).max() < 0.002
    assert all((block <= gain + 1e-6).all() for block, gain in zip(inside, gains[1:], strict=False))
    assert [block[512] for block in inside] == pytest.approx(gains[1:4], abs=1e-6)


def width(sound: NDArray[np.float32], hertz: float) -> float:
    """Which share of what is heard near a frequency lies more than 2 cents away from it."""
    power = np.abs(np.fft.rfft(sound[:, 0] * np.hanning(len(sound)))) ** 2
    cents = 1200 * np.log2(np.maximum(np.fft.rfftfreq(len(sound), 1 / RATE), 1.0) / hertz)
    near = np.abs(cents) < 60
    return float(power[near & (np.abs(cents) > 2)].sum() / power[near].sum())


def test_a_chorus_has_others_beside_the_tone_and_strings_swing() -> None:
    note = [Note(0.0, 6.0, 81, 100)]
    plain, chorus, strings = (
        Rendering(score(part(note, program, chorus=many))).piece(RATE, 4 * RATE)
        for program, many in ((16, 0.0), (16, 1.0), (40, 0.0))
    )
    assert width(plain, 880.0) < 0.001
    assert width(chorus, 880.0) > 0.2
    assert width(strings, 880.0) > 0.1
