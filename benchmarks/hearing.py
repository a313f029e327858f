"""What a person hears: how soon after Space and after an edit, whether the window waits, what an export keeps."""

from __future__ import annotations

from collections.abc import Mapping

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell

FIRST, EDIT, FRAME, MEMORY = 150.0, 300.0, 1000.0 / 60.0, 300.0
CARDS = 22_832
"""An hour of 16 voices, which takes two to three minutes to write."""
PATIENCE = 900
"""Seconds after which the export is given up, on a slow machine too."""
SHARED_ROUNDS = 3
"""A third of the rounds is enough."""
GOALS = (
    Goal("hear-first", "Space after an edit, until the player plays", "150 ms", 1.0),
    Goal("hear-edit", "an edit while it plays, until it plays on with its sound", "300 ms", 1.0),
    Goal("hear-stall", "the longest wait of a window beside which sound is made", "a frame, or the same without", 1.0),
    Goal("export-memory", "a program that exports an hour of 16 voices", "300 MB", 1.0, unit="MB"),
)


def measure(run: Run) -> Mapping[str, Samples]:
    """By the clock, of players without a loudspeaker, each in a process of its own."""
    rounds = max(run.rounds // SHARED_ROUNDS, 1)
    with screen(run.platform, run.folder) as environment:
        heard = [tell(environment, "heard.py") for _ in range(rounds)]
        exported = tell(environment, "exported.py", str(CARDS), str(run.folder / "export.wav"), patience=PATIENCE)
    return {
        "hear-first": Samples([told["first"] for told in heard], [FIRST]),
        "hear-edit": Samples([told["edit"] for told in heard], [EDIT]),
        # A machine that is busy makes every program wait.
        "hear-stall": Samples([told["stall"] for told in heard], [max(FRAME, told["stall_alone"]) for told in heard]),
        "export-memory": Samples([exported["memory"]], [MEMORY]),
    }


SUITE = Suite(GOALS, measure)
