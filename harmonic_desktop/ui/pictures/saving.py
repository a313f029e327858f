"""Where a file is saved: the system's file chooser, and the name that it begins with."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

LONGEST_NAME = 80
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def file_name(title: str, subject: str, suffix: str) -> str:
    """A name for a file that every system takes, from the title of a universe."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:LONGEST_NAME].strip(" .")
    return f"{f'{plain} {subject}'.strip()}.{suffix}"


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with the suffix that tells what is in the file, added where it was left out."""
    return path if path.suffix.lower() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}")


def ask_where(parent: QWidget, title: str, kind: str, folder: Path, name: str) -> QFileDialog:
    """Opens the file chooser; `fileSelected` tells what was chosen. `kind`: “PNG (*.png)”."""
    chooser = QFileDialog(parent, title, str(folder), kind)
    chooser.setObjectName("fileChooser")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setFileMode(QFileDialog.FileMode.AnyFile)
    chooser.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    chooser.selectFile(name)
    chooser.open()
    return chooser
