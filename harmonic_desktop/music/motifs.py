"""The motif of a plotline: a figure of a bar or two that is known again, and what can be made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from .mapping import RHYTHMS

T = TypeVar("T")

CELLS: dict[str, tuple[tuple[float, ...], ...]] = {
    "plain": ((1.0, 1.0), (1.0, 1.0), (2.0,)),
    "walking": ((1.0, 0.5, 0.5), (1.0, 1.0), (0.5, 0.5, 1.0), (2.0,)),
    "dotted": ((1.5, 0.5), (1.0, 1.0), (1.5, 0.5), (0.5, 0.5, 1.0)),
    "syncopated": ((0.5, 1.0, 0.5), (1.0, 1.0), (1.5, 0.5), (0.5, 1.5)),
    "tumbling": ((0.75, 0.25, 0.5, 0.5), (0.5, 0.25, 0.25, 1.0), (0.5, 1.0, 0.5), (0.25, 0.25, 0.5, 1.0)),
}
"""What a rhythm is put together from: lengths, in units, of two units of time."""
SHORTEST_NOTE = 0.125
"""Beats."""
_SHAPES = ((1, 1, -1, -1), (-1, -1, 1, 1), (1, -1, 1, -1), (1, 1, 1, -1), (-1, 1, 1, -1), (1, -1, -1, 1))


@dataclass(frozen=True, slots=True)
class Tone:
    """A note of a motif: beats after the bar line, beats until the next, and scale steps above the first note."""

    at: float
    length: float
    step: int


Figure = tuple[Tone, ...]


@dataclass(frozen=True, slots=True)
class Motif:
    """call: the bar that opens a phrase; answer: the same rhythm, another way on, and rest at the end."""

    call: Figure
    answer: Figure


class Dice:
    """Chance that is the same for a text on every machine and in every version of Python, by `random()` alone."""

    def __init__(self, text: str) -> None:
        self._random = Random(text)

    def below(self, count: int) -> int:
        return int(self._random.random() * count)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def happens(self, share: float) -> bool:
        return self._random.random() < share


def motif_of(text: str, rhythm: int, unit: float, bar: float, reach: int) -> Motif:
    """The motif that a text leads to. unit: beats from note to note, more or less; bar: beats; reach: its steps."""
    dice = Dice(f"motif {text}")
    lengths = _rhythm(dice, RHYTHMS[rhythm], unit, bar)
    call = _contour(dice, len(lengths), reach)
    answer = [*call[: max(len(call) // 2, 1)], *_contour(dice, len(lengths), reach)[max(len(call) // 2, 1) :]]
    return Motif(_figure(lengths, call), _figure(lengths, answer))


def _rhythm(dice: Dice, name: str, unit: float, bar: float) -> list[float]:
    """Lengths that fill a bar to the last bit, none shorter than a note can be."""
    lengths: list[float] = []
    left = bar
    while left > SHORTEST_NOTE / 2:
        for length in dice.pick(CELLS[name]):
            beats = max(length * unit, SHORTEST_NOTE)
            if left > SHORTEST_NOTE / 2:
                lengths.append(min(beats, left))
                left -= lengths[-1]
    return lengths


def _contour(dice: Dice, count: int, reach: int) -> list[int]:
    """A way up and down the scale: mostly steps, now and then a leap, after which it turns back."""
    shape, steps, leapt = dice.pick(_SHAPES), [0], 0
    for place in range(1, count):
        way = shape[place * len(shape) // count]
        size = 2 + dice.below(2) if not leapt and dice.happens(0.25) else 1
        if leapt:
            way = -leapt
        if not leapt and dice.happens(0.06):
            size = 0
        step = steps[-1] + way * size
        if max(*steps, step) - min(*steps, step) > reach:
            step = steps[-1] - way
        leapt = way if size > 1 else 0
        steps.append(step)
    return steps


def _figure(lengths: Sequence[float], steps: Sequence[int]) -> Figure:
    tones, at = [], 0.0
    for length, step in zip(lengths, steps, strict=True):
        tones.append(Tone(at, length, step))
        at += length
    return tuple(tones)


def inverted(figure: Figure) -> Figure:
    """Upside down."""
    return tuple(Tone(tone.at, tone.length, -tone.step) for tone in figure)


def backwards(figure: Figure) -> Figure:
    """The way through its notes the other way round, in the same rhythm."""
    last = figure[-1].step
    steps = [tone.step - last for tone in reversed(figure)]
    return tuple(Tone(tone.at, tone.length, step) for tone, step in zip(figure, steps, strict=True))


def ornamented(figure: Figure) -> Figure:
    """Each note that is long enough is left by way of its upper or lower neighbour."""
    tones: list[Tone] = []
    for place, tone in enumerate(figure):
        if tone.length < 8 * SHORTEST_NOTE:
            tones.append(tone)
            continue
        half = tone.length / 2
        tones += [Tone(tone.at, half, tone.step), Tone(tone.at + half, half, tone.step + (1 if place % 2 else -1))]
    return tuple(tones)


def calmed(figure: Figure) -> Figure:
    """Only what falls on whole beats, each note held until the next."""
    kept = [tone for tone in figure if tone.at == int(tone.at)]
    ends = [*(tone.at for tone in kept[1:]), figure[-1].at + figure[-1].length]
    return tuple(Tone(tone.at, end - tone.at, tone.step) for tone, end in zip(kept, ends, strict=True))


VARIED = (None, ornamented, inverted, calmed, backwards)
"""What becomes of the motif when it returns; the first and the last card of a plotline have it as it is."""
