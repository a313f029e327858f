"""Pictures of what the window shows, and the harmony curve as a table, asked for from its menus."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from .exporting import Exporting
from .page import PictureMaker
from .picture_dialog import Subject

if TYPE_CHECKING:
    from ..main_window import MainWindow


class WindowPictures(QObject):
    """Made of a window when the first is asked for; always of the universe that is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def save_timeline(self) -> None:
        """Asks how the whole timeline is to be saved as a picture."""
        self._ask(Subject.TIMELINE)

    def save_plot(self) -> None:
        """Asks how the whole harmony plot is to be saved as a picture."""
        self._ask(Subject.PLOT)

    def save_curve(self) -> None:
        """Asks where the harmony curve is to be saved as a table."""
        contents = self._window.committed_contents()
        if contents is not None:
            self._exporting.ask_for_curve(contents)

    def _ask(self, subject: Subject) -> None:
        contents = self._window.committed_contents()
        if contents is None:
            return
        plot = self._window.plot_panel.pictures(contents)
        makers: dict[Subject, PictureMaker] = {
            Subject.TIMELINE: self._window.timeline.commands.pictures(contents),
            Subject.PLOT: plot,
        }
        dialog = self._exporting.ask_for_picture(makers, subject)
        dialog.destroyed.connect(plot.deleteLater)

    @cached_property
    def _exporting(self) -> Exporting:
        made = Exporting(self._window.export_folder, self._window)
        made.saved.connect(self._window.show_file)
        made.failed.connect(self._window.message_bar.show_error)
        return made
