"""A button that is tapped in time, and makes of its taps a tempo."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from ...domain.tapping import PAUSE_S, tapped_tempo
from ..widgets.number_text import number_text
from ..widgets.sentence import announce

KEY = "Ctrl+T"


class TapButton(QPushButton):
    """Shows the tempo that the taps so far make; it is taken once, after a pause or when the button is left."""

    tempo_previewed = Signal(float)
    tempo_tapped = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Callable[[], float] = time.monotonic
        self._taps: list[float] = []
        self._pause = QTimer(self, singleShot=True, interval=round(PAUSE_S * 1000))
        self._pause.timeout.connect(self.commit_pending)
        keys = QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(self.tr("Tap the tempo"))
        self.setToolTip(self.tr("Tap here in time, or press {0} in time, and the tempo follows").format(keys))
        self._show()
        self.setMinimumWidth(self.sizeHint().width())
        self.pressed.connect(self.tap)  # not when it is let go: that comes late

    def tap(self) -> None:
        """A tap, now."""
        now = self.clock()
        if self._taps and now - self._taps[-1] > PAUSE_S:
            self._taps.clear()
        self._taps.append(now)
        self._pause.start()
        self._show()
        tempo = tapped_tempo(self._taps)
        if tempo is not None:
            self.tempo_previewed.emit(tempo)

    def commit_pending(self) -> None:
        """Takes the tempo that was tapped, if one was."""
        tempo = tapped_tempo(self._taps)
        self.forget_pending()
        if tempo is not None:
            announce(self, self.tr("Tempo {0} BPM").format(number_text(tempo, self.locale())))
            self.tempo_tapped.emit(tempo)

    def forget_pending(self) -> None:
        """Forgets the taps."""
        self._taps.clear()
        self._pause.stop()
        self._show()

    def _show(self) -> None:
        tempo = tapped_tempo(self._taps)
        if tempo is not None:
            self.setText(self.tr("{0} BPM").format(number_text(tempo, self.locale())))
        else:
            self.setText(self.tr("Tap on…") if self._taps else self.tr("Tap tempo"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit_pending()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():  # a key that is held taps once
            event.accept()
            return
        super().keyPressEvent(event)
