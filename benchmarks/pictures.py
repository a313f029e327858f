"""Pictures: what it costs to save the whole timeline of a large universe, in time and in memory."""

from __future__ import annotations

from collections.abc import Mapping

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell

WAIT, ROOM = 3000.0, 100.0
"""How long a person waits for a picture, in ms of work, and what memory it may take meanwhile, in MB."""
GOALS = (
    Goal("picture", "the timeline of 10,000 cards on 20 plotlines saved as PNG 4×", "3 s", 1.0),
    Goal("picture-100k", "the same of 100,000 cards", "3 s", 1.0),
    Goal("picture-memory", "memory taken while 10,000 cards are saved as PNG 4×", "100 MB", 1.0, unit="MB"),
)
SHARED_ROUNDS = 3
"""A picture takes long: a third of the rounds is enough."""


def measure(run: Run) -> Mapping[str, Samples]:
    """Work of the processor and peak of memory, by rounds."""
    rounds = max(run.rounds // SHARED_ROUNDS, 1)
    target = str(run.folder / "timeline.png")
    with screen(run.platform, run.folder) as environment:
        told = tell(environment, "pictured.py", "10000", str(rounds), target)
        more = tell(environment, "pictured.py", "100000", str(rounds), target)
    return {
        "picture": Samples(told["work"], [WAIT]),
        "picture-100k": Samples(more["work"], [WAIT]),
        "picture-memory": Samples(told["memory"], [ROOM]),
    }


SUITE = Suite(GOALS, measure)
