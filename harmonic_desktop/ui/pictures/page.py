"""A picture before it is written: a page made of parts, one under the other, each of which can be painted alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from .. import theme

MARGIN = 6 * theme.SPACE
"""Free space around everything on a page, in px."""


class Format(Enum):
    """What a picture is written as."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """What a person chooses about a picture; `scale` is for PNG alone, SVG has no pixels."""

    format: Format = Format.PNG
    scale: int = 1
    is_dark: bool = False
    has_legend: bool = True
    is_strip: bool = False
    """In one long row, however long; otherwise in rows of bars, as music is written."""

    @property
    def pixels(self) -> int:
        """How many pixels there are to one of the page."""
        return self.scale if self.format is Format.PNG else 1

    @property
    def look(self) -> theme.Theme:
        """The colours to paint in."""
        return theme.DARK if self.is_dark else theme.LIGHT


@dataclass(frozen=True, slots=True)
class Part:
    """A stripe over the whole width of a page; `paint` paints it with its upper left corner at the origin."""

    height: int
    paint: Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that writing needs to know."""

    title: str
    width: int
    """In px of the page; on paper and on a screen of the usual density."""
    parts: tuple[Part, ...]
    scale: float
    """Pixels to one of the page, less than was asked for where there would be too many."""
    look: theme.Theme
    rows: int
    """In how many rows the story is."""
    note: str = ""
    """What a person should know before it is written, if anything."""

    @property
    def height(self) -> int:
        """In px of the page."""
        return sum(part.height for part in self.parts)

    @property
    def size(self) -> QSize:
        """In pixels, as it is written."""
        return QSize(round(self.width * self.scale), round(self.height * self.scale))

    def tops(self) -> Iterable[tuple[int, Part]]:
        """The parts, each with the px of the page where it begins."""
        top = 0
        for part in self.parts:
            yield top, part
            top += part.height


PictureMaker = Callable[[PictureOptions], Picture]
"""Lays out a picture of what is open; quick, as nothing is painted yet."""
