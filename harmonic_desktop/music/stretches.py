"""Story time cut up for its chords: at cards, acts and bar lines; and which cards sound in each stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import floor, isfinite

import numpy as np

from ..domain.harmony import DECIMALS, curve
from ..domain.storyboard import LAST_BEAT, Card

SHORTEST_CHORD = 1.0
"""Beats that a chord lasts at least, where a card is not shorter itself: what changes faster is no chord."""
LAST_HEARD = 2 * LAST_BEAT
"""Nothing is heard after this beat: the end of the longest card at the last beat where one can be placed."""
MOST_BARS = 20_000
"""Where more bars sound than this, chords last several of them."""


@dataclass(slots=True)
class Stretch:
    """A piece of story time with one chord: target, the harmony that is meant there (0..1), and the cards that sound.

    cards: places in the list of cards that was cut up.
    """

    start: float
    end: float
    target: float = 0.0
    cards: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Span:
    """When a card is heard, in beats."""

    start: float
    end: float


def heard_span(card: Card) -> Span | None:
    """When a card is heard: what lies before beat 0, after the last, or nowhere is not."""
    if not (isfinite(card.start_beat) and isfinite(card.duration_beats)):
        return None
    start = min(max(round(card.start_beat, DECIMALS), 0.0), LAST_HEARD)
    end = min(round(card.start_beat + card.duration_beats, DECIMALS), LAST_HEARD)
    return Span(start, end) if end > start else None


def stretches_of(
    cards: Sequence[Card], spans: Sequence[Span], acts: Iterable[float], beats_per_bar: int
) -> list[Stretch]:
    """The stretches in which anything sounds, in order; acts are the beats where one begins or ends."""
    pieces = _sounding(spans)
    bar = _bar(pieces, beats_per_bar)
    edges = sorted({edge for span in spans for edge in (span.start, span.end)} | {a for a in acts if isfinite(a)})
    cut = [Stretch(*ends) for piece in pieces for ends in _cut(piece, edges, bar)]
    _fill(cut, spans)
    _aim(cut, cards)
    return cut


def _sounding(spans: Sequence[Span]) -> list[Span]:
    """The pieces of time in which anything sounds."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _bar(pieces: Sequence[Span], beats_per_bar: int) -> float:
    """How far apart bar lines may cut: one bar, or as many as keep chords to a number that can be worked out."""
    bar = float(beats_per_bar)
    while sum(piece.end - piece.start for piece in pieces) / bar > MOST_BARS:
        bar *= 2.0
    return bar


def _cut(piece: Span, edges: Sequence[float], bar: float) -> Iterator[tuple[float, float]]:
    """A piece at its edges, the ones too near to another left out, then at bar lines that leave half a bar."""
    kept = [piece.start]
    for edge in edges[bisect_right(edges, piece.start) : bisect_left(edges, piece.end)]:
        if edge - kept[-1] >= SHORTEST_CHORD and piece.end - edge >= SHORTEST_CHORD:
            kept.append(edge)
    kept.append(piece.end)
    for start, end in pairwise(kept):
        lines = [start]
        line = (floor(start / bar) + 1) * bar
        while line < end:
            if line - lines[-1] >= bar / 2 and end - line >= bar / 2:
                lines.append(line)
            line += bar
        yield from zip(lines, [*lines[1:], end], strict=True)


def _fill(cut: Sequence[Stretch], spans: Sequence[Span]) -> None:
    starts, ends = [one.start for one in cut], [one.end for one in cut]
    for place, span in enumerate(spans):
        for number in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            cut[number].cards.append(place)


def _aim(cut: Sequence[Stretch], cards: Sequence[Card]) -> None:
    """The mean of the harmony curve over each stretch."""
    rows = np.array([(c.start_beat, c.duration_beats, c.harmony_tie) for c in cards], dtype=np.float64).reshape(-1, 3)
    edges = np.array([(one.start, one.end) for one in cut], dtype=np.float64).reshape(-1)
    if not len(edges):
        return
    means = curve(rows[:, 0], rows[:, 1], rows[:, 2]).means(edges)[::2]
    for one, mean in zip(cut, means.tolist(), strict=True):
        one.target = round(mean, DECIMALS) if mean == mean else 0.5
