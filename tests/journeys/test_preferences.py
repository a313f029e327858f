"""Preferences in the whole program: opened by their key, so at once, the same wherever else they are, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from harmonic_desktop.ui import theme
from harmonic_desktop.ui.player import playback as playback_module
from harmonic_desktop.ui.player.loudspeakers import Loudspeaker
from harmonic_desktop.ui.player.player import State
from harmonic_desktop.ui.preferences.dialog import PreferencesDialog
from tests.imports import loaded_with, modules_in
from tests.ui.player.tones import make

from .conftest import Desk
from .test_look_around import look_around, theme_action

HEADPHONES, SCREEN = Loudspeaker(b"usb-1", "Headphones"), Loudspeaker(b"hdmi-0", "Screen")

pytestmark = pytest.mark.usefixtures("silent", "usual_looks")


class Connected:
    """The loudspeakers of a computer, which are plugged in and out."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._there: list[object] = []
        patch.setattr(QMediaDevices, "audioOutputs", staticmethod(lambda: list(self._there)))

    def plug(self, *there: Loudspeaker) -> None:
        """From now on these are there."""

        def device(speaker: Loudspeaker) -> object:
            return SimpleNamespace(id=lambda: QByteArray(speaker.id), description=lambda: speaker.name)

        self._there = [device(speaker) for speaker in there]


