"""The melody of a phrase: the plotline's motif, laid along the bars, varied, and brought to rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from .line import Laid, Line, Run
from .motifs import VARIED, Figure, inverted
from .musicians import Musician
from .passages import Passage

_STEP, _REPEATED = 4, 4
"""Semitones of a step or a third; and how many a note counts as away that is said again."""


@dataclass(frozen=True, slots=True)
class Sung:
    """A note of a melody before it is given length and loudness: beats, the MIDI note, whether it ends the phrase."""

    start: float
    end: float
    pitch: int
    is_last: bool = False


def melody(run: Run, musician: Musician) -> list[Sung]:
    """The notes of a run, each until the next."""
    line, sung = Line(run, musician), []
    figures = _figures(_at_rest(run, list(_tones(run, musician))))
    for place, figure in enumerate(figures):
        rests = run.ends_phrase and place == len(figures) - 1
        for tone, pitch in zip(figure, line.sing(figure, rests), strict=True):
            sung.append(Sung(tone.start, tone.end, pitch))
    if sung and run.ends_phrase:
        sung[-1] = replace(sung[-1], is_last=True)
    return sung


def _figures(tones: Sequence[Laid]) -> list[list[Laid]]:
    figures: list[list[Laid]] = []
    for tone in tones:
        if tone.opens or not figures:
            figures.append([])
        figures[-1].append(tone)
    return figures


def _tones(run: Run, musician: Musician) -> Iterator[Laid]:
    """The tones of the figures of a run.

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
    vary = VARIED[run.variation]
    figure = motif.call if place % 2 == 0 else motif.answer
    if place % 8 >= 4 and vary is not inverted:
        figure = inverted(figure)
    return figure if vary is None or place % 4 == 3 else vary(figure)


def _laid(run: Run, figure: Figure, line: float, after: float) -> Iterator[Laid]:
    """A figure at a bar line, as far as it lies after a beat and in the run."""
    opens = True
    for tone in figure:
        start, end = line + tone.at * run.slow, line + (tone.at + tone.length) * run.slow
        start, end = max(start, after), min(end, run.end)
        if end - start > 1e-6:
            yield Laid(start, end, tone.step, opens)
            opens = False


def _at_rest(run: Run, tones: list[Laid]) -> list[Laid]:
    """The last notes of a phrase become one that is held; those of the last chord of all, one from its beginning.

    A card that only begins with the last chord has its motif before it rests.
    """
    if not run.ends_phrase or len(tones) < 2:
        return tones
    last = run.passages[-1]
    ends_all = last.is_last and not (run.opens_phrase and last.start <= run.start)
    hold = run.end - last.start if ends_all else min(run.bar / 2, (run.end - run.start) / 3)
    kept = [tone for tone in tones if tone.start <= run.end - hold + 1e-6] or tones[:1]
    return [*kept[:-1], replace(kept[-1], end=run.end)]


def kept_apart(
    sung: Sequence[Sung], leading: Sequence[Sung], passage: Passage, musician: Musician, bar: float
) -> list[Sung]:
    """A second melody, of a passage, that does not say the note of the first on its strong beats, in any octave."""
    told = list(sung)
    for number, note in enumerate(told):
        place = bisect_right(leading, note.start + 1e-6, key=lambda one: one.start) - 1
        if note.start % bar % 2.0 > 1e-6 or place < 0 or leading[place].end <= note.start:
            continue
        taken = leading[place].pitch % 12
        if note.pitch % 12 == taken:
            beside = [one.pitch for one in (*told[max(number - 1, 0) : number], *told[number + 1 : number + 2])]
            told[number] = replace(note, pitch=_another(note.pitch, taken, beside, passage, musician))
    return told


def _another(pitch: int, taken: int, beside: Sequence[int], passage: Passage, musician: Musician) -> int:
    """A tone of the chord that nobody has, by small steps from what is beside it; the same where none is near."""
    classes = {tone % 12 for tone in passage.pitches} - {taken}
    near = range(max(pitch - 7, musician.low), min(pitch + 7, musician.high) + 1)
    free = [tone for tone in near if tone % 12 in classes]
    return min(free, key=lambda tone: (_away(tone, pitch, beside), -tone), default=pitch)


def _away(tone: int, pitch: int, beside: Sequence[int]) -> int:
    """How far a tone would be from the one that is meant; one that is said again, or leapt to, is further."""
    return abs(tone - pitch) + sum(_REPEATED if one == tone else 2 * max(abs(one - tone) - _STEP, 0) for one in beside)
