"""Stretches of time with their chord, their loudness, and who does what in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .musicians import Musician
from .phrases import Phrase
from .stretches import Stretch

WINDOW = 16.0
"""Beats over which the harmony's change is told."""
_CALM, _SWELL, _MOST_SWELL = 0.86, 0.9, 0.32
"""How loud it is where the harmony stays the same; how much a change from end to end would add; and the most of it."""


@dataclass(slots=True)
class Passage:
    """A stretch that sounds. pitches: its chord from the bass up; root: pitch class, 12 for none; rank: consonance;
    raised: the pitch class of the scale that is a semitone higher, as a leading tone, −1 for none.

    singers: places of the phrases that have a melody, the one that leads first; bass, others: of those that play the
    chord beneath them, which is the one that leads where nobody else is there.
    """

    start: float
    end: float
    target: float
    phrases: list[int]
    pitches: tuple[int, ...] = ()
    root: int = 12
    rank: float = 0.0
    raised: int = -1
    is_home: bool = False
    is_last: bool = False
    loudness: tuple[float, float] = (1.0, 1.0)
    singers: list[int] = field(default_factory=list)
    bass: int = -1
    others: list[int] = field(default_factory=list)

    def loudness_at(self, beat: float) -> float:
        share = min(max((beat - self.start) / (self.end - self.start), 0.0), 1.0)
        return self.loudness[0] + (self.loudness[1] - self.loudness[0]) * share


def cast(stretch: Stretch, phrases: Sequence[Phrase], musicians: Sequence[Musician], statement: float) -> Passage:
    """Who sings, who plays the bass, and who the notes between; of drums nobody.

    The card that began last leads, as a new voice does that enters; of several, chance decides. Beside it the one
    before ends its statement (of so many beats), or one sings that comes to its end. The deepest of the others has the
    bass; where nobody is left, who sings plays the chord too.
    """
    passage = Passage(stretch.start, stretch.end, stretch.target, stretch.phrases)
    pitched = [place for place in stretch.phrases if musicians[phrases[place].row].program is not None]
    if not pitched:
        return passage
    by_newness = sorted(pitched, key=lambda place: _newness(phrases[place], musicians), reverse=True)
    passage.singers = by_newness[:1]
    second = _second(by_newness[1:], phrases, stretch, statement)
    passage.singers += second
    below = [place for place in by_newness[1:] if place not in second] or by_newness[1:] or by_newness
    passage.bass = min(below, key=lambda place: (musicians[phrases[place].row].depth, -phrases[place].row))
    passage.others = [place for place in below if place != passage.bass or len(below) == 1]
    return passage


def _newness(phrase: Phrase, musicians: Sequence[Musician]) -> tuple[bool, float, int, int]:
    return not musicians[phrase.row].is_bass, phrase.start, phrase.luck, -phrase.row


def _second(below: Sequence[int], phrases: Sequence[Phrase], stretch: Stretch, statement: float) -> list[int]:
    if below and stretch.start < phrases[below[0]].start + statement:
        return [below[0]]
    return [place for place in below if phrases[place].end <= stretch.end][:1]


def tell_loudness(passages: Sequence[Passage]) -> None:
    """Loudness follows the change of the curve: it swells towards a turn of the story and falls where all is even."""
    if not passages:
        return
    edges = np.array([edge for passage in passages for edge in (passage.start, passage.end)])
    targets = np.array([passage.target for passage in passages])
    middles = (edges[::2] + edges[1::2]) / 2.0
    before, after = (np.interp(edges + shift, middles, targets) for shift in (-WINDOW / 2, WINDOW / 2))
    told = np.round(_CALM + np.minimum(_SWELL * np.abs(after - before), _MOST_SWELL), 4)
    for passage, (first, last) in zip(passages, told.reshape(-1, 2).tolist(), strict=True):
        passage.loudness = (first, last)
