"""Steps of a figure become the pitches of a line: on chords, above them, and going as melodies go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .musicians import Musician
from .passages import Passage

_IN_HARMONY = 0.4
"""Above this harmony no note of a melody rubs against the chord, not even in passing."""
_ROOM = 4
"""Scale steps that a melody has at least, where it is kept above a chord."""
_LEAP = 3
"""Scale steps, a fourth, from which on a line turns back by less."""
_FAR = 4
"""Scale steps from the tone that is meant to the one that is sung instead, and around where a figure is to begin."""
_FITS, _MISSES = 2, 3
"""What a tone of a figure that fits its chord counts for, and one that lies out of range against it."""
_AGAIN, _LEAPS = 4, 3
"""What counts against a beginning that says the last note again, and one that leaps."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A tone of a figure at its place: beats, and its step in the figure. opens: it is the first of one."""

    start: float
    end: float
    step: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Passages on end where a phrase sings.

    variation: the place in VARIED, 0 where the motif is itself; bar: beats; slow: of the phrase.
    """

    passages: Sequence[Passage]
    start: float
    end: float
    variation: int
    opens_phrase: bool
    ends_phrase: bool
    bar: float
    slow: float


class Line:
    """Turns steps into pitches: on strong beats tones of the chord, between them those of the scale."""

    def __init__(self, run: Run, musician: Musician) -> None:
        self._run = run
        self._keeps = run.variation == 0
        self._scale = musician.scale
        self._low = bisect_left(self._scale, musician.low)
        self._high = max(bisect_right(self._scale, musician.high) - 1, self._low)
        self._starts = [passage.start for passage in run.passages]
        self._last, self._move = -1, 0
        self._chord: dict[int, list[int]] = {}

    def sing(self, figure: Sequence[Laid], rests: bool) -> list[int]:
        """The pitches of a figure; where it rests, its last one ends a phrase."""
        degrees = self._walk(figure, self._opening(figure), rests)
        places = (self._place(tone.start) for tone in figure)
        return [self._sounding(degree, place) for degree, place in zip(degrees, places, strict=True)]

    def _walk(self, figure: Sequence[Laid], base: int, rests: bool = False) -> list[int]:
        """The degrees of a figure that begins with one."""
        degrees: list[int] = []
        for number, tone in enumerate(figure):
            place = self._place(tone.start)
            if rests and number == len(figure) - 1:
                degree = self._resting(place)
            elif number == 0:
                degree = base
            else:
                degree = self._next(tone, place, base + tone.step - figure[0].step, tone.step - figure[number - 1].step)
            self._move = degree - self._last if self._last >= 0 else 0
            self._last = degree
            degrees.append(degree)
        return degrees

    def _place(self, start: float) -> int:
        return max(bisect_right(self._starts, start + 1e-6) - 1, 0)

    # How a figure begins

    def _opening(self, figure: Sequence[Laid]) -> int:
        """The tone of the chord from where most of the figure fits, near where the line wants to be."""
        first = figure[0]
        tones, aim = self._tones_of(self._place(first.start)), self._aim(first.start)
        near = [tone for tone in tones if abs(tone - aim) <= _FAR] or [nearest(tones, aim)]
        if len(near) == 1:
            return near[0]
        return max(near, key=lambda tone: (self._shaped(figure, tone), self._fit(figure, tone, aim), -tone))

    def _shaped(self, figure: Sequence[Laid], base: int) -> int:
        """How often the motif goes up and down as it should where it begins with a tone; 0 where it is varied."""
        if not self._keeps:
            return 0
        before = self._last, self._move
        sung = self._walk(figure, base)
        self._last, self._move = before
        meant = (after.step - tone.step for tone, after in pairwise(figure))
        return sum(_sign(after - one) == _sign(step) for (one, after), step in zip(pairwise(sung), meant, strict=True))

    def _fit(self, figure: Sequence[Laid], base: int, aim: int) -> int:
        """How many tones are of their chords where a figure begins with one, and how well the line goes on to it."""
        told = self._flow(base, aim)
        for tone in figure[1:]:
            place, degree = self._place(tone.start), base + tone.step - figure[0].step
            if not self._floor(place) <= degree <= self._high:
                told -= _MISSES
            elif degree in self._tones_of(place):
                told += _FITS
            elif not self._is_strong(tone) and not self._rubs(degree, place):
                told += _FITS // 2
        return told

    def _flow(self, tone: int, aim: int) -> int:
        """How well a line goes on to a tone."""
        move = tone - self._last if self._last >= 0 else 1
        told = -abs(tone - aim)
        if move == 0:
            told -= _AGAIN
        if abs(move) >= _LEAP or (abs(self._move) >= _LEAP and not self._answers(move)):
            told -= _LEAPS
        return told

    def _aim(self, start: float) -> int:
        """Where the line wants to be: higher towards two thirds of the run, and where the story is in harmony."""
        run, low = self._run, self._floor(self._place(start))
        share = (start - run.start) / (run.end - run.start)
        arc = share / 0.65 if share < 0.65 else (1.0 - share) / 0.35
        target = run.passages[0].target
        wanted = low + (self._high - low) * (0.2 + 0.4 * arc + 0.2 * target)
        return round((wanted + self._last) / 2 if self._last >= 0 else wanted)

    # How it goes on

    def _next(self, tone: Laid, place: int, meant: int, step: int) -> int:
        """The tone that is meant, the same way up or down as the figure goes; after a leap a step back."""
        tones, way = self._tones_of(place), _sign(step)
        if _sign(meant - self._last) != way:
            meant = self._last + step
        if abs(self._move) >= _LEAP and not self._keeps and not self._answers(meant - self._last):
            way = -_sign(self._move)
            meant = self._last + way
        meant = self._inside(meant, place)
        passes = abs(meant - self._last) == 1 or self._keeps
        if self._is_strong(tone) or not passes or self._rubs(meant, place):
            return self._on_chord(tones, meant, way, _FAR if self._keeps else max(abs(step), 1) + 1)
        return meant

    def _answers(self, move: int) -> bool:
        """Whether a move turns back after a leap, and is smaller."""
        return move * self._move < 0 and abs(move) < min(abs(self._move), _LEAP)

    def _is_strong(self, tone: Laid) -> bool:
        """Long, or on the first or third beat of a bar: what lies between may pass by step."""
        place = tone.start % self._run.bar / self._run.slow
        return tone.end - tone.start >= 1.5 * self._run.slow or place % 2.0 < 1e-6

    def _rubs(self, degree: int, place: int) -> bool:
        """Whether a passing note lies a semitone beside a tone of the chord, where the story is in harmony."""
        passage = self._run.passages[place]
        if passage.target < _IN_HARMONY:
            return False
        sung = self._sounding(degree, place)
        return any((sung - pitch) % 12 in (1, 11) for pitch in passage.pitches)

    def _on_chord(self, tones: Sequence[int], meant: int, way: int, far: int) -> int:
        """The nearest tone of the chord that lies the same way; where that is too far, the nearest but the last."""
        on = [tone for tone in tones if _sign(tone - self._last) == way and abs(tone - self._last) <= far]
        if on:
            return nearest(on, meant)
        others = [tone for tone in tones if 0 < abs(tone - self._last) < _LEAP]
        others = others or [tone for tone in tones if 0 < abs(tone - self._last) <= _FAR]
        return nearest(others or tones, meant)

    def _resting(self, place: int) -> int:
        """The root of the chord where it is near, another of its tones otherwise."""
        passage, tones = self._run.passages[place], self._tones_of(place)
        roots = [tone for tone in tones if self._scale[tone] % 12 == passage.root]
        at = self._last if self._last >= 0 else (self._low + self._high) // 2
        near = nearest(roots, at) if roots else -99
        return near if abs(near - at) <= 3 or (roots and passage.is_home) else nearest(tones, at)

    # Where it may go

    def _inside(self, degree: int, place: int) -> int:
        if degree > self._high:
            degree = 2 * self._high - degree
        return min(max(degree, self._floor(place)), self._high)

    def _floor(self, place: int) -> int:
        """The lowest degree: above the chord, as far as that leaves room; an instrument that is deeper sings below."""
        top = self._run.passages[place].pitches[-1]
        if top >= self._scale[self._high]:
            return self._low
        return max(min(bisect_right(self._scale, top), self._high - _ROOM), self._low)

    def _tones_of(self, place: int) -> list[int]:
        """The degrees in range that are of the chord; all of the scale's where none is."""
        found = self._chord.get(place)
        if found is None:
            classes = {pitch % 12 for pitch in self._run.passages[place].pitches}
            inside = range(self._floor(place), self._high + 1)
            found = [degree for degree in inside if self._sounding(degree, place) % 12 in classes] or list(inside)
            self._chord[place] = found
        return found

    def _sounding(self, degree: int, place: int) -> int:
        """The pitch of a degree: where a minor key comes home its seventh leads to the key."""
        pitch = self._scale[degree]
        return pitch + 1 if pitch % 12 == self._run.passages[place].raised else pitch


def nearest(tones: Sequence[int], degree: int) -> int:
    """The tone that is nearest to a degree, the lower one of two."""
    return min(tones, key=lambda tone: (abs(tone - degree), tone))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
