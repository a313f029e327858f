"""The dialog that offers presets of one kind: a list with a search, and what each would make of the universe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ...domain.contents import Contents
from ...domain.presets import Preset, PresetKind, ensemble_of, world_of
from ...exchange.files import NotWritten
from ...exchange.presets import PresetFile, Presets, remove_preset, replace_preset, save_preset
from .. import theme
from ..widgets.buttons import Button
from ..widgets.question import Question
from ..widgets.sentence import Sentence
from .keep_dialog import KeepPresetDialog
from .listing import PresetList
from .preview import PresetPreview

SIZE = QSize(190 * theme.SPACE, 158 * theme.SPACE)
MOST_SKIPPED = 3
"""So many files that can't be read are named."""
PREVIEW_WIDTH = 80 * theme.SPACE


class PresetDialog(QDialog):
    """Applies nothing itself: it tells what was decided. One's own presets are kept and removed here."""

    decided = Signal(object)
    """The Preset."""

    def __init__(
        self, kind: PresetKind, contents: Contents, read: Callable[[], Presets], own: Path, parent: QWidget
    ) -> None:
        """`read` lists the presets as they lie on the disk; those in the folder `own` are the person's."""
        super().__init__(parent)
        self.setObjectName("presetDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        world = kind == "world"
        self.setWindowTitle(self.tr("World from a preset") if world else self.tr("Ensemble from a preset"))
        self._kind, self._contents, self._read, self._own = kind, contents, read, own
        self._files: tuple[PresetFile, ...] = ()
        self.presets, self.preview = PresetList(), PresetPreview(contents)
        self.skipped = Sentence("", "error")
        self.skipped.setObjectName("presetsSkipped")
        self.problem = Sentence("", "error")
        self._make_buttons()
        self._lay_out()
        self.presets.chosen.connect(self._show_chosen)
        self.presets.activated.connect(self.accept)

    def _make_buttons(self) -> None:
        self.keep = Button(self.tr("Save my own preset…"), self.ask_to_keep)
        self.keep.setObjectName("saveOwnPreset")
        self.keep.setToolTip(self.tr("Keeps what this universe is like now, for other universes"))
        self.remove = Button(self.tr("Remove…"), self.ask_to_remove, "flat")
        self.remove.setObjectName("removePreset")
        self.remove.setToolTip(self.tr("Removes a preset of your own"))
        self.apply = Button(self.tr("Apply"), self.accept, "primary")
        self.apply.setObjectName("applyPreset")
        self.apply.setDefault(True)

    def _lay_out(self) -> None:
        self.preview.setMinimumWidth(PREVIEW_WIDTH)
        across = QHBoxLayout()
        across.setSpacing(5 * theme.SPACE)
        across.addWidget(self.presets)
        across.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.SPACE)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addLayout(across, 1)
        column.addWidget(self.skipped)
        column.addWidget(self.problem)
        column.addLayout(buttons)

    def begin(self) -> None:
        """Shows the first preset, with the keyboard in the search."""
        self._list_again()
        self.presets.search.setFocus()
        room = self.screen().availableSize() - QSize(10, 20) * theme.SPACE
        self.resize(SIZE.boundedTo(room).expandedTo(self.minimumSizeHint()))
        self.open()

    def _list_again(self, chosen: PresetFile | None = None) -> None:
        read = self._read()
        self._files = tuple(file for file in read.files if file.preset.kind == self._kind)
        more = len(read.skipped) - MOST_SKIPPED
        others = [self.tr("{0} more files were skipped.").replace("{0}", str(more))] if more > 0 else []
        self.skipped.setText("\n".join([*read.skipped[:MOST_SKIPPED], *others]))
        self.skipped.setVisible(bool(read.skipped))
        self._say("")
        self.presets.show_files(self._files, self._own, chosen)

    def _show_chosen(self) -> None:
        file = self.presets.file
        would_change = self.preview.show_preset(file.preset if file is not None else None)
        self.apply.setEnabled(would_change)
        self.remove.setEnabled(file is not None and self.presets.is_own(file))
        self._say("")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def accept(self) -> None:
        file = self.presets.file
        if file is not None and self.apply.isEnabled():
            super().accept()
            self.decided.emit(file.preset)

    # One's own

    def ask_to_keep(self) -> None:
        """Asks for a name, and keeps what the universe is like under it."""
        made = self._made("")
        if not (made.parameters or made.instruments or made.gravity_constant is not None):
            world = self._kind == "world"
            self._say(
                self.tr("This universe has no physics yet: there is nothing to keep.")
                if world
                else self.tr("This universe has no music parameters yet: there is nothing to keep.")
            )
            return
        KeepPresetDialog(
            self._contents.universe.name, lambda name: self._own_of(name) is not None, self._write, self
        ).open()

    def _write(self, name: str, summary: str) -> None:
        """Keeps the universe under a name; raises InvalidValue, NotWritten."""
        preset, there = replace(self._made(name), summary=summary), self._own_of(name)
        file = replace_preset(there, preset) if there is not None else save_preset(self._own, preset)
        self.presets.search.clear()
        self._list_again(file)

    def _made(self, name: str) -> Preset:
        return world_of(self._contents, name) if self._kind == "world" else ensemble_of(self._contents, name)

    def _own_of(self, name: str) -> PresetFile | None:
        """The person's own preset of that name."""
        own = (file for file in self._files if self.presets.is_own(file))
        return next((file for file in own if file.preset.name.casefold() == name.casefold()), None)

    def ask_to_remove(self) -> None:
        """Asks before a preset of one's own is removed."""
        file = self.presets.file
        if file is None or not self.presets.is_own(file):
            return
        asked = self.tr("Remove your preset “{0}”? Universes that it was applied to stay as they are.")
        question = Question(self.tr("Remove preset"), asked.replace("{0}", file.preset.name), self.tr("Remove"), self)
        question.agreed.connect(lambda: self._remove(file))
        question.open()

    def _remove(self, file: PresetFile) -> None:
        try:
            remove_preset(file)
        except NotWritten as refusal:
            self._say(str(refusal))
            return
        self._list_again()
