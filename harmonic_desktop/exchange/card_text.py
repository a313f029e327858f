"""Cards as plain text for a letter or a spreadsheet, and lines of text as cards."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from io import StringIO

from ..domain.checks import NAME_LIMIT, PLOT_POINT_LIMIT, checked_number, checked_prose, checked_text
from ..domain.errors import InvalidValue
from ..domain.pasting import Clip
from ..domain.storyboard import LAST_BEAT, Card, Plotline
from .card_clip import MOST_CARDS, NO_PLOTLINE, SIZE_LIMIT


def write_table(clip: Clip, decimal_mark: str = ".") -> str:
    """A line for each card with tabs between plot point, description, harmony, start, length (beats) and plotline."""
    out = StringIO()
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    for card in clip.cards:
        numbers = (card.harmony_tie, card.start_beat, card.duration_beats)
        plotline = clip.plotlines.get(card.plotline_id)
        writer.writerow(
            [
                card.plot_point,
                card.description,
                *(_number_text(number, decimal_mark) for number in numbers),
                plotline.name if plotline is not None else "",
            ]
        )
    return out.getvalue()


def read_text(text: str, bar: float) -> Clip:
    """A card for each line that is not empty, its columns as in `write_table`; what is left out is chosen here.

    Without a start a card follows the one before it on its plotline, without a length it is a bar long. Raises
    InvalidValue, which names the line.
    """
    if len(text) > SIZE_LIMIT:
        raise InvalidValue(f"The clipboard holds more than {SIZE_LIMIT:,} characters; copy less at once.")
    cards: list[Card] = []
    plotlines: dict[str, Plotline] = {}
    ends: dict[int, float] = {}
    for number, row in _rows(text):
        if len(cards) == MOST_CARDS:
            raise InvalidValue(f"The clipboard holds more than {MOST_CARDS:,} lines, the most that is pasted at once.")
        lane = _lane(row, plotlines, number)
        card = _card(row, lane, ends.get(lane, 0.0), bar, number)
        ends[lane] = card.end_beat
        cards.append(card)
    return Clip(tuple(cards), {p.id: p for p in plotlines.values()})


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines that hold something, with their numbers; quotes mean nothing unless there are columns."""
    if "\t" not in text:
        yield from ((number, _titled(line)) for number, line in enumerate(text.splitlines(), 1) if line.strip())
        return
    reader = csv.reader(StringIO(text, newline=""), dialect="excel-tab")
    try:
        yield from ((reader.line_num, row) for row in reader if any(cell.strip() for cell in row))
    except csv.Error:
        raise InvalidValue("The clipboard holds a table that can’t be read.") from None


def _titled(line: str) -> list[str]:
    """A line as a plot point; a paragraph becomes the description too, with its beginning for a title."""
    line = line.strip()
    if len(line) <= PLOT_POINT_LIMIT:
        return [line]
    return [line[: PLOT_POINT_LIMIT - 1].rsplit(maxsplit=1)[0] + "…", line]


def _card(row: Sequence[str], lane: int, follows: float, bar: float, line: int) -> Card:
    try:
        duration = _number(row, 4, bar, 0.0, LAST_BEAT)
        return Card(
            0,
            0,
            lane,
            checked_text(row[0], "The plot point", PLOT_POINT_LIMIT),
            checked_prose(_cell(row, 1)),
            _number(row, 2, 0.0, 0.0, 1.0),
            _number(row, 3, follows, 0.0, LAST_BEAT),
            duration if duration > 0 else bar,
        )
    except InvalidValue as refusal:
        raise InvalidValue(f"Line {line} can’t be pasted: {refusal}") from None


def _lane(row: Sequence[str], plotlines: dict[str, Plotline], line: int) -> int:
    """The plotline that a line names, told apart by its name alone."""
    name = _cell(row, 5)
    if not name:
        return NO_PLOTLINE
    if name not in plotlines:
        try:
            checked = checked_text(name, "The name of a plotline", NAME_LIMIT)
        except InvalidValue as refusal:
            raise InvalidValue(f"Line {line} can’t be pasted: {refusal}") from None
        plotlines[name] = Plotline(len(plotlines) + 1, 0, checked, len(plotlines))
    return plotlines[name].id


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _number(row: Sequence[str], column: int, otherwise: float, low: float, high: float) -> float:
    """The number in a column, with either decimal mark; raises InvalidValue."""
    text = _cell(row, column)
    if not text:
        return otherwise
    try:
        number = float(text.replace(",", ".") if "." not in text else text)
    except ValueError:
        raise InvalidValue(f"“{text[:40]}” is not a number.") from None
    return checked_number(number, ("Harmony", "The start", "The length")[column - 2], low=low, high=high)


def _number_text(number: float, decimal_mark: str) -> str:
    if not math.isfinite(number):
        return ""
    return f"{number:.10g}".replace(".", decimal_mark)
