"""The harmony curve of a storyboard over time, its means and its trend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .storyboard import Card

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

DECIMALS = 6
"""Beats are told apart to a millionth: cards that are closer touch, without a sliver of silence between them."""
_LIMB = float(2**40)
"""Sums are kept in two whole numbers of 40 bits a summand: 4 million of them add up, and cancel, without rounding."""
_FARTHEST = 1e12


@dataclass(frozen=True, slots=True)
class Curve:
    """Harmony as a step function: values[i] (0..1, nan in a gap) from beats[i] to beats[i + 1]."""

    beats: Floats
    """One more than there are values, ascending; empty when nothing sounds at all."""
    values: Floats

    def at(self, beats: ArrayLike) -> Floats:
        """The harmony at these beats; a step belongs to the card that begins there; nan outside and in gaps."""
        asked = np.asarray(beats, dtype=np.float64)
        if not len(self.values):
            return np.full(asked.shape, np.nan)
        step = np.searchsorted(self.beats, asked, side="right") - 1
        inside = (step >= 0) & (step < len(self.values))
        return np.where(inside, self.values[np.clip(step, 0, len(self.values) - 1)], np.nan)

    def between(self, first: float, last: float) -> Curve:
        """The steps that touch first..last, whole."""
        if not len(self.values) or last < self.beats[0] or first > self.beats[-1]:
            return Curve(np.empty(0), np.empty(0))
        low = max(int(np.searchsorted(self.beats, first, side="right")) - 1, 0)
        high = min(max(int(np.searchsorted(self.beats, last, side="left")), low + 1), len(self.values))
        return Curve(self.beats[low : high + 1], self.values[low:high])

    def means(self, edges: ArrayLike) -> Floats:
        """The mean harmony between each edge and the next (ascending beats); nan where nothing sounds."""
        at = np.asarray(edges, dtype=np.float64)
        return self._means(at[:-1], at[1:])

    def trend(self, beats: ArrayLike, window: float) -> Floats:
        """The curve smoothed over so many beats: the mean of what sounds in a window that lies around each beat.

        T(t) = ∫ h(s) ds / ∫ ds, both over those s in t − window/2 … t + window/2 at which something sounds; nan where
        nothing does. At the ends of the story the window holds only what there is.
        """
        at = np.asarray(beats, dtype=np.float64)
        return self._means(at - window / 2, at + window / 2)

    def _means(self, begins: Floats, ends: Floats) -> Floats:
        """The mean harmony from each begin to its end; nan where nothing sounds."""
        if not len(self.values):
            return np.full(len(begins), np.nan)
        sounding = np.isfinite(self.values)
        widths = np.where(sounding, np.diff(self.beats), 0.0)
        areas = widths * np.where(sounding, self.values, 0.0)
        length, area = (
            np.interp(ends, self.beats, summed) - np.interp(begins, self.beats, summed)
            for summed in (np.concatenate(([0.0], np.cumsum(part))) for part in (widths, areas))
        )
        heard = length > 10.0**-DECIMALS
        means: Floats = np.divide(area, length, out=np.full(len(length), np.nan), where=heard)
        return np.clip(means, 0.0, 1.0, out=means)

    def mean(self) -> float:
        """The mean over all the time in which something sounds; nan when nothing does."""
        sounding = np.isfinite(self.values)
        if not sounding.any():
            return float("nan")
        return float(np.average(self.values[sounding], weights=np.diff(self.beats)[sounding]))


class Timing:
    """When cards sound, and how heavily each weighs then: all of a curve but their ties, to draw it again and again."""

    def __init__(self, starts: ArrayLike, durations: ArrayLike) -> None:
        start, weight = (np.asarray(column, dtype=np.float64) for column in (starts, durations))
        with np.errstate(invalid="ignore"):
            first, last = np.round(start, DECIMALS), np.round(start + weight, DECIMALS)
            usable = (np.abs(start) < _FARTHEST) & (np.abs(weight) < _FARTHEST) & (last > first)
        self._kept = np.flatnonzero(usable)
        self._weight = weight[self._kept]
        times = np.concatenate((first[self._kept], last[self._kept]))
        self._order = np.argsort(times, kind="stable")
        ordered = times[self._order]
        self._last_of_beat = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True))[: len(times)]
        self._beats = ordered[self._last_of_beat]
        self._scale = _LIMB / 2.0 ** np.ceil(np.log2(self._weight.max(initial=2.0**-20)))
        self._count = self._sums(np.ones(len(self._weight), dtype=np.int64))
        self._only = self._sums(np.arange(len(self._weight)))
        self._weights = self._amounts(self._weight)

    def curve(self, ties: ArrayLike) -> Curve:
        """The curve with these ties, one for each card; a tie that is no number may belong to no card that sounds."""
        if not len(self._kept):
            return Curve(np.empty(0), np.empty(0))
        tie = np.clip(np.asarray(ties, dtype=np.float64)[self._kept], 0.0, 1.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            values = np.clip(self._amounts(self._weight * tie) / self._weights, 0.0, 1.0)
        values[self._count == 0] = np.nan
        alone = self._count == 1
        values[alone] = tie[self._only[alone]]
        return Curve(self._beats, values)

    def _amounts(self, amounts: Floats) -> Floats:
        """What sounds together of some amounts after each beat; what has ended is taken off to the last bit."""
        scaled = amounts * self._scale
        high = np.floor(scaled)
        low = np.floor((scaled - high) * _LIMB)
        of_high, of_low = (self._sums(limb.astype(np.int64)).astype(np.float64) for limb in (high, low))
        together: Floats = of_high * _LIMB + of_low
        return together

    def _sums(self, column: Whole) -> Whole:
        begun_and_ended = np.concatenate((column, -column))[self._order]
        sums: Whole = np.cumsum(begun_and_ended)[self._last_of_beat][:-1]
        return sums


def curve(starts: ArrayLike, durations: ArrayLike, ties: ArrayLike) -> Curve:
    """The harmony curve of cards: at any time the duration-weighted mean of those that sound then.

    Ties beyond 0..1 count as 0 or 1. Cards without a finite place, without length or with a tie that is no number are
    left out. Where one card sounds alone its tie is returned bit for bit; of what has ended nothing is left over.
    """
    tie = np.asarray(ties, dtype=np.float64)
    told = ~np.isnan(tie)
    start, duration = (np.asarray(column, dtype=np.float64)[told] for column in (starts, durations))
    return Timing(start, duration).curve(tie[told])


def curve_of(cards: Iterable[Card]) -> Curve:
    """The harmony curve of these cards."""
    rows = [(card.start_beat, card.duration_beats, card.harmony_tie) for card in cards]
    columns = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return curve(columns[:, 0], columns[:, 1], columns[:, 2])
