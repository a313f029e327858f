"""What a person sees of a bug: once, in words, with what can be passed on."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from . import theme
from .widgets.buttons import Button
from .widgets.sentence import Sentence

_log = logging.getLogger("harmonic_desktop.qt")
_LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO,
           QtMsgType.QtWarningMsg: logging.WARNING}  # fmt: skip


class BugReporter(QObject):
    """Shows bugs, from whatever thread they come: one dialog at a time, and each bug once."""

    _reported = Signal(str)

    def __init__(self, log_path: Path, window: QWidget) -> None:
        super().__init__(window)
        self._log_path = log_path
        self._window = window
        self._known: set[str] = set()
        self._dialog: BugDialog | None = None
        # Queued even on the thread of the window: a dialog must not open inside a paint event that went wrong.
        self._reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def report(self, details: str) -> None:
        """Shows the bug soon; may be called on any thread."""
        if isValid(self):  # the window may be gone; the log has the bug all the same
            self._reported.emit(details)

    def _show(self, details: str) -> None:
        if details in self._known or self._dialog is not None:
            return
        self._known.add(details)
        self._dialog = BugDialog(details, self._log_path, self._window)
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None


class BugDialog(QDialog):
    """Says that the program has a bug, that the work is safe, and where the details are."""

    def __init__(self, details: str, log_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bugDialog")
        self.setWindowTitle(self.tr("A bug"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details, self._log_path = details, log_path
        column = QVBoxLayout(self)
        column.setContentsMargins(*[6 * theme.SPACE] * 4)
        column.setSpacing(4 * theme.SPACE)
        column.addWidget(Sentence(self.tr("The program made a mistake"), "heading"))
        said = Sentence(self.tr(
            "Every edit up to here is saved. If the window looks wrong, close the program and start it again."
            " What follows names places in the program, and nothing you wrote."
        ))  # fmt: skip
        said.setMinimumWidth(100 * theme.SPACE)
        column.addWidget(said)
        column.addWidget(self._make_details())
        column.addLayout(self._make_buttons())
        self._close.setFocus()

    def _make_details(self) -> QPlainTextEdit:
        shown = QPlainTextEdit(self._details)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(self.tr("Details of the bug"))
        theme.set_font(shown, theme.SMALL)
        return shown

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.SPACE)
        row.addWidget(Button(self.tr("Copy details"), self._copy))
        row.addWidget(Button(self.tr("Show the log"), self._show_log))
        row.addStretch()
        self._close = Button(self.tr("Close"), self.accept, "primary")
        row.addWidget(self._close)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{QCoreApplication.applicationVersion()}\n{self._details}")

    def _show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_path.parent)))


def log_qt_messages() -> None:
    """Sends what Qt has to say to the log."""

    def told(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        _log.log(_LEVELS.get(kind, logging.ERROR), "%s", text)

    qInstallMessageHandler(told)
