"""WAV and FLAC as other programs read them: the level of podcasts, the right length, the parts alone."""

from __future__ import annotations

import errno
import os
import shutil
import wave
from dataclasses import replace
from pathlib import Path
from subprocess import run

import numpy as np
import pyloudnorm
import pytest
import soundfile

from benchmarks.stories import sample
from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.errors import InvalidValue
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music import sound_file
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.loudness import true_peak
from harmonic_desktop.music.score import Score
from harmonic_desktop.music.sound_file import (
    Cancelled,
    Format,
    SoundFormat,
    measured_gain,
    write_sound,
    write_stems,
)
from harmonic_desktop.music.soundfont import SoundFont
from harmonic_desktop.music.synth import Rendering
from tests.music.fonts import Region, tone, write_font

FIRST_BEATS = 24.0


@pytest.fixture(scope="module")
def music() -> Score:
    """The first bars of the sample universe."""
    whole = compose(sample())
    parts = tuple(
        replace(part, notes=tuple(note for note in part.notes if note.start < FIRST_BEATS)) for part in whole.parts
    )
    return replace(whole, parts=parts)


@pytest.mark.parametrize("kind", ["WAV", "FLAC"])
@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("depth", [16, 24])
def test_a_file_has_what_was_asked_for_at_the_level_of_podcasts(
    music: Score, tmp_path: Path, kind: Format, rate: int, depth: int
) -> None:
    path = tmp_path / f"music.{kind.lower()}"
    write_sound(music, path, SoundFormat(kind, rate, depth))
    about = soundfile.info(path)
    assert (about.format, about.samplerate, about.channels, about.subtype) == (kind, rate, 2, f"PCM_{depth}")
    sound, _ = soundfile.read(path)
    assert len(sound) == Rendering(music, rate).frames
    assert pyloudnorm.Meter(rate).integrated_loudness(sound) == pytest.approx(-16.0, abs=1.0)
    assert true_peak(sound.astype(np.float32)) <= -1.0


FULL = Path("/dev/full")
"""What the system gives for a disk that has no room left."""


