"""Whether Qt is still connected to the sound server of PulseAudio.

A sink that is started while it is not ends the whole program (Qt 6.11). Qt has two connections: one that it lists
loudspeakers by, and one that is made as the first sink starts, on the thread of that. Where the server is lost,
each looks for it once more after 3 s, if its thread is there by then, and tells nobody. But each has a thread of its
own, which comes and goes with it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_THREADS = Path("/proc/self/task")
_NAME = "QPulseAudioEngi"


class Connection:
    """To look after both; elsewhere than on Linux, and with PipeWire, there is none to lose."""

    def __init__(self) -> None:
        self._most = 0

    def look(self) -> int:
        """How many there are now; that there were so many is remembered."""
        count = sum(name == _NAME for name in _names())
        self._most = max(self._most, count)
        return count

    def is_lost(self) -> bool:
        """Whether one that was there when somebody looked is gone."""
        return self.look() < self._most


def _names() -> list[str]:
    """What the threads of this program are called."""
    names = []
    with suppress(OSError):
        for thread in _THREADS.iterdir():
            with suppress(OSError):  # it ended meanwhile
                names.append((thread / "comm").read_text().rstrip("\n"))
    return names


CONNECTION = Connection()
