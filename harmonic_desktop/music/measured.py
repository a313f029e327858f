"""How far the consonance that is heard is what the story asked for: card by card, and for the universe as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..domain.harmony import Curve
from .mapping import Settings, settings_of
from .progression import intended
from .score import Chord, Score

if TYPE_CHECKING:
    from ..domain.contents import Contents

Floats = NDArray[np.float64]

LEAST_TILT = 0.05
"""What physics adds to the harmony is told apart from this on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A card's consonance, ranks 0..1 in the vocabulary of the scale, each the mean over the beats of its chords.

    own: what its harmony asks for by itself; intended: the same of all cards that sound with it, which its chords were
    chosen for; measured: what these chords have.
    """

    card_id: int
    own: float
    intended: float
    measured: float

    @property
    def error(self) -> float:
        return abs(self.measured - self.intended)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Intended against measured of a universe. spearman: rank correlation −1..1, nan where it can’t be told.

    own_spearman is that of what each card asks for by itself, and mean_error, worst are of `Measured.error`.
    """

    cards: int
    spearman: float
    own_spearman: float
    mean_error: float
    worst: float


def measured_cards(contents: Contents, score: Score) -> list[Measured]:
    """Each card in whose time a chord sounds, in the order of the first of its chords."""
    settings = settings_of(contents)
    sums: dict[int, Floats] = {}
    for chord in score.chords:
        for card_id, beats in _shares(contents, chord):
            sums[card_id] = sums.get(card_id, np.zeros(3)) + np.array((1.0, chord.intended, chord.measured)) * beats
    return [_measured(contents, settings, card_id, told) for card_id, told in sums.items()]


def heard_curve(score: Score) -> Curve:
    """The measured consonance of the chords as a curve over story time, with gaps where none sounds."""
    return _curve_of(score.chords, [chord.measured for chord in score.chords])


def meant_curve(contents: Contents, score: Score) -> Curve | None:
    """The consonance that the chords were chosen for; None where that is the curve of the story as good as itself."""
    if abs(settings_of(contents).tilt) < LEAST_TILT:
        return None
    return _curve_of(score.chords, [chord.intended for chord in score.chords])


def _curve_of(chords: Sequence[Chord], told: Sequence[float]) -> Curve:
    beats: list[float] = []
    values: list[float] = []
    for chord, value in zip(chords, told, strict=True):
        if beats and chord.start > beats[-1]:
            values.append(float("nan"))
            beats.append(chord.start)
        elif not beats:
            beats.append(chord.start)
        values.append(value)
        beats.append(max(chord.start + chord.length, beats[-1]))
    return Curve(np.array(beats), np.array(values))


def agreement_of(cards: Sequence[Measured]) -> Agreement:
    """What is told of a universe as a whole."""
    measured, errors = [one.measured for one in cards], [one.error for one in cards]
    return Agreement(
        len(cards),
        spearman([one.intended for one in cards], measured),
        spearman([one.own for one in cards], measured),
        float(np.mean(errors)) if errors else float("nan"),
        max(errors, default=float("nan")),
    )


def spearman(first: Iterable[float], second: Iterable[float]) -> float:
    """The correlation of the ranks of two rows of numbers, equal ones sharing theirs; nan where one does not change."""
    ranks = np.array([_ranks(np.array(list(row), dtype=np.float64)) for row in (first, second)])
    if ranks.shape[1] < 2 or (ranks.std(axis=1) == 0.0).any():
        return float("nan")
    return float(np.corrcoef(ranks)[0, 1])


def _ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2.0)[inverse], dtype=np.float64)


def _shares(contents: Contents, chord: Chord) -> Iterable[tuple[int, float]]:
    """The cards that sound in a chord's time, with the beats that they share with it."""
    for card_id in map(int, chord.card_ids):
        card = contents.get_card(card_id)
        beats = min(card.end_beat, chord.start + chord.length) - max(card.start_beat, chord.start)
        if beats > 0.0:
            yield card_id, beats


def _measured(contents: Contents, settings: Settings, card_id: int, told: Floats) -> Measured:
    own = intended(min(max(contents.get_card(card_id).harmony_tie, 0.0), 1.0), settings)
    return Measured(card_id, own, float(told[1] / told[0]), float(told[2] / told[0]))