@pytest.mark.skipif(not FULL.is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("kind", ["WAV", "FLAC"])
def test_a_full_disk_is_told_as_such(music: Score, kind: Format) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_sound(music, FULL, SoundFormat(kind))


def test_a_part_is_written_under_its_own_name_where_files_may_have_it(music: Score, tmp_path: Path) -> None:
    names = ["Oda’s fork", "“Why?” & I: a/b.", "...", "é" * 200]
    parts = tuple(replace(music.parts[0], name=name) for name in names)
    written = write_stems(replace(music, parts=parts), tmp_path, SoundFormat("FLAC", 44_100, 16))
    assert [path.name for path in written] == [
        "01 Oda’s fork.flac", "02 “Why ” & I a b.flac", "03 Part.flac", f"04 {'é' * 60}.flac",
    ]  # fmt: skip


def test_python_reads_the_wave_file_too(music: Score, tmp_path: Path) -> None:
    write_sound(music, tmp_path / "music.wav", SoundFormat("WAV", 44_100, 16))
    with wave.open(str(tmp_path / "music.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 44_100)


def test_the_same_music_gives_the_same_file(music: Score, tmp_path: Path) -> None:
    for name in ("a.wav", "b.wav"):
        write_sound(music, tmp_path / name, SoundFormat("WAV", 48_000, 16))
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_each_part_has_a_file_and_together_they_are_the_whole(music: Score, tmp_path: Path) -> None:
    write_sound(music, tmp_path / "whole.wav", SoundFormat())
    files = write_stems(music, tmp_path, SoundFormat())
    assert len(files) == len([part for part in music.parts if part.notes])
    whole, _ = soundfile.read(tmp_path / "whole.wav")
    mix = np.zeros_like(whole)
    for file in files:
        stem, _ = soundfile.read(file)
        mix[: len(stem)] += stem[: len(mix)]
    quiet = np.abs(mix).max(axis=1) < 0.5  # louder than that, the whole is clipped softly where the parts are not
    np.testing.assert_allclose(mix[quiet], whole[quiet], atol=2e-6)


def test_progress_is_told_and_work_can_be_cancelled(music: Score, tmp_path: Path) -> None:
    told: list[float] = []

    def go_on(done: float) -> bool:
        told.append(done)
        return done < 0.6

    with pytest.raises(Cancelled):
        write_sound(music, tmp_path / "music.wav", SoundFormat(), go_on)
    assert told == sorted(told)
    assert told[0] == 0.0


def test_a_folder_that_is_not_there_is_said(music: Score, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"music\.wav"):
        write_sound(music, tmp_path / "nowhere" / "music.wav", SoundFormat())


def test_samples_of_16_bits_are_rounded_with_a_noise_that_is_the_files_own(music: Score, tmp_path: Path) -> None:
    """A tone that is rounded without noise has overtones; a noise that two stems share gets louder in their mix."""
    first = next(part for part in music.parts if part.notes and not part.is_silent)
    twice = replace(music, parts=(first, replace(first, name="Again")))
    exact = Rendering(replace(music, parts=(first,)), 44_100, 0.5)
    files = write_stems(twice, tmp_path, SoundFormat("WAV", 44_100, 16), gain=0.5)
    sound = exact.piece(0, exact.frames)
    heard = (sound != 0).any(axis=1)
    noises = [(soundfile.read(file, dtype="int16")[0] - sound * np.float64(2**15 - 1))[heard].ravel() for file in files]
    for noise in noises:
        assert abs(noise.mean()) < 0.01
        assert noise.var() == pytest.approx(1 / 4, rel=0.05), "of rounding 1/12, of the noise 1/6"
    assert abs(np.corrcoef(*noises)[0, 1]) < 0.02


def test_a_level_that_is_known_is_not_measured_again(
    music: Score, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sound(music, tmp_path / "measured.wav", SoundFormat())
    gain = measured_gain(music, 48_000)
    monkeypatch.setattr(sound_file, "measured_gain", None)
    told: list[float] = []

    def go_on(done: float) -> bool:
        told.append(done)
        return True

    write_sound(music, tmp_path / "known.wav", SoundFormat(), go_on, gain=gain)
    assert (tmp_path / "known.wav").read_bytes() == (tmp_path / "measured.wav").read_bytes()
    assert told[0] == 0.0
    assert told == sorted(told)
    assert max(told) <= 1.0


@pytest.mark.skipif(shutil.which("sox") is None, reason="needs sox")
@pytest.mark.parametrize("kind", ["WAV", "FLAC"])
@pytest.mark.parametrize("depth", [16, 24])
def test_sox_reads_the_same_samples(music: Score, tmp_path: Path, kind: Format, depth: int) -> None:
    path = tmp_path / f"music.{kind.lower()}"
    write_sound(music, path, SoundFormat(kind, 44_100, depth))
    raw = ["-t", "raw", "-e", "signed-integer", "-b", "32", "-L", "-"]
    told = run(["sox", "-D", str(path), *raw], capture_output=True, check=True)
    assert told.stderr == b"", "it has nothing to complain of"
    theirs = np.frombuffer(told.stdout, np.int32).reshape(-1, 2)
    ours, rate = soundfile.read(path, dtype="int32")
    assert rate == 44_100
    np.testing.assert_array_equal(theirs, ours)


def test_the_drums_of_a_font_that_last_count_to_the_length_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = contents_of(
        Universe(1, 1, "U"), [Plotline(1, 1, "Beat", 0, 0, "Drums"), Card(1, 1, 1, "C", "", 0.7, 0.0, 8)]
    )
    score = compose(story)
    long = Region(tone(100.0, 12.0), generators={58: 60})
    font = SoundFont(write_font(tmp_path / "long.sf2", {(128, 0): [long]}))
    frames, longer = Rendering(score).frames, Rendering(score, font=font).frames
    assert longer > frames + 48_000
    monkeypatch.setattr(sound_file, "MOST_WAV_BYTES", 2 * 3 * (frames + 48_000))
    write_sound(score, tmp_path / "x.wav", SoundFormat())
    for write, where in ((write_sound, tmp_path / "y.wav"), (write_stems, tmp_path)):
        with pytest.raises(InvalidValue, match="choose FLAC"):
            write(score, where, SoundFormat(), lambda _done: False, font)


def test_music_of_more_than_4_gb_is_refused_as_wav_and_taken_as_flac(music: Score, tmp_path: Path) -> None:
    first = next(part for part in music.parts if part.notes and not part.is_silent)
    far = replace(music, parts=(replace(first, notes=(replace(first.notes[0], start=100_000.0),)),))
    for write, where in ((write_sound, tmp_path / "x.wav"), (write_stems, tmp_path)):
        with pytest.raises(InvalidValue, match="choose FLAC"):
            write(far, where, SoundFormat("WAV", 48_000, 24), lambda _done: False)
    with pytest.raises(Cancelled):
        write_sound(far, tmp_path / "x.flac", SoundFormat("FLAC", 48_000, 24), lambda _done: False)
    assert list(tmp_path.iterdir()) == []
