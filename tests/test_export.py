"""Music written from the command line: what it writes, what it refuses, and that nothing is left half written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import soundfile
from mido import MidiFile

from benchmarks.stories import sample
from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.exchange.archive import write_archive
from harmonic_desktop.exchange.universe_file import write_universe
from harmonic_desktop.export import run
from harmonic_desktop.music import sound_file
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.midi import midi_bytes
from harmonic_desktop.music.score import Score
from tests.music.fonts import looped, write_font

ROOT = Path(__file__).parent.parent


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.harmonic"
    path.write_text(write_universe(sample()), "utf-8")
    return path


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """A story of eight beats on two plotlines."""
    lanes = [Plotline(row, 1, f"Line {row}", 0, row, name) for row, name in enumerate(("Piano", "Cello"))]
    cards = [Card(row, 1, row, "Card", "", 0.7, 0.0, 8.0) for row in range(2)]
    path = tmp_path / "short.harmonic"
    path.write_text(write_universe(contents_of(Universe(1, 1, "Short"), [*lanes, *cards])), "utf-8")
    return path


def refused(capsys: pytest.CaptureFixture[str], *line: str | Path) -> str:
    """What is said of a command line that asks for something that can't be done."""
    assert run([str(word) for word in line]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


def misread(capsys: pytest.CaptureFixture[str], *line: str | Path) -> str:
    with pytest.raises(SystemExit) as ended:
        run([str(word) for word in line])
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_midi_is_written_without_a_screen_and_without_qt(story: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-X", "importtime", "-m", "harmonic_desktop", "export", str(story), "--midi", "out.mid"]
    known = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    told = subprocess.run(
        line, cwd=tmp_path, env={**known, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 0 and told.stdout == ""
    assert "PySide6" not in told.stderr and "sqlalchemy" not in told.stderr
    assert (tmp_path / "out.mid").read_bytes() == midi_bytes(compose(sample()))
    assert len(MidiFile(tmp_path / "out.mid").tracks) == 6


def test_sound_is_written_at_the_rate_and_depth_asked_for(short: Path, tmp_path: Path) -> None:
    line = ["--wav", "a.wav", "--flac", "a.flac", "--midi", "a.mid", "--rate", "44100", "--bits", "16"]
    assert run([str(short), *(str(tmp_path / word) if word.startswith("a.") else word for word in line)]) == 0
    for name, kind in (("a.wav", "WAV"), ("a.flac", "FLAC")):
        about = soundfile.info(tmp_path / name)
        assert (about.format, about.samplerate, about.subtype) == (kind, 44_100, "PCM_16")
        assert about.duration > 4.0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.flac", "a.mid", "a.wav", "short.harmonic"]


def test_each_plotline_that_sounds_is_written_to_a_file_of_its_own(short: Path, tmp_path: Path) -> None:
    assert run([str(short), "--stems", str(tmp_path / "stems")]) == 0
    assert sorted(path.name for path in (tmp_path / "stems").iterdir()) == ["01 Line 0.wav", "02 Line 1.wav"]
    assert soundfile.info(tmp_path / "stems" / "01 Line 0.wav").subtype == "PCM_24"


def test_what_is_in_the_way_of_a_stem_is_told_before_the_music_is_made(
    short: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stems" / "02 Line 1.wav").mkdir(parents=True)
    (tmp_path / "stems" / "01 Line 0.wav").write_bytes(b"before")
    monkeypatch.setattr("harmonic_desktop.music.sound_file.write_stems", None)
    said = refused(capsys, short, "--stems", tmp_path / "stems", "--midi", tmp_path / "a.mid")
    assert "“02 Line 1.wav” could not be saved: a folder has that name" in said
    assert (tmp_path / "stems" / "01 Line 0.wav").read_bytes() == b"before"
    assert not (tmp_path / "a.mid").exists()


def test_it_is_found_out_once_how_loud_the_music_is(
    short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured, rates = sound_file.measured_gain, list[int]()

    def counted(score: Score, rate: int, *more: Any) -> float:
        rates.append(rate)
        return measured(score, rate, *more)

    monkeypatch.setattr(sound_file, "measured_gain", counted)
    line = ["--wav", tmp_path / "a.wav", "--flac", tmp_path / "a.flac", "--stems", tmp_path / "stems"]
    assert run([str(short), *map(str, line), "--rate", "44100"]) == 0
    assert rates == [44_100]
    sounds = [soundfile.read(tmp_path / name)[0] for name in ("a.wav", "a.flac")]
    assert abs(sounds[0] - sounds[1]).max() == 0


def test_nothing_is_written_when_the_last_of_several_files_can_not_be(
    short: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(capsys, short, "--midi", tmp_path / "a.mid", "--wav", tmp_path / "nowhere" / "a.wav")
    assert [path.name for path in tmp_path.iterdir()] == ["short.harmonic"]


def test_who_stops_it_leaves_nothing(
    short: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("harmonic_desktop.music.sound_file.write_sound", stop)
    assert run([str(short), "--midi", str(tmp_path / "a.mid"), "--wav", str(tmp_path / "a.wav")]) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["short.harmonic"]
    assert "nothing was written" in capsys.readouterr().err


def test_a_story_without_cards_is_not_heard_which_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.harmonic").write_text(
        write_universe(contents_of(Universe(1, 1, "Void"), [Plotline(1, 1, "Main")])), "utf-8"
    )
    assert "nothing to be heard in “Void”" in refused(capsys, tmp_path / "empty.harmonic", "--midi", tmp_path / "a.mid")


def test_one_of_several_universes_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "all.zip", tmp_path / "out.mid"
    path.write_bytes(write_archive([sample(), sample()]))
    assert "several universes" in refused(capsys, path, "--midi", out)
    assert "no universe called “Nowhere”, but" in refused(capsys, path, "--midi", out, "--universe", "Nowhere")
    path.write_bytes(write_archive([sample()]))
    assert run([str(path), "--midi", str(out), "--universe", "Carrow Wheel"]) == 0


def test_of_universes_of_one_name_none_is_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(write_archive([sample(), sample()]))
    said = refused(capsys, path, "--midi", tmp_path / "out.mid", "--universe", "Carrow Wheel")
    assert "holds several universes called “Carrow Wheel”; name them apart first" in said


def test_a_file_that_is_no_story_is_refused_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.mid"
    assert "can’t be read" in refused(capsys, tmp_path / "none.harmonic", "--midi", out)
    (tmp_path / "bad.harmonic").write_text("{}")
    assert refused(capsys, tmp_path / "bad.harmonic", "--midi", out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.harmonic"]


def test_a_folder_that_is_not_there_is_said(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "folder" in refused(capsys, story, "--midi", tmp_path / "nowhere" / "out.mid")


def test_what_was_there_stays_when_writing_fails(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = story.read_bytes()
    assert "a folder has that name" in refused(capsys, story, "--midi", tmp_path)
    assert story.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["story.harmonic"]


def test_a_line_that_asks_for_nothing_or_for_its_own_story_is_misread(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "say what to write: --midi OUT.mid" in misread(capsys, story)
    assert "a name of its own" in misread(capsys, story, "--midi", story)
    assert "FILE" in misread(capsys, "--midi", "out.mid")


def test_no_file_takes_the_place_of_the_font_that_plays(
    short: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    font = write_font(tmp_path / "mine.sf2", {(0, 0): [looped(261.6256)]})
    (tmp_path / "link.wav").symlink_to(font)
    os.link(font, tmp_path / "other.wav")
    before = font.read_bytes()
    for name in ("mine.sf2", "link.wav", "other.wav"):
        for kind in ("--wav", "--flac", "--midi"):
            assert "the SoundFont" in misread(capsys, short, "--soundfont", font, kind, tmp_path / name)
    assert font.read_bytes() == before


def test_no_file_takes_the_place_of_a_stem(short: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "stems"
    folder.mkdir()
    for name in ("01 Line 0.wav", "02 line 1.WAV"):
        said = refused(capsys, short, "--stems", folder, "--wav", folder / name)
        assert f"“{name}”" in said
        assert "nothing was written" in said
    font = write_font(folder / "02 Line 1.wav", {(0, 0): [looped(261.6256)]})
    before = font.read_bytes()
    assert "“02 Line 1.wav”" in refused(capsys, short, "--stems", folder, "--soundfont", font)
    assert [path.read_bytes() for path in folder.iterdir()] == [before]
    assert run([str(short), "--stems", str(folder / "new"), "--wav", str(folder / "01 Line 0.wav")]) == 0


def test_sound_is_played_by_a_font_of_ones_own(short: Path, tmp_path: Path) -> None:
    font = write_font(tmp_path / "mine.sf2", {(0, 0): [looped(261.6256)]})
    assert run([str(short), "--wav", str(tmp_path / "own.wav")]) == 0
    assert run([str(short), "--soundfont", str(font), "--wav", str(tmp_path / "font.wav")]) == 0
    own, played = (soundfile.read(tmp_path / name)[0] for name in ("own.wav", "font.wav"))
    count = min(len(own), len(played))
    assert float(abs(own[:count] - played[:count]).max()) > 0.05


def test_a_broken_or_missing_font_is_told_and_nothing_is_written(
    short: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.wav"
    assert "“none.sf2” is not there" in refused(capsys, short, "--soundfont", tmp_path / "none.sf2", "--wav", out)
    (tmp_path / "bad.sf2").write_bytes(b"RIFF")
    assert "“bad.sf2” is no SoundFont" in refused(capsys, short, "--soundfont", tmp_path / "bad.sf2", "--wav", out)
    assert not out.exists()
