"""The question how what is heard of a universe is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QWidget

from ...music.sound_file import DEPTHS, RATES
from ..widgets.sentence import Sentence
from .export_dialog import ExportDialog

MusicKind = Literal["mid", "wav", "flac", "stems"]


@dataclass(frozen=True, slots=True)
class MusicChoice:
    """What a person chose; rate and depth are of sound alone."""

    kind: MusicKind = "wav"
    rate: int = 48_000
    depth: int = 24


class MusicDialog(ExportDialog):
    """Kind, rate and depth: a MusicChoice is chosen.

    font: what the SoundFont that plays is called; notice: that it doesn't, or not all of it, and why.
    """

    def __init__(self, before: MusicChoice, parent: QWidget, font: str = "", notice: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("musicDialog")
        self.setWindowTitle(self.tr("Export the music"))
        self._about: dict[MusicKind, tuple[str, str]] = {
            "wav": (self.tr("Sound (WAV)"), self.tr("What is heard, at the level of podcasts, −16 LUFS.")),
            "flac": (self.tr("Sound, compressed (FLAC)"), self.tr("The same in half the room, and nothing lost.")),
            "stems": (self.tr("Plotlines apart (WAV)"), self.tr("A folder with a file of sound for each plotline.")),
            "mid": (
                self.tr("Notes (MIDI)"),
                self.tr("For a sequencer or a notation program: a track for each plotline."),
            ),
        }
        self.kind = self.combo(self.tr("Kind"), [title for title, _ in self._about.values()])
        self.rate = self.combo(self.tr("Sample rate"), [self.tr("{0} kHz").format(self._kilo(rate)) for rate in RATES])
        self.bits = self.combo(self.tr("Sample depth"), [self.tr("{0} bits").format(depth) for depth in DEPTHS])
        self.kind.setCurrentIndex(list(self._about).index(before.kind))
        self.rate.setCurrentIndex(RATES.index(before.rate))
        self.bits.setCurrentIndex(DEPTHS.index(before.depth))
        self.played = Sentence(self._who_plays(font, notice), "quiet")
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.lay_out(
            [
                (self.tr("Kind"), self.kind),
                ("", self.what),
                (self.tr("Sample rate"), self.rate),
                (self.tr("Sample depth"), self.bits),
                ("", self.played),
            ]
        )
        self._follow_kind()

    def _who_plays(self, font: str, notice: str) -> str:
        return notice or (self.tr("The SoundFont “{0}” plays.").format(font) if font else "")

    def _kilo(self, rate: int) -> str:
        return self.locale().toString(rate / 1000, "g", 4)

    def _kind(self) -> MusicKind:
        return list(self._about)[self.kind.currentIndex()]

    def _follow_kind(self) -> None:
        kind = self._kind()
        self.what.setText(self._about[kind][1])
        for combo in (self.rate, self.bits):
            combo.setEnabled(kind != "mid")
        self.played.setVisible(kind != "mid" and bool(self.played.text()))

    def accept(self) -> None:
        choice = MusicChoice(self._kind(), RATES[self.rate.currentIndex()], DEPTHS[self.bits.currentIndex()])
        super().accept()
        self.chosen.emit(choice)
