"""Cards on the clipboard in a format of their own: one JSON document, written and read again without a loss."""

from __future__ import annotations

import json
import math

from ..domain.checks import INSTRUMENT_LIMIT, NAME_LIMIT, PLOT_POINT_LIMIT
from ..domain.errors import InvalidValue
from ..domain.pasting import Clip
from ..domain.storyboard import COLOURS, LAST_BEAT, Card, Plotline
from .json_document import Part, read_document

MEDIA_TYPE = "application/x-harmonic-cards+json"
FORMAT = "harmonic-cards"
VERSION = 1
MOST_CARDS = 100_000
MOST_PLOTLINES = 1_000
SIZE_LIMIT = 100_000_000
"""The longest text that is read at all, in characters."""
NO_PLOTLINE = -(2**60)
"""What a card has for a plotline that belongs to none; no file holds such an id."""


def write_clip(clip: Clip) -> str:
    """A clip as text; a harmony that is no number is left out, as JSON has none such."""
    rows = {plotline_id: row for row, plotline_id in enumerate(clip.plotlines)}
    document = {
        "format": FORMAT,
        "version": VERSION,
        "origin": clip.origin,
        "plotlines": [
            {"id": p.id, "name": p.name, "colour": p.colour, "instrument": p.instrument}
            for p in clip.plotlines.values()
        ],
        "cards": [
            {
                "plotline": rows.get(card.plotline_id, -1),
                "plot_point": card.plot_point,
                "description": card.description,
                "harmony_tie": card.harmony_tie if math.isfinite(card.harmony_tie) else None,
                "start_beat": card.start_beat,
                "duration_beats": card.duration_beats,
            }
            for card in clip.cards
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def read_clip(text: str) -> Clip:
    """The clip that `write_clip` wrote; raises InvalidValue with one sentence for whatever else is there."""
    if len(text) > SIZE_LIMIT:
        raise InvalidValue(f"The clipboard holds more than {SIZE_LIMIT:,} characters; copy fewer cards at once.")
    try:
        document = read_document(text, "clip of cards")
        newer = document.values.get("format") == FORMAT and document.whole("version", 1, 2**31) > VERSION
    except InvalidValue:
        raise _unreadable() from None
    if newer:
        raise InvalidValue("These cards were copied in a newer version of Harmonic Universe; update to paste them.")
    _refuse_too_many(document, "cards", MOST_CARDS)
    _refuse_too_many(document, "plotlines", MOST_PLOTLINES)
    try:
        return _clip(document)
    except InvalidValue:
        raise _unreadable() from None


def _clip(document: Part) -> Clip:
    document.expect("format", "version", "origin", "plotlines", "cards")
    if document.text("format") != FORMAT:
        raise _unreadable()
    plotlines = [_plotline(part) for part in document.parts("plotlines")]
    cards = [_card(part, plotlines) for part in document.parts("cards")]
    return Clip(tuple(cards), {p.id: p for p in plotlines}, document.text("origin", may_be_empty=True))


def _plotline(part: Part) -> Plotline:
    part.expect("id", "name", "colour", "instrument")
    return Plotline(
        part.whole("id", -(2**53), 2**53),
        0,
        part.text("name", NAME_LIMIT),
        part.whole("colour", -(2**31), 2**31) % COLOURS,
        instrument=part.text_or_none("instrument", INSTRUMENT_LIMIT),
    )


def _card(part: Part, plotlines: list[Plotline]) -> Card:
    part.expect("plotline", "plot_point", "description", "harmony_tie", "start_beat", "duration_beats")
    row = part.whole("plotline", -1, len(plotlines) - 1)
    duration = part.number("duration_beats", 0.0, LAST_BEAT)
    if duration == 0.0:
        raise _unreadable()
    return Card(
        0,
        0,
        plotlines[row].id if row >= 0 else NO_PLOTLINE,
        part.text("plot_point", PLOT_POINT_LIMIT),
        part.text("description", may_be_empty=True),
        part.number_or_none("harmony_tie") or 0.0,  # what an older file held out of 0..1 travels on
        part.number("start_beat", 0.0, LAST_BEAT),
        duration,
    )


def _refuse_too_many(document: Part, key: str, most: int) -> None:
    values = document.values.get(key)
    if isinstance(values, list) and len(values) > most:
        raise InvalidValue(f"The clipboard holds {len(values):,} {key}; {most:,} is the most that is pasted at once.")


def _unreadable() -> InvalidValue:
    return InvalidValue("The clipboard holds cards that can’t be read; copy them again.")
