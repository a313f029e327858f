"""Shapes of harmony over story time: smoothing, the six story shapes, a straight line, and how cards take them on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .checks import checked_number
from .errors import InvalidValue
from .harmony import Floats

if TYPE_CHECKING:
    from .storyboard import Card

DIGITS = 4
"""Decimals of a harmony that is computed; one that differs by less stays what it is."""
_FARTHEST = 1e9
"""Cards that an older file has further out, in beats, have no place in a shape."""


class StoryShape(Enum):
    """The six emotional arcs of stories.

    A. J. Reagan, L. Mitchell, D. Kiley, C. M. Danforth, P. S. Dodds: The emotional arcs of stories are dominated by
    six basic shapes. EPJ Data Science 5:31 (2016): the first three modes of a singular value decomposition of the arcs
    of 1,327 stories, each with either sign. Their modes come close to half waves of a cosine, which is what is used.
    """

    RISE = "rise"
    FALL = "fall"
    FALL_RISE = "fall–rise"
    RISE_FALL = "rise–fall"
    RISE_FALL_RISE = "rise–fall–rise"
    FALL_RISE_FALL = "fall–rise–fall"

    @property
    def half_waves(self) -> int:
        """How many times it rises or falls: 1, 2 or 3."""
        return self.value.count("–") + 1

    def at(self, shares: ArrayLike) -> Floats:
        """The height (0..1) at shares (0..1) of the story: (1 - cos(k·π·x)) / 2 with k half waves, or 1 less that."""
        wave: Floats = (1.0 - np.cos(self.half_waves * np.pi * np.asarray(shares, dtype=np.float64))) / 2.0
        return wave if self.value.startswith("rise") else 1.0 - wave


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Cards as columns: start and duration in beats, harmony tie, id of the plotline."""

    starts: Floats
    durations: Floats
    ties: Floats
    lanes: NDArray[np.int64]

    @property
    def middles(self) -> Floats:
        """The beats in the middle of the cards."""
        middles: Floats = self.starts + self.durations / 2.0
        return middles

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Which have a place in the story and a harmony within 0..1; the others take no part and stay as they are."""
        with np.errstate(invalid="ignore"):
            placed = (np.abs(self.starts) < _FARTHEST) & (self.durations > 0.0) & (self.durations < _FARTHEST)
            told: NDArray[np.bool_] = placed & (self.ties >= 0.0) & (self.ties <= 1.0)
        return told


def moments_of(cards: Collection[Card]) -> Moments:
    """The columns of these cards, in their order."""
    rows = [(card.start_beat, card.duration_beats, card.harmony_tie) for card in cards]
    columns = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    lanes = np.fromiter((card.plotline_id for card in cards), dtype=np.int64, count=len(rows))
    return Moments(columns[0], columns[1], columns[2], lanes)


def blended(moments: Moments, shape: StoryShape, low: float, high: float, share: float) -> Floats:
    """The ties with a share (0..1) of a story shape in them: t + share·(s − t), where s goes from `low` to `high`.

    The shape reaches from the middle of the first card to the middle of the last one. Raises InvalidValue.
    """
    low, high = _checked_bounds(low, high)
    target = low + (high - low) * shape.at(_shares(moments))
    return _towards(moments, target, _checked_share(share, "How much of it"))


def ramped(moments: Moments, first: float, last: float) -> Floats:
    """The ties on a straight line over story time, from the first card's to the last one's; raises InvalidValue."""
    first, last = _checked_harmony(first, "The first harmony"), _checked_harmony(last, "The last harmony")
    return _towards(moments, first + (last - first) * _shares(moments), 1.0)


class Smoothing:
    """Cards read once, so that windows can be tried out on them one after the other.

    The smoothed harmony of a card is the weighted mean of the cards on its plotline, over a window of story time around
    its middle, each weighing as many beats as it lasts in that window:

        mean(i) = ∫ Σⱼ tⱼ·[j sounds at b] db / ∫ Σⱼ [j sounds at b] db,  b from mᵢ − w/2 to mᵢ + w/2

    (a moving average with a rectangular window; at the ends of the story it is cut off). Both integrals are read from
    running sums over the starts and ends of the cards, so that the window costs nothing.
    """

    def __init__(self, moments: Moments) -> None:
        self._moments = moments
        counted = moments.counted
        lanes = (np.flatnonzero(counted & (moments.lanes == lane)) for lane in np.unique(moments.lanes[counted]))
        self._lanes = [_Sums(rows, moments) for rows in lanes]

    def ties(self, window: float, strength: float) -> Floats:
        """The ties, moved by a share (`strength`, 0..1) towards the mean of a window of so many beats (more than 0)."""
        strength = _checked_share(strength, "The strength")
        if not window > 0.0:
            raise InvalidValue("The window has to be longer than 0 beats.", "window")
        target = self._moments.ties.copy()
        for sums in self._lanes:
            target[sums.rows] = sums.means(window)
        return _towards(self._moments, target, strength)


class _Sums:
    """What sounds on one plotline, added up along story time: beats of cards, and those times their ties."""

    def __init__(self, rows: NDArray[np.intp], moments: Moments) -> None:
        start, tie = moments.starts[rows], moments.ties[rows]
        self.rows = rows
        self._middles = moments.middles[rows]
        self._low, self._high = float(tie.min()), float(tie.max())
        beats = np.concatenate((start, start + moments.durations[rows]))
        order = np.argsort(beats, kind="stable")
        self._beats = beats[order]
        self._lengths = self._integral(np.concatenate((np.ones(len(rows)), -np.ones(len(rows))))[order])
        self._amounts = self._integral(np.concatenate((tie, -tie))[order])

    def means(self, window: float) -> Floats:
        """The mean in a window around each card."""
        length, amount = self._within(self._lengths, window), self._within(self._amounts, window)
        means = np.divide(amount, length, out=np.zeros(len(amount)), where=length > 0.0)
        return np.clip(means, self._low, self._high)

    def _within(self, sums: Floats, window: float) -> Floats:
        before, after = self._middles - window / 2.0, self._middles + window / 2.0
        within: Floats = np.interp(after, self._beats, sums) - np.interp(before, self._beats, sums)
        return within

    def _integral(self, steps: Floats) -> Floats:
        return np.concatenate(([0.0], np.cumsum(np.cumsum(steps)[:-1] * np.diff(self._beats))))


def shifted(ties: Floats, by: float) -> Floats:
    """Ties moved together: they keep their distances, and stop as one when the first reaches 0 or 1.

    A tie beyond 0..1 is taken to be at the edge where it is drawn; it stays what it is as long as nothing can move.
    """
    within = np.clip(ties, 0.0, 1.0)
    if not len(within):
        return ties
    by = min(max(by, -float(within.min())), 1.0 - float(within.max()))
    return np.clip(np.round(within + by, 9), 0.0, 1.0) if by != 0.0 else ties


def _shares(moments: Moments) -> Floats:
    """How far into the story each card lies, 0..1; 0 where it takes no part or where all lie at one place."""
    counted, middles = moments.counted, moments.middles
    shares = np.zeros(len(middles))
    if counted.any():
        first, last = float(middles[counted].min()), float(middles[counted].max())
        if last > first:
            shares[counted] = (middles[counted] - first) / (last - first)
    return shares


def _towards(moments: Moments, target: Floats, share: float) -> Floats:
    """The ties moved by a share of the way; those that take no part, or are as good as there, stay to the last bit."""
    with np.errstate(invalid="ignore", over="ignore"):
        moved = np.clip(np.round(moments.ties + share * (target - moments.ties), DIGITS), 0.0, 1.0)
        stays = ~moments.counted | (share * np.abs(target - moments.ties) < 0.5 * 10.0**-DIGITS)
    return np.where(stays, moments.ties, moved)


def _checked_bounds(low: float, high: float) -> tuple[float, float]:
    low, high = _checked_harmony(low, "The lowest harmony"), _checked_harmony(high, "The highest harmony")
    if low > high:
        raise InvalidValue("The lowest harmony has to be below the highest one.", "low")
    return low, high


def _checked_harmony(harmony: float, what: str) -> float:
    return checked_number(harmony, what, "harmony_tie", low=0.0, high=1.0)


def _checked_share(share: float, what: str) -> float:
    return checked_number(share, what, "share", low=0.0, high=1.0)
