"""Filter and Find over 10,000 cards: a key until every view has followed, and until the results are shown."""

from __future__ import annotations

from collections.abc import Mapping

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell
from .stories import large, prepare

FRAME, WAIT = 1000 / 60, 100.0
"""A frame at 60 Hz, and the longest wait that is none; in ms."""
GOALS = (
    Goal("filter-key", "a key in the filter over 10,000 cards, p95", "a frame at 60 Hz", 1.0),
    Goal("filter", "a filter over 10,000 cards that were not read yet", "100 ms", 1.0),
    Goal("find", "Find opened, or a key in it, over 10,000 cards, the slowest", "100 ms", 1.0),
)


def measure(run: Run) -> Mapping[str, Samples]:
    """Keys typed in the running program on 10,000 cards, beside what a person does not notice."""
    data_dir = run.folder / "data"
    prepare(data_dir, large())
    with screen(run.platform, run.folder) as environment:
        told = tell(environment, "searched.py", str(data_dir), str(run.rounds))
    return {
        "filter-key": Samples(told["keystroke"], [FRAME]),
        "filter": Samples(told["filter"], [WAIT]),
        "find": Samples(told["find"], [WAIT]),
    }


SUITE = Suite(GOALS, measure)
