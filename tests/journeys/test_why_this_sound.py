"""The Sound tab in the whole window: it follows the playhead, says what is heard there, and leads to what decides."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from harmonic_desktop.domain.storyboard import change_card, remove_cards, set_harmony
from harmonic_desktop.music.score import chord_at
from harmonic_desktop.ui.sound import panel as panel_module
from harmonic_desktop.ui.sound.panel import SoundPanel

from .conftest import Desk
from .test_look_around import look_around

pytestmark = pytest.mark.usefixtures("silent")


def look_at_sound(desk: Desk) -> SoundPanel:
    look_around(desk)
    panel = desk.window.sound_panel
    desk.window.tabs.setCurrentWidget(panel)
    desk.wait(lambda: desk.window.scores.score is not None and panel.notes.isVisible())
    return panel


def is_shown(desk: Desk, beat: float) -> bool:
    """Whether the tab says what sounds at a beat."""
    panel, score = desk.window.sound_panel, desk.window.scores.score
    assert score is not None
    chord = chord_at(score.chords, beat)
    assert chord is not None
    shown = panel.chord.text(), panel.meant.value, panel.measured.value
    return shown == (chord.name, f"{chord.intended:.2f}", f"{chord.measured:.2f}")


def test_it_says_what_sounds_where_the_playhead_stands(desk: Desk) -> None:
    panel = look_at_sound(desk)
    assert panel.place.text() == "Bar 1, beat 1"
    assert is_shown(desk, 0.0)
    assert panel.notes.text() == "A2 G3 C4 E4"
    assert panel.cards[0].accessibleName() == "“Home on the ice boat”, harmony 0.70"
    assert "Played by Oda’s fork (Acoustic Grand Piano)." in panel.played.text()
    desk.window.playback.player.seek(100.5)
    desk.wait(lambda: is_shown(desk, 100.5))
    assert panel.place.text() == "Bar 26, beat 1"
    assert panel.accessibleDescription().startswith(f"Bar 26, beat 1: {panel.chord.text()} (")


def test_the_difference_is_that_of_the_figures_above_it(desk: Desk) -> None:
    panel = look_at_sound(desk)
    score = desk.window.scores.score
    assert score is not None
    for chord in score.chords:
        desk.window.playback.player.seek(chord.start)
        desk.wait(partial(is_shown, desk, chord.start))
        assert float(panel.off.value) == round(abs(float(panel.measured.value) - float(panel.meant.value)), 2)


def test_it_follows_the_music_and_reckons_nothing_while_it_is_not_seen(desk: Desk) -> None:
    panel = look_at_sound(desk)
    player = desk.window.playback.player
    player.play_from(10.0)
    desk.wait(lambda: player.beat > 11.0)
    desk.wait(lambda: panel.place.text() == "Bar 3, beat 4")
    desk.window.tabs.setCurrentWidget(desk.window.harmony_panel)
    player.seek(100.0)
    desk.wait(lambda: player.beat > 100.1)
    assert panel.place.text() == "Bar 3, beat 4"
    player.pause()
    desk.window.tabs.setCurrentWidget(panel)
    assert is_shown(desk, player.beat)


def test_a_screen_reader_says_what_sounds_where_it_came_to_rest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, told = look_at_sound(desk), list[str]()
    monkeypatch.setattr(panel_module, "announce", lambda _widget, words: told.append(words))
    player = desk.window.playback.player
    player.seek(60.0)
    player.seek(100.5)
    desk.wait(lambda: bool(told))
    assert told == [panel.accessibleDescription()]
    assert told[0].startswith("Bar 26, beat 1: ")
    player.play()
    desk.wait(lambda: player.beat > 101.2)
    assert len(told) == 1, "while it plays the music speaks"
    player.pause()
    desk.wait(lambda: len(told) == 2)


def test_its_cards_and_effects_lead_to_where_they_are_changed(desk: Desk) -> None:
    panel = look_at_sound(desk)
    panel.cards[0].setFocus()
    QTest.keyClick(panel.cards[0], Qt.Key.Key_Space)
    assert desk.workspace.selection == {desk.card("Home on the ice boat").id}
    assert panel.isVisible()
    names = [panel.model.line(row).name for row in range(panel.model.rowCount())]
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(names.index("Rhythm")))
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert desk.window.physics_panel.isVisible()
    physics = desk.window.physics_panel
    parameter = physics.model.parameter(physics.table.currentIndex().row())
    assert parameter is not None
    assert parameter.parameter_name == "elasticity"


def test_the_row_that_the_keyboard_goes_to_is_in_view(desk: Desk) -> None:
    panel = look_at_sound(desk)
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(0))
    for _ in range(panel.model.rowCount() - 1):
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    last = panel.model.index(panel.model.rowCount() - 1)
    assert panel.list.currentIndex() == last
    at = panel.list.viewport().mapTo(panel, panel.list.visualRect(last).center())
    assert panel.rect().contains(at)


def test_it_follows_edits_undo_and_another_universe(desk: Desk) -> None:
    panel = look_at_sound(desk)
    card = desk.card("Home on the ice boat").id
    before = panel.chord.text(), panel.meant.value
    desk.workspace.perform(change_card, card, plot_point="Home at last")
    desk.workspace.perform(set_harmony, {card: 0.05})
    desk.wait(lambda: panel.meant.value != before[1])
    assert panel.cards[0].accessibleName() == "“Home at last”, harmony 0.05"
    assert is_shown(desk, 0.0)
    desk.window.menus.undo.trigger()
    desk.wait(lambda: (panel.chord.text(), panel.meant.value) == before)
    desk.workspace.perform(remove_cards, [card])
    desk.wait(lambda: panel.chord.text() == "Nothing sounds here")
    assert not panel.notes.isVisible()
    desk.workspace.create_universe("Empty")
    assert not panel.chord.isVisible()
