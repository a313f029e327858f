"""What is played on: the loudspeaker, or a clock where there is none."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ...music.feed import Feed
from .connection import CONNECTION
from .loudspeakers import Loudspeaker
from .silence import Silence
from .speaker import NoSpeaker, Speaker


class Output(QObject):
    """A loudspeaker that is looked for when it is first needed; where there is none, a clock, which is told."""

    ended = Signal()
    """All of the feed was heard."""
    lost = Signal(str)
    """The loudspeaker does not answer any more: the reason."""
    noticed = Signal(str)
    """What a person must know: that nothing can be heard, and why, or that it is heard elsewhere than was chosen."""
    over = Signal(str)
    """What was told does not hold any more: the sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.device: Speaker | Silence | None = None
        """What is open."""
        self._amplitude = 0.5
        self._wanted: Loudspeaker | None = None
        self._is_refused = False
        """Whether the one that is wanted did not answer, so that the system's plays."""
        self._was_told = False
        """Whether a person knows that another one than was chosen plays."""
        self._told = ""
        """Why nothing can be heard, as long as that is so."""

    def choose(self, wanted: Loudspeaker | None) -> bool:
        """Lets go of what is open to play there, or where the system does; False where that was so already."""
        if wanted == self._wanted:
            return False
        self._wanted, self._was_told, self._is_refused = wanted, False, False
        self.close()
        return True

    def open(self) -> Speaker | Silence:
        """Looks for the loudspeaker, unless something is open."""
        if self.device is not None:
            return self.device
        try:
            return self._connected(Speaker(self, None if self._is_refused else self._wanted))
        except NoSpeaker as reason:
            return self.fall_silent(str(reason))

    def fall_back(self, reason: str) -> bool:
        """Has the system's loudspeaker instead of one that was chosen and is lost, or else a clock.

        Whether something can still be heard.
        """
        if self._wanted is None or self._is_refused:
            self.fall_silent(reason)
            return False
        self._is_refused = True
        self.close()
        self.open()
        return self.is_heard

    def fall_silent(self, reason: str) -> Speaker | Silence:
        """Has a clock instead of the loudspeaker, and says why."""
        self.close()
        sentence = self.tr("Nothing can be heard: {0}. The playhead runs silently, and exports work.")
        self._told = sentence.format(reason)
        self.noticed.emit(self._told)
        return self._connected(Silence(self))

    def look_again(self) -> None:
        """A loudspeaker may be there next time, or the one that was chosen."""
        if isinstance(self.device, Silence) or self._is_refused:
            self._is_refused = False
            self.close()
        if self._told:
            self.over.emit(self._told)
            self._told = ""

    def close(self) -> None:
        """Lets go of what is open."""
        if self.device is not None:
            self.device.close()
            self.device.deleteLater()
            self.device = None

    @property
    def is_heard(self) -> bool:
        """Whether a loudspeaker is open, and no clock."""
        return self.device is not None and not isinstance(self.device, Silence)

    def rate(self) -> int:
        """Frames a second that what is open wants; the usual ones where nothing is."""
        try:
            return self.device.rate() if self.device is not None else Silence.rate()
        except NoSpeaker:  # it is gone; starting it will say so
            return Silence.rate()

    def play(self, feed: Feed) -> None:
        """Plays from now on what the feed gives, instead of what was played; raises NoSpeaker."""
        device = self.open()
        device.set_volume(self._amplitude)
        device.play(feed)
        if not isinstance(device, Silence):
            self._tell_who_plays(device.stands_in or self._is_refused)

    def pause(self) -> None:
        if self.device is not None:
            self.device.pause()

    def resume(self) -> None:
        if self.device is not None:
            self.device.resume()

    def stop(self) -> None:
        if self.device is not None:
            self.device.stop()

    def heard(self) -> float:
        """How many frames of the feed were heard up to now."""
        return self.device.heard() if self.device is not None else 0.0

    def set_volume(self, volume: float) -> None:
        """How loud, 0..1 as a person feels it; heard at once."""
        self._amplitude = min(max(volume, 0.0), 1.0) ** 3  # which is felt as about so loud
        if self.device is not None:
            self.device.set_volume(self._amplitude)

    def _tell_who_plays(self, is_another: bool) -> None:
        """Says once that it is another one than was chosen."""
        if is_another and not self._was_told and self._wanted is not None:
            refused = self.tr("“{0}” does not answer: the loudspeaker of the system plays instead.")
            missing = self.tr("“{0}” is not connected: the loudspeaker of the system plays instead.")
            self.noticed.emit((refused if self._is_refused else missing).format(self._wanted.name))
        self._was_told = is_another

    def _connected(self, device: Speaker | Silence) -> Speaker | Silence:
        self.device = device
        device.ended.connect(self.ended)
        device.lost.connect(self._on_lost)
        return device

    def _on_lost(self) -> None:
        reason = self.tr("the loudspeaker does not answer")
        if CONNECTION.is_lost():
            reason = self.tr("the sound server does not answer; start the program again once it does")
        self.lost.emit(reason)
