"""MIDI files as another synthesiser plays them, with a font of Debian’s: what is meant is what sounds.

Takes `apt install fluidsynth timgm6mb-soundfont`; without them there is nothing to ask.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from benchmarks.stories import sample
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.consonance import frequency
from harmonic_desktop.music.midi import midi_bytes
from harmonic_desktop.music.score import Note, Part, Score
from harmonic_desktop.music.soundfont import SoundFont
from harmonic_desktop.music.synth import Rendering

FONTS = [Path("/usr/share/sounds/sf2", name) for name in ("TimGM6mb.sf2", "FluidR3_GM.sf2", "default-GM.sf2")]
FONT = next((font for font in FONTS if font.exists()), None)
RATE = 44_100

pytestmark = pytest.mark.skipif(
    shutil.which("fluidsynth") is None or FONT is None, reason="fluidsynth or a sound font of Debian's is not there"
)


def played(score: Score, folder: Path) -> NDArray[np.float64]:
    """What fluidsynth makes of a score with a font of Debian's, in one channel."""
    assert FONT is not None
    return played_by(FONT, score, folder, RATE)


def played_by(font: Path, score: Score, folder: Path, at: int) -> NDArray[np.float64]:
    """What fluidsynth makes of a score with a font at a rate, in one channel."""
    midi, wav = folder / "score.mid", folder / "score.wav"
    midi.write_bytes(midi_bytes(score))
    line = [
        "fluidsynth",
        "-ni",
        "-q",
        "-R",
        "0",
        "-C",
        "0",
        "-r",
        str(at),
        "-O",
        "float",
        "-F",
        str(wav),
        str(font),
        str(midi),
    ]
    subprocess.run(line, check=True, capture_output=True, timeout=60)
    sound, rate = soundfile.read(wav)
    assert rate == at
    return np.asarray(sound.mean(axis=1))


def cents_beside(sound: NDArray[np.float64], score: Score, note: Note) -> float:
    """How far what is heard of a note lies from where it should be: the loudest within a tone of its first partial."""
    start, end = (round(score.seconds(beat) * RATE) for beat in (note.start, note.start + note.length))
    window = sound[start:end] * np.hanning(end - start)
    spectrum = np.abs(np.fft.rfft(window, 2**19))
    meant = frequency(note.pitch, score.tuning)
    hertz = np.fft.rfftfreq(2**19, 1 / RATE)
    near = np.flatnonzero(np.abs(np.log2(np.maximum(hertz, 1.0) / meant)) < 2 / 12)
    return 1200.0 * log2(hertz[near[spectrum[near].argmax()]] / meant)


def alone(part: Part, score: Score) -> Score:
    return replace(score, parts=(part,), length=max(n.start + n.length for n in part.notes))


@pytest.mark.parametrize("tuning", [440.0, 415.3, 466.2])
def test_a_scale_sounds_at_its_concert_pitch(tuning: float, tmp_path: Path) -> None:
    notes = tuple(Note(2.0 * i, 1.5, pitch, 100) for i, pitch in enumerate((48, 55, 60, 64, 69, 72, 79)))
    organ = Part("1", "Organ", "Church Organ", 19, notes, volume=1.0)
    score = alone(organ, Score("Scale", 120.0, 4, 0, 0, tuning, 0.0, 0.0, (), (), ()))
    sound = played(score, tmp_path)
    assert [abs(cents_beside(sound, score, note)) < 15 for note in notes] == [True] * len(notes)


def test_the_melodies_of_the_sample_sound_as_they_are_written(tmp_path: Path) -> None:
    whole = compose(sample())
    for part in whole.parts[:2]:
        tune = tuple(note for note in part.notes if note.role == "melody")
        score = alone(replace(part, notes=tune, volume=1.0), whole)
        sound = played(score, tmp_path)
        beside = [abs(cents_beside(sound, score, note)) for note in tune if whole.seconds(note.length) > 0.2]
        assert len(beside) > 30
        assert float(np.quantile(beside, 0.9)) < 35, part.instrument


@pytest.mark.parametrize("program", [0, 6, 11, 19, 24, 32, 40, 56, 65, 71, 73, 104])
def test_a_font_sounds_as_fluidsynth_has_it(program: int, tmp_path: Path) -> None:
    notes = tuple(Note(4.0 * i, 2.0, pitch, 100) for i, pitch in enumerate((43, 60, 74)))
    part = Part("1", "Part", "", program, notes, volume=1.0, reverb=0.0, release=0.3)
    score = alone(part, Score("Three notes", 120.0, 4, 0, 0, 440.0, 0.0, 0.0, (), (), ()))
    theirs = played(score, tmp_path)
    assert FONT is not None
    own = Rendering(score, RATE, gain=1.0, font=SoundFont(FONT)).piece(0, 7 * RATE).mean(axis=1)
    for note in notes:
        begin = round(score.seconds(note.start) * RATE)
        heard = [sound[begin : begin + RATE] for sound in (own, theirs)]
        bands = np.subtract(*(third_octaves(sound) for sound in heard))
        loud = third_octaves(heard[1]) > third_octaves(heard[1]).max() - 30
        assert np.abs((bands - np.median(bands[loud]))[loud]).mean() < 1.0, "dB in thirds of an octave"
        levels = [10 * np.log10((sound.reshape(10, -1) ** 2).mean(axis=1)) for sound in heard]
        assert np.ptp(levels[0] - levels[1]) < 2.0, "dB in tenths of a second"
        there, here = (cents_beside(sound, score, replace(note, start=0.0)) for sound in heard)
        assert abs(there - here) < 2.0


def third_octaves(sound: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """The level of each third of an octave, in dB."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    edges = np.geomspace(40, 16_000, 28)
    return 10 * np.log10([power[(hertz >= low) & (hertz < high)].sum() + 1e-9 for low, high in pairwise(edges)])
