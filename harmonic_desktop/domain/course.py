"""What a harmony curve does from its first sound to its last, as the few facts that a sentence is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .harmony import Curve, Floats

LEVEL = 0.05
"""A curve that stays within this is called level, and a rise or fall of less is not worth a word."""
NOTABLE = (0.25, 0.35, 0.5)
"""A rise or fall is told where it is that share of the whole range; the first at which few enough are left."""
MOST_LEGS = 4
"""With more rises and falls than these a curve swings, and nobody would count them up."""
LINGERING = 1 / 6
"""What lasts for that share of the story is worth a word."""

SILENCE = 1 / 10
"""A silence that lasts for that share of the story is worth one too."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A value of a curve, and the beat where it is first reached."""

    beat: float
    value: float


@dataclass(frozen=True, slots=True)
class Course:
    """The facts of a curve from which one sentence can be made."""

    turns: tuple[Turn, ...]
    """Where the rises and falls that matter begin and end; one where the curve is level, none where it swings."""
    closing: float
    """The last value."""
    stays_until: float | None
    """The beat to which the curve stays near its beginning, where that is a while."""
    stays: bool
    """Whether it stays near the last turn for a while, to the end."""
    lowest: Turn
    highest: Turn
    mean: float
    silence: tuple[float, float] | None
    """The beats from which and to which nothing sounds: the longest such piece, where it is long."""

    @property
    def is_level(self) -> bool:
        return len(self.turns) == 1

    @property
    def swings(self) -> bool:
        """Whether it goes up and down too often to be told in turn."""
        return not self.turns


def course(drawn: Curve) -> Course | None:
    """What the curve does; None when nothing sounds."""
    sounding = np.flatnonzero(np.isfinite(drawn.values))
    if not len(sounding):
        return None
    beats, values = drawn.beats[sounding], drawn.values[sounding]
    places = _telling(values)
    long = LINGERING * float(drawn.beats[sounding[-1] + 1] - beats[0])
    return Course(
        tuple(_turn(beats, values, place) for place in places),
        float(values[-1]),
        _stays_until(beats, values, long) if len(places) > 1 else None,
        stays=len(places) > 1 and _stays(beats, values, places[-1], long),
        lowest=_turn(beats, values, int(values.argmin())),
        highest=_turn(beats, values, int(values.argmax())),
        mean=drawn.mean(),
        silence=_silence(drawn),
    )


def _turn(beats: Floats, values: Floats, place: int) -> Turn:
    return Turn(float(beats[place]), float(values[place]))


def _silence(drawn: Curve) -> tuple[float, float] | None:
    widths = np.where(np.isfinite(drawn.values), 0.0, np.diff(drawn.beats))
    longest = int(widths.argmax())
    if widths[longest] < SILENCE * (drawn.beats[-1] - drawn.beats[0]):
        return None
    return float(drawn.beats[longest]), float(drawn.beats[longest + 1])


def _stays_until(beats: Floats, values: Floats, long: float) -> float | None:
    left = float(beats[np.argmax(np.abs(values - values[0]) >= LEVEL)])
    return left if left - beats[1] >= long else None  # one card alone does not stay anywhere


def _stays(beats: Floats, values: Floats, place: int, long: float) -> bool:
    is_near = bool(np.all(np.abs(values[place:] - values[place]) < LEVEL))
    return is_near and float(beats[-1] - beats[place]) >= long


def _telling(values: Floats) -> list[int]:
    """The places of the turns that are told, with the two ends."""
    span = float(values.max() - values.min())
    if span < LEVEL:
        return [0]
    for share in NOTABLE:
        places = turning_points(values, max(LEVEL, share * span))
        if len(places) - 1 <= MOST_LEGS:
            return places
    return []


def turning_points(values: Floats, least: float) -> list[int]:
    """Where values turn, with the ends, when rises and falls of less than `least` are passed over.

    A turn is the outermost value from which they have come back by `least`, so that each leg between two turns is at
    least so long; the last turn is the outermost value since the one before it.
    """
    places = [0]
    way, outermost, opposite = 0, 0, 0
    for place in _bends(values):
        value = values[place]
        if way == 0:
            outermost = place if value > values[outermost] else outermost
            opposite = place if value < values[opposite] else opposite
            if values[outermost] - values[opposite] >= least:
                way = 1 if outermost > opposite else -1
                places = [min(outermost, opposite)]
                outermost = max(outermost, opposite)
        elif (value - values[outermost]) * way > 0:
            outermost = place
        elif (values[outermost] - value) * way >= least:
            places.append(outermost)
            way, outermost = -way, place
    return places if way == 0 else [*places, outermost]


def _bends(values: Floats) -> list[int]:
    """The places at which values change their direction, and the last: nowhere else can there be a turn."""
    changed = np.flatnonzero(np.diff(values) != 0) + 1  # of a plateau its first place
    if not len(changed):
        return []
    up = np.diff(values[np.concatenate(([0], changed))]) > 0
    bends = changed[np.concatenate((up[1:] != up[:-1], [True]))]
    return [int(place) for place in bends]
