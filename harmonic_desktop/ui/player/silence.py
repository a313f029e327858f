"""The transport without a loudspeaker: the playhead runs on a clock, and nothing is heard."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from ...music.feed import Feed

TICK_MS = 16
RATE = 48_000


class Silence(QObject):
    """Does what a Speaker does, but for the sound."""

    ended = Signal()
    lost = Signal()
    """Never: a clock goes on."""
    stands_in = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed: Feed | None = None
        self._played = 0.0
        """Seconds, up to when it was paused last."""
        self._since: float | None = None
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._go_on)

    @staticmethod
    def rate() -> int:
        """Frames a second that its clock counts."""
        return RATE

    def play(self, feed: Feed) -> None:
        self._feed, self._played, self._since = feed, 0.0, monotonic()
        self._timer.start()

    def pause(self) -> None:
        self._played, self._since = self._seconds(), None
        self._timer.stop()

    def resume(self) -> None:
        if self._feed is not None:
            self._since = monotonic()
            self._timer.start()

    def stop(self) -> None:
        self._feed, self._since = None, None
        self._timer.stop()

    def set_volume(self, volume: float) -> None:
        """There is nothing to be louder."""

    def heard(self) -> float:
        return self._seconds() * self._feed.rate if self._feed is not None else 0.0

    def close(self) -> None:
        self.stop()

    def _seconds(self) -> float:
        return self._played + (monotonic() - self._since if self._since is not None else 0.0)

    def _go_on(self) -> None:
        feed = self._feed
        if feed is None:
            return
        feed.skip(max(0, round(self.heard()) - feed.taken))
        if feed.is_over and self.heard() >= feed.taken:
            self.stop()
            self.ended.emit()
