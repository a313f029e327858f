"""The harmony curve as a table: a row for each stretch of the story in which the same cards sound."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

import numpy as np

from ..domain.contents import Contents
from ..domain.harmony import Floats, curve_of
from ..domain.meter import meter_of
from ..domain.storyboard import Card
from .cells import number_cell, text_cell

COLUMNS = ("bar", "beat", "seconds", "start_beat", "end_beat", "harmony")
"""Bar, beat and seconds are those of the start; a column for each plotline follows."""
BYTE_ORDER_MARK = "\ufeff"
"""By this a spreadsheet knows that the names of plotlines are UTF-8."""
ROWS_AT_ONCE = 2000


def curve_csv(contents: Contents) -> Iterator[str]:
    """The table in pieces as RFC 4180 has it: a comma between cells, CR LF after rows, always a point in numbers.

    Harmony lies within 0..1 and is empty where nothing sounds; a plotline's is that of its own cards alone.
    """
    names = [text_cell(plotline.name) for plotline in contents.ordered_plotlines()]
    yield BYTE_ORDER_MARK + _lines([[*COLUMNS, *names]])
    rows = _rows(contents)
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        yield _lines(piece)


def _rows(contents: Contents) -> Iterator[list[str]]:
    beats, values = _harmonies(contents)
    meter = meter_of(contents)
    for index, row in enumerate(values.T.tolist()):
        start, end = float(beats[index]), float(beats[index + 1])
        bar, beat = meter.bar_and_beat(start)
        numbers = (beat, meter.seconds(start), start, end, *row)
        yield [str(bar), *map(number_cell, numbers)]


def _harmonies(contents: Contents) -> tuple[Floats, Floats]:
    """The beats of the whole curve, and the harmony from each to the next: of all cards, then of each plotline."""
    lanes: dict[int, list[Card]] = {plotline.id: [] for plotline in contents.ordered_plotlines()}
    for card in contents.cards.values():
        if card.plotline_id in lanes:
            lanes[card.plotline_id].append(card)
    whole = curve_of(contents.cards.values())
    middles = (whole.beats[:-1] + whole.beats[1:]) / 2
    return whole.beats, np.vstack([whole.values, *(curve_of(cards).at(middles) for cards in lanes.values())])


def _lines(rows: list[list[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
