"""Beat sheet files: one JSON document each, read and checked; docs/beat-sheets.md says how one is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..domain.beat_sheets import MOST_BARS, BeatSheet, PlotPoint, Stretch
from ..domain.checks import NAME_LIMIT, PLOT_POINT_LIMIT, checked_text
from ..domain.errors import InvalidValue
from ..domain.storyboard import COLOURS
from .json_document import Part, read_document
from .listed_files import read_all

FORMAT = "harmonic-beat-sheet"
VERSION = 1
SUMMARY_LIMIT = 1_000
MOST_PLOT_POINTS = 500
CLOSE = 1e-9
"""What shares may be apart and still count as touching: thirds and twelfths are not exact."""


@dataclass(frozen=True, slots=True)
class BeatSheets:
    """What some folders hold: the sheets in the order of their file names, and a sentence for each file skipped."""

    sheets: tuple[BeatSheet, ...]
    skipped: tuple[str, ...]


def list_beat_sheets(folders: Iterable[Path]) -> BeatSheets:
    """The beat sheets of all folders, one after the other; a folder that is not there holds none."""
    found, skipped = read_all(folders, "beat sheet", read_beat_sheet)
    return BeatSheets(tuple(sheet for _, sheet in found), skipped)


def read_beat_sheet(text: str) -> BeatSheet:
    """The beat sheet in `text`; raises InvalidValue."""
    file = read_document(text, "beat sheet")
    if file.values.get("format") != FORMAT:
        raise InvalidValue(f"This is not a beat sheet: its “format” is not “{FORMAT}”.")
    if file.whole("version", 1, 2**31) > VERSION:
        raise InvalidValue("This beat sheet was written for a newer version of Harmonic Universe; update to read it.")
    file.expect("format", "version", "name", "summary", "bars", "measure", "markers", "plot_points")
    bars = file.whole("bars", 1, MOST_BARS)
    whole = float(bars) if file.one_of("measure", ("share", "bars")) == "bars" else 1.0
    plot_points = tuple(_plot_point(part, whole) for part in file.parts("plot_points"))
    _refuse_disorder(plot_points)
    return BeatSheet(
        checked_text(file.text("name", NAME_LIMIT), "“name”", NAME_LIMIT),
        file.text("summary", SUMMARY_LIMIT, may_be_empty=True),
        bars,
        plot_points,
        tuple(_stretch(part, whole) for part in file.parts("markers")),
    )


def _plot_point(part: Part, whole: float) -> PlotPoint:
    part.expect("title", "description", "start", "length", "harmony")
    title = checked_text(part.text("title", PLOT_POINT_LIMIT), f"{part.what}: “title”", PLOT_POINT_LIMIT)
    description = part.text("description", may_be_empty=True)
    start, length = _span(part, whole)
    if length <= CLOSE:
        raise InvalidValue(f"{part.what}: “length” has to be more than 0.")
    return PlotPoint(title, description, start, length, part.number("harmony", 0.0, 1.0))


def _stretch(part: Part, whole: float) -> Stretch:
    part.expect("name", "start", "length", "colour")
    name = checked_text(part.text("name", NAME_LIMIT), f"{part.what}: “name”", NAME_LIMIT)
    return Stretch(name, *_span(part, whole), part.whole("colour", 0, COLOURS - 1))


def _span(part: Part, whole: float) -> tuple[float, float]:
    """Start and length as shares of a story that is `whole` long in the measure of the file."""
    start, length = part.number("start", 0.0, whole), part.number("length", 0.0, whole)
    if start + length > whole * (1.0 + CLOSE):
        raise InvalidValue(f"{part.what}: “start” and “length” together have to be at most {whole:.10g}.")
    return start / whole, length / whole


def _refuse_disorder(plot_points: tuple[PlotPoint, ...]) -> None:
    if len(plot_points) > MOST_PLOT_POINTS:
        raise InvalidValue(f"The file has {len(plot_points)} plot points; {MOST_PLOT_POINTS} is the most it can have.")
    end = 0.0
    for number, point in enumerate(plot_points, 1):
        if point.start < end - CLOSE:
            raise InvalidValue(f"Number {number} of “plot_points” starts before the one above it has ended.")
        end = point.start + point.length
