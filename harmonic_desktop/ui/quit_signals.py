"""Ctrl+C and SIGTERM close the window as a person would, even while Qt’s event loop is idle."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QWidget


@contextmanager
def quit_on_signals(window: QWidget) -> Iterator[None]:
    """Closes `window` and ends the event loop when a signal asks for it; the handlers before are put back after."""
    if sys.platform == "win32":
        # Windows has no SIGTERM, and QSocketNotifier takes no pipe there.
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    wakeup_before = signal.set_wakeup_fd(writer)
    handlers = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: _close(window, reader))
    try:
        yield
    finally:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(wakeup_before)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        os.close(reader)
        os.close(writer)


def _close(window: QWidget, reader: int) -> None:
    os.read(reader, 64)
    window.close()
    # A dialog over the window may refuse its closing; the state is kept by then, and every edit is saved anyway.
    QApplication.exit()
