"""Opens the window of preferences, and joins it with what is set there, wherever else that is set too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from ...domain.errors import InvalidValue
from ..widgets.sentence import announce
from .devices import Devices
from .dialog import PreferencesDialog
from .font_words import font_in_words

if TYPE_CHECKING:
    from ..appearance import Appearance
    from ..main_window import MainWindow
    from ..player.loudspeakers import Loudspeaker
    from ..window_state import WindowState


class Preferences(QObject):
    """Made when they are first asked for; they are there as long as the main window is."""

    def __init__(self, window: MainWindow, appearance: Appearance, state: WindowState) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._state = state
        self.dialog = PreferencesDialog(window)
        self.devices = Devices(self)
        window.closing.connect(self.devices.close)
        window.closing.connect(self.dialog.close)
        self._join_looks()
        self._join_sound()
        self._join_editing()

    def open(self) -> None:
        """Opens them, or has them before other windows."""
        self.devices.look()
        if not self.dialog.isVisible():
            self.dialog.fit()
            self.dialog.appearance.theme.setFocus()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _join_looks(self) -> None:
        looks = self.dialog.appearance
        looks.theme_chosen.connect(self._appearance.choose_theme)
        looks.text_size_chosen.connect(self._choose_text_size)
        self._appearance.changed.connect(self._show_looks)
        self._show_looks()

    def _choose_text_size(self, percent: int) -> None:
        """Lanes grow with what is written on their cards, so that as much of it is read as before."""
        zooming, camera = self._window.timeline.zooming, self._window.timeline.scene.camera
        wanted = round(camera.open_height * percent / self._appearance.text_size)
        self._appearance.choose_text_size(percent)
        zooming.set_lane_height(wanted)

    def _show_looks(self) -> None:
        self.dialog.appearance.show(self._appearance.theme, self._appearance.text_size)
        if self.dialog.isVisible():
            self.dialog.fit()

    def _join_sound(self) -> None:
        sound, volume = self.dialog.sound, self._window.playback.bar.volume
        sound.volume_chosen.connect(volume.setValue)
        volume.valueChanged.connect(sound.show_volume)
        sound.show_volume(volume.value())
        self._join_font()
        sound.loudspeaker_chosen.connect(self._choose_loudspeaker)
        self.devices.changed.connect(self._show_loudspeakers)
        self._show_loudspeakers()

    def _join_font(self) -> None:
        sound, font = self.dialog.sound, self._window.playback.font
        sound.font_requested.connect(self._ask_for_font)
        sound.font_removed.connect(lambda: self._have_font(None))
        font.looked.connect(self._show_font)
        self._show_font()

    def _ask_for_font(self) -> None:
        chosen = self._state.soundfont
        chooser = QFileDialog(self.dialog, self.tr("Choose a SoundFont"), str(chosen.parent if chosen else Path.home()))
        chooser.setObjectName("fileChooser")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([self.tr("SoundFonts (*.sf2 *.sf3)"), self.tr("All files (*)")])
        chooser.fileSelected.connect(lambda path: self._have_font(Path(path)))
        chooser.open()

    def _have_font(self, path: Path | None) -> None:
        """Has a SoundFont from now on, if it is one; the one before stays otherwise."""
        font = self._window.playback.font
        try:
            font.open(path) if path is not None else font.choose(None)
        except InvalidValue as refusal:
            self.dialog.sound.show_font(font.path, str(refusal))
            announce(self.dialog, str(refusal))
            return
        self._state.soundfont = path
        announce(self.dialog, self.dialog.sound.font_note.text())

    def _show_font(self) -> None:
        font = self._window.playback.font
        self.dialog.sound.show_font(font.path, font_in_words(font))

    def _choose_loudspeaker(self, chosen: Loudspeaker | None) -> None:
        self._state.loudspeaker = chosen
        self._window.playback.player.choose_loudspeaker(chosen)
        self._show_loudspeakers()

    def _show_loudspeakers(self) -> None:
        self.dialog.sound.show_loudspeakers(self.devices.there, self._state.loudspeaker)
        if self.devices.problem:
            self.dialog.sound.show_problem(self.devices.problem)

    def _join_editing(self) -> None:
        switch, box = self._window.timeline.actions_.snapping, self.dialog.snapping
        box.setChecked(switch.isChecked())
        box.toggled.connect(switch.setChecked)
        switch.toggled.connect(box.setChecked)
