"""What is heard leaves the program as notes and as sound, or not at all; nobody needs a loudspeaker for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile
from mido import MidiFile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton

from harmonic_desktop.domain.plotlines import mute_plotline
from harmonic_desktop.domain.storyboard import remove_cards
from harmonic_desktop.exchange.universe_file import read_universe, write_universe
from harmonic_desktop.music.compose import compose
from harmonic_desktop.ui.files.music_dialog import MusicDialog
from harmonic_desktop.ui.files.progress import Progress
from harmonic_desktop.ui.files.work import Work
from tests.music.fonts import looped, write_font

from .conftest import Desk
from .test_exports import save_as
from .test_look_around import look_around

KINDS = ["wav", "flac", "stems", "mid"]


def ask(desk: Desk, kind: str, *, rate: int = 1, bits: int = 1) -> None:
    """Answers what is to be written, with keys; the chooser comes next."""
    desk.window.menus.exports.ask_for_music()
    dialog = desk.dialog("musicDialog")
    assert isinstance(dialog, MusicDialog)
    dialog.kind.setFocus()
    for _ in range(KINDS.index(kind)):
        QTest.keyClick(dialog.kind, Qt.Key.Key_Down)
    assert dialog.rate.isEnabled() == (kind != "mid")
    if dialog.rate.isEnabled():
        dialog.rate.setCurrentIndex(rate)
        dialog.bits.setCurrentIndex(bits)
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def choose(desk: Desk, path: Path) -> None:
    """Chooses what is there already; the question whether it may be replaced is the system's."""
    desk.wait(lambda: bool(desk.window.findChildren(QFileDialog, "fileChooser")))
    chooser = desk.window.findChildren(QFileDialog, "fileChooser")[-1]
    chooser.fileSelected.emit(str(path))
    chooser.reject()


def told_of(desk: Desk, name: str) -> str:
    """What is said of a file."""
    desk.wait(lambda: name in desk.window.message_bar.sentence)
    return desk.window.message_bar.sentence


@pytest.fixture
def short(desk: Desk) -> Desk:
    """The first cards of the sample universe, so that its music takes little to make."""
    look_around(desk)
    later = [card.id for card in desk.contents.cards.values() if card.start_beat >= 24]
    desk.workspace.perform(remove_cards, later)
    return desk


def test_notes_are_a_midi_file_with_a_track_for_each_plotline(short: Desk, tmp_path: Path) -> None:
    ask(short, "mid")
    save_as(short, tmp_path / "story.mid")
    file = MidiFile(tmp_path / "story.mid", charset="utf-8")
    assert file.type == 1
    names = {track.name for track in file.tracks}
    assert {plotline.name for plotline in short.contents.plotlines.values()} <= names


@pytest.mark.parametrize(("kind", "subtype"), [("wav", "PCM_16"), ("flac", "PCM_24")])
def test_sound_is_a_file_with_the_rate_and_depth_that_were_chosen(
    short: Desk, tmp_path: Path, kind: str, subtype: str
) -> None:
    ask(short, kind, rate=0, bits=0 if subtype == "PCM_16" else 1)
    save_as(short, tmp_path / f"story.{kind}")
    about = soundfile.info(tmp_path / f"story.{kind}")
    assert (about.format, about.samplerate, about.subtype) == (kind.upper(), 44_100, subtype)
    assert about.duration > 5


def test_each_plotline_has_a_file_in_a_folder_of_a_new_name(short: Desk, tmp_path: Path) -> None:
    (tmp_path / "Carrow Wheel plotlines").mkdir()
    ask(short, "stems")
    choose(short, tmp_path)
    short.wait(lambda: "was saved" in short.window.message_bar.sentence)
    files = sorted(path.name for path in (tmp_path / "Carrow Wheel plotlines 2").iterdir())
    heard = [part for part in compose(short.contents).parts if part.notes]
    assert len(files) == len(heard)
    assert files[0].startswith("01 ")


def test_what_is_muted_all_over_is_told(short: Desk, tmp_path: Path) -> None:
    for plotline_id in list(short.contents.plotlines):
        short.workspace.perform(mute_plotline, plotline_id)
    ask(short, "wav")
    chooser = short.window.findChildren(QFileDialog, "fileChooser")[-1]
    chooser.selectFile(str(tmp_path / "story.wav"))
    chooser.accept()
    short.wait(lambda: short.window.message_bar.is_error)
    assert "nothing to be heard" in short.window.message_bar.sentence
    assert list(tmp_path.glob("*.wav")) == []


def test_neither_the_font_that_plays_nor_the_database_is_written_over(short: Desk, tmp_path: Path) -> None:
    font = write_font(tmp_path / "mine.wav", {(0, 0): [looped(261.6256)]})
    short.window.playback.font.choose(font)
    database = short.workspace.store.path
    (tmp_path / "linked.flac").symlink_to(database)
    kept = font.read_bytes()
    for kind, name, words in (("wav", "mine.wav", "is the SoundFont"), ("flac", "linked.flac", "holds your universes")):
        ask(short, kind)
        choose(short, tmp_path / name)
        said = told_of(short, name)
        assert words in said
        assert "nothing was written" in said
    assert font.read_bytes() == kept
    assert database.read_bytes().startswith(b"SQLite format 3")


def test_given_up_half_way_it_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    look_around(desk)
    (tmp_path / "story.wav").write_bytes(b"before")
    ask(desk, "wav")
    choose(desk, tmp_path / "story.wav")
    desk.wait(lambda: any(progress.isVisible() for progress in desk.window.findChildren(Progress)))
    progress = next(p for p in desk.window.findChildren(Progress) if p.isVisible())
    button = progress.findChild(QDialogButtonBox) or progress
    QTest.mouseClick(button.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    desk.wait(lambda: "was not saved" in desk.window.message_bar.sentence)
    desk.wait(lambda: not desk.window.findChildren(Work))
    assert (tmp_path / "story.wav").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
    text = write_universe(desk.contents)
    assert write_universe(read_universe(text)) == text
