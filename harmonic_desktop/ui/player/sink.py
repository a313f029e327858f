"""Where a feed leaves the program, on the thread of the loudspeaker: Qt draws it, and is watched."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QIODevice, QObject, Qt, QThread, QTimer, Signal

from ...music.feed import Feed
from .connection import CONNECTION

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink

BUFFER_MS = 600
"""Long enough for a thread that holds Python for 300 ms, and short enough that an edit is heard within a second."""
WATCH_MS = 16
STUCK_S = 1.0
"""A sound server that died leaves everything as if it went on, but nothing is heard of any more."""
SLOWEST_START_S = 3.0
"""A device that slept may take so long until it plays; a null sink of PulseAudio sleeps for two seconds at a time."""
STARTED_AFTER_S = 0.1
"""What a device takes at once, as it opens, is no sign that it plays."""
LAST_S = 0.1
"""After the end, so long without a move is the last frame heard: not all that were drawn are counted."""
FADE_STEPS, FADE_STEP_MS = 8, 5
"""What is cut off goes down before, and comes up after a pause, so that it does not click; Qt asks for a new volume
with each 5 ms that it hands on."""
ON_ITS_WAY_MS = 20
"""What was handed on to the system is heard so much later."""
LEAD_IN = 512
"""Frames of silence at each start: the first 255 that are drawn are dropped by Qt."""


class _Stream(QIODevice):
    """What Qt reads bytes from."""

    def __init__(self, feed: Feed, as_floats: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.feed = feed
        self._as_floats = as_floats
        self._lead_in = LEAD_IN
        self.drawn = 0
        """Frames, those of the lead-in too."""
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def readData(self, maxlen: int) -> object:
        size = 8 if self._as_floats else 4
        count = maxlen // size
        if self._lead_in > 0:
            count = min(count, self._lead_in)
            self._lead_in -= count
            frames = np.zeros((count, 2), np.float32)
        else:
            frames = self.feed.take(count)
        self.drawn += len(frames)
        return frames.tobytes() if self._as_floats else (frames * 32767.0).astype(np.int16).tobytes()

    def writeData(self, data: object, length: int) -> int:
        return -1

    def bytesAvailable(self) -> int:
        return 1 << 24

    def isSequential(self) -> bool:
        return True


class Sink(QObject):
    """Lives on the thread of the loudspeaker; what it tells is read from any thread, as one tuple."""

    lost = Signal(object)
    ended = Signal(object)
    """Each with its feed: another may have been begun by the time that it is told."""

    def __init__(self) -> None:
        super().__init__()
        CONNECTION.look()
        self.heard: tuple[Feed | None, float, float, float] = (None, 0.0, 0.0, 0.0)
        """Of that feed so many frames were heard at that monotonic time, and so many a second since."""
        self._sink: QAudioSink | None = None
        self._stream: _Stream | None = None
        self._volume = 1.0
        self._moved = 0.0
        self._timer: QTimer | None = None

    def begin(self, feed: Feed, device: QAudioDevice, sound: QAudioFormat) -> None:
        """Has Qt draw a feed, instead of the one before."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        self.end()
        self._stream = _Stream(feed, sound.sampleFormat() == QAudioFormat.SampleFormat.Float, self)
        sink = QAudioSink(device, sound, self)
        sink.setBufferSize(sound.bytesForDuration(BUFFER_MS * 1000))
        sink.setVolume(self._volume)
        self._sink = sink
        self.heard = (feed, 0.0, monotonic(), 0.0)
        self._moved = monotonic()
        if CONNECTION.is_lost():
            self._let_go()
            self.lost.emit(feed)
            return
        sink.start(self._stream)
        CONNECTION.look()
        if self._timer is None:
            self._timer = QTimer(self, interval=WATCH_MS, timerType=Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self._watch)
        self._timer.start()

    def pause(self) -> None:
        """Stands still, without a click."""
        if self._sink is not None and self._stream is not None and self._timer is not None:
            self._fade_out()
            self._sink.suspend()
            self._timer.stop()
            self.heard = (self._stream.feed, self._processed(), monotonic(), 0.0)

    def resume(self) -> None:
        """Goes on from there."""
        if self._sink is not None and self._timer is not None:
            self._moved = monotonic()
            self._sink.setVolume(0.0)  # it may have been set meanwhile
            self._sink.resume()
            self._timer.start()
            self._fade(range(1, FADE_STEPS + 1))

    def end(self) -> None:
        """Ends what is heard, if anything is."""
        if self._timer is not None and self._timer.isActive():
            self._fade_out()
        self._let_go()

    def _fade_out(self) -> None:
        self._fade(range(FADE_STEPS - 1, -1, -1))
        QThread.msleep(ON_ITS_WAY_MS)

    def _fade(self, steps: range) -> None:
        """Takes the volume through so many eighths; nothing else is done on this thread."""
        for step in steps:
            if self._sink is not None:
                self._sink.setVolume(self._volume * step / FADE_STEPS)
            QThread.msleep(FADE_STEP_MS)

    def _let_go(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._sink is not None:
            self._sink.reset()
            self._sink.deleteLater()
            self._sink = None
        if self._stream is not None:
            self._stream.close()
            self._stream.deleteLater()
            self._stream = None

    def set_volume(self, volume: float) -> None:
        """0..1 of the amplitude."""
        self._volume = volume
        if self._sink is not None:
            self._sink.setVolume(volume)

    def _processed(self) -> float:
        assert self._sink is not None
        frames = self._sink.processedUSecs() * self._sink.format().sampleRate() / 1e6
        return max(0.0, frames - LEAD_IN)

    def _patience(self, processed: float) -> float:
        assert self._sink is not None
        has_started = processed > STARTED_AFTER_S * self._sink.format().sampleRate()
        return STUCK_S if has_started else SLOWEST_START_S

    def _watch(self) -> None:
        from PySide6.QtMultimedia import QtAudio

        if self._sink is None or self._stream is None:
            return
        broken = (QtAudio.Error.FatalError, QtAudio.Error.OpenError)
        now, processed = monotonic(), self._processed()
        feed, before = self._stream.feed, self.heard[1]
        if processed > before:
            self._moved = now
            self.heard = (feed, processed, now, float(self._sink.format().sampleRate()))
        stood = now - self._moved
        if feed.is_over and (processed >= self._stream.drawn - LEAD_IN or stood > LAST_S):
            self._let_go()
            self.ended.emit(feed)
        elif stood > self._patience(processed) or self._sink.error() in broken:
            self._let_go()
            self.lost.emit(feed)
