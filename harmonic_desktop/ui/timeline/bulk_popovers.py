"""The questions of the selection bar: by how many beats to move, and what to do with harmony."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from ...domain.bulk import MOST_SCALED
from ...domain.checks import is_share
from ...domain.edits import Edit
from ...domain.storyboard import LAST_BEAT
from ..widgets.calm_combo import CalmCombo
from ..widgets.field import Field
from . import bulk_words
from .bulk_commands import SCALE, SET, SHIFT, Verb
from .popover import Popover

if TYPE_CHECKING:
    from .canvas import TimelineView


class MovePopover(Popover):
    """Moves the selection by a number of beats, left with a minus."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, "movePopover", self.tr("Move by"), self.tr("Beats, earlier with a minus"))
        self.lay_out(self.field)

    def ask(self) -> None:
        """Suggests a bar."""
        self.suggest(-LAST_BEAT, LAST_BEAT, 1.0, float(self._view.scene.meter.beats_per_bar))

    def verb(self) -> Verb:
        return self._view.bulk.moving(self.entry.read())

    def show_effect(self, edit: Edit) -> None:
        self.field.set_note(bulk_words.move_effect(edit, self._view.scene.selection, self.entry.read()))

    def end_effect(self) -> None:
        self.field.set_note("")


class HarmonyPopover(Popover):
    """Sets, shifts or scales the harmony of the selection, and shows here and in the plot what comes of it."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, "harmonyPopover", self.tr("Harmony"), self.tr("Harmony"))
        self._modes = QButtonGroup(self)
        self._is_shown = False
        self.middle = CalmCombo()
        self._middle_field = Field(self.tr("Away from"), self.middle)
        self.lay_out(self._mode_row(), self.field, self._middle_field)
        self.middle.addItem(self.tr("Their mean"), None)
        for number in (0.0, 0.5, 1.0):
            self.middle.addItem(QLocale().toString(number, "g", 2), number)
        self.middle.activated.connect(self.follow_number)

    def _mode_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for mode, text in ((SET, self.tr("Set")), (SHIFT, self.tr("Shift")), (SCALE, self.tr("Scale"))):
            button = QToolButton()
            button.setText(text)
            button.setAccessibleName(text)
            button.setCheckable(True)
            self._modes.addButton(button, mode)
            row.addWidget(button)
        row.addStretch()
        self._modes.idClicked.connect(self._on_mode)
        return holder

    def ask(self, mode: int) -> None:
        """Asks in one of the three ways, and suggests a number."""
        button = self._modes.button(mode)
        button.setChecked(True)
        label, low, high, step, suggestion = {
            SET: (self.tr("Harmony, 0 to 1"), 0.0, 1.0, 0.01, self._mean()),
            SHIFT: (self.tr("Higher by, lower with a minus"), -1.0, 1.0, 0.01, 0.1),
            SCALE: (self.tr("Factor: 2 doubles the distances"), -MOST_SCALED, MOST_SCALED, 0.1, 1.5),
        }[mode]
        self.name(label)
        self._middle_field.setVisible(mode == SCALE)
        self.suggest(low, high, step, suggestion)

    def verb(self) -> Verb:
        number, mode, commands = self.entry.read(), self._modes.checkedId(), self._view.bulk
        if mode == SET:
            return commands.setting_harmony(number)
        return commands.shifting_harmony(number) if mode == SHIFT else commands.scaling_harmony(number, self._about)

    def show_effect(self, edit: Edit) -> None:
        is_shift = self._modes.checkedId() == SHIFT
        effect = bulk_words.shift_effect(edit, self.entry.read()) if is_shift else bulk_words.harmony_effect(edit)
        self.field.set_note(effect)
        self._view.bulk.preview(edit)
        self._is_shown = True

    def end_effect(self) -> None:
        self.field.set_note("")
        if self._is_shown:
            self._is_shown = False
            self._view.bulk.end_preview()

    @property
    def _about(self) -> float | None:
        about: float | None = self.middle.currentData()
        return about

    def _mean(self) -> float | None:
        scene = self._view.scene
        cards = (scene.card(card_id) for card_id in scene.selection)
        ties = [card.harmony_tie for card in cards if card is not None and is_share(card.harmony_tie)]
        return round(sum(ties) / len(ties), 2) if ties else None

    def _on_mode(self, mode: int) -> None:
        self.ask(mode)
        self.reopen()
