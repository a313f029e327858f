"""Which loudspeakers there are, and the one that a person chose among them.

Whatever speaks to a loudspeaker takes a while to load, and can't be without libpulse: ImportError is raised then,
which `what_is_missing` puts into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice


@dataclass(frozen=True, slots=True)
class Loudspeaker:
    """One as it is kept: what the system knows it by, and what a person does."""

    id: bytes
    name: str

    def is_at(self, device: QAudioDevice) -> bool:
        """Whether it is that one; one that was plugged in elsewhere has another id, but the same name."""
        return self.id == device.id().data() or self.name == device.description()


def what_is_missing(error: ImportError) -> str:
    """Why nothing can speak to a loudspeaker, as half a sentence."""
    library = str(error).partition(":")[0]
    if not library.startswith("lib"):
        return str(error)
    words = QCoreApplication.translate(
        "Loudspeakers", "the system has no “{0}”; install it and start the program again"
    )
    if library.startswith("libpulse"):
        words = QCoreApplication.translate(
            "Loudspeakers", "the system has no “{0}”; install it (on Debian: libpulse0) and start the program again"
        )
    return words.format(library)


def list_loudspeakers() -> list[Loudspeaker]:
    """All that are connected."""
    from PySide6.QtMultimedia import QMediaDevices

    return [Loudspeaker(bytes(device.id().data()), device.description()) for device in QMediaDevices.audioOutputs()]


def device_of(wanted: Loudspeaker | None) -> QAudioDevice:
    """The one that is wanted; that of the system where none is or it isn't connected, which is null without any."""
    from PySide6.QtMultimedia import QMediaDevices

    if wanted is not None:
        there = [device for device in QMediaDevices.audioOutputs() if wanted.is_at(device)]
        # The same id before the same name, which two may have.
        there.sort(key=lambda device: device.id().data() != wanted.id)
        if there:
            return there[0]
    return QMediaDevices.defaultAudioOutput()
