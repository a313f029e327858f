"""What is heard of a universe, written beside the window: notes, sound, or a folder with a file for each plotline."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from ...domain.contents import Contents
from ...domain.errors import InvalidValue
from ...exchange.files import filled_safely, replaced_safely, written_safely
from ...exchange.heed import Heed
from ..pictures.saving import ask_where, file_name
from .music_dialog import MusicChoice, MusicDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...music.score import Score
    from ...music.soundfont import SoundFont
    from ..main_window import MainWindow


class MusicExport(QObject):
    """Asks what and where; `chosen` tells the path and what writes to it."""

    chosen = Signal(str, str, object)
    """A path, its suffix ("" for a folder), and a Callable[[Path, Heed], Path] that writes to it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._before = MusicChoice()

    def ask(self, contents: Contents, folder: Path) -> MusicDialog:
        """Asks how the music is to be written, then where."""
        chosen = self._window.playback.font
        font = chosen.font()
        dialog = MusicDialog(self._before, self._window, font.name if font is not None else "", chosen.notice)
        dialog.chosen.connect(partial(self._ask_where, contents, folder, font))
        dialog.open()
        return dialog

    def _ask_where(self, contents: Contents, folder: Path, font: SoundFont | None, choice: MusicChoice) -> None:
        self._before = choice
        title = self.tr("Export the music")
        write = partial(write_music, contents, choice, font)
        if choice.kind == "stems":
            self._ask_for_folder(title, folder, write)
            return
        kind = {"mid": "MIDI (*.mid)", "wav": "WAV (*.wav)", "flac": "FLAC (*.flac)"}[choice.kind]
        name = file_name(contents.universe.name, "", choice.kind)
        chooser = ask_where(self._window, title, kind, folder, name)
        chooser.fileSelected.connect(lambda chosen: self.chosen.emit(chosen, choice.kind, write))

    def _ask_for_folder(self, title: str, folder: Path, write: Callable[[Path, Heed], Path]) -> None:
        chooser = QFileDialog(self._window, title, str(folder))
        chooser.setObjectName("fileChooser")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda chosen: self.chosen.emit(chosen, "", write))
        chooser.open()


def write_music(contents: Contents, choice: MusicChoice, font: SoundFont | None, path: Path, heed: Heed) -> Path:
    """Writes it whole or not at all; raises InvalidValue where nothing is to be heard, and NotWritten."""
    from ...music.performance import score_of

    score = score_of(contents)
    if not score.heard_parts:
        raise InvalidValue("There is nothing to be heard: the universe has no cards, or all of it is muted.")
    heed(0.0)
    if choice.kind == "mid":
        return _write_midi(score, path)
    return _write_sound(score, choice, font, path, heed)


def _write_midi(score: Score, path: Path) -> Path:
    from ...music.midi import midi_bytes

    with written_safely(path) as file:
        file.write(midi_bytes(score))
    return path


def _write_sound(score: Score, choice: MusicChoice, font: SoundFont | None, path: Path, heed: Heed) -> Path:
    from ...music.sound_file import SoundFormat, write_sound, write_stems

    def go_on(done: float) -> bool:
        heed(done)  # which raises when a person gives it up
        return True

    how = SoundFormat("FLAC" if choice.kind == "flac" else "WAV", choice.rate, choice.depth)
    with ExitStack() as files:
        if choice.kind == "stems":
            folder = _free_folder(path, score.title)
            write_stems(score, files.enter_context(filled_safely(folder)), how, go_on, font)
            return folder
        write_sound(score, files.enter_context(replaced_safely(path)), how, go_on, font)
    return path


def _free_folder(within: Path, title: str) -> Path:
    """A folder of a new name, so that no file is replaced that nobody was asked about."""
    name, number = file_name(title, "plotlines", "").rstrip("."), 1
    while (free := within / (name if number == 1 else f"{name} {number}")).exists():
        number += 1
    return free
