"""What nobody holds any more goes between two turns of the event loop, and at no other time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.garbage import DUE, EVERY_MS, GarbageCollection


class Knot:
    """Holds itself, so that only the collector can part it from itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    usual = gc.get_threshold()
    gc.set_threshold(*DUE)
    made = QObject()
    yield made
    made.deleteLater()
    gc.enable()
    gc.set_threshold(*usual)


def many() -> list[list[int]]:
    """So much that Python by itself would look for garbage."""
    return [[] for _ in range(5 * DUE[0])]


def test_garbage_goes_in_the_event_loop_only(owner: QObject, qtbot: QtBot) -> None:
    GarbageCollection(owner)
    knot = Knot()
    gone = ref(knot)
    del knot
    held = many()
    assert gone() is not None, "while something is being done nothing ends"
    qtbot.waitUntil(lambda: gone() is None, timeout=5 * EVERY_MS)
    assert held


def test_by_itself_python_would_not_wait(owner: QObject) -> None:
    knot = Knot()
    gone = ref(knot)
    del knot
    assert many() and gone() is None
