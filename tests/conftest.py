"""The ground every test stands on: no screen, no one's real files, and nothing left over afterwards."""

from __future__ import annotations

import gc
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool, QTimer
from shiboken6 import isValid

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "UTC"

# Machines differ in speed: no test fails for being slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

USUAL = gc.get_threshold()
PATIENCE_MS = 5000
"""How long a thread may take to end once its test is over."""


@pytest.fixture(scope="session", autouse=True)
def nobodys_files() -> Iterator[None]:
    """Sends everything written to the usual places of a person (data, settings, sockets) to a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="harmonic-") as folder, pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            place = Path(folder, variable.split("_")[1].lower())
            place.mkdir(mode=0o700)
            patch.setenv(variable, str(place))
        yield


@pytest.fixture(scope="session", autouse=True)
def garbage_waits() -> Iterator[None]:
    """Python looks for garbage between tests only: elsewhere what it finds of Qt may end while Qt holds a lock."""
    gc.set_threshold(0)
    yield
    gc.set_threshold(*USUAL)


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a loudspeaker: what is played goes on by a clock."""
    from harmonic_desktop.ui.player import output
    from harmonic_desktop.ui.player.speaker import NoSpeaker

    def none(*_: object) -> None:
        raise NoSpeaker("there is no loudspeaker")

    monkeypatch.setattr(output, "Speaker", none)


@pytest.fixture(autouse=True)
def nothing_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a window open, a timer running or a thread alive."""
    threads_before = set(threading.enumerate())
    _collect_garbage(is_of_qt="qapp" in request.fixturenames)
    yield
    left = _threads_left(threads_before)
    if "qapp" in request.fixturenames:
        _clear_clipboard()
        let_go_of_the_mouse()
        left += [*_windows_left(), *_workers_left(), *_timers_left()]
    if left:
        pytest.fail("left over after the test: " + "; ".join(left), pytrace=False)


def _collect_garbage(*, is_of_qt: bool) -> None:
    """As much as Python by itself would look for; old garbage, which takes long, only where windows are made."""
    due = [generation for generation, most in enumerate(USUAL) if gc.get_count()[generation] > most]
    if due:
        gc.collect(due[-1] if is_of_qt else min(due[-1], 1))


def _threads_left(before: set[threading.Thread]) -> list[str]:
    """Python's threads. A dummy stands for a thread of Qt that once ran Python code, and tells nothing of its life."""
    left = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    for thread in left:
        thread.join(PATIENCE_MS / 1000)
    return [f"the thread {thread.name}" for thread in left if thread.is_alive()]


def _windows_left() -> list[str]:
    """Windows still on the screen; they are taken down, so that the next test is not blamed for them."""
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.hide()
        window.deleteLater()
    return [f"the window {type(window).__name__} “{window.objectName()}”" for window in left]


def _clear_clipboard() -> None:
    """The clipboard of the offscreen platform outlives Python, and may hold nothing that Python made."""
    from PySide6.QtGui import QGuiApplication

    QGuiApplication.clipboard().clear()


def let_go_of_the_mouse() -> None:
    """Releases the buttons that a test holds to its end.

    Qt keeps them for the whole program: in the next test a move would be a drag of what is gone, and told to nobody.
    """
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QGuiApplication, QWindow
    from PySide6.QtTest import QTest

    nowhere = QWindow()
    nowhere.resize(2, 2)
    for button in QGuiApplication.mouseButtons():
        QTest.mouseRelease(nowhere, button, pos=QPoint(1, 1))


def _workers_left() -> list[str]:
    pool = QThreadPool.globalInstance()
    return [] if pool.waitForDone(PATIENCE_MS) else [f"{pool.activeThreadCount()} workers of the thread pool"]


def _timers_left() -> list[str]:
    left = _running_timers()
    if left:  # one that only a reference cycle still holds is as good as gone
        del left
        gc.collect()
        left = _running_timers()
    for timer in left:
        timer.stop()
    return [f"a timer of {type(timer.parent()).__name__}, every {timer.interval()} ms" for timer in left]


def _running_timers() -> list[QTimer]:
    return [o for o in gc.get_objects() if isinstance(o, QTimer) and isValid(o) and o.isActive()]
