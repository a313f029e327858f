"""What is played instead of the story, once, while that stands still."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ...music.feed import Feed
from ...music.sound import Sound
from .output import Output
from .speaker import NoSpeaker


class Aside(QObject):
    """Played on what the story is played on; nobody may play that meanwhile."""

    changed = Signal()
    """It begins, or is over."""

    def __init__(self, out: Output, parent: QObject) -> None:
        super().__init__(parent)
        self.is_on = False
        self._out = out

    def play(self, make: Callable[[int], Sound]) -> bool:
        """Plays what is made at the rate of the loudspeaker; whether it is heard, and not by a clock alone."""
        self._out.open()
        try:
            self._out.play(Feed(make(self._out.rate()), 0.0))
        except NoSpeaker as reason:
            self._out.fall_back(str(reason))
            return self.play(make)
        self.is_on = True
        self.changed.emit()
        return self._out.is_heard

    def stop(self) -> None:
        """Ends it, if it is on."""
        if self.is_on:
            self.is_on = False
            self._out.stop()
            self._out.look_again()
            self.changed.emit()
