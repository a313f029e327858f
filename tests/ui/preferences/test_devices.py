"""Which loudspeakers there are is looked for beside the window, as long as that is there."""

from __future__ import annotations

import PySide6.QtMultimedia
import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from pytestqt.qtbot import QtBot

from harmonic_desktop.ui.player.loudspeakers import Loudspeaker
from harmonic_desktop.ui.preferences import devices as devices_module
from harmonic_desktop.ui.preferences.devices import Devices

DESK = Loudspeaker(b"pci-0", "Desk")


class System(QObject):
    """What tells of the loudspeakers that are connected."""

    audioOutputsChanged = Signal()  # noqa: N815  # as Qt calls it


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PySide6.QtMultimedia, "QMediaDevices", System)
    monkeypatch.setattr(devices_module, "list_loudspeakers", lambda: [DESK])


def test_they_are_found_once_they_are_looked_for(qtbot: QtBot) -> None:
    parent = QObject()
    devices = Devices(parent)
    assert devices.there is None
    with qtbot.waitSignal(devices.changed):
        devices.look()
    assert devices.there == [DESK]
    devices.close()


def test_nothing_is_asked_of_the_system_for_a_window_that_was_closed_meanwhile(qtbot: QtBot) -> None:
    parent = QObject()
    devices = Devices(parent)
    devices.look()
    devices.close()
    QCoreApplication.processEvents()
    devices.look()
    devices._loading.wait()
    QCoreApplication.processEvents()
    assert devices.there is None
    assert devices.findChildren(System) == []
