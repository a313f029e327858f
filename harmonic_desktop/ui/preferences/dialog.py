"""The window of preferences: what is set there is so at once."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from .. import theme
from ..widgets.buttons import Button
from ..widgets.column import Column
from .appearance_section import AppearanceSection
from .rows import Rows
from .sound_section import SoundSection

WIDTH = 110 * theme.SPACE
TITLE_BAR = 10 * theme.SPACE
"""What the system puts over a window is about so high."""


class PreferencesDialog(QDialog):
    """Sections under headings, scrolled where the screen is low; no OK and no Cancel, as nothing waits for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferencesDialog")
        self.setWindowTitle(self.tr("Preferences"))
        self._rows = Rows()
        self.appearance = AppearanceSection(self._rows)
        self.sound = SoundSection(self._rows)
        self.snapping = QCheckBox(self.tr("Snap to beats and cards"))
        self.snapping.setAccessibleName(self.snapping.text())
        self.snapping.setMinimumHeight(theme.TARGET)
        self._rows.add_heading(self.tr("Editing"))
        self._rows.add_row(self.tr("Dragging"), self.snapping)
        hint = self._rows.add_note(self.tr("Alt suspends it while something is dragged."))
        self.snapping.setAccessibleDescription(hint.text())
        self._rows.add_rest()
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = _Whole(self._rows)
        close = Button(self.tr("Close"), self.close)
        close.setObjectName("closePreferences")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[5 * theme.SPACE] * 4)
        box.setSpacing(5 * theme.SPACE)
        box.addWidget(self._column, 1)
        box.addLayout(buttons)

    def fit(self) -> None:
        """Gives everything room, as far as the screen has it."""
        self._column.updateGeometry()  # which nothing in it does
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        self.resize(self.size().expandedTo(self.sizeHint()).boundedTo(room))


class _Whole(Column):
    """Wants as much room as there is to show."""

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        width = max(WIDTH, self.content.minimumSizeHint().width())
        return QSize(width + bar, self.content.heightForWidth(width))
