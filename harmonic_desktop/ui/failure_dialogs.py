"""What is said when the program can’t go on as asked, in a dialog or, where nobody is watching, on standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget

    from ..options import Options
    from .single_instance import SingleInstance

translate = QCoreApplication.translate
FAILURE = "failureDialog"


def tell_failure(sentence: str, unattended: bool, parent: QWidget | None = None, path: Path | None = None) -> int:
    """Says why the program ends, and in which file or folder the cause is; returns the exit code for it, 1."""
    print(sentence, file=sys.stderr)
    if not unattended:
        box = _box(sentence, parent)
        box.setInformativeText(str(path) if path is not None else "")
        box.exec()
    return 1


def show_failure(sentence: str, window: QWidget) -> None:
    """Says over the window that something could not be written; what fails while that is read is the same."""
    from PySide6.QtWidgets import QMessageBox

    if window.findChild(QMessageBox, FAILURE) is None:
        box = _box(sentence, window)
        box.setObjectName(FAILURE)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def may_open(path: Path, options: Options) -> bool:
    """Whether to go on with the database at `path`: asks before a file that was named, but is not there, is made."""
    if options.database is None or options.sample or options.screenshot is not None or path.exists():
        return True
    question = translate("start", "There is no file at “{0}”. Make a new, empty database there?").format(path)
    box = _box(question, None)
    create = box.addButton(translate("start", "Make a new one"), box.ButtonRole.AcceptRole)
    box.addButton(translate("start", "Quit"), box.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is create


def may_take_over(instance: SingleInstance) -> bool:
    """Asks whether a lock that nobody seems to hold may be taken; True once it is."""
    box = _box(instance.holder(), None)
    anyway = box.addButton(translate("start", "Start anyway"), box.ButtonRole.DestructiveRole)
    box.addButton(translate("start", "Quit"), box.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is anyway and instance.take_over()


def _box(sentence: str, parent: QWidget | None) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setObjectName("startDialog")
    box.setWindowTitle(translate("start", "Harmonic Universe"))
    box.setIcon(box.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    return box
