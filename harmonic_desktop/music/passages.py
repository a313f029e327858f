"""Stretches of time with their chord, their loudness, and who does what in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .musicians import Musician
from .stretches import Span, Stretch

WINDOW = 16.0
"""Beats over which the harmony's change is told."""
_CALM, _SWELL = 0.86, 0.9
"""How loud it is where the harmony stays the same, and how much a change from one end of it to the other adds."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A card as it is played: by which musician, when, and as which of how many of its plotline (from 0)."""

    musician: int
    span: Span
    number: int
    count: int


@dataclass(slots=True)
class Passage:
    """A stretch that sounds. pitches: its chord from the bass up; root: pitch class, 12 for none; loudness: about 1.

    lead, bass, others, drums: places of phrases; bass is −1 where the one that leads plays it too.
    """

    start: float
    end: float
    target: float
    pitches: tuple[int, ...] = ()
    root: int = -1
    is_home: bool = False
    is_last: bool = False
    loudness: tuple[float, float] = (1.0, 1.0)
    lead: int = -1
    bass: int = -1
    others: list[int] = field(default_factory=list)
    drums: list[int] = field(default_factory=list)

    def loudness_at(self, beat: float) -> float:
        share = min(max((beat - self.start) / (self.end - self.start), 0.0), 1.0)
        return self.loudness[0] + (self.loudness[1] - self.loudness[0]) * share


def cast(stretch: Stretch, phrases: Sequence[Phrase], musicians: Sequence[Musician]) -> Passage:
    """Who leads, who plays the bass, and who the notes between.

    The card that began last leads, as a new voice does that enters; of several, they take turns. The deepest of the
    others has the bass.
    """
    passage = Passage(stretch.start, stretch.end, stretch.target)
    pitched = [place for place in stretch.cards if musicians[phrases[place].musician].program is not None]
    passage.drums = [place for place in stretch.cards if musicians[phrases[place].musician].program is None]
    if not pitched:
        return passage
    lanes = len(musicians)

    def newness(place: int) -> tuple[bool, float, int]:
        phrase = phrases[place]
        turn = (phrase.musician - phrase.number) % lanes
        return not musicians[phrase.musician].is_bass, phrase.span.start, -turn

    passage.lead = max(pitched, key=newness)
    passage.others = [place for place in pitched if place != passage.lead]
    if passage.others:
        passage.bass = min(passage.others, key=lambda p: (musicians[phrases[p].musician].depth, -phrases[p].musician))
        if len(passage.others) > 1:
            passage.others.remove(passage.bass)
    return passage


def tell_loudness(passages: Sequence[Passage]) -> None:
    """Loudness follows the change of the curve: it swells towards a turn of the story and falls where all is even."""
    if not passages:
        return
    edges = [(passage.start, passage.end) for passage in passages]
    middles = np.array([(start + end) / 2 for start, end in edges])
    targets = np.array([passage.target for passage in passages])
    asked = np.array(edges).reshape(-1)
    before = np.interp(asked - WINDOW / 2, middles, targets)
    after = np.interp(asked + WINDOW / 2, middles, targets)
    told = _CALM + np.minimum(_SWELL * np.abs(after - before), 0.32)
    for passage, (first, last) in zip(passages, np.round(told, 4).reshape(-1, 2).tolist(), strict=True):
        passage.loudness = (first, last)
