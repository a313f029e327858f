"""The chords that there are in a scale, ranked by measured consonance, and the way through them that a story takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .chord_names import QUALITIES, chord_name, reading
from .consonance import consonance_of
from .scales import STEPS, ladder, note_names

Whole = NDArray[np.int64]
Costs = NDArray[np.int32]

BASS = (36, 51)
"""Where the lowest note of a chord lies: from C2 up to the D♯ an octave and a third higher."""
UPPER = (52, 70)
"""Where its other notes lie, beneath most of the melody: E3 to A♯4."""
_WIDEST = 16
"""Semitones between the upper notes at most: what two hands or a choir would sing."""
_MOST_UPPER = 330
"""So many sets of upper notes are tried at most; of more (a chromatic scale) every second or third is."""

RANK_COST = 8000
"""Of a rank that is missed by 1, in thousandths."""
_WITHOUT_THIRD = frozenset({"sus2", "sus4"})
"""Chords that no partial beats in, and that the measure puts above every triad, as no listener does: they are left out
of scales that have enough others."""
_CANDIDATES, _REACH = 64, 0.045
"""So many chords are weighed in each stretch, from ranks that are at most so far from what is asked for."""
_RISE_COST = (700, 120, 80, 60, 60, 0, 200, 50, 60, 60, 90, 120)
"""Of the next root, by the semitones that it lies above the last: a fourth up is the strongest, none the weakest."""
_NO_ROOT = 12
_ROOT_COST = np.array(
    [[_RISE_COST[(b - a) % 12] if _NO_ROOT not in (a, b) else 90 for b in range(13)] for a in range(13)], dtype=np.int32
)
_MOVED_COST = np.int32(1000 // 12)
"""Of a semitone moved."""
_AWAY_COST = np.int32(20)
"""Of a semitone away from the middle of its range, for a chord that has no other before it to go from."""
_FRO_COST, _AGAIN_COST = 350, 400
"""Of going back to the chord before the last, and of staying where it is."""
_CADENCE_COST = 700
"""Of not being home where a phrase ends; less than what a rank missed by a tenth costs."""

Cadence = Literal["", "dominant", "tonic", "end"]
"""What a chord does in its phrase: it leads to the home chord, is that, or is the last of all."""


@dataclass(frozen=True)
class Vocabulary:
    """All chords of a scale in the order of their consonance; a chord's place in it is its rank.

    pitches: (chords, notes), MIDI notes from the lowest; roots: pitch classes, 12 for a chord without a name;
    plainness: what it costs to take one (in thousandths), more the further it is from a triad or a seventh chord.
    """

    key: int
    scale: int
    pitches: NDArray[np.int16]
    roots: Whole
    plainness: Costs

    @cached_property
    def voices(self) -> NDArray[np.int16]:
        """The pitches by voice: (notes, chords)."""
        return np.ascontiguousarray(self.pitches.T)

    @cached_property
    def distance(self) -> Costs:
        """How many semitones each chord lies from the middle of where its voices lie."""
        middle = np.median(self.pitches, axis=0).astype(np.int16)
        away: Costs = np.abs(self.pitches - middle).sum(axis=1, dtype=np.int32)
        return away

    def __len__(self) -> int:
        return len(self.pitches)

    def rank(self, index: int) -> float:
        """The consonance of a chord, from 0 (the roughest there is) to 1."""
        return index / max(len(self) - 1, 1)

    def name(self, index: int) -> str:
        return chord_name(self.pitches[index].tolist(), note_names(self.key, self.scale))


@lru_cache(maxsize=8)
def vocabulary(key: int, scale: int, voices: int) -> Vocabulary:
    """The chords of a key (0..11) and a scale (its number in the catalogue) with so many voices (2..6) over a bass."""
    voicings = np.array(_curated(_voicings(ladder(key, scale), voices), len(STEPS[scale])), dtype=np.int16)
    # Rounded, so that no machine's last bit puts two chords the other way round; those that are alike go by index.
    order = np.lexsort((np.arange(len(voicings)), np.round(consonance_of(voicings), 6)))
    pitches = voicings[order]
    read = [_read(chord) for chord in pitches.tolist()]
    roots = np.array([_NO_ROOT if one is None else one[0] for one in read])
    plain = [_plainness(one, chord[0] % 12) for one, chord in zip(read, pitches.tolist(), strict=True)]
    return Vocabulary(key, scale, pitches, roots, np.array(plain, dtype=np.int32))


def _voicings(notes: Sequence[int], voices: int) -> list[tuple[int, ...]]:
    """A bass note with notes above it that are near to each other; three of all are different."""
    bass = [note for note in notes if BASS[0] <= note <= BASS[1]]
    upper = [note for note in notes if UPPER[0] <= note <= UPPER[1]]
    above = [chord for chord in combinations(upper, voices) if chord[-1] - chord[0] <= _WIDEST]
    above = above[:: -(-len(above) // _MOST_UPPER)]
    distinct = 3
    found = [(low, *chord) for low in bass for chord in above]
    return [chord for chord in found if len({note % 12 for note in chord}) >= distinct]


def _curated(voicings: list[tuple[int, ...]], notes: int) -> list[tuple[int, ...]]:
    if notes < 7:
        return voicings
    return [chord for chord in voicings if (one := _read(chord)) is None or one[1] not in _WITHOUT_THIRD]


def _read(chord: Sequence[int]) -> tuple[int, str, int] | None:
    return reading(frozenset(note % 12 for note in chord), chord[0] % 12)


def _plainness(read: tuple[int, str, int] | None, bass: int) -> int:
    if read is None:
        return 300
    return 200 * read[2] // len(QUALITIES) + (70 if read[0] != bass else 0)


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

    What is least of all is 8·|rank − target| + semitones moved / 12, with less weight on how roots follow each other,
    on plain chords, on cadences, and on not going to and fro between two chords. All costs are whole thousandths, so
    that it is the same way on every machine.
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
    if cadence:
        home = _of_cadence(words.key, words.scale, words.pitches.shape[1] - 1, cadence)
        far = round(_CADENCE_COST / RANK_COST * count)
        chosen = np.union1d(chosen, home[(home >= middle - far) & (home <= middle + far)])
    return chosen


@lru_cache(maxsize=64)
def _of_cadence(key: int, scale: int, voices: int, cadence: Cadence) -> Whole:
    """By index: home with its root in the bass, or what stands on the fifth (the second, where there is no fifth)."""
    words, steps = vocabulary(key, scale, voices), STEPS[scale]
    root = key
    if cadence == "dominant":
        root = (key + (7 if 7 in steps else 2 if 2 in steps else steps[len(steps) // 2])) % 12
    return np.flatnonzero((words.roots == root) & (words.pitches[:, 0] % 12 == root))


def _own_cost(words: Vocabulary, chosen: Whole, target: float, cadence: Cadence) -> Costs:
    cost: Costs = np.round(RANK_COST * np.abs(chosen / max(len(words) - 1, 1) - target)).astype(np.int32)
    cost += words.plainness[chosen] * np.int32(6 if cadence == "end" else 1)
    if cadence:
        home = _of_cadence(words.key, words.scale, words.pitches.shape[1] - 1, cadence)
        cost[~np.isin(chosen, home)] += _CADENCE_COST
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
