"""Who plays at a place, and the effects that each plays by; what is the same for all of them is said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...domain.contents import Contents
from ...music.mapping import Effect, settings_of

MOST_PARTS = 8
"""Of so many instruments at once the effects are told; a list of sixty would not be read."""


@dataclass(frozen=True, slots=True)
class Part:
    """An instrument, empty for that of a plotline without one, and the plotlines that sound with it."""

    instrument: str
    plotlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An effect, the instrument it is looked up for, and the plotlines that it is for; none where it is for all."""

    effect: Effect
    instrument: str
    plotlines: tuple[str, ...] = ()


def parts_of(contents: Contents, card_ids: Iterable[int]) -> list[Part]:
    """The parts that cards sound in, from the top plotline down."""
    sounding = {contents.cards[card_id].plotline_id for card_id in card_ids if card_id in contents.cards}
    lanes: dict[str, list[str]] = {}
    for lane in contents.ordered_plotlines():
        if lane.id in sounding:
            lanes.setdefault(lane.instrument or "", []).append(lane.name)
    return [Part(instrument, tuple(names)) for instrument, names in lanes.items()]


class Reasons:
    """The effects of a universe by instrument, each looked up once."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self._effects: dict[str, tuple[Effect, ...]] = {}

    def of(self, parts: Sequence[Part]) -> list[Told]:
        """What the parts play by, in the order of the effects; what differs is told for each of them."""
        heard = list(parts[:MOST_PARTS]) or [Part("", ())]
        told: list[Told] = []
        for row, first in enumerate(self._of(heard[0].instrument)):
            groups: dict[Effect, list[Part]] = {}
            for part in heard:
                groups.setdefault(self._of(part.instrument)[row], []).append(part)
            told += [Told(first, heard[0].instrument)] if len(groups) == 1 else [
                Told(effect, those[0].instrument, tuple(name for part in those for name in part.plotlines))
                for effect, those in groups.items()
            ]  # fmt: skip
        return told

    def _of(self, instrument: str) -> tuple[Effect, ...]:
        if instrument not in self._effects:
            self._effects[instrument] = settings_of(self.contents, instrument).effects
        return self._effects[instrument]
