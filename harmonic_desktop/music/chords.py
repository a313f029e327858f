"""The way through the chords of a scale that a story takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .vocabulary import AWAY, NO_ROOT, Cadence, Costs, Vocabulary, Whole

RANK_COST = 5000
"""Of a rank that is missed by 1, in thousandths."""
_CANDIDATES, _REACH = 96, 0.08
"""So many chords are weighed in each stretch, from ranks that are at most so far from what is asked for."""
_HOME_REACH = 0.4
"""The same of chords that come home."""
_RISE_COST = (980, 360, 280, 360, 280, 0, 450, 150, 180, 180, 340, 360)
"""Of the next root, by the semitones that it lies above the last: a fourth up is the strongest, none the weakest."""
_ROOT_COST = np.array(
    [[_RISE_COST[(b - a) % 12] if NO_ROOT not in (a, b) else 300 for b in range(13)] for a in range(13)], dtype=np.int32
)
_MOVED_COST = np.int32(100)
"""Of a semitone moved."""
_AWAY_COST = np.int32(20)
"""Of a semitone away from the middle of its range, for a chord that has no other before it to go from."""
_HELD = 5, 16
"""How many times more it costs that the last chord of all, which is heard longest, misses its rank, and is strange."""
_FRO_COST, _AGAIN_COST = 450, 600
"""Of going back to the chord before the last, and of staying where it is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the chord of a stretch: its rank, what it does in its phrase, and whether it stands for itself.

    One that does is chosen without a look at its neighbours, so that a change on one side of it is not heard on the
    other.
    """

    rank: float
    cadence: Cadence = ""
    is_fixed: bool = False


def way_through(words: Vocabulary, wanted: Iterable[Wanted]) -> list[int]:
    """The chords, by index, of stretches on end, by Viterbi.

    What is least of all is 5·|rank − target| + semitones moved / 10, with weight on plain chords, on how roots follow
    each other, on cadences, and on not going to and fro between two chords. All costs are whole thousandths, so that it
    is the same way on every machine.
    """
    layers: list[_Layer] = []
    for one in wanted:
        layers.append(_layer(words, layers[-1] if layers else None, one))
    if not layers:
        return []
    place = int(layers[-1].total.argmin())
    way = []
    for layer in reversed(layers):
        way.append(int(layer.chosen[place]))
        place = int(layer.back[place])
    return way[::-1]


@dataclass(slots=True)
class _Layer:
    """The chords weighed in a stretch: the cost of the best way to each, where it comes from, and the chord before."""

    chosen: Whole
    total: Costs
    back: Whole
    before: Whole


def _layer(words: Vocabulary, last: _Layer | None, wanted: Wanted) -> _Layer:
    chosen = _candidates(words, wanted.rank, wanted.cadence)
    own = _own_cost(words, chosen, wanted.rank, wanted.cadence)
    if wanted.is_fixed:
        best = int((own + _AWAY_COST * words.distance[chosen]).argmin())
        chosen, own = chosen[best : best + 1], own[best : best + 1]
    if last is None:
        none = np.full(len(chosen), -1)
        return _Layer(chosen, own, none, none)
    ways = _step_cost(words, last, chosen)
    ways += (last.total - last.total.min())[:, None]  # what is added to all of them makes no difference
    back = ways.argmin(axis=0)
    return _Layer(chosen, own + ways[back, np.arange(len(chosen))], back, last.chosen[back])


def _candidates(words: Vocabulary, target: float, cadence: Cadence) -> Whole:
    """The chords that are near enough in rank; where home is to be reached, those too that are there."""
    count = len(words)
    reach = max(round(_REACH * count), _CANDIDATES // 2)
    middle = round(target * (count - 1))
    low, high = max(middle - reach, 0), min(middle + reach + 1, count)
    stride = -(-(high - low) // _CANDIDATES)
    chosen = np.arange(low + (middle - low) % stride, high, stride)
    chosen = chosen[~words.borrowed[chosen]]
    if cadence:
        far = round(_HOME_REACH * count)
        first = max(middle - far, 0)
        near = words.cadence_cost(cadence)[first : middle + far + 1]
        chosen = np.union1d(chosen, first + np.flatnonzero(near < AWAY[cadence]))
    return chosen


def _own_cost(words: Vocabulary, chosen: Whole, target: float, cadence: Cadence) -> Costs:
    cost: Costs = np.round(RANK_COST * np.abs(chosen / max(len(words) - 1, 1) - target)).astype(np.int32)
    far, strange = _HELD if cadence == "end" else (1, 1)
    cost = cost * np.int32(far) + words.plainness[chosen] * np.int32(strange)
    if cadence:
        cost += words.cadence_cost(cadence)[chosen]
    return cost


def _step_cost(words: Vocabulary, last: _Layer, chosen: Whole) -> Costs:
    """From each chord of the last layer (rows) to each that is weighed now (columns)."""
    moved = np.zeros((len(last.chosen), len(chosen)), dtype=np.int16)
    for place, voice in enumerate(words.voices):  # one by one: ten times as fast as all along a third axis
        leap = np.abs(voice[last.chosen][:, None] - voice[chosen])
        moved += leap if place else leap >> 1  # a bass may leap
    cost: Costs = _ROOT_COST[words.roots[last.chosen]].take(words.roots[chosen], axis=1)
    cost += moved * _MOVED_COST
    for before, extra in ((last.before, _FRO_COST), (last.chosen, _AGAIN_COST)):
        column = np.minimum(np.searchsorted(chosen, before), len(chosen) - 1)
        rows = np.flatnonzero(chosen[column] == before)
        cost[rows, column[rows]] += extra
    return cost
