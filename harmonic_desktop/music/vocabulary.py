"""The chords that there are in a scale, ranked by measured consonance, and what each can do in a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .chord_names import QUALITIES, chord_name, reading
from .consonance import consonance_of
from .scales import LEADING, STEPS, is_minor, ladder, note_names

Whole = NDArray[np.int64]
Costs = NDArray[np.int32]

BASS = (36, 49)
"""Where the lowest note of a chord lies: from C2 up to the C♯ an octave higher."""
UPPER = (50, 67)
"""Where its other notes lie, beneath most of the melody: D3 to G4."""
_WIDEST = 16
"""Semitones between the upper notes at most: what two hands or a choir would sing."""
_MOST_UPPER = 330
"""So many sets of upper notes are tried at most; of more (a chromatic scale) every second or third is."""
_ENOUGH = 200
"""A scale with so many chords of a name goes without the others: what has no root leads nowhere."""
_WITHOUT_THIRD = frozenset({"sus2", "sus4"})
"""Chords that no partial beats in, and that the measure puts above every triad, as no listener does: they are left out
of scales that have enough others."""
NO_ROOT = 12
_SEVENTH, _FIFTH, _THIRDS = 10, 7, (3, 4)
"""In semitones above the key, or above a root: the seventh that a minor key raises where it comes home, and others."""
_STRANGE, _NAMELESS = 900, 900
"""What it costs to take the strangest chord that has a name, and one that has none."""
_INVERTED = (0, 300, 300, 90, 90, 300, 300, 220, 300, 220, 260, 260)
"""What it costs that another note than the root is in the bass, by the semitones that it lies above the root."""

Cadence = Literal["", "dominant", "tonic", "act", "end"]
"""What a chord does in its phrase: it leads to the home chord, is that, is that at the end of an act, or of all."""
AWAY: dict[Cadence, int] = {"dominant": 1200, "tonic": 700, "act": 2800, "end": 2800}
"""What it costs that a chord doesn't do what it should."""
_HALF_WAY: dict[Cadence, int] = {"dominant": 700, "tonic": 500, "act": 500, "end": 900}
"""The same where the bass does, and nothing above it contradicts."""


@dataclass(frozen=True)
class Vocabulary:
    """All chords of a scale in the order of their consonance; a chord's place in it is its rank.

    pitches: (chords, notes), MIDI notes from the lowest; roots: pitch classes, 12 for a chord without a name;
    plainness: what it costs to take one (in thousandths), more the further it is from a triad or a seventh chord;
    borrowed: whether one has the leading tone that a minor key has at its cadences alone.
    """

    key: int
    scale: int
    pitches: NDArray[np.int16]
    roots: Whole
    plainness: Costs
    borrowed: NDArray[np.bool_]

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

    def cadence_cost(self, cadence: Cadence) -> Costs:
        """What it costs each chord that it is not what a cadence asks for; nothing where it is."""
        return _cadence_cost(self.key, self.scale, self.pitches.shape[1] - 1, cadence)


@lru_cache(maxsize=8)
def vocabulary(key: int, scale: int, voices: int) -> Vocabulary:
    """The chords of a key (0..11) and a scale (its number in the catalogue) with so many voices (2..6) over a bass."""
    own = _curated(_voicings(ladder(key, scale), voices), len(STEPS[scale]))
    borrowed = _borrowed(key, scale, voices)
    voicings = np.array(own + borrowed, dtype=np.int16)
    # Rounded, so that no machine's last bit puts two chords the other way round; those that are alike go by index.
    order = np.lexsort((np.arange(len(voicings)), np.round(consonance_of(voicings), 6)))
    pitches = voicings[order]
    read = [_read(chord) for chord in pitches.tolist()]
    roots = np.array([NO_ROOT if one is None else one[0] for one in read])
    plain = [_plainness(one, chord[0] % 12) for one, chord in zip(read, pitches.tolist(), strict=True)]
    return Vocabulary(key, scale, pitches, roots, np.array(plain, dtype=np.int32), order >= len(own))


