"""Story time cut up for its chords: at cards, acts and bar lines; and which cards sound in each stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor, isfinite

import numpy as np

from ..domain.harmony import DECIMALS, curve_of
from .phrases import Phrase, Span, joined

SHORTEST_CHORD = 1.0
"""Beats that a chord lasts at least, where a card is not shorter itself: what changes faster is no chord."""
MOST_BARS = 40_000
"""Where cards have more bars than this together, chords last several of them."""


@dataclass(slots=True)
class Stretch:
    """A piece of story time with one chord: target, the harmony of its cards (0..1); phrases, their places."""

    start: float
    end: float
    target: float = 0.5
    phrases: list[int] = field(default_factory=list)


def stretches_of(phrases: Sequence[Phrase], acts: Iterable[float], beats_per_bar: int) -> list[Stretch]:
    """The stretches in which anything sounds, in order; acts are the beats where one begins or ends."""
    bar = _bar(phrases, beats_per_bar)
    shortest = SHORTEST_CHORD * bar / beats_per_bar
    pieces = joined((phrase.start, phrase.end) for phrase in phrases)
    edges = sorted({edge for phrase in phrases for edge in (phrase.start, phrase.end)} | set(filter(isfinite, acts)))
    cut = [Stretch(*ends) for piece in pieces for ends in _cut(piece, edges, bar, shortest)]
    _end(cut, edges, bar)
    _fill(cut, phrases)
    _aim(cut, phrases)
    return cut


def _bar(phrases: Sequence[Phrase], beats_per_bar: int) -> float:
    """How far apart bar lines may cut: one bar, or as many as keep what is played within bounds."""
    bar = float(beats_per_bar)
    while sum(phrase.end - phrase.start for phrase in phrases) / bar > MOST_BARS:
        bar *= 2.0
    return bar


def _cut(piece: Span, edges: Sequence[float], bar: float, shortest: float) -> Iterator[Span]:
    """A piece at its edges, the ones too near to another left out, then at bar lines that leave half a bar."""
    first, last = piece
    kept = [first]
    for edge in edges[bisect_right(edges, first) : bisect_left(edges, last)]:
        if edge - kept[-1] >= shortest and last - edge >= shortest:
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
