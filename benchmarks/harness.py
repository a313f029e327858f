"""What every benchmark is made of: goals, samples taken in turns, medians, and the line that is printed of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Goal:
    """At most `at_most` times the floor; or `or_more` above it, in the samples' unit, where that is more."""

    name: str
    what: str
    floor: str
    at_most: float
    or_more: float = 0.0
    unit: str = "ms"


@dataclass(frozen=True, slots=True)
class Samples:
    """What was measured of the program and of the floor, in turns."""

    own: Sequence[float]
    floor: Sequence[float]


@dataclass(frozen=True, slots=True)
class Run:
    """What a suite is given: a folder to work in, how many rounds to make, and Qt's platform to show windows on."""

    folder: Path
    rounds: int
    platform: str


@dataclass(frozen=True, slots=True)
class Suite:
    """Goals that are measured together; `measure` gives samples by the goals' names."""

    goals: tuple[Goal, ...]
    measure: Callable[[Run], Mapping[str, Samples]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal with the samples that decide whether it is met."""

    goal: Goal
    samples: Samples

    @property
    def ratio(self) -> float:
        return median(self.samples.own) / median(self.samples.floor)

    @property
    def allowed(self) -> float:
        """The largest ratio that meets the goal."""
        return max(self.goal.at_most, 1.0 + self.goal.or_more / median(self.samples.floor))

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.allowed

    def line(self) -> str:
        """Name, ratio and goal, then the medians they come from with the spread of the middle half."""
        verdict = "met" if self.is_met else "MISSED"
        own, floor = _spread(self.samples.own), _spread(self.samples.floor)
        return (
            f"{self.goal.name:<20}{self.ratio:6.2f}{self.allowed:6.2f}  {verdict:<7} "
            f"{own} against {floor} {self.goal.unit}"
        )


def in_turns(rounds: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Samples of each measure, one of each a round, so that a busy moment of the machine strikes all of them."""
    samples: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for taken, measure in zip(samples, measures, strict=True):
            taken.append(measure())
    return samples


def milliseconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _spread(samples: Sequence[float]) -> str:
    ordered = sorted(samples)
    low, high = ordered[len(ordered) // 4], ordered[(3 * len(ordered) - 1) // 4]
    return f"{_number(median(ordered))} ({_number(low)}–{_number(high)})"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
