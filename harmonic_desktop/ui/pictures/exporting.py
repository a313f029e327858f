"""What is saved for other programs: pictures by way of their dialog, the harmony curve straight away."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from ...domain.contents import Contents
from .. import theme
from .job import Job
from .page import PictureMaker, PictureOptions
from .picture_dialog import PictureDialog, Subject
from .saving import ask_where, file_name, with_suffix
from .writing import csv_steps

STEPS = 1000
SHOWN_AFTER_MS = 400
"""What takes less long has no progress shown."""


class Exporting(QObject):
    """Remembers the folder and what was chosen last."""

    saved = Signal(object)
    """The Path of a file that was written."""
    failed = Signal(str)
    """One sentence on why one was not."""

    def __init__(self, folder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._folder = Path(folder) if folder else usual_folder()
        self._options: PictureOptions | None = None

    def ask_for_picture(self, makers: Mapping[Subject, PictureMaker], subject: Subject) -> PictureDialog:
        """Opens the dialog on one of the subjects; the colours are those of the window at first."""
        options = self._options or PictureOptions(is_dark=theme.current().is_dark)
        dialog = PictureDialog(makers, subject, options, self._existing_folder(), self._parent)
        dialog.chosen.connect(self._keep_options)
        dialog.saved.connect(self._on_saved)
        dialog.open()
        return dialog

    def ask_for_curve(self, contents: Contents) -> None:
        """Asks where the harmony curve is to be saved, and saves it there."""
        name = file_name(contents.universe.name, self.tr("harmony"), "csv")
        chooser = ask_where(
            self._parent, self.tr("Save the harmony curve"), "CSV (*.csv)", self._existing_folder(), name
        )
        chooser.fileSelected.connect(partial(self._write_curve, contents))

    def _write_curve(self, contents: Contents, chosen: str) -> None:
        path = with_suffix(Path(chosen), "csv")
        if path != Path(chosen) and path.exists():
            self.failed.emit(self.tr("“{0}” is there already; choose another name.").format(path.name))
            return
        progress = QProgressDialog(self.tr("Saving the harmony curve"), self.tr("Stop"), 0, STEPS, self._parent)
        progress.setObjectName("curveProgress")
        progress.setWindowModality(Qt.WindowModality.NonModal)  # a modal one lets the job begin anew inside itself
        progress.setMinimumDuration(SHOWN_AFTER_MS)
        job = Job(progress)
        job.progressed.connect(lambda share: progress.setValue(round(share * (STEPS - 1))))
        job.finished.connect(partial(self._on_saved, path))
        job.failed.connect(self.failed)
        progress.canceled.connect(job.stop)
        for ended in (job.finished, job.failed, progress.canceled):
            ended.connect(progress.deleteLater)
        job.start(csv_steps(contents, path))

    def _keep_options(self, options: PictureOptions) -> None:
        self._options = options

    def _on_saved(self, path: Path) -> None:
        self._folder = path.parent
        self.saved.emit(path)

    def _existing_folder(self) -> Path:
        return self._folder if self._folder.is_dir() else usual_folder()


def usual_folder() -> Path:
    """Where documents go, if there is such a folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()
