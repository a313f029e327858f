"""Files that are dropped onto the window, wherever nothing in it wants them for itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from ..main_window import MainWindow


class FileDrops(QObject):
    """Hands them to what takes files in, which is loaded only then."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDropEvent) and (paths := _files_in(event)):
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._window.menus.imports.open_files(paths)
            return True
        return super().eventFilter(watched, event)


def _files_in(event: QDropEvent) -> list[Path]:
    """The files that are dragged, none where other things are among them."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []
