"""One edit, end to end: from `perform` until it is committed and every view has taken it in."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from harmonic_desktop.app import DATABASE_NAME

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell
from .stories import large, prepare

UPDATE = "a raw UPDATE and COMMIT"
GOALS = (
    Goal("edit-moved", "a card of 10,000 moved, every view refreshed", UPDATE, 3.0, or_more=4.0),
    Goal("edit-harmony", "its harmony tie changed, every view refreshed", UPDATE, 3.0, or_more=4.0),
    Goal("edit-words", "its plot point changed, every view refreshed", UPDATE, 3.0, or_more=4.0),
)


def measure(run: Run) -> Mapping[str, Samples]:
    """Edits in the running program on 10,000 cards; beside each a raw UPDATE on a copy of its file."""
    data_dir, copy = run.folder / "data", run.folder / "raw.db"
    prepare(data_dir, large())
    shutil.copy(data_dir / DATABASE_NAME, copy)
    with screen(run.platform, run.folder) as environment:
        told = tell(environment, "edited.py", str(data_dir), str(run.rounds * 4), str(copy))
    return {f"edit-{kind}": Samples(told[kind], told["floor"]) for kind in ("moved", "harmony", "words")}


SUITE = Suite(GOALS, measure)
