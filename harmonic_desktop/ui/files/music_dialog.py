"""The question how what is heard of a universe is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from ...music.sound_file import DEPTHS, RATES
from .. import theme
from ..widgets.calm_combo import CalmCombo
from ..widgets.sentence import Sentence

MusicKind = Literal["mid", "wav", "flac", "stems"]


@dataclass(frozen=True, slots=True)
class MusicChoice:
    """What a person chose; rate and depth are of sound alone."""

    kind: MusicKind = "wav"
    rate: int = 48_000
    depth: int = 24


class MusicDialog(QDialog):
    """Kind, rate and depth; where it is saved is asked next."""

    chosen = Signal(object)
    """A MusicChoice."""

    def __init__(self, before: MusicChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("musicDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the music"))
        self._about: dict[MusicKind, tuple[str, str]] = {
            "wav": (self.tr("Sound (WAV)"), self.tr("What is heard, at the level of broadcasting, −16 LUFS.")),
            "flac": (self.tr("Sound, compressed (FLAC)"), self.tr("The same in half the room, and nothing lost.")),
            "stems": (self.tr("Plotlines apart (WAV)"), self.tr("A folder with a file of sound for each plotline.")),
            "mid": (
                self.tr("Notes (MIDI)"),
                self.tr("For a sequencer or a notation program: a track for each plotline."),
            ),
        }
        self.kind = self._combo(self.tr("Kind"), [title for title, _ in self._about.values()])
        self.what = Sentence("", "quiet")
        self.rate = self._combo(self.tr("Sample rate"), [self.tr("{0} kHz").format(self._kilo(rate)) for rate in RATES])
        self.bits = self._combo(self.tr("Sample depth"), [self.tr("{0} bits").format(depth) for depth in DEPTHS])
        self.kind.setCurrentIndex(list(self._about).index(before.kind))
        self.rate.setCurrentIndex(RATES.index(before.rate))
        self.bits.setCurrentIndex(DEPTHS.index(before.depth))
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self._lay_out()
        self._follow_kind()

    def _kilo(self, rate: int) -> str:
        return self.locale().toString(rate / 1000, "g", 4)

    def _combo(self, name: str, titles: list[str]) -> CalmCombo:
        combo = CalmCombo()
        combo.setAccessibleName(name)
        combo.addItems(titles)
        return combo

    def _kind(self) -> MusicKind:
        return list(self._about)[self.kind.currentIndex()]

    def _follow_kind(self) -> None:
        kind = self._kind()
        self.what.setText(self._about[kind][1])
        for combo in (self.rate, self.bits):
            combo.setEnabled(kind != "mid")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(4 * theme.SPACE)
        form.setVerticalSpacing(3 * theme.SPACE)
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow("", self.what)
        form.addRow(self.tr("Sample rate"), self.rate)
        form.addRow(self.tr("Sample depth"), self.bits)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(4 * theme.SPACE)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(110 * theme.SPACE)

    def accept(self) -> None:
        choice = MusicChoice(self._kind(), RATES[self.rate.currentIndex()], DEPTHS[self.bits.currentIndex()])
        super().accept()
        self.chosen.emit(choice)
