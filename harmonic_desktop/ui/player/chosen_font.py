"""The SoundFont that a person chose: opened when it is needed, on any thread, and done without where it can't be."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ...domain.errors import InvalidValue

if TYPE_CHECKING:
    from ...music.soundfont import SoundFont


class ChosenFont(QObject):
    """Chosen on the thread of the window; `font` may be asked for by whoever makes sound."""

    changed = Signal()
    """Another one is to be heard from now on, or none."""
    looked = Signal()
    """It was opened, or could not be, for the first time or otherwise than before."""
    noticed = Signal(str)
    """The notice, when it is new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.notice = ""
        """What a person must know: that the music sounds without it or a part of it, and why; else empty."""
        self._font: SoundFont | None = None
        self._lost: SoundFont | None = None
        """The last that was lost while it was played."""
        self._lock = Lock()

    @property
    def opened(self) -> SoundFont | None:
        """The font as it was last opened; None where none is heard."""
        return self._font

    @property
    def name(self) -> str:
        """What the font calls itself as it was last opened; empty where none is heard."""
        font = self._font
        return font.name if font is not None else ""

    def choose(self, path: Path | None) -> None:
        """Has that one from now on; it is opened when it is asked for."""
        if path != self.path:
            self._take(path, None)

    def open(self, path: Path) -> None:
        """Has that one if it can be opened; raises InvalidValue, and the one before stays."""
        from ...music.soundfont import SoundFont

        self._take(path, SoundFont(path))

    def font(self) -> SoundFont | None:
        """The font as its file is now; None where none was chosen, and where it can't be opened."""
        with self._lock:
            path, before = self.path, (self._font, self.notice)
            if path is not None and not self._is_good():
                self._font, self.notice = self._opened(path)
            font, notice = self._font, self.notice
        if (font, notice) != before:
            self.looked.emit()
            if notice and notice != before[1]:
                self.noticed.emit(notice)
        return font

    def look_after(self) -> None:
        """Has it opened anew, or done without, where its file was lost while it was played; tells of damage."""
        font = self._font
        if font is None:
            return
        if font.trouble and font is not self._lost:
            self._lost = font
            self.changed.emit()
        elif font.is_damaged and not self.notice:
            said = self.tr("Some samples of the SoundFont “{0}” can’t be read; their notes sound without it.")
            self.notice = said.format(font.path.name)
            self.looked.emit()
            self.noticed.emit(self.notice)

    def _is_good(self) -> bool:
        return self._font is not None and not self._font.trouble and self._font.is_unchanged()

    def _take(self, path: Path | None, font: SoundFont | None) -> None:
        with self._lock:
            self.path, self._font, self.notice = path, font, ""
        self.looked.emit()
        self.changed.emit()

    def _opened(self, path: Path) -> tuple[SoundFont | None, str]:
        """The font, or a notice why there is none."""
        from ...music.soundfont import SoundFont

        try:
            return SoundFont(path), ""
        except InvalidValue as refusal:
            return None, self.tr("The music sounds without its SoundFont. {0}").format(refusal)
