"""A loudspeaker that is none."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Signal

from harmonic_desktop.music.feed import Feed
from harmonic_desktop.ui.player.loudspeakers import Loudspeaker
from harmonic_desktop.ui.player.silence import Silence
from harmonic_desktop.ui.player.speaker import NoSpeaker


class Pretended(QObject):
    """A loudspeaker that remembers who was wanted; those in `gone` are not connected."""

    ended = Signal()
    lost = Signal()
    gone: ClassVar[set[Loudspeaker]] = set()
    broken: ClassVar[set[Loudspeaker]] = set()
    """These are known, but do not answer."""
    deaf: ClassVar[set[Loudspeaker | None]] = set()
    """These do not take the sound."""
    hertz: ClassVar[dict[Loudspeaker | None, int]] = {}
    opened: ClassVar[list[Loudspeaker | None]] = []

    def __init__(self, parent: QObject, wanted: Loudspeaker | None = None) -> None:
        super().__init__(parent)
        self.wanted, self.stands_in = wanted, False
        self.opened.append(wanted)
        self._clock = Silence(self)
        self._clock.ended.connect(self.ended)
        for name in ("pause", "resume", "stop", "set_volume", "heard", "close"):
            setattr(self, name, getattr(self._clock, name))

    def rate(self) -> int:
        return self.hertz.get(self.wanted, 48_000)

    def play(self, feed: Feed) -> None:
        if self.wanted in self.deaf:
            raise NoSpeaker("“Desk” takes no stereo sound")
        self.stands_in = self.wanted in self.gone
        self._clock.play(feed)
        if self.wanted in self.broken:
            QTimer.singleShot(0, self, self.lost.emit)
