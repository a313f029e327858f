"""A SoundFont of a person's own: chosen in the preferences, heard at once, kept, told about, written into files."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from harmonic_desktop.domain.storyboard import remove_cards
from harmonic_desktop.music.soundfont import SoundFont
from harmonic_desktop.music.synth import Rendering
from harmonic_desktop.ui.files.music_dialog import MusicDialog
from harmonic_desktop.ui.player.player import State
from harmonic_desktop.ui.preferences.dialog import PreferencesDialog
from harmonic_desktop.ui.sound.panel import SoundPanel
from tests.music.fonts import damage, looped, write_font

from .conftest import Desk
from .test_exports import save_as
from .test_look_around import look_around

pytestmark = pytest.mark.usefixtures("silent")


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """All the instruments, one tone for all; no drums."""
    regions = [looped(261.6256)]
    return write_font(tmp_path / "mine.sf2", {(0, program): regions for program in range(128)}, "My orchestra")


@pytest.fixture
def short(desk: Desk) -> Desk:
    """The first cards of the sample universe, so that its music takes little to make."""
    look_around(desk)
    later = [card.id for card in desk.contents.cards.values() if card.start_beat >= 24]
    desk.workspace.perform(remove_cards, later)
    desk.window.timeline.setFocus()
    return desk


def preferences(desk: Desk) -> PreferencesDialog:
    desk.keys("Ctrl+,")
    return cast(PreferencesDialog, desk.dialog("preferencesDialog"))


def choose(desk: Desk, path: Path) -> PreferencesDialog:
    """Chooses a font with keys; the preferences stay open."""
    dialog = preferences(desk)
    QTest.keyClick(dialog.sound.choose_font, Qt.Key.Key_Return)
    chooser = cast(QFileDialog, desk.dialog("fileChooser"))
    chooser.selectFile(str(path))
    chooser.accept()
    return dialog


def heard(desk: Desk) -> Rendering:
    """What the player has to play, once it is made."""
    player = desk.window.playback.player
    player.prepare()
    desk.wait(lambda: player._making.sound is not None)
    return cast(Rendering, player._making.sound)


def voices(rendering: Rendering) -> set[str]:
    return {type(track.voice).__name__ for track in rendering._tracks}


def test_a_font_is_chosen_with_keys_and_plays_at_once(short: Desk, font: Path) -> None:
    player = short.window.playback.player
    short.keys("Space")
    short.wait(lambda: player.state is State.PLAYING)
    before = player._making.sound
    dialog = choose(short, font)
    assert dialog.sound.font.text() == "mine.sf2"
    assert dialog.sound.font_note.text() == "“My orchestra” has all instruments and no drums, which sound without it."
    short.wait(lambda: player._making.sound is not before and player._making.sound is not None)
    assert player.state is State.PLAYING
    assert voices(heard(short)) == {"SampledVoice"}
    QTest.keyClick(dialog.sound.remove_font, Qt.Key.Key_Space)
    short.wait(lambda: player._making.sound is not None and voices(heard(short)) == {"ToneVoice"})
    assert dialog.sound.font.text() == "None"
    assert not dialog.sound.remove_font.isEnabled()


def test_the_font_is_there_at_the_next_start(short: Desk, font: Path) -> None:
    choose(short, font)
    short.close()
    short.start()
    short.wait_for_universe("Carrow Wheel")
    assert voices(heard(short)) == {"SampledVoice"}
    assert preferences(short).sound.font.text() == "mine.sf2"


def test_what_is_no_font_is_told_and_the_one_before_stays(short: Desk, font: Path, tmp_path: Path) -> None:
    choose(short, font)
    wrong = tmp_path / "wrong.sf2"
    wrong.write_text("It was a dark and stormy night.")
    sound = choose(short, wrong).sound
    assert sound.font_note.text() == (
        "“wrong.sf2” is no SoundFont that can be read: it does not begin as one. Choose another file."
    )
    assert sound.choose_font.accessibleDescription() == sound.font_note.text()
    assert sound.font.text() == "mine.sf2"
    assert voices(heard(short)) == {"SampledVoice"}


def test_a_font_that_is_gone_is_told_once_and_the_music_goes_on(short: Desk, font: Path) -> None:
    choose(short, font)
    short.close()
    font.unlink()
    short.start()
    short.wait_for_universe("Carrow Wheel")
    assert voices(heard(short)) == {"ToneVoice"}
    said = "The music sounds without its SoundFont. “mine.sf2” is not there; choose it again, or another file."
    short.wait(lambda: short.window.message_bar.sentence == said)
    dialog = preferences(short)
    assert dialog.sound.font.text() == "mine.sf2"
    assert dialog.sound.font_note.text().startswith("The music sounds without its SoundFont. “mine.sf2” is not there;")


def test_a_font_that_is_lost_while_it_plays_is_told_and_the_music_goes_on(short: Desk, font: Path) -> None:
    choose(short, font).close()
    player, chosen = short.window.playback.player, short.window.playback.font
    short.keys("Space")
    short.wait(lambda: player.state is State.PLAYING)
    font.unlink()
    assert chosen.opened is not None
    chosen.opened.trouble = "the SoundFont “mine.sf2” is not there any more"  # as a voice tells that reads from it
    short.wait(lambda: "without its SoundFont" in short.window.message_bar.sentence)
    short.wait(lambda: player._making.sound is not None and voices(heard(short)) == {"ToneVoice"})
    assert player.state is State.PLAYING


def test_a_damaged_sample_is_told_once_and_the_rest_of_the_font_plays(short: Desk, tmp_path: Path) -> None:
    presets = {(0, program): [looped(261.6256)] for program in range(128)}
    choose(short, damage(write_font(tmp_path / "mine.sf3", presets, packed=True))).close()
    player = short.window.playback.player
    short.keys("Space")
    said = "Some samples of the SoundFont “mine.sf3” can’t be read; their notes sound without it."
    short.wait(lambda: player.state is State.PLAYING and short.window.message_bar.sentence == said)
    playing = player._making.sound
    short.window.playback.font.look_after()
    assert player._making.sound is playing, "it is not made anew for that"
    assert preferences(short).sound.font_note.text() == said


def test_the_sound_tab_says_who_plays(short: Desk, font: Path) -> None:
    panel = short.window.tabs.panel("sound")
    assert isinstance(panel, SoundPanel)
    assert panel.font_words.isHidden()
    choose(short, font)
    assert not panel.font_words.isHidden()
    assert panel.font_words.text().startswith("The SoundFont “My orchestra” plays;")


def test_files_are_played_by_it_and_say_so(short: Desk, font: Path, tmp_path: Path) -> None:
    choose(short, font).close()
    short.window.menus.exports.ask_for_music()
    dialog = cast(MusicDialog, short.dialog("musicDialog"))
    assert dialog.played.text() == "The SoundFont “My orchestra” plays."
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    save_as(short, tmp_path / "out.wav")
    sound, rate = soundfile.read(tmp_path / "out.wav", dtype="float32")
    music = heard(short).score
    rendering = Rendering(music, rate, font=SoundFont(font))
    own = rendering.piece(0, len(sound))
    assert np.corrcoef(own[:, 0], sound[:, 0])[0, 1] > 0.99


def test_before_an_export_a_lost_font_is_told(short: Desk, font: Path) -> None:
    choose(short, font).close()
    font.unlink()
    short.window.menus.exports.ask_for_music()
    dialog = cast(MusicDialog, short.dialog("musicDialog"))
    assert dialog.played.text() == (
        "The music sounds without its SoundFont. “mine.sf2” is not there; choose it again, or another file."
    )
    QTest.keyClick(dialog.kind, Qt.Key.Key_End)
    assert dialog.played.isHidden(), "of notes nobody hears who plays them"
