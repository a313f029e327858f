"""What is heard: on which loudspeaker, and how loud."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ..player.loudspeakers import Loudspeaker
from ..widgets.buttons import Button
from ..widgets.calm_combo import CalmCombo
from ..widgets.elided_label import ElidedLabel
from ..widgets.labelled_slider import LabelledSlider
from .rows import Rows


class SoundSection(QObject):
    """Tells what a person chooses; what is so is told to it."""

    loudspeaker_chosen = Signal(object)
    """A Loudspeaker, or None for that of the system."""
    volume_chosen = Signal(int)
    """In percent."""
    font_requested = Signal()
    """A SoundFont is to be chosen."""
    font_removed = Signal()

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._locale = rows.locale()
        self.loudspeaker = CalmCombo()
        self.volume = LabelledSlider(self.tr("Volume"), 100, self._percent)
        rows.add_heading(self.tr("Sound"))
        rows.add_row(self.tr("Audio device"), self.loudspeaker)
        self.note = rows.add_note()
        rows.add_row(self.tr("Volume"), self.volume)
        self._add_font(rows)
        self.loudspeaker.activated.connect(lambda _row: self.loudspeaker_chosen.emit(self.loudspeaker.currentData()))
        self.volume.changed.connect(self.volume_chosen)

    def _add_font(self, rows: Rows) -> None:
        self.font = ElidedLabel()
        self.font.setObjectName("soundFont")
        self.choose_font = Button(self.tr("Choose…"), self.font_requested.emit)
        self.choose_font.setAccessibleName(self.tr("Choose a SoundFont"))
        self.remove_font = Button(self.tr("Remove"), self.font_removed.emit)
        self.remove_font.setAccessibleName(self.tr("Remove the SoundFont"))
        rows.add_row(self.tr("SoundFont"), self.font, self.choose_font, self.remove_font)
        self.font_note = rows.add_note()

    def show_font(self, path: Path | None, words: str) -> None:
        """Shows which SoundFont plays, and what is to be known of it."""
        name = path.name if path is not None else self.tr("None")
        self.font.set_text(name)
        self.font.setAccessibleName(self.tr("SoundFont: {0}").format(name))
        self.remove_font.setEnabled(path is not None)
        self.font_note.say(words, self.choose_font)

    def show_volume(self, percent: int) -> None:
        """Shows how loud it is."""
        self.volume.show_value(percent)

    def show_loudspeakers(self, there: Sequence[Loudspeaker] | None, chosen: Loudspeaker | None) -> None:
        """Offers those that are there, and the one that was chosen in any case; None: it is not known yet."""
        combo, offered = self.loudspeaker, list(there or ())
        combo.clear()
        combo.addItem(self.tr("As the system"), None)
        for one in offered:
            combo.addItem(one.name, one)
        row = 0 if chosen is None else _place(chosen, offered) + 1
        is_missing = chosen is not None and row == 0
        if chosen is not None and is_missing:
            words = chosen.name if there is None else self.tr("{0} (not connected)").format(chosen.name)
            combo.addItem(words, chosen)
            row = combo.count() - 1
        combo.setCurrentIndex(row)
        combo.setEnabled(True)
        meanwhile = self.tr("It is not connected: the device of the system plays meanwhile.")
        self.note.say(meanwhile if is_missing and there is not None else "", combo)

    def show_problem(self, reason: str) -> None:
        """Says why there is nothing to choose from."""
        self.loudspeaker.setEnabled(False)
        sentence = self.tr("Nothing can be heard on this computer: {0}. The transport runs silently, and exports work.")
        self.note.say(sentence.format(reason), self.loudspeaker)

    def _percent(self, value: int) -> str:
        return self.tr("{0} %").format(self._locale.toString(value))


def _place(chosen: Loudspeaker, offered: Sequence[Loudspeaker]) -> int:
    """Where it is among them, by its id or else by its name; −1 where it isn't."""
    ids, names = [one.id for one in offered], [one.name for one in offered]
    if chosen.id in ids:
        return ids.index(chosen.id)
    return names.index(chosen.name) if chosen.name in names else -1
