"""The whole timeline of a large universe saved as PNG 4×, again and again; tells work and memory as JSON."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.stories import PLOTLINES, large
from harmonic_desktop.ui import theme
from harmonic_desktop.ui.pictures.page import PictureOptions
from harmonic_desktop.ui.pictures.writing import png_steps
from harmonic_desktop.ui.timeline.picture import timeline_picture

PEAK, NOW = "VmHWM", "VmRSS"


def memory(which: str) -> float:
    """The memory of this process in MB: now, or at its peak since the last `forget_peak`."""
    found = re.search(rf"{which}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found.group(1)) / 1024


def forget_peak() -> None:
    """From here on the peak is counted anew (Linux, proc(5))."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def main(cards: int, rounds: int, target: Path) -> None:
    """Saves the picture so many times."""
    application = QApplication([])
    application.setStyle("Fusion")
    theme.apply(application, "light")
    contents = large(cards, PLOTLINES)
    work, more = [], []
    for _ in range(rounds):
        forget_peak()
        before, started = memory(NOW), time.process_time()
        for _ in png_steps(timeline_picture(contents, PictureOptions(scale=4)), target):
            pass
        work.append((time.process_time() - started) * 1000)
        more.append(memory(PEAK) - before)
    print(json.dumps({"work": work, "memory": more}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
