"""The list of presets: those that come with the program, one's own under a heading, and a search over both."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ...exchange.presets import PresetFile
from .. import icons, theme
from ..widgets.sentence import Sentence

FILE = Qt.ItemDataRole.UserRole
WIDTH = 46 * theme.SPACE


class PresetList(QWidget):
    """Up and Down in the search walk the list, so that a preset is found and chosen without leaving the keys."""

    chosen = Signal()
    activated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Sequence[PresetFile] = ()
        self._own: Path | None = None
        self.search = _Search()
        self.list = QListWidget()
        self.list.setObjectName("presetList")
        self.list.setAccessibleName(self.tr("Presets"))
        self.none = Sentence(self.tr("No preset holds these words."), "quiet")
        self.search.textChanged.connect(self._fill)
        self.search.walked.connect(self._walk)
        self.list.currentItemChanged.connect(lambda *_: self.chosen.emit())
        self.list.itemActivated.connect(lambda _item: self.activated.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.SPACE)
        column.addWidget(self.search)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        self.setFixedWidth(theme.room(WIDTH))

    @property
    def file(self) -> PresetFile | None:
        """The preset that is chosen."""
        item = self.list.currentItem()
        found: PresetFile | None = item.data(FILE) if item is not None else None
        return found

    def is_own(self, file: PresetFile) -> bool:
        """Whether a preset is the person's own."""
        return file.path.parent == self._own

    def show_files(self, files: Sequence[PresetFile], own: Path, chosen: PresetFile | None = None) -> None:
        """Lists presets; those in the folder `own` are the person's. The row of `chosen` is gone to, if it is there."""
        self._files, self._own = files, own
        self._fill(wanted=chosen.path if chosen is not None else None)

    def _fill(self, _text: str = "", wanted: Path | None = None) -> None:
        before = self.file
        wanted = wanted or (before.path if before is not None else None)
        words = self.search.text().casefold().split()
        shown = [file for file in self._files if _holds(file, words)]
        self.list.blockSignals(True)
        self.list.clear()
        self._add([file for file in shown if not self.is_own(file)])
        own = [file for file in shown if self.is_own(file)]
        if own:
            self._add_heading(self.tr("My own"))
            self._add(own)
        self.list.blockSignals(False)
        self.none.setVisible(not shown)
        items = [self.list.item(row) for row in range(self.list.count())]
        found = [item for item in items if item.data(FILE) is not None]
        there = next((item for item in found if item.data(FILE).path == wanted), found[0] if found else None)
        if there is not None:
            self.list.setCurrentItem(there)
        self.chosen.emit()

    def _add(self, files: Sequence[PresetFile]) -> None:
        for file in files:
            item = QListWidgetItem(file.preset.name)
            item.setData(FILE, file)
            item.setToolTip(f"<p>{escape(file.preset.summary)}</p>" if file.preset.summary else "")
            self.list.addItem(item)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(QBrush(theme.current().quiet))
        item.setFont(theme.font(theme.SMALL))
        self.list.addItem(item)

    def _walk(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count():
            if self.list.item(row).data(FILE) is not None:
                self.list.setCurrentRow(row)
                return
            row += by


class _Search(QLineEdit):
    walked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("presetSearch")
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search presets"))
        self.setToolTip(self.tr("Shows only presets that hold these words; Up and Down walk the list"))
        self.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _holds(file: PresetFile, words: Sequence[str]) -> bool:
    text = f"{file.preset.name} {file.preset.summary}".casefold()
    return all(word in text for word in words)
