"""What is shown while a piece of work takes long: its words, how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from .. import theme
from ..widgets.buttons import Button
from ..widgets.sentence import Sentence

STEPS = 1000


class Progress(QDialog):
    """Rejected by the button and by Esc; unlike Qt's own it never runs the event loop by itself."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("workProgress")
        self.setWindowTitle(parent.window().windowTitle())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        self.stop = Button(self.tr("Stop"), self.reject)
        self.stop.setObjectName("stopWork")
        self.stop.setToolTip(self.tr("Stop (Esc); nothing is changed"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[5 * theme.SPACE] * 4)
        column.setSpacing(3 * theme.SPACE)
        column.addWidget(Sentence(words))
        column.addWidget(self.bar)
        column.addLayout(row)
        self.setMinimumWidth(90 * theme.SPACE)

    def show_share(self, share: float) -> None:
        """Moves the bar to a share of 0..1; at 0 it only says that something is done."""
        if share > 0.0:
            self.bar.setRange(0, STEPS)
            self.bar.setValue(round(share * STEPS))

    def close_silently(self) -> None:
        """Goes away because the work has ended."""
        self.done(QDialog.DialogCode.Accepted)
