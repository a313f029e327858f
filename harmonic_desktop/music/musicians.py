"""Who plays a plotline: an instrument with its settings, its compass and its motif."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..domain.instruments import DRUMS, PROGRAMS, find_program, is_drums
from ..domain.storyboard import Plotline
from .mapping import Settings, settings_of
from .motifs import Motif, motif_of
from .scales import STEPS, ladder

if TYPE_CHECKING:
    from ..domain.contents import Contents

DENSITIES = (0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
"""Notes per beat that divide it evenly."""
_STRUCK = frozenset({*range(16), *range(24, 32), 45, 46, 47, *range(104, 109), *range(112, 119)})
"""Programs whose tones die away by themselves, and so are struck again rather than held."""
_COMPASS = {
    8: (72, 108), 9: (72, 108), 13: (60, 96), 32: (28, 60), 33: (28, 60), 34: (28, 60), 35: (28, 60), 36: (28, 60),
    37: (28, 60), 38: (24, 60), 39: (24, 60), 40: (55, 96), 41: (48, 84), 42: (36, 76), 43: (28, 60), 47: (40, 60),
    56: (54, 84), 57: (40, 72), 58: (28, 58), 59: (54, 84), 60: (41, 77), 64: (56, 88), 65: (49, 81), 66: (44, 76),
    67: (36, 69), 68: (58, 91), 69: (52, 81), 70: (34, 72), 71: (50, 91), 72: (74, 108), 73: (60, 96), 74: (72, 98),
    78: (60, 96),
}  # fmt: skip
"""The lowest and highest note of programs that don't reach everywhere."""
_EVERYWHERE = (21, 108)


@dataclass(frozen=True, slots=True)
class Musician:
    """A plotline as it is played. program: None for drums; theme: what all its chance follows from.

    low, high: MIDI notes that its melody lies between; unit: beats from note to note, by and large.
    """

    plotline: Plotline
    instrument: str
    program: int | None
    settings: Settings
    theme: str
    low: int
    high: int
    unit: float
    motif: Motif
    scale: tuple[int, ...]

    @property
    def is_struck(self) -> bool:
        return self.program in _STRUCK

    @property
    def lowest(self) -> int:
        """The lowest note that the instrument has."""
        return _COMPASS.get(self.program or 0, _EVERYWHERE)[0]

    @property
    def depth(self) -> int:
        """How low it can go, to choose who plays the bass."""
        compass = _COMPASS.get(self.program or 0, _EVERYWHERE)
        return 60 if compass == _EVERYWHERE else sum(compass) // 2

    @property
    def is_bass(self) -> bool:
        """Whether it is made for the bass, and leads only where nobody else is."""
        return self.program is not None and _COMPASS.get(self.program, _EVERYWHERE)[1] <= 60


def musicians_of(contents: Contents, whole: Settings) -> list[Musician]:
    """One for each plotline, from the top."""
    seen: Counter[str] = Counter()
    cast = []
    for plotline in contents.ordered_plotlines():
        # Neither ids nor places, which another computer or another order of the rows would change.
        seen[plotline.name] += 1
        theme = f"{whole.seed} {plotline.name} {seen[plotline.name]}"
        cast.append(_musician(contents, plotline, whole, theme))
    return cast


def _musician(contents: Contents, plotline: Plotline, whole: Settings, theme: str) -> Musician:
    written = plotline.instrument or ""
    program = None if is_drums(written) else find_program(written) or 0
    settings = settings_of(contents, written) if written else whole
    low, high = _range(settings, program)
    unit = 1.0 / min(DENSITIES, key=lambda d: max(d / settings.notes_per_beat, settings.notes_per_beat / d))
    reach = max(round((high - low) * len(STEPS[whole.scale]) / 12), 2)
    motif = motif_of(theme, settings.rhythm, unit, float(whole.beats_per_bar), min(reach, 8))
    name = DRUMS if program is None else PROGRAMS[program]
    scale = ladder(whole.key, whole.scale)
    return Musician(plotline, name, program, settings, theme, low, high, unit, motif, scale)


def _range(settings: Settings, program: int | None) -> tuple[int, int]:
    """Where the melody lies before it is transposed: above the octave's C, moved by octaves into the compass."""
    compass = _COMPASS.get(program if program is not None else -1, _EVERYWHERE)
    width = round(settings.melody_range)
    low = 12 * (settings.octave + 1) + (0 if width >= 12 else (12 - width) // 2)
    while low + width > compass[1] and low - 12 >= compass[0] - width // 2:
        low -= 12
    while low < compass[0] and low + 12 + width <= compass[1] + width // 2:
        low += 12
    return low, low + width
