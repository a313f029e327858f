"""A storyboard in brief, for lists that show many universes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """How many cards a universe has, and of each its (start_beat, duration_beats, harmony_tie), by start."""

    card_count: int
    spans: tuple[tuple[float, float, float], ...]
