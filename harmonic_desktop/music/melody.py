"""The melody of a phrase: the plotline's motif, set to the chords, varied, and brought to rest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from .motifs import Figure, backwards, calmed, inverted, ornamented
from .musicians import Musician
from .passages import Passage

VARIED = (None, ornamented, inverted, calmed, backwards)
"""What becomes of the motif when it returns; the first and the last card of a plotline have it as it is."""


_IN_HARMONY = 0.4
"""Above this harmony no note of a melody rubs against the chord, not even in passing."""


@dataclass(frozen=True, slots=True)
class Sung:
    """A note of a melody before it is given length and loudness: beats, the MIDI note, and how far into the phrase."""

    start: float
    end: float
    pitch: int
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Passages on end where a phrase sings. variation: a whole number, 0 for none; bar: beats; slow: of the phrase."""

    passages: Sequence[Passage]
    start: float
    end: float
    variation: int
    opens_phrase: bool
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
    """Start, end, step and whether it opens a figure, of each tone of the figures of a run.

    A card that begins on a beat begins with all of its motif; the rest is laid along the bar lines.
    """
    start, number = run.start, 0
    if run.opens_phrase and start % run.slow == 0.0 and start % run.bar:
        yield from _laid(run, _figure(run, musician, 0), start, start)
        start, number = start + run.bar, 1
    first = floor(start / run.bar)
    for place in range(ceil(run.end / run.bar) - first if start < run.end else 0):
        yield from _laid(run, _figure(run, musician, number + place), (first + place) * run.bar, start)


def _figure(run: Run, musician: Musician, place: int) -> Figure:
    """The figure of a bar: call and answer, then both again upside down; a card that is not the first varies them."""
    motif = musician.motif
    vary = VARIED[run.variation % len(VARIED)]
    figure = motif.call if place % 2 == 0 else motif.answer
    if place % 8 >= 4 and vary is not inverted:
        figure = inverted(figure)
    return figure if vary is None or place % 4 == 3 else vary(figure)


def _laid(run: Run, figure: Figure, line: float, after: float) -> Iterator[tuple[float, float, int, bool]]:
    """A figure at a bar line, as far as it lies after a beat and in the run."""
    opens = True
    for tone in figure:
        start, end = line + tone.at * run.slow, line + (tone.at + tone.length) * run.slow
        start, end = max(start, after), min(end, run.end)
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
            degree = self._opening(tones, self._aim(start), step)
            self._base, self._step = degree, step
        else:
            degree = self._inside(self._base + step - self._step)
            if self._is_strong(start, end) or abs(degree - self._last) != 1 or self._rubs(passage, degree):
                degree = self._on_chord(tones, degree)
        self._last = degree
        return _sounding(self._scale[degree], passage)

    def _is_strong(self, start: float, end: float) -> bool:
        """Long, or on the first or third beat of a bar: what lies between may pass by step."""
        place = start % self._run.bar / self._run.slow
        return end - start >= 1.5 * self._run.slow or place % 2.0 < 1e-6

    def _rubs(self, passage: Passage, degree: int) -> bool:
        """Whether a passing note lies a semitone beside a tone of the chord, where the story is in harmony."""
        if passage.target < _IN_HARMONY:
            return False
        return any((_sounding(self._scale[degree], passage) - pitch) % 12 in (1, 11) for pitch in passage.pitches)

    def _aim(self, start: float) -> int:
        """Where the line wants to be: higher towards two thirds of the run, and where the story is in harmony."""
        run = self._run
        share = (start - run.start) / (run.end - run.start)
        arc = share / 0.65 if share < 0.65 else (1.0 - share) / 0.35
        target = run.passages[0].target
        wanted = self._low + (self._high - self._low) * (0.2 + 0.4 * arc + 0.2 * target)
        return round((wanted + self._last) / 2 if self._last >= 0 else wanted)

    def _opening(self, tones: list[int], aim: int, step: int) -> int:
        """The first tone of a figure: near the line, and another one than the last where there is another near."""
        found = _nearest(tones, aim)
        if found == self._last:
            others = [tone for tone in tones if 0 < abs(tone - found) <= 3]
            found = _nearest(others, aim + (1 if step >= 0 else -1)) if others else found
        return found

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
            passage = self._run.passages[place]
            classes = {pitch % 12 for pitch in passage.pitches}
            inside = range(self._low, self._high + 1)
            found = [d for d in inside if _sounding(self._scale[d], passage) % 12 in classes] or list(inside)
            self._chord[place] = found
        return found


def _sounding(pitch: int, passage: Passage) -> int:
    """A note of the scale as it is sung there: where a minor key comes home its seventh leads to the key."""
    return pitch + 1 if pitch % 12 == passage.raised else pitch


def _nearest(tones: Sequence[int], degree: int) -> int:
    return min(tones, key=lambda tone: (abs(tone - degree), tone))
