"""How story time is counted: beats per bar and tempo, from a universe's parameters."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite
from typing import TYPE_CHECKING

from .catalogue import find
from .counted import counted_music, counted_physics
from .universe import STANDARD_GRAVITY

if TYPE_CHECKING:
    from .contents import Contents

SLOWEST, FASTEST = 40.0, 200.0
"""The tempo in beats per minute stays within these."""


@dataclass(frozen=True, slots=True)
class Meter:
    """beats_per_bar: 3..7; tempo: beats per minute, 40..200."""

    beats_per_bar: int = 4
    tempo: float = 60.0 + 6.0 * STANDARD_GRAVITY

    def bar_and_beat(self, beat: float) -> tuple[int, float]:
        """The bar (from 1) and the beat in it (from 1, with a fraction) of a story time in beats."""
        bar = floor(beat / self.beats_per_bar)
        return bar + 1, beat - bar * self.beats_per_bar + 1

    def seconds(self, beat: float) -> float:
        """Story time in seconds."""
        return beat * 60.0 / self.tempo

    def beats(self, seconds: float) -> float:
        """Story time in beats."""
        return seconds * self.tempo / 60.0


def meter_of(contents: Contents) -> Meter:
    """The meter of a universe: its music parameters `beats_per_bar` (3..7) and `tempo` (40..200), by any known name.

    A number outside its range counts as the nearest one inside, as the tables of parameters say.
    Without a tempo it is 60 + 6·g beats a minute, g being the physics parameter `gravity`, else gravity_constant,
    else standard gravity, within the catalogue’s range. Parameters of one instrument count for that instrument only.
    """
    bar, tempo = counted_music(contents, "beats_per_bar"), counted_music(contents, "tempo")
    return Meter(
        round(min(max(bar[1], 3.0), 7.0)) if bar is not None else 4,
        min(max(tempo[1], SLOWEST), FASTEST) if tempo is not None else _tempo_of_gravity(contents),
    )


def _tempo_of_gravity(contents: Contents) -> float:
    counted = counted_physics(contents, "gravity")
    known = find("physics", "gravity")
    assert known is not None, "the catalogue has lost gravity"
    gravity = counted[1] if counted is not None else contents.universe.gravity_constant
    if gravity is None or not isfinite(gravity):
        gravity = STANDARD_GRAVITY
    return 60.0 + 6.0 * min(max(gravity, known.low), known.high)
