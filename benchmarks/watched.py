"""The real program, started as a person starts it, with a stopwatch: its milestones are told as JSON."""

from __future__ import annotations

import builtins
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

# What the program's own entry does around its import of Qt, which comes too late here, where Qt is imported already.
gc.disable()
import_fast = builtins.__import__

from PySide6.QtCore import QObject, QTimer  # noqa: E402

from harmonic_desktop import __main__ as entry  # noqa: E402
from harmonic_desktop import app  # noqa: E402
from harmonic_desktop.options import Options  # noqa: E402

builtins.__import__ = import_fast

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

QUIET_MS = 300
"""Settled is the last frame that is followed by none for so long; a caret blinks more slowly."""

# Whatever is imported here delays the program's first picture: only what it imports by itself.


class Watched(app.Program):
    """The program, noting when the window, the timeline and all of it were painted."""

    def __init__(self, options: Options, data_dir: Path) -> None:
        super().__init__(options, data_dir)
        self.moments: dict[str, float] = {}
        self._last_frame = 0.0
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.when_quiet)
        self.window.painted.connect(self._on_painted)  # before the program's own slot, which loads the panels
        self.settled.connect(self._on_settled)

    def start(self) -> None:
        super().start()
        self.window.painted.connect(self._watch_timeline)  # after it

    def when_quiet(self) -> None:
        """Everything is on the screen and nothing moves any more."""
        import json

        self.moments["settled"] = self._last_frame
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[1])
        print(json.dumps({**self.moments, "pages": pages}), flush=True)
        self.window.close()

    def _on_painted(self) -> None:
        self.moments["painted"] = time.monotonic()

    def _watch_timeline(self) -> None:
        self._canvas = self.window.timeline.viewport()
        self._canvas.installEventFilter(self)

    def _on_timeline_painted(self) -> None:
        self.moments.setdefault("timeline", time.monotonic())

    def _on_settled(self) -> None:
        self._on_frame()
        self.window.installEventFilter(self)

    def _on_frame(self) -> None:
        self._last_frame = time.monotonic()
        self._quiet.start()

    def _shows_a_universe(self) -> bool:
        return self.window.workspace is not None and self.window.workspace.contents is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.window:
            if kind is kind.UpdateRequest:
                # The event loop comes back here once the frame is on the screen.
                QTimer.singleShot(0, self, self._on_frame)
        elif kind is kind.Paint and self._shows_a_universe():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._on_timeline_painted)
        return False


def main(program: type[Watched], data_dir: str) -> int:
    """Runs the program on a data folder with that class in place of its own; returns its exit code."""
    vars(app)["Program"] = program
    return entry.main(["--data-dir", data_dir])


if __name__ == "__main__":
    raise SystemExit(main(Watched, sys.argv[1]))
