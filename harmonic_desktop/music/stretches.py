"""Story time cut up for its chords: at cards, acts and bar lines; and which cards sound in each stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor, isfinite

import numpy as np

from ..domain.harmony import DECIMALS, curve_of
from .phrases import Phrase

SHORTEST_CHORD = 1.0
"""Beats that a chord lasts at least, where a card is not shorter itself: what changes faster is no chord."""
MOST_BARS = 20_000
"""Where more bars sound than this, chords last several of them."""

Ends = tuple[float, float]


@dataclass(slots=True)
class Stretch:
    """A piece of story time with one chord: target, the harmony of its cards (0..1); phrases, their places."""

    start: float
    end: float
    target: float = 0.5
    phrases: list[int] = field(default_factory=list)


def stretches_of(phrases: Sequence[Phrase], acts: Iterable[float], beats_per_bar: int) -> list[Stretch]:
    """The stretches in which anything sounds, in order; acts are the beats where one begins or ends."""
    pieces = _sounding(phrases)
    bar = _bar(pieces, beats_per_bar)
    edges = sorted({edge for phrase in phrases for edge in (phrase.start, phrase.end)} | set(filter(isfinite, acts)))
    cut = [Stretch(*ends) for piece in pieces for ends in _cut(piece, edges, bar)]
    _end(cut, edges, bar)
    _fill(cut, phrases)
    _aim(cut, phrases)
    return cut


def _sounding(phrases: Sequence[Phrase]) -> list[Ends]:
    """The pieces of time in which anything sounds."""
    joined: list[Ends] = []
    for start, end in sorted((phrase.start, phrase.end) for phrase in phrases):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _bar(pieces: Sequence[Ends], beats_per_bar: int) -> float:
    """How far apart bar lines may cut: one bar, or as many as keep chords to a number that can be worked out."""
    bar = float(beats_per_bar)
    while sum(end - start for start, end in pieces) / bar > MOST_BARS:
        bar *= 2.0
    return bar


def _cut(piece: Ends, edges: Sequence[float], bar: float) -> Iterator[Ends]:
    """A piece at its edges, the ones too near to another left out, then at bar lines that leave half a bar."""
    first, last = piece
    kept = [first]
    for edge in edges[bisect_right(edges, first) : bisect_left(edges, last)]:
        if edge - kept[-1] >= SHORTEST_CHORD and last - edge >= SHORTEST_CHORD:
            kept.append(edge)
    for start, end in pairwise([*kept, last]):
        lines = [start]
        line = (floor(start / bar) + 1) * bar
        while line < end:
            if line - lines[-1] >= bar / 2 and end - line >= bar / 2:
                lines.append(line)
            line += bar
        yield from pairwise([*lines, end])


def _end(cut: list[Stretch], edges: Sequence[float], bar: float) -> None:
    """The last chord of all lasts two bars, where nothing else is cut there and one more is left to lead to it."""
    if len(cut) < 3 or cut[-2].end != cut[-1].start or cut[-3].end != cut[-2].start:
        return
    if cut[-1].end - cut[-2].start <= 2.0 * bar and cut[-1].start not in edges:
        last = cut.pop()
        cut[-1].end = last.end


def _fill(cut: Sequence[Stretch], phrases: Sequence[Phrase]) -> None:
    starts, ends = [one.start for one in cut], [one.end for one in cut]
    for place, phrase in enumerate(phrases):
        for number in range(bisect_right(ends, phrase.start), bisect_left(starts, phrase.end)):
            cut[number].phrases.append(place)


def _aim(cut: Sequence[Stretch], phrases: Sequence[Phrase]) -> None:
    """The mean of the harmony curve over each stretch."""
    if not cut:
        return
    edges = np.array([edge for one in cut for edge in (one.start, one.end)])
    means = curve_of(phrase.card for phrase in phrases).means(edges)[::2]
    for one, mean in zip(cut, means.tolist(), strict=True):
        one.target = round(mean, DECIMALS) if mean == mean else one.target
