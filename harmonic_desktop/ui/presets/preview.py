"""What a preset is like, what it would set, and what would then be heard."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...domain.contents import Contents
from ...domain.errors import InvalidValue
from ...domain.presets import Preset, apply_preset
from .. import theme
from ..widgets.sentence import Sentence
from .becoming import BecomingTable
from .words import heard_after, set_by


class PresetPreview(QWidget):
    """Shows one preset at a time, over a universe that stays as it is."""

    def __init__(self, contents: Contents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contents = contents
        self.heading, self.summary = Sentence("", "heading"), Sentence()
        self.source = Sentence("", "quiet")
        theme.set_font(self.source, theme.SMALL)
        self.sets = BecomingTable(self.tr("What it sets"))
        self.sets.setObjectName("presetSets")
        self.heard = BecomingTable(self.tr("What is then heard"))
        self.heard.setObjectName("presetHeard")
        self.note = Sentence("", "quiet")
        self.note.setObjectName("presetNote")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        for part in (self.heading, self.summary, self.source):
            column.addWidget(part)
        column.addWidget(self.sets, 1)
        column.addWidget(self.heard, 1)
        column.addWidget(self.note)
        column.addStretch(0)  # takes the room where there are no rows

    def show_preset(self, preset: Preset | None) -> bool:
        """Shows a preset; returns whether there is anything that it would change."""
        self.heading.setText(preset.name if preset is not None else "")
        self.summary.setText(preset.summary if preset is not None else "")
        self.source.setText(preset.source if preset is not None else "")
        for line in (self.summary, self.source):
            line.setVisible(bool(line.text()))
        self.note.set_role("quiet")
        try:
            edit = apply_preset(self._contents, preset) if preset is not None else None
        except InvalidValue as refusal:
            edit = None
            self.note.set_role("error")
            self.note.setText(str(refusal))
        else:
            self.note.setText(self.tr("This universe is so already.") if preset is not None and not edit else "")
        self.sets.show_rows(set_by(edit, self.locale()) if edit else [])
        self.heard.show_rows(heard_after(self._contents, edit, self.locale()) if edit else [])
        self.note.setVisible(bool(self.note.text()))
        return bool(edit)
