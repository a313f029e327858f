"""A picture of the window with its dialog, taken once nothing in it changes any more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

MOST_FRAMES = 120


class Screenshot(QObject):
    """Draws the window again and again until two pictures are the same, then writes the last one as PNG."""

    finished = Signal(bool)
    """Whether the file was written."""

    def __init__(self, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._window = window
        self._path = path
        self._last: QImage | None = None
        self._frames = 0

    def take(self) -> None:
        """Starts; `finished` tells the end."""
        QTimer.singleShot(20, self, self._look)

    def _look(self) -> None:
        image = self._picture()
        self._frames += 1
        if image == self._last or self._frames >= MOST_FRAMES:
            self.finished.emit(image.save(str(self._path), "PNG"))  # type: ignore[call-overload]
            return
        self._last = image
        QTimer.singleShot(20, self, self._look)

    def _picture(self) -> QImage:
        picture = self._window.grab()
        dialog = QApplication.activeModalWidget() or _open_dialog(self._window)
        if dialog is not None:
            place = QPoint(self._window.width() - dialog.width(), self._window.height() - dialog.height()) / 2
            painter = QPainter(picture)
            painter.drawPixmap(place, dialog.grab())
            painter.end()
        return picture.toImage()


def _open_dialog(window: QWidget) -> QWidget | None:
    return next((d for d in window.findChildren(QDialog) if d.isVisible()), None)
