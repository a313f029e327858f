"""One key plays the harmony curve as a tone, and says in words what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ..widgets.sentence import announce
from .player import Player

if TYPE_CHECKING:
    from ...music.sound import Sound
    from ..main_window import MainWindow

KEY = "Ctrl+Shift+U"


class CurveSound(QObject):
    """The action of the menu, which plays and ends it; while it plays Esc ends it as well."""

    def __init__(self, window: MainWindow, player: Player) -> None:
        super().__init__(window)
        self._window = window
        self._player = player
        self.action = QAction(window)
        self.action.setObjectName("hearCurve")
        self.action.setShortcut(QKeySequence(KEY))
        self.action.triggered.connect(lambda _checked=False: self.toggle())
        player.aside_changed.connect(self._show_state)
        self._show_state()
        self.update_enabled()

    def toggle(self) -> None:
        """Plays the curve from its beginning, or ends it."""
        if self._player.is_aside:
            self._player.stop_aside()
            stopped = self.tr("The harmony curve was stopped.")
            self._window.say(stopped)
            announce(self._window, stopped)
        elif self._player.has_cards():
            is_heard, words = self._player.play_aside(self._sound), self._window.plot.words
            self._window.say(self._in_words(words.way(), is_heard))
            announce(self._window, self._in_words(words.course(), is_heard))

    def update_enabled(self) -> None:
        """There is something to play where there are cards."""
        self.action.setEnabled(self._player.has_cards())

    def _sound(self, rate: int) -> Sound:
        from ...music.sonified import SonifiedCurve

        plot = self._window.plot
        return SonifiedCurve(plot.points.whole_curve(), [marker.start_beat for marker in plot.markers], rate)

    def _in_words(self, course: str, is_heard: bool) -> str:
        """“The harmony curve starts at 0.70. Climbs to …”; why it is not heard, the player tells."""
        plot = self._window.plot
        values = plot.points.whole_curve().values
        values = values[np.isfinite(values)]
        if not len(values):
            return course
        text = self.tr("The harmony curve can’t be heard. It starts at {harmony}. {course}")
        if is_heard:
            text = self.tr("The harmony curve starts at {harmony}. {course}")
        return text.replace("{harmony}", plot.number(float(values[0]))).replace("{course}", course)

    def _show_state(self) -> None:
        plays, application = self._player.is_aside, QApplication.instance()
        self.action.setText(self.tr("Stop the harmony curve") if plays else self.tr("Hear the harmony curve"))
        assert application is not None
        if plays:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes Esc before any view does; in a drag, a menu or a dialog it means something there."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape or not self._is_ours():
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.toggle()
        return True

    def _is_ours(self) -> bool:
        in_hand = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        return not (in_hand or QApplication.activePopupWidget() or QApplication.activeModalWidget())
