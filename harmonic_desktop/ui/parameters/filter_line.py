"""The field over a table of parameters that leaves only rows that hold what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from .. import icons
from ..widgets.field_icons import add_icons


class FilterLine(QLineEdit):
    """Esc empties it; Down and Enter go on to the rows."""

    went_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter"))
        self.setAccessibleName(self.tr("Filter parameters"))
        self.setToolTip(self.tr("Shows only rows that hold these words, in name, unit, instrument or effect"))
        add_icons(self, icons.icon("filter"), self.tr("Filter"), self.tr("Clear the filter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
