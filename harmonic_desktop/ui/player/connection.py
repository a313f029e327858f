"""Whether Qt is still connected to the sound server of PulseAudio.

A sink that is started while it is not ends the whole program (Qt 6.11). Qt looks for the server once more, 3 s after
it lost it, and then never again; it tells nobody. But the connection has a thread of its own, which goes with it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")
_NAME = "QPulseAudioEngi"


class Connection:
    """The one that Qt has for all of the program; elsewhere than on Linux, and with PipeWire, it has none to lose."""

    def __init__(self) -> None:
        self._was_there = False

    def is_lost(self) -> bool:
        """Whether it was there when somebody asked before, and is gone."""
        is_there = _NAME in _names()
        self._was_there = self._was_there or is_there
        return self._was_there and not is_there


def _names() -> set[str]:
    """What the threads of this program are called."""
    names = set()
    with suppress(OSError):
        for thread in _THREADS.iterdir():
            with suppress(OSError):  # it ended meanwhile
                names.add((thread / "comm").read_text().rstrip("\n"))
    return names


CONNECTION = Connection()
