"""How a story is broken into rows of bars, as music is, so that its picture has a size that other programs open."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, sqrt

from ...domain.storyboard import LAST_BEAT
from .. import theme
from .page import MARGIN, PictureOptions

WIDTH = 600 * theme.SPACE
"""How wide a page of several rows is, in px; wider where it would become too tall."""
LEAST_WIDTH = 200 * theme.SPACE
PIXELS = 64_000_000
"""The most pixels of a picture: by default Qt's own readers refuse what takes more than 256 MB."""
SIDE = 16_000
"""The most pixels along one side: more is refused by ImageMagick as Debian sets it up."""
ROW_GAP = 6 * theme.SPACE
FEWEST_BARS = 4
CARDS_IN_ROW = 4
"""A row is begun for so many cards at least: a few cards far apart don't make rows of nothing."""
STRETCH = 1.5
FARTHEST = 2 * LAST_BEAT
"""No card ends later that was made by this program."""
AROUND = 2 * MARGIN + theme.HEADER_WIDTH
"""What of a page's width is not story time."""


def bars_of(end_beat: float, beats_per_bar: int) -> int:
    """How many bars a story has, whatever an older file says of its end."""
    return ceil(min(max(0.0, end_beat), FARTHEST) / beats_per_bar)


@dataclass(frozen=True, slots=True)
class Row:
    """The bars from one beat to another."""

    first_beat: float
    last_beat: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the bars of a story lie on a page; `scale` is what is left of the wish where it would be too large."""

    rows: tuple[Row, ...]
    pixels_per_beat: float
    scale: float

    @property
    def time_width(self) -> int:
        """How wide the longest row is, in px."""
        return round((self.rows[0].last_beat - self.rows[0].first_beat) * self.pixels_per_beat)

    @property
    def page_width(self) -> int:
        """How wide the page is, in px."""
        return max(self.time_width + AROUND, LEAST_WIDTH)


@dataclass(frozen=True, slots=True)
class Story:
    """What a plan is made from."""

    end_beat: float
    beats_per_bar: int
    cards: int
    wanted: float
    """The px per beat at which it is read well."""
    stretch: float = STRETCH
    """How many times larger than that it is drawn, at most, where it is short for one row."""

    @property
    def bars(self) -> int:
        """How many bars there are to show."""
        return max(bars_of(self.end_beat, self.beats_per_bar), FEWEST_BARS)


def planned(story: Story, row_height: int, around_height: int, options: PictureOptions) -> Plan:
    """The plan of a page whose rows are that high, with so many px of other things over and under them."""
    scale = _scale(row_height + around_height, options)
    page = _Room(row_height, around_height, scale)
    wanted = story.wanted * story.beats_per_bar
    if options.is_strip:
        most_rows, room = 1, page.widest - AROUND
    else:
        room = min(page.widest, WIDTH) - AROUND
        if ceil(story.bars / max(floor(room / wanted), 1)) > page.rows(room):
            room = max(room, page.tall_width - AROUND)
        most_rows = max(min(page.rows(room), story.cards // CARDS_IN_ROW), 1)
    in_row = max(floor(room / wanted), ceil(story.bars / most_rows), 1)
    rows = ceil(story.bars / in_row)
    in_row = ceil(story.bars / rows)
    beats, end = in_row * story.beats_per_bar, story.bars * story.beats_per_bar
    return Plan(
        tuple(Row(first, min(first + beats, end)) for first in range(0, end, beats)),
        room / beats if rows > 1 else min(room / beats, story.wanted * (1 if options.is_strip else story.stretch)),
        scale,
    )


@dataclass(frozen=True, slots=True)
class _Room:
    """What fits on a page at a scale, in px of the page."""

    row_height: int
    around_height: int
    scale: float

    @property
    def widest(self) -> int:
        """How wide a page with one row may be."""
        area = PIXELS / self.scale**2 / (self.row_height + self.around_height)
        return max(floor(min(area, SIDE / self.scale)), LEAST_WIDTH)

    @property
    def tall_width(self) -> int:
        """How wide a page may be that is as tall as one may be."""
        return min(floor(PIXELS / self.scale / SIDE), self.widest)

    def rows(self, room: int) -> int:
        """How many rows with so much room for time a page may have."""
        height = min(SIDE / self.scale, PIXELS / self.scale**2 / (room + AROUND))
        return max(floor((height - self.around_height + ROW_GAP) / (self.row_height + ROW_GAP)), 1)


def _scale(height: int, options: PictureOptions) -> float:
    """The scale at which one row, not too narrow, can be drawn at all."""
    return min(float(options.pixels), SIDE / height, sqrt(PIXELS / (height * LEAST_WIDTH)))
