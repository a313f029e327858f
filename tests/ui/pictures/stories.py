"""Stories to make pictures of."""

from __future__ import annotations

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.storyboard import COLOURS, Card, Plotline
from harmonic_desktop.domain.universe import Universe


def story(cards: int, plotlines: int = 3, *, beats: float = 4.0, apart: float = 5.0, name: str = "Aria") -> Contents:
    """Cards one after the other on each plotline, with harmonies from 0 up to 1."""
    lanes = [Plotline(1 + row, 1, f"Line {row + 1}", row % COLOURS, row) for row in range(plotlines)]
    made = [
        Card(100 + n, 1, 1 + n % plotlines, f"Card {n}", "What happens.", n / max(cards - 1, 1),
             n // plotlines * apart, beats)
        for n in range(cards)
    ]  # fmt: skip
    return contents_of(Universe(1, 1, name), [*lanes, *made])
