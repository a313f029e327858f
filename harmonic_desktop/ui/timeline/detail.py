"""How much of a card is shown: what fits its height, and the sizes that follow from it."""

from __future__ import annotations

from typing import NamedTuple

from .. import theme

LINE_FROM = 22
"""Cards lower than this many px are blocks filled up to their harmony; others have their title."""
LINES_FROM = 44
"""Cards from this height have the number beside the bar at their foot; lower ones beside the title."""
LARGE_FROM = 168, 300
HUGE_FROM = 380, 620
GIANT_FROM = 900, 1800
"""Cards from this height and width (px) are shown in full, in larger type the larger they are."""


NUMBER_MIDDLE = 11
"""From the middle of the number beside the bar to the foot of its card, in px where text has its usual size."""


class Foot(NamedTuple):
    """Where a card shows its harmony: the bar, and the middle of the number, from the card's top (px)."""

    bar_top: float
    bar: float
    number_middle: float


class Sizes(NamedTuple):
    """The type sizes and spaces of a card that is shown in full, in px."""

    title: int
    details: tuple[int, ...]
    """From the largest; the first in which the whole description fits is taken."""
    number: int
    label: int
    bar: float
    pad: float
    under_title: float


LARGE = Sizes(theme.LARGE, (theme.NORMAL,), theme.NORMAL, theme.SMALL, 6.0, 4.0 * theme.SPACE, 1.0 * theme.SPACE)
HUGE = Sizes(
    theme.TITLE, (theme.TITLE, theme.LARGE, theme.NORMAL, theme.SMALL), theme.TITLE, theme.NORMAL,
    10.0, 8.0 * theme.SPACE, 3.0 * theme.SPACE,
)  # fmt: skip
GIANT = Sizes(
    2 * theme.TITLE, (2 * theme.TITLE, 2 * theme.LARGE, *HUGE.details), 2 * theme.TITLE, theme.TITLE,
    20.0, 16.0 * theme.SPACE, 6.0 * theme.SPACE,
)  # fmt: skip


def foot(tall: float) -> Foot:
    """The foot of a card that is so many px high, and not shown in full."""
    if tall < theme.room(LINES_FROM):
        return Foot(tall - 6.0, 3.0, (tall - 6.0) / 2)
    middle = tall - theme.room(NUMBER_MIDDLE)
    return Foot(middle - 2.0, 4.0, middle)


def sizes(tall: float, width: float) -> Sizes | None:
    """The sizes of a card that has room to be shown in full; None where it has not."""
    for least, found in ((GIANT_FROM, GIANT), (HUGE_FROM, HUGE), (LARGE_FROM, LARGE)):
        if tall >= theme.room(least[0]) and width >= theme.room(least[1]):
            return found
    return None
