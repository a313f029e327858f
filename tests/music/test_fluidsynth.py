"""MIDI files as another synthesiser plays them, with a font of Debian’s: what is meant is what sounds.

Takes `apt install fluidsynth timgm6mb-soundfont`; without them there is nothing to ask.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from math import log2
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from benchmarks.stories import sample
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.consonance import frequency
from harmonic_desktop.music.midi import midi_bytes
from harmonic_desktop.music.score import Note, Part, Score

FONTS = [Path("/usr/share/sounds/sf2", name) for name in ("TimGM6mb.sf2", "FluidR3_GM.sf2", "default-GM.sf2")]
FONT = next((font for font in FONTS if font.exists()), None)
RATE = 44_100

pytestmark = pytest.mark.skipif(
    shutil.which("fluidsynth") is None or FONT is None, reason="fluidsynth or a sound font of Debian's is not there"
)


def played(score: Score, folder: Path) -> NDArray[np.float64]:
    """What fluidsynth makes of a score, in one channel."""
    midi, wav = folder / "score.mid", folder / "score.wav"
    midi.write_bytes(midi_bytes(score))
    line = ["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-r", str(RATE), "-F", str(wav), str(FONT), str(midi)]
    subprocess.run(line, check=True, capture_output=True, timeout=60)
    sound, rate = soundfile.read(wav)
    assert rate == RATE
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
