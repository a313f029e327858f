"""Frames: what a hand that scrolls, zooms and drags waits for, beside the time that a screen leaves for a frame."""

from __future__ import annotations

from collections.abc import Mapping

from .harness import Goal, Run, Samples, Suite
from .processes import screen, tell

AT_120_HZ, AT_60_HZ = 8.3, 16.7
"""How long a frame may take, in ms, so that none is missed on such a screen."""
FAST, USUAL = "a frame at 120 Hz", "a frame at 60 Hz"
CARDS = {"": (10_000, AT_120_HZ, FAST), "-100k": (100_000, AT_60_HZ, USUAL)}
MOVEMENTS = {
    "scroll": "scrolling over cards",
    "pages": "whole pages of cards never seen before",
    "zoom": "zooming from the whole story to one card and back",
    "lanes": "making lanes taller and lower",
    "drag-one": "a card dragged over others",
    "drag-all": "all cards dragged together",
    "band": "a rubber band over cards, near and far",
    "whole": "the whole story on one screen, selected in",
    "minimap": "the frame of the minimap dragged",
}
PLOT = {
    "plot-drag": "a point of the plot dragged",
    "plot-draw": "a curve drawn over a page of points",
    "plot-pan": "timeline and plot scrolled as one",
}
OVERLAYS = {
    "plot-drag-all": "a point dragged, 20 plotlines, trend, target and ghost shown",
    "plot-pan-all": "timeline and plot scrolled as one, all of that shown",
}
"""With everything switched on that the plot can show, a frame may take as long as on a usual screen."""
SHARED_ROUNDS = 3
"""Frames are many in each round: a third of the rounds is enough."""


def _goals() -> tuple[Goal, ...]:
    timeline = [
        Goal(f"frame-{name}{more}", f"p95 of {what}, {cards:,} cards", floor, 1.0)
        for more, (cards, _, floor) in CARDS.items()
        for name, what in MOVEMENTS.items()
    ]
    plot = [
        Goal(f"frame-{name}", f"p95 of {what}, 10,000 cards", floor, 1.0)
        for kind, floor in ((PLOT, FAST), (OVERLAYS, USUAL))
        for name, what in kind.items()
    ]
    return (*timeline, *plot)


def measure(run: Run) -> Mapping[str, Samples]:
    """The p95 of each movement, by rounds; the floor is the same number in all of them."""
    rounds = max(run.rounds // SHARED_ROUNDS, 1)
    found: dict[str, Samples] = {}
    with screen(run.platform, run.folder) as environment:
        for more, (cards, budget, _) in CARDS.items():
            told = tell(environment, "framed.py", str(cards), str(rounds), *MOVEMENTS)
            found |= {f"frame-{name}{more}": Samples(told[name], [budget] * rounds) for name in MOVEMENTS}
        told = tell(environment, "framed.py", "10000", str(rounds), *PLOT, *OVERLAYS)
        for kind, budget in ((PLOT, AT_120_HZ), (OVERLAYS, AT_60_HZ)):
            found |= {f"frame-{name}": Samples(told[name], [budget] * rounds) for name in kind}
    return found


SUITE = Suite(_goals(), measure)
