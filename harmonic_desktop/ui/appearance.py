"""How the program looks: its theme and the size of its text, put on the whole application and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from . import theme

if TYPE_CHECKING:
    from .window_state import WindowState


class Appearance(QObject):
    """As it was kept, but for a theme that is asked for one run; a theme that is the system's follows it."""

    changed = Signal()

    def __init__(self, state: WindowState, for_this_run: str | None, parent: QObject) -> None:
        super().__init__(parent)
        self._state = state
        self.theme = for_this_run or state.theme
        """ "light", "dark" or "system"."""
        self.text_size = state.text_size
        """In percent."""
        self._apply()
        QApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def choose_theme(self, choice: str) -> None:
        """Has another theme from now on."""
        self.theme = self._state.theme = choice
        self._apply()
        self.changed.emit()

    def choose_text_size(self, percent: int) -> None:
        """Has text of another size from now on."""
        if percent != self.text_size:
            self.text_size = self._state.text_size = percent
            self._apply()
            self.changed.emit()

    def _follow_system(self) -> None:
        """The system went light or dark; a theme that was chosen stays."""
        if self.theme == "system":
            self._apply()

    def _apply(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.theme, self.text_size)
