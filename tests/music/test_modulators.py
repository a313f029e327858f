"""What in a font follows how hard a note is struck and how high it is: as the font says, and as fluidsynth has it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.music.consonance import frequency
from harmonic_desktop.music.modulators import read
from harmonic_desktop.music.score import Note, Part, Score
from harmonic_desktop.music.soundfont import SoundFont
from harmonic_desktop.music.synth import Rendering
from harmonic_desktop.music.tracks import amplitude

from .fonts import Modulator, Region, looped, tone, write_font
from .test_fluidsynth import played_by, third_octaves
from .test_soundfont import level, played
from .test_synth import RATE

VELOCITY, VELOCITY_DOWN, KEY, KEY_BOTH_WAYS = 0x002, 0x102, 0x003, 0x203
VELOCITY_CURVED, EXPRESSION_CURVED, BREATH = 0x502, 0x58B, 0x082
TUNE, CUTOFF, PAN, ATTACK, SUSTAIN, LOUDER = 52, 8, 17, 34, 37, 48
ALWAYS, WHERE_SOFT = 0, 0xD02


def to(source: int, target: int, amount: int, other: int = ALWAYS, transform: int = 0) -> Modulator:
    return source, target, amount, other, transform


def font_of(folder: Path, *regions: Region, **more: object) -> SoundFont:
    """Each has a file of its own."""
    path = folder / f"{len(list(folder.iterdir()))}.sf2"
    return SoundFont(write_font(path, {(0, 0): regions}, **more))  # type: ignore[arg-type]


def loudness(font: SoundFont, velocity: int, pitch: int = 69) -> float:
    """In dB, of a note that is held."""
    return level(played(font, Note(0.0, 2.0, pitch, velocity)), 0.3, 0.9)


@pytest.mark.parametrize(
    ("source", "at", "share"),
    [
        (VELOCITY, 0, 0.0),
        (VELOCITY, 64, 0.5),
        (VELOCITY, 127, 127 / 128),
        (VELOCITY_DOWN, 127, 0.0),
        (0x202, 64, 0.0),
        (0x202, 32, -0.5),
        (0x202, 96, 0.5),
        (0x302, 96, -66 / 128),
        (0xC02, 63, 0.0),
        (0xC02, 64, 1.0),
        (0xD02, 63, 1.0),
        (0xD02, 64, 0.0),
        (VELOCITY_CURVED, 127, 0.0),
        (VELOCITY_CURVED, 64, 400 / 960 * np.log10(127 / 64)),
        (VELOCITY_CURVED, 0, 1.0),
        (0x402, 0, 0.0),
        (0x402, 127, 1.0),
        (0x802, 127, 1.0),
        (0x802, 64, 1.0 - 400 / 960 * np.log10(127 / 64)),
        (ALWAYS, 1, 1.0),
        (0x20E, 1, 0.0),
        (0x30E, 1, 0.0),
        (0x28A, 1, 0.0),
        (BREATH, 1, 0.0),
        (EXPRESSION_CURVED, 1, 0.0),
        (0x07F, 100, 0.0),
    ],
)
def test_a_source_is_read_by_its_curve(source: int, at: int, share: float) -> None:
    assert read(source, 60, at) == pytest.approx(share, abs=1e-9)


@given(st.integers(0, 0xFFFF), st.integers(0, 127), st.integers(1, 127))
def test_every_source_is_somewhere_between_its_ends(source: int, pitch: int, velocity: int) -> None:
    assert -1.0 <= read(source, pitch, velocity) <= 1.0


def test_a_font_may_have_hard_and_soft_notes_alike(tmp_path: Path) -> None:
    font = font_of(tmp_path, looped(441.0, root=69, modulators=[to(VELOCITY_CURVED, LOUDER, 0)]))
    ours = 20 * np.log10(amplitude(36) / amplitude(124))
    assert loudness(font, 36) - loudness(font, 124) == pytest.approx(ours + 40 * np.log10(124 / 36), abs=0.1)


def test_a_font_may_tell_hard_from_soft_notes_more_than_others(tmp_path: Path) -> None:
    plain, more = (
        font_of(tmp_path, looped(441.0, root=69, modulators=said)) for said in ([], [to(VELOCITY_CURVED, LOUDER, 1440)])
    )
    beside = [loudness(more, velocity) - loudness(plain, velocity) for velocity in (36, 68, 124)]
    assert beside == pytest.approx([-20 * np.log10(127 / velocity) for velocity in (36, 68, 124)], abs=0.1)


def test_what_a_zone_says_takes_the_place_of_what_its_instrument_says(tmp_path: Path) -> None:
    common = [to(KEY, TUNE, 0), to(VELOCITY_CURVED, LOUDER, 1440)]
    font = font_of(tmp_path, looped(441.0, root=69, modulators=[to(VELOCITY_CURVED, LOUDER, 960)]), common=common)
    plain = font_of(tmp_path, looped(441.0, root=69))
    assert loudness(font, 36) == pytest.approx(loudness(plain, 36), abs=0.01)


def test_what_a_preset_says_is_added(tmp_path: Path) -> None:
    plain = loudness(font_of(tmp_path, looped(441.0, root=69)), 68)
    added = [to(VELOCITY_CURVED, LOUDER, 480)]
    more = loudness(font_of(tmp_path, looped(441.0, root=69), added=added), 68)
    assert more - plain == pytest.approx(-20 * np.log10(127 / 68), abs=0.1)


def test_the_pitch_may_lie_elsewhere_for_high_keys(tmp_path: Path) -> None:
    """All keys sound alike where a modulator takes back what the scale gives."""
    region = looped(441.0, root=64, modulators=[to(KEY_BOTH_WAYS, TUNE, -6400)])
    font = font_of(tmp_path, region)
    spectra = [np.abs(np.fft.rfft(played(font, Note(0.0, 2.0, key, 100))[:RATE, 0])) for key in (40, 64, 88)]
    heard = [int(spectrum.argmax()) for spectrum in spectra]
    assert heard == pytest.approx([441] * 3, abs=2)


def test_soft_notes_may_rise_slowly_and_lie_elsewhere(tmp_path: Path) -> None:
    said = [to(VELOCITY_DOWN, ATTACK, 12_000), to(VELOCITY_DOWN, PAN, 1000)]
    font = font_of(tmp_path, looped(441.0, root=69, generators={ATTACK: -12_000, PAN: -500}, modulators=said))
    soft, hard = (played(font, Note(0.0, 2.0, 69, velocity)) for velocity in (10, 124))
    assert level(hard, 0.0, 0.02) == pytest.approx(level(hard, 0.4, 0.5), abs=0.5)
    assert level(soft, 0.0, 0.05) < level(soft, 0.7, 0.9) - 12
    assert np.abs(hard[:, 0]).max() > 10 * np.abs(hard[:, 1]).max()
    assert np.abs(soft[:, 1]).max() > 5 * np.abs(soft[:, 0]).max()


def test_wheels_and_pedals_are_left_alone(tmp_path: Path) -> None:
    """Vibrato by the wheel, loudness by the breath, and a place by the pan controller, which is in the middle."""
    said = [
        to(0x081, 6, 200),
        to(BREATH, LOUDER, 900),
        to(0x28A, PAN, 1000),
        to(0x48B, LOUDER, 0),
        to(0x20E, TUNE, 9999),
    ]
    font = font_of(tmp_path, looped(441.0, root=69, modulators=said))
    plain = font_of(tmp_path, looped(441.0, root=69))
    one, other = (played(which, Note(0.0, 2.0, 69, 100)) for which in (font, plain))
    np.testing.assert_allclose(one[:RATE].mean(axis=1), other[:RATE].mean(axis=1), atol=1e-4)


def test_a_font_without_tables_of_modulators_is_read(tmp_path: Path) -> None:
    path = write_font(tmp_path / "font.sf2", {(0, 0): [looped(441.0, root=69)]})
    whole = path.read_bytes()
    for kind in (b"pmod", b"imod"):
        whole = whole.replace(kind, b"xx" + kind[:2])
    path.write_bytes(whole)
    assert loudness(SoundFont(path), 100) > -40


def test_packed_samples_begin_and_loop_where_a_zone_says(tmp_path: Path) -> None:
    """Half a second of one tone, then another, in which it loops."""
    sound = np.concatenate([tone(441.0, 0.5), tone(882.0, 1.0)])
    region = Region(sound, root=69, loop=(30_000, 40_000), generators={0: 24_000})
    font = SoundFont(write_font(tmp_path / "font.sf3", {(0, 0): [region]}, packed=True))
    heard = played(font, Note(0.0, 4.0, 69, 127), seconds=4.0)
    for begin in (0, 3 * RATE):
        spectrum = np.abs(np.fft.rfft(heard[begin : begin + RATE // 2, 0]))
        assert int(spectrum.argmax()) * 2 == pytest.approx(882, abs=4)


MEANT: dict[str, list[Modulator]] = {
    "loudness": [to(VELOCITY_CURVED, LOUDER, 500)],
    "louder when hard": [to(VELOCITY, LOUDER, -300)],
    "filter": [to(VELOCITY_DOWN, CUTOFF, -4800), to(KEY_BOTH_WAYS, CUTOFF, 2400)],
    "filter where soft": [to(VELOCITY_DOWN, CUTOFF, -6000, WHERE_SOFT)],
    "attack": [to(VELOCITY_DOWN, ATTACK, 6000), to(KEY, ATTACK, -1200)],
    "sustain": [to(VELOCITY_DOWN, SUSTAIN, 300)],
    "second envelope": [to(VELOCITY, 11, 4000), to(VELOCITY, 7, 150)],
}


@pytest.mark.skipif(shutil.which("fluidsynth") is None, reason="fluidsynth is not there")
@pytest.mark.parametrize("meant", MEANT)
def test_a_font_with_modulators_sounds_as_fluidsynth_has_it(meant: str, tmp_path: Path) -> None:
    partials = tuple(0.3 / number for number in range(1, 20))
    sound = tone(frequency(60), 2.0, partials=partials)
    region = Region(
        sound,
        modulators=MEANT[meant],
        generators={LOUDER: 100, CUTOFF: 9000, 26: -1200, 28: 1200, 29: 500, ATTACK: -6000, 36: 1200, SUSTAIN: 100},
    )
    font = font_of(tmp_path, region)
    notes = tuple(
        Note(4.0 * number, 2.0, pitch, velocity)
        for number, (pitch, velocity) in enumerate([(48, 20), (60, 52), (60, 100), (67, 123)])
    )
    part = Part("1", "Part", "", 0, notes, volume=1.0, reverb=0.0, release=0.05)
    music = Score("Four notes", 120.0, 4, 0, 0, 440.0, 0.0, 16.0, (part,), (), ())
    theirs = played_by(font.path, music, tmp_path, RATE)
    own = Rendering(replace(music, parts=(part,)), RATE, gain=1.0, font=font).piece(0, 8 * RATE).mean(axis=1)
    beside: list[float] = []
    for note in notes:
        begin = round(music.seconds(note.start) * RATE)
        heard = [sound[begin : begin + 9 * RATE // 10] for sound in (own, theirs)]
        bands = np.subtract(*(third_octaves(sound) for sound in heard))
        loud = third_octaves(heard[1]) > third_octaves(heard[1]).max() - 30
        assert np.abs((bands - np.median(bands[loud]))[loud]).mean() < 0.7, "dB in thirds of an octave"
        levels = [10 * np.log10((sound.reshape(9, -1) ** 2).mean(axis=1)) for sound in heard]
        assert np.ptp(levels[0] - levels[1]) < 2.0, "dB in tenths of a second"
        ours = 20 * np.log10(amplitude(note.velocity)) - 40 * np.log10(note.velocity / 127)
        beside.append(float(np.mean(levels[0] - levels[1])) - ours)
    assert np.ptp(beside) < 1.2, "dB between soft and hard notes, but for our own way with velocities"