@pytest.fixture
def usual_looks(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Connected:
    made = Connected(monkeypatch)
    made.plug(HEADPHONES, SCREEN)
    return made


@pytest.fixture
def looking(desk: Desk, connected: Connected) -> Desk:
    look_around(desk)
    desk.window.timeline.setFocus()
    return desk


def opened(desk: Desk) -> PreferencesDialog:
    """The window of preferences, opened by its key."""
    desk.keys("Ctrl+,")
    dialog = cast(PreferencesDialog, desk.dialog("preferencesDialog"))
    desk.wait(dialog.isActiveWindow)
    return dialog


def offered(combo: QComboBox) -> list[str]:
    return [combo.itemText(row) for row in range(combo.count())]


def choose(desk: Desk, combo: QComboBox, words: str) -> None:
    """Chooses with keys alone."""
    combo.setFocus()
    rows = combo.findText(words) - combo.currentIndex()
    for _ in range(abs(rows)):
        QTest.keyClick(combo, Qt.Key.Key_Down if rows > 0 else Qt.Key.Key_Up)
    assert combo.currentText() == words


def test_the_key_opens_them_and_esc_closes_them_and_the_main_window_can_be_used_meanwhile(looking: Desk) -> None:
    dialog = opened(looking)
    assert not dialog.isModal()
    looking.window.activateWindow()
    looking.keys("Ctrl+,")
    looking.wait(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert opened(looking) is dialog
    looking.click(dialog, "closePreferences")
    assert not dialog.isVisible()


def test_they_are_at_the_end_of_the_edit_menu_where_every_system_finds_them(looking: Desk) -> None:
    action = looking.action("Preferences…")
    assert action.menuRole() is action.MenuRole.PreferencesRole
    assert action.shortcut() == QKeySequence("Ctrl+,")


def test_a_theme_is_put_on_at_once_and_is_the_one_of_the_view_menu(looking: Desk) -> None:
    dialog = opened(looking)
    choose(looking, dialog.appearance.theme, "Dark")
    assert theme.current() is theme.DARK
    assert theme_action(looking, "Dark").isChecked()
    theme_action(looking, "Light").trigger()
    assert dialog.appearance.theme.currentText() == "Light"
    assert theme.current() is theme.LIGHT


def test_text_is_larger_at_once_and_in_the_next_window(looking: Desk) -> None:
    dialog = opened(looking)
    before = dialog.fontMetrics().height()
    lanes = looking.window.timeline.scene.camera.open_height
    choose(looking, dialog.appearance.text_size, "150 %")
    assert looking.window.timeline.scene.camera.open_height == pytest.approx(1.5 * lanes, abs=3)
    assert dialog.fontMetrics().height() == pytest.approx(1.5 * before, rel=0.1)
    assert theme.font(theme.NORMAL).pixelSize() == round(1.5 * theme.NORMAL)
    looking.close()
    looking.start()
    looking.wait_for_universe("Carrow Wheel")
    assert theme.font(theme.NORMAL).pixelSize() == round(1.5 * theme.NORMAL)
    assert opened(looking).appearance.text_size.currentText() == "150 %"


def test_the_volume_is_that_of_the_transport(looking: Desk) -> None:
    dialog, bar = opened(looking), looking.window.playback.bar.volume
    assert dialog.sound.volume.value == bar.value() == 80
    dialog.sound.volume.slider.setFocus()
    QTest.keyClick(dialog.sound.volume.slider, Qt.Key.Key_Left)
    assert bar.value() == 79
    bar.setValue(30)
    assert dialog.sound.volume.value == 30
    assert dialog.sound.volume.value_label.text() == "30 %"


def test_snapping_is_the_switch_of_the_toolbar(looking: Desk) -> None:
    dialog, switch = opened(looking), looking.window.timeline.actions_.snapping
    assert dialog.snapping.isChecked()
    QTest.keyClick(dialog.snapping, Qt.Key.Key_Space)
    assert not switch.isChecked()
    switch.trigger()
    assert dialog.snapping.isChecked()


def test_a_loudspeaker_is_chosen_and_kept(looking: Desk) -> None:
    dialog = opened(looking)
    combo = dialog.sound.loudspeaker
    looking.wait(lambda: combo.count() == 3)
    assert offered(combo) == ["As the system", "Headphones", "Screen"]
    choose(looking, combo, "Headphones")
    assert looking.window.playback.player._out._wanted == HEADPHONES
    looking.close()
    looking.start()
    looking.wait_for_universe("Carrow Wheel")
    assert looking.window.playback.player._out._wanted == HEADPHONES
    combo = opened(looking).sound.loudspeaker
    looking.wait(lambda: combo.count() == 3)
    assert combo.currentText() == "Headphones"
    choose(looking, combo, "As the system")
    assert looking.window.playback.player._out._wanted is None


def test_one_that_is_pulled_out_stays_chosen_and_is_named_as_not_connected(looking: Desk, connected: Connected) -> None:
    dialog = opened(looking)
    combo, note = dialog.sound.loudspeaker, dialog.sound.note
    looking.wait(lambda: combo.count() == 3)
    choose(looking, combo, "Headphones")
    assert not note.isVisible()
    connected.plug(SCREEN)
    told = looking.window.findChild(QMediaDevices)
    assert told is not None
    told.audioOutputsChanged.emit()
    assert offered(combo) == ["As the system", "Screen", "Headphones (not connected)"]
    assert combo.currentText() == "Headphones (not connected)"
    assert note.isVisible() and "plays meanwhile" in note.text()
    assert combo.accessibleDescription() == note.text()
    connected.plug(SCREEN, HEADPHONES)
    told.audioOutputsChanged.emit()
    assert offered(combo) == ["As the system", "Screen", "Headphones"]
    assert combo.currentText() == "Headphones"
    assert not note.isVisible()


def test_the_music_goes_on_while_another_loudspeaker_is_chosen(looking: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playback_module, "_performed", make)
    combo = opened(looking).sound.loudspeaker
    looking.wait(lambda: combo.count() == 3)
    player = looking.window.playback.player
    player.play_from(8.0)
    looking.wait(lambda: player.beat > 8.2)
    choose(looking, combo, "Screen")
    at = player.beat
    assert at > 8.2
    looking.wait(lambda: player.state is State.PLAYING and player.beat > at)


def test_without_libpulse_there_is_nothing_to_choose_which_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "PySide6.QtMultimedia", None)
    look_around(desk)
    sound = opened(desk).sound
    desk.wait(lambda: not sound.loudspeaker.isEnabled())
    assert sound.note.isVisible()
    assert "Nothing can be heard on this computer" in sound.note.text()
    assert sound.volume.isEnabled()


def test_tab_goes_through_them_as_they_are_read_and_each_has_a_name(looking: Desk) -> None:
    dialog = opened(looking)
    looking.wait(dialog.sound.loudspeaker.isEnabled)
    first = QApplication.focusWidget()
    names: list[str] = []
    while len(names) < 20:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        names.append(focus.accessibleName() or getattr(focus, "text", str)())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
    looks, sound = ["Theme", "Text size"], ["Audio device", "Volume", "Choose a SoundFont"]
    assert names == [*looks, *sound, "Snap to beats and cards", "Close"]


def test_nothing_of_them_is_loaded_before_they_are_asked_for() -> None:
    loaded = loaded_with("harmonic_desktop.app", {module.name: module for module in modules_in("harmonic_desktop")})
    theirs = ("harmonic_desktop.ui.preferences", "PySide6.QtMultimedia")
    assert not [name for name in loaded if name.startswith(theirs)]


def test_with_the_largest_text_everything_fits_a_narrow_screen(looking: Desk) -> None:
    looking.window.resize(1024, 700)
    choose(looking, opened(looking).appearance.text_size, "150 %")
    looking.window.show_filter(True)
    looking.wait(lambda: looking.window.minimumSizeHint().width() <= 1024)  # once the filter has its two rows
    assert looking.window.minimumSizeHint().height() <= 700
