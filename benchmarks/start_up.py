"""Start-up and memory: the real program beside a bare window, both from exec to painted."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell
from .stories import large, prepare, sample

PAGE = os.sysconf("SC_PAGE_SIZE")
BARE = "a bare PySide6 window painted"

GOALS = (
    Goal("window-painted", "the window painted, its panels still empty", BARE, 1.4),
    Goal("timeline-painted", "the sample universe’s timeline painted", BARE, 3.2),
    Goal("sample-settled", "the sample universe settled, the plot too", BARE, 4.8),
    Goal("large-settled", "10,000 cards settled, the plot too", BARE, 5.5),
    Goal("memory-large", "memory with 10,000 cards settled", "with the sample’s", 1.0, or_more=60.0, unit="MB"),
    Goal("memory", "memory with the sample universe settled", "a bare window’s", 2.3, unit="MB"),
)


def measure(run: Run) -> Mapping[str, Samples]:
    """Starts of a bare window, of the program on the sample and on 10,000 cards, in turns."""
    sample_dir, large_dir = run.folder / "sample", run.folder / "large"
    prepare(sample_dir, sample())
    prepare(large_dir, large())
    bare: list[Mapping[str, float]] = []
    small: list[Mapping[str, float]] = []
    big: list[Mapping[str, float]] = []
    with screen(run.platform, run.folder) as environment:
        for _ in range(run.rounds + 1):
            bare.append(_start(environment, "bare_window.py"))
            small.append(_start(environment, "watched.py", str(sample_dir)))
            big.append(_start(environment, "watched.py", str(large_dir)))
    # The first round compiles modules and keeps the window's layout, as every first start does.
    floor = [start["painted"] for start in bare[1:]]
    return {
        "window-painted": Samples([start["painted"] for start in small[1:]], floor),
        "timeline-painted": Samples([start["timeline"] for start in small[1:]], floor),
        "sample-settled": Samples([start["settled"] for start in small[1:]], floor),
        "large-settled": Samples([start["settled"] for start in big[1:]], floor),
        "memory-large": Samples([start["megabytes"] for start in big[1:]], [start["megabytes"] for start in small[1:]]),
        "memory": Samples([start["megabytes"] for start in small[1:]], [start["megabytes"] for start in bare[1:]]),
    }


def _start(environment: Mapping[str, str], script: str, *arguments: str) -> Mapping[str, float]:
    """Milestones of one start in milliseconds from exec, and the memory then in use."""
    started = time.monotonic()
    told = tell(environment, script, *arguments)
    milestones = {name: (moment - started) * 1000 for name, moment in told.items() if name != "pages"}
    return {**milestones, "megabytes": told["pages"] * PAGE / 1e6}


SUITE = Suite(GOALS, measure)
