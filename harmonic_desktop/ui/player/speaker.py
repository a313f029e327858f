"""The loudspeaker: draws a feed on a thread of its own, so that neither a busy window nor a busy Python makes a gap."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from ...music.feed import Feed
from .loudspeakers import Loudspeaker, device_of, what_is_missing
from .sink import WATCH_MS, Sink

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat


class NoSpeaker(Exception):
    """Nothing can be heard on this computer; the message says why."""


class Speaker(QObject):
    """Plays feeds on the loudspeaker that is wanted, or the system's; asked on the thread of the window.

    To make one raises NoSpeaker.
    """

    ended = Signal()
    """All of the feed was heard."""
    lost = Signal()
    """The loudspeaker does not answer any more, or can't be opened."""
    _begin = Signal(object, object, object)
    _pause = Signal()
    _resume = Signal()
    _end = Signal()
    _set_volume = Signal(float)

    def __init__(self, parent: QObject | None = None, wanted: Loudspeaker | None = None) -> None:
        devices = _devices()
        _chosen(wanted)  # before anything is there, or a thread runs, that nobody would let go of
        super().__init__(parent)
        self.stands_in = False
        """Whether that of the system plays because the one that is wanted is not connected."""
        self._wanted = wanted
        self._devices = devices
        self._feed: Feed | None = None
        """What is played now."""
        self._thread = QThread(self)
        self._thread.setObjectName("speaker")
        self._sink = Sink()
        self._sink.moveToThread(self._thread)
        for ask, done in (
            (self._begin, self._sink.begin),
            (self._pause, self._sink.pause),
            (self._resume, self._sink.resume),
            (self._end, self._sink.end),
            (self._set_volume, self._sink.set_volume),
        ):
            ask.connect(done, Qt.ConnectionType.QueuedConnection)
        self._sink.ended.connect(self._on_ended)
        self._sink.lost.connect(self._on_lost)
        self._thread.start(QThread.Priority.TimeCriticalPriority)

    def rate(self) -> int:
        """Frames a second that the loudspeaker wants; raises NoSpeaker."""
        _, sound = _chosen(self._wanted)
        return sound.sampleRate()

    def play(self, feed: Feed) -> None:
        """Plays from now on what the feed gives, instead of what was played; raises NoSpeaker."""
        device, sound = _chosen(self._wanted, feed.rate)
        self.stands_in = self._wanted is not None and not self._wanted.is_at(device)
        self._feed = feed
        self._begin.emit(feed, device, sound)

    def pause(self) -> None:
        self._pause.emit()

    def resume(self) -> None:
        self._resume.emit()

    def stop(self) -> None:
        self._feed = None
        self._end.emit()

    def set_volume(self, volume: float) -> None:
        """0..1 of the amplitude; heard at once."""
        self._set_volume.emit(volume)

    def heard(self) -> float:
        """How many frames of the feed were heard up to now."""
        feed, frames, when, a_second = self._sink.heard
        if feed is not self._feed:  # it was begun a moment ago
            return 0.0
        # No further than one look ahead: a device that stalls must not carry the playhead away.
        return frames + min(monotonic() - when, 4 * WATCH_MS / 1000) * a_second

    def close(self) -> None:
        """Lets go of the loudspeaker and of the thread."""
        self._end.emit()
        self._sink.deleteLater()
        self._thread.quit()
        self._thread.wait()

    @Slot(object)
    def _on_ended(self, feed: Feed) -> None:
        if feed is self._feed:
            self.ended.emit()

    @Slot(object)
    def _on_lost(self, feed: Feed) -> None:
        if feed is self._feed:
            self.lost.emit()


def _devices() -> Any:
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:  # without libpulse
        raise NoSpeaker(what_is_missing(error)) from error
    return QMediaDevices()


def _chosen(wanted: Loudspeaker | None, rate: int | None = None) -> tuple[QAudioDevice, QAudioFormat]:
    """The loudspeaker and how it wants its sound, or what is made at a rate: two channels, floats if it can.

    Raises NoSpeaker.
    """
    try:
        from PySide6.QtMultimedia import QAudioFormat
    except ImportError as error:
        raise NoSpeaker(what_is_missing(error)) from error
    device = device_of(wanted)
    if device.isNull():
        raise NoSpeaker("there is no loudspeaker")
    sound = QAudioFormat()
    sound.setChannelCount(2)
    rates = (48_000, device.preferredFormat().sampleRate(), 44_100) if rate is None else (rate,)
    for hertz in rates:
        for kind in (QAudioFormat.SampleFormat.Float, QAudioFormat.SampleFormat.Int16):
            sound.setSampleRate(hertz)
            sound.setSampleFormat(kind)
            if device.isFormatSupported(sound):
                return device, sound
    raise NoSpeaker(f"“{device.description()}” takes no stereo sound")
