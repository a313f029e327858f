"""A parameter changed, until what is heard of it is painted."""

from __future__ import annotations

from collections.abc import Mapping

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell
from .stories import large, prepare

FRAME = 1000 / 60
GOALS = (
    Goal("parameter-slide", "a slider’s step until its effects are painted, p95", "a frame at 60 Hz", 1.0),
    Goal("parameter-change", "a parameter stored, its effects painted, p95", "a frame at 60 Hz", 1.0),
)


def measure(run: Run) -> Mapping[str, Samples]:
    """All parameters of the catalogue beside 10,000 cards, with what is heard in view."""
    data_dir = run.folder / "data"
    prepare(data_dir, large())
    with screen(run.platform, run.folder) as environment:
        told = tell(environment, "chained.py", str(data_dir), str(run.rounds))
    return {f"parameter-{kind}": Samples(told[kind], [FRAME]) for kind in ("slide", "change")}


SUITE = Suite(GOALS, measure)
