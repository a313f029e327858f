"""Where markers lie across story time: their bars and flags in px, and the room that is left for each name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..domain.markers import Marker
from . import theme
from .time_scale import TimeScale

LEAST_BAR = 3
"""No bar is painted narrower than this many px."""
POLE = 2
FLAG = 3 * theme.SPACE
"""A flag without a name is so many px wide."""
PAD = 6
"""Between the edge of a bar or flag and its name, in px."""
LONGEST_FLAG = 36 * theme.SPACE
BEYOND = 10_000.0
"""Places further out than this many px are cut off."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one marker is painted, in px of the band: a bar, or the flag of a moment; its name lies in the room."""

    marker: Marker
    left: float
    right: float
    room_left: float
    room_right: float

    @property
    def is_moment(self) -> bool:
        return not self.marker.duration_beats


def places(
    markers: Sequence[Marker], scale: TimeScale, advance: Callable[[str], float], lifted: int | None = None
) -> list[Place]:
    """The places of markers (in order) that are in view, in the order in which they are painted: bars, then flags.

    `advance` measures a name. Of bars that overlap the later one lies over the earlier, a `lifted` one over all, and
    every name keeps to the widest part of its marker that is not covered.
    """
    near = [m for m in markers if m.start_beat <= scale.right_beat and _end_x(scale, m) >= 0]
    bars = [_bar(marker, scale) for marker in near if marker.duration_beats]
    flags = _flags([marker for marker in near if not marker.duration_beats], scale, advance)
    cover = _Cover(bars, flags, lifted)
    found = [*(_with_room(bar, cover.over(i), scale.width) for i, bar in enumerate(bars)), *flags]
    return sorted(found, key=lambda place: (place.is_moment, place.marker.id == lifted))


class _Cover:
    """What lies over each bar, found without looking at all the others."""

    def __init__(self, bars: list[Place], flags: list[Place], lifted: int | None) -> None:
        self._bars, self._flags = bars, flags
        self._lifted = [bar for bar in bars if bar.marker.id == lifted]
        self._bar_lefts, self._flag_lefts = [bar.left for bar in bars], [flag.left for flag in flags]

    def over(self, index: int) -> list[Place]:
        """What lies over the bar of that index."""
        bar = self._bars[index]
        first = bisect_left(self._flag_lefts, bar.left - LONGEST_FLAG)
        flags = self._flags[first : bisect_left(self._flag_lefts, bar.right)]
        if bar in self._lifted:
            return flags
        later = self._bars[index + 1 : bisect_left(self._bar_lefts, bar.right, index + 1)]
        return [*later, *self._lifted, *flags]


def _end_x(scale: TimeScale, marker: Marker) -> float:
    return scale.x(marker.end_beat) + (0.0 if marker.duration_beats else LONGEST_FLAG)


def _x(scale: TimeScale, beat: float) -> float:
    return float(round(min(max(scale.x(beat), -BEYOND), scale.width + BEYOND)))


def _bar(marker: Marker, scale: TimeScale) -> Place:
    left = _x(scale, marker.start_beat)
    right = max(_x(scale, marker.end_beat) - 1, left + LEAST_BAR)
    return Place(marker, left, right, left, right)


def _flags(moments: Sequence[Marker], scale: TimeScale, advance: Callable[[str], float]) -> list[Place]:
    """Flags to the right of their poles, each no longer than to the next pole."""
    lefts = [_x(scale, moment.start_beat) for moment in moments]
    made = []
    for index, (moment, left) in enumerate(zip(moments, lefts, strict=True)):
        wanted = min(POLE + 2 * PAD + advance(moment.name), LONGEST_FLAG)
        room = lefts[index + 1] - left - 1 if index + 1 < len(lefts) else wanted
        right = left + (min(wanted, room) if room > 2 * FLAG else min(FLAG, max(room, POLE)))
        made.append(Place(moment, left, right, left + POLE + PAD, max(right - PAD, left + POLE + PAD)))
    return made


def _with_room(bar: Place, above: Sequence[Place], width: int) -> Place:
    """A bar whose name keeps to the widest part that nothing lies over and that is in view."""
    widest, at = (bar.left, bar.left), max(bar.left, 0.0)
    end = min(bar.right, float(width))
    covers = sorted((place.left, place.right) for place in above if place.left < end and place.right > at)
    for left, right in [*covers, (end, end)]:
        if left - at > widest[1] - widest[0]:
            widest = (at, left)
        at = max(at, right)
    start = max(widest[0] + PAD, bar.left + POLE + PAD)
    return replace(bar, room_left=start, room_right=max(widest[1] - PAD, start))
