"""About the program: its versions, where the data is, and the licences of what it is made with."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from .. import __version__
from . import theme
from .licences import Licence, list_licences
from .widgets.buttons import Button
from .widgets.calm_combo import CalmCombo
from .widgets.sentence import Sentence
from .widgets.wordmark import Wordmark


def show_folder(path: Path) -> None:
    """Opens a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class AboutDialog(QDialog):
    """Versions and paths to read and copy, and every licence to read."""

    def __init__(self, data_dir: Path, database_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(self.tr("About Harmonic Universe"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._data_dir = data_dir
        self._facts = {
            self.tr("Version"): __version__,
            self.tr("Python"): platform.python_version(),
            self.tr("Qt"): qVersion(),
            self.tr("System"): platform.platform(terse=True),
            self.tr("Data folder"): str(data_dir),
            self.tr("Database"): str(database_path),
        }
        self._licences = list_licences()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * theme.SPACE] * 4)
        column.setSpacing(4 * theme.SPACE)
        column.addWidget(Wordmark())
        column.addWidget(Sentence(self.tr("Harmonic Universe"), "title"))
        column.addLayout(self._make_facts())
        column.addLayout(self._make_licences())
        column.addLayout(self._make_buttons())
        self._close.setFocus()
        self.resize(150 * theme.SPACE, self.sizeHint().height())

    def _make_facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * theme.SPACE)
        grid.setVerticalSpacing(theme.SPACE)
        for row, (name, value) in enumerate(self._facts.items()):
            label = Sentence(name, "quiet")
            label.setWordWrap(False)
            shown = Sentence(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(f"{name}: {value}")
            grid.addWidget(label, row, 0)
            grid.addWidget(shown, row, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _make_licences(self) -> QVBoxLayout:
        self.choice = CalmCombo()
        self.choice.setAccessibleName(self.tr("Package"))
        for licence in self._licences:
            self.choice.addItem(f"{licence.package} {licence.version} — {licence.name}")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        theme.set_font(self.text, theme.SMALL)
        self.text.setMinimumHeight(40 * theme.SPACE)
        self.choice.currentIndexChanged.connect(self._show_licence)
        self._show_licence(0)
        label = QLabel(self.tr("&Made with"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.choice)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE)
        for widget in (label, self.choice, self.text):
            column.addWidget(widget)
        return column

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(Button(self.tr("Show data folder"), lambda: show_folder(self._data_dir)))
        row.addWidget(Button(self.tr("Copy"), self._copy))
        row.addStretch()
        self._close = Button(self.tr("Close"), self.accept, "primary")
        row.addWidget(self._close)
        return row

    def _show_licence(self, index: int) -> None:
        chosen: Licence = self._licences[index]
        missing = self.tr("The text of this licence is not in this copy of the program; it is the licence named above.")
        self.text.setPlainText(chosen.text or missing)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._facts.items()))