def _voicings(notes: Sequence[int], voices: int, root: int | None = None) -> list[tuple[int, ...]]:
    """A bass note (that root, if any) with notes above it that are near to each other; three of all are different."""
    bass = [note for note in notes if BASS[0] <= note <= BASS[1] and root in (None, note % 12)]
    upper = [note for note in notes if UPPER[0] <= note <= UPPER[1]]
    above = [chord for chord in combinations(upper, voices) if chord[-1] - chord[0] <= _WIDEST]
    above = above[:: -(-len(above) // _MOST_UPPER)]
    distinct = 3
    found = [(low, *chord) for low in bass for chord in above]
    return [chord for chord in found if len({note % 12 for note in chord}) >= distinct]


def _curated(voicings: list[tuple[int, ...]], notes: int) -> list[tuple[int, ...]]:
    """Those with a root to go from; in a scale of seven notes and more a third, or something in its place, is heard."""
    if notes < 7:
        return voicings
    read = [(chord, _read(chord)) for chord in voicings]
    others = [chord for chord, one in read if one is None or one[1] not in _WITHOUT_THIRD]
    named = [chord for chord, one in read if one is not None and one[1] not in _WITHOUT_THIRD]
    return named if len(named) >= _ENOUGH else others


def _borrowed(key: int, scale: int, voices: int) -> list[tuple[int, ...]]:
    """The dominants with a leading tone of a minor key that has none."""
    steps = STEPS[scale]
    if not is_minor(scale) or _SEVENTH not in steps or _FIFTH not in steps:
        return []
    raised = {(key + (LEADING if step == _SEVENTH else step)) % 12 for step in steps}
    dominant, leading = (key + _FIFTH) % 12, (key + LEADING) % 12
    found = _voicings([note for note in range(128) if note % 12 in raised], voices, dominant)
    over = [chord for chord in found if leading in {note % 12 for note in chord}]
    return [chord for chord in over if (one := _read(chord)) is not None and one[0] == dominant]


def _read(chord: Sequence[int]) -> tuple[int, str, int] | None:
    return reading(frozenset(note % 12 for note in chord), chord[0] % 12)


def _plainness(read: tuple[int, str, int] | None, bass: int) -> int:
    if read is None:
        return _NAMELESS
    return _STRANGE * read[2] // len(QUALITIES) + _INVERTED[(bass - read[0]) % 12]


@lru_cache(maxsize=64)
def _cadence_cost(key: int, scale: int, voices: int, cadence: Cadence) -> Costs:
    words, steps = vocabulary(key, scale, voices), STEPS[scale]
    away = AWAY.get(cadence, 0)
    root = key if cadence != "dominant" else (key + _dominant(steps)) % 12
    classes = words.pitches % 12
    over = classes[:, 0] == root
    is_it = over & (words.roots == root)
    if cadence == "dominant" and (LEADING in steps or words.borrowed.any()):
        is_it &= (classes == (key + LEADING) % 12).any(axis=1)
    half = over if cadence == "dominant" else over & _has_third(classes, key, steps)
    costs: Costs = np.select([is_it, half], [0, _HALF_WAY.get(cadence, 0)], away).astype(np.int32)
    return costs


def _dominant(steps: Sequence[int]) -> int:
    """The fifth above the key; the second where there is no fifth, or what lies in the middle of the scale."""
    return _FIFTH if _FIFTH in steps else 2 if 2 in steps else steps[len(steps) // 2]


def _has_third(classes: NDArray[np.int16], key: int, steps: Sequence[int]) -> NDArray[np.bool_]:
    """Which chords have the third of the home chord; all where the scale has none."""
    third = next((step for step in _THIRDS if step in steps), None)
    if third is None:
        return np.ones(len(classes), dtype=np.bool_)
    return np.asarray((classes == (key + third) % 12).any(axis=1))
