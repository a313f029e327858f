"""The melody of a phrase: the plotline's motif, set to the chords, varied, and brought to rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from .motifs import Figure, Tone, backwards, calmed, inverted, ornamented
from .musicians import Musician
from .passages import Passage

VARIED = (None, ornamented, inverted, calmed, backwards)
"""What becomes of the motif when it returns, card after card; the last card of a plotline has it as it was."""


@dataclass(frozen=True, slots=True)
class Sung:
    """A note of a melody before it is given length and loudness: beats, the MIDI note, and how far into the phrase."""

    start: float
    end: float
    pitch: int
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Passages on end in which a phrase leads. number: of the phrase on its plotline; bar: beats; slow: see compose."""

    passages: Sequence[Passage]
    start: float
    end: float
    number: int
    is_plain: bool
    ends_phrase: bool
    bar: float
    slow: float


def melody(run: Run, musician: Musician) -> list[Sung]:
    """The notes of a run, each until the next."""
    line = _Line(run, musician)
    tones = _at_rest(run, list(_tones(run, musician)), musician.unit * run.slow)
    sung = []
    for place, (start, end, step, opens) in enumerate(tones):
        is_last = run.ends_phrase and place == len(tones) - 1
        sung.append(Sung(start, end, line.pitch(start, end, step, opens, is_last), is_last))
    return sung


def _tones(run: Run, musician: Musician) -> Iterator[tuple[float, float, int, bool]]:
    """Start, end, step and whether it opens a bar, of each tone of the figures that are laid along the bar lines."""
    bar = floor(run.start / run.bar)
    first_whole = bar if bar * run.bar >= run.start else bar + 1
    while bar * run.bar < run.end:
        figure = _figure(run, musician, bar - first_whole)
        yield from _laid(run, figure, bar * run.bar)
        bar += 1


def _figure(run: Run, musician: Musician, place: int) -> Figure:
    """The figure of a bar: call and answer, then both again as a sequence; a part of a bar before leads into it."""
    motif = musician.motif
    vary = VARIED[0 if run.is_plain else run.number % len(VARIED)]
    figure = motif.call if place % 2 == 0 else motif.answer
    if place % 8 >= 4:
        figure = inverted(figure) if vary is not inverted else figure
    return figure if vary is None or place % 4 == 3 else vary(figure)


def _laid(run: Run, figure: Figure, line: float) -> Iterator[tuple[float, float, int, bool]]:
    spans = [(line + tone.at * run.slow, line + (tone.at + tone.length) * run.slow, tone) for tone in figure]
    inside = [(max(start, run.start), min(end, run.end), tone) for start, end, tone in spans]
    opens = True
    for start, end, tone in inside:
        if end - start > 1e-6:
            yield start, end, tone.step, opens
            opens = False


def _at_rest(
    run: Run, tones: list[tuple[float, float, int, bool]], unit: float
) -> list[tuple[float, float, int, bool]]:
    """The last notes of a phrase become one that is held."""
    if not run.ends_phrase or len(tones) < 2:
        return tones
    hold = min(run.bar / 2, (run.end - run.start) / 3)
    kept = [tone for tone in tones if tone[0] <= run.end - hold + 1e-6] or tones[:1]
    start, _, step, opens = kept[-1]
    return [*kept[:-1], (start, run.end, step, opens)]


class _Line:
    """Turns steps into pitches: on strong beats tones of the chord, between them those of the scale."""

    def __init__(self, run: Run, musician: Musician) -> None:
        self._run = run
        self._scale = musician.scale
        self._low = bisect_left(self._scale, musician.low)
        self._high = max(bisect_right(self._scale, musician.high) - 1, self._low)
        self._starts = [passage.start for passage in run.passages]
        self._base, self._step = 0, 0
        self._last = -1
        self._chord: dict[int, list[int]] = {}

    def pitch(self, start: float, end: float, step: int, opens: bool, is_last: bool) -> int:
        place = max(bisect_right(self._starts, start + 1e-6) - 1, 0)
        passage, tones = self._run.passages[place], self._tones_of(place)
        if is_last:
            degree = self._resting(passage, tones)
        elif opens:
            degree = _nearest(tones, self._aim(start))
            self._base, self._step = degree, step
        else:
            degree = self._inside(self._base + step - self._step)
            if self._is_strong(start, end) or abs(degree - self._last) > 2:
                degree = self._on_chord(tones, degree)
        self._last = degree
        return self._scale[degree]

    def _is_strong(self, start: float, end: float) -> bool:
        slow = self._run.slow
        return end - start >= 0.75 * slow or abs(start / slow - round(start / slow)) < 1e-6

    def _aim(self, start: float) -> int:
        """Where the line wants to be: higher towards two thirds of the run, and where the story is in harmony."""
        run = self._run
        share = (start - run.start) / (run.end - run.start)
        arc = share / 0.65 if share < 0.65 else (1.0 - share) / 0.35
        target = run.passages[0].target
        wanted = self._low + (self._high - self._low) * (0.2 + 0.4 * arc + 0.2 * target)
        return round((wanted + self._last) / 2 if self._last >= 0 else wanted)

    def _on_chord(self, tones: list[int], degree: int) -> int:
        found = _nearest(tones, degree)
        if found == self._last and degree != self._last:
            way = 1 if degree > self._last else -1
            further = [tone for tone in tones if (tone - self._last) * way > 0]
            if further and abs(_nearest(further, degree) - self._last) <= 4:
                return _nearest(further, degree)
        return found

    def _resting(self, passage: Passage, tones: list[int]) -> int:
        """The root of the chord where it is near, another of its tones otherwise."""
        roots = [tone for tone in tones if self._scale[tone] % 12 == passage.root]
        at = self._last if self._last >= 0 else (self._low + self._high) // 2
        near = _nearest(roots, at) if roots else -99
        return near if abs(near - at) <= 3 or (roots and passage.is_home) else _nearest(tones, at)

    def _inside(self, degree: int) -> int:
        if degree > self._high:
            degree = 2 * self._high - degree
        return min(max(degree, self._low), self._high)

    def _tones_of(self, place: int) -> list[int]:
        """The degrees in range that are of the chord; all of the scale's where none is."""
        found = self._chord.get(place)
        if found is None:
            classes = {pitch % 12 for pitch in self._run.passages[place].pitches}
            inside = range(self._low, self._high + 1)
            found = [degree for degree in inside if self._scale[degree] % 12 in classes] or list(inside)
            self._chord[place] = found
        return found


def _nearest(tones: Sequence[int], degree: int) -> int:
    return min(tones, key=lambda tone: (abs(tone - degree), tone))


__all__ = ["Run", "Sung", "Tone", "melody"]
