"""Stretches of time with their chord, their loudness, and who does what in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from .musicians import Musician
from .phrases import Phrase, Span
from .stretches import Stretch

WINDOW = 16.0
"""Beats over which the harmony's change is told."""
_CALM, _SWELL, _MOST_SWELL = 0.66, 1.0, 0.4
"""How loud it is where the harmony stays the same; how much a change from end to end would add; and the most of it."""
_ACT, _CLIMAX = 0.3, 0.8
"""What an act adds where it is loudest, and where in it that is; half of that where there is no act."""


@dataclass(slots=True)
class Passage:
    """A stretch that sounds. pitches: its chord from the bass up; root: pitch class, 12 for none; rank: consonance;
    raised: the pitch class of the scale that is a semitone higher, as a leading tone, −1 for none; is_home, is_close,
    is_last: whether it comes home, at the end of an act, and at that of all.

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
    is_close: bool = False
    is_last: bool = False
    loudness: tuple[float, float] = (1.0, 1.0)
    singers: list[int] = field(default_factory=list)
    bass: int = -1
    others: list[int] = field(default_factory=list)

    def loudness_at(self, beat: float) -> float:
        share = min(max((beat - self.start) / (self.end - self.start), 0.0), 1.0)
        return self.loudness[0] + (self.loudness[1] - self.loudness[0]) * share


def passages_between(
    cut: Sequence[Stretch], phrases: Sequence[Phrase], musicians: Sequence[Musician], statement: float
) -> list[Passage]:
    """The passages of all stretches, each with those who play; see `_cast`.

    The first and the last card of a plotline lead once at least, where another one can do without the lead; those that
    would not sing at all come first.
    """
    passages = [Passage(stretch.start, stretch.end, stretch.target, stretch.phrases) for stretch in cut]
    for passage in passages:
        _cast(passage, phrases, musicians, statement)
    led = Counter(passage.singers[0] for passage in passages if passage.singers)
    sing = {place for passage in passages for place in passage.singers}
    for passage in passages:
        framing = [place for place in passage.phrases if phrases[place].frames and not led[place]]
        able = sorted(
            (place for place in framing if _can_lead(musicians[phrases[place].row])), key=lambda place: place in sing
        )
        if able and led[passage.singers[0]] > 1:
            led[passage.singers[0]] -= 1
            led[able[0]] += 1
            _cast(passage, phrases, musicians, statement, able)
    return passages


def _can_lead(musician: Musician) -> bool:
    return musician.program is not None and not musician.is_bass


def _cast(
    passage: Passage,
    phrases: Sequence[Phrase],
    musicians: Sequence[Musician],
    statement: float,
    first: Sequence[int] = (),
) -> None:
    """Who sings, who plays the bass, and who the notes between; of drums nobody.

    The card that began last leads, as a new voice does that enters, but for those that are to be first; of several,
    chance decides. Beside it the one before ends its statement (of so many beats), or one sings that comes to its end.
    The deepest of the others has the bass; where nobody is left, who sings plays the chord too.
    """

    def order(place: int) -> tuple[bool, bool, tuple[bool, float, int, int]]:
        return place in first[:1], place in first, _newness(phrases[place], musicians)

    by_newness = sorted(
        (place for place in passage.phrases if musicians[phrases[place].row].program is not None),
        key=order,
        reverse=True,
    )
    if not by_newness:
        return
    passage.singers = by_newness[:1]
    second = _second(by_newness[1:], phrases, passage, statement)
    passage.singers += second
    below = [place for place in by_newness[1:] if place not in second] or by_newness[1:] or by_newness
    passage.bass = min(below, key=lambda place: (musicians[phrases[place].row].depth, -phrases[place].row))
    passage.others = [place for place in below if place != passage.bass or len(below) == 1]


def _newness(phrase: Phrase, musicians: Sequence[Musician]) -> tuple[bool, float, int, int]:
    return not musicians[phrase.row].is_bass, phrase.start, phrase.luck, -phrase.row


def _second(below: Sequence[int], phrases: Sequence[Phrase], passage: Passage, statement: float) -> list[int]:
    if below and passage.start < phrases[below[0]].start + statement:
        return [below[0]]
    return [place for place in below if phrases[place].end <= passage.end][:1]


def tell_loudness(passages: Sequence[Passage], acts: Sequence[Span]) -> None:
    """Loudness follows the acts, each of which begins softly and grows, and the change of the curve.

    It swells towards a turn of the story and falls where all is even.
    """
    if not passages:
        return
    edges = np.array([edge for passage in passages for edge in (passage.start, passage.end)])
    targets = np.array([passage.target for passage in passages])
    middles = (edges[::2] + edges[1::2]) / 2.0
    before, after = (np.interp(edges + shift, middles, targets) for shift in (-WINDOW / 2, WINDOW / 2))
    told = np.round(_CALM + np.minimum(_SWELL * np.abs(after - before), _MOST_SWELL), 4)
    for passage, (first, last) in zip(passages, told.reshape(-1, 2).tolist(), strict=True):
        act = _act_of(passage, acts)
        passage.loudness = (
            round(first + _ACT * _grown(passage.start, act), 4),
            round(last + _ACT * _grown(passage.end, act), 4),
        )


def _act_of(passage: Passage, acts: Sequence[Span]) -> Span | None:
    """The shortest act that a passage lies in."""
    middle = (passage.start + passage.end) / 2.0
    around = [act for act in acts if act[0] <= middle < act[1]]
    return min(around, key=lambda act: (act[1] - act[0], act), default=None)


def _grown(beat: float, act: Span | None) -> float:
    """How far an act has grown at a beat, 0..1: up to its climax, from where it falls by half."""
    if act is None:
        return 0.5
    share = min(max((beat - act[0]) / (act[1] - act[0]), 0.0), 1.0)
    return share / _CLIMAX if share < _CLIMAX else 1.0 - 0.5 * (share - _CLIMAX) / (1.0 - _CLIMAX)
