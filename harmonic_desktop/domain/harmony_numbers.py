"""The numbers of a harmony curve: mean and range, how harmony is distributed, and the steps between neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .harmony import DECIMALS, Curve, Floats, Whole

BINS = 20
"""Into so many equal parts of 0..1 the distribution is sorted; 1 itself belongs to the last."""
_NEAR = 10.0**-DECIMALS


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """Cards as columns: ids, starts and durations in beats, harmony ties as they are stored."""

    ids: Whole
    starts: Floats
    durations: Floats
    ties: Floats

    def card_at(self, beat: float, harmony: float) -> int | None:
        """The card to show for a harmony at a beat: one that begins there before others that sound, the nearest tie."""
        sounding = (self.starts <= beat + _NEAR) & (self.starts + self.durations > beat + _NEAR)
        rows = np.flatnonzero(sounding & ~np.isnan(self.ties))
        if not len(rows):
            return None
        away = np.abs(np.clip(self.ties[rows], 0.0, 1.0) - harmony)
        begun_before = self.starts[rows] < beat - _NEAR
        return int(self.ids[rows[np.lexsort((away, begun_before))[0]]])


@dataclass(frozen=True, slots=True)
class Place:
    """A harmony, the beat where it begins, and the card to show for it."""

    beat: float
    harmony: float
    card_id: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A change from one value of the curve to the next, at the beat where the next begins."""

    beat: float
    before: float
    after: float
    card_id: int | None

    @property
    def change(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Silence:
    """What lies between the first sound and the last in which nothing sounds: its share, and the longest piece."""

    share: float
    beat: float
    card_id: int | None
    """The card that ends the longest piece, which begins at `beat`."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """What can be counted of a curve; shares are of the time in which something sounds."""

    cards: int
    mean: float
    lowest: Place
    highest: Place
    rise: Step | None
    """The steepest, None where the curve never rises; `fall` the same downwards."""
    fall: Step | None
    above_environment: float | None
    """The share of the time above the environment’s harmony, None where the universe has none."""
    inside_target: float | None
    """The share of the time inside the target band, its edges too; None where there is none."""
    silence: Silence | None
    """None where there is none."""
    distribution: Floats
    """BINS shares, from harmony 0 upwards; together 1."""
    step_beats: Floats
    steps: Floats
    """Each change from a value of the curve to the next that sounds, in the order of the story."""


def numbers(
    drawn: Curve, board: Board, environment: float | None = None, target: tuple[float, float] | None = None
) -> Numbers | None:
    """The numbers of a curve of those cards; None when nothing sounds."""
    sounding = np.flatnonzero(np.isfinite(drawn.values))
    if not len(sounding):
        return None
    beats, values, widths = drawn.beats[sounding], drawn.values[sounding], np.diff(drawn.beats)[sounding]
    low, high = int(values.argmin()), int(values.argmax())
    steps = np.diff(values)
    rise, fall = _steepest(beats, values, steps, board)
    whole = float(widths.sum())
    return Numbers(
        len(board.ids),
        drawn.mean(),
        _place(beats, values, low, board),
        _place(beats, values, high, board),
        rise,
        fall,
        float(widths[values > environment].sum()) / whole if environment is not None else None,
        _share_inside(values, widths, target) if target is not None else None,
        _silence(drawn, board),
        np.histogram(values, BINS, (0.0, 1.0), weights=widths)[0] / whole,
        beats[1:],
        steps,
    )


def share_inside(drawn: Curve, low: float, high: float) -> float:
    """The share of the time in which something sounds whose harmony lies from low to high; nan when nothing does."""
    sounding = np.isfinite(drawn.values)
    if not sounding.any():
        return float("nan")
    return _share_inside(drawn.values[sounding], np.diff(drawn.beats)[sounding], (low, high))


def _share_inside(values: Floats, widths: Floats, band: tuple[float, float]) -> float:
    inside = (values >= band[0]) & (values <= band[1])
    return float(widths[inside].sum() / widths.sum())


def _silence(drawn: Curve, board: Board) -> Silence | None:
    widths = np.where(np.isfinite(drawn.values), 0.0, np.diff(drawn.beats))
    if not widths.any():
        return None
    longest, whole = int(widths.argmax()), float(drawn.beats[-1] - drawn.beats[0])
    after = board.card_at(float(drawn.beats[longest + 1]), float(drawn.values[longest + 1]))
    return Silence(float(widths.sum()) / whole, float(drawn.beats[longest]), after)


def _place(beats: Floats, values: Floats, index: int, board: Board) -> Place:
    beat, harmony = float(beats[index]), float(values[index])
    return Place(beat, harmony, board.card_at(beat, harmony))


def _steepest(beats: Floats, values: Floats, steps: Floats, board: Board) -> tuple[Step | None, Step | None]:
    """The largest step up and the largest down, the first where several are."""
    if not len(steps):
        return None, None
    up, down = int(steps.argmax()), int(steps.argmin())
    return (
        _step(beats, values, up, board) if steps[up] > 0 else None,
        _step(beats, values, down, board) if steps[down] < 0 else None,
    )


def _step(beats: Floats, values: Floats, index: int, board: Board) -> Step:
    beat, after = float(beats[index + 1]), float(values[index + 1])
    return Step(beat, float(values[index]), after, board.card_at(beat, after))
