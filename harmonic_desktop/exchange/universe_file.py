"""The universe file: one JSON document that holds a whole universe, read and checked, and written.

`docs/universe-file.schema.json` describes it to other programs. Every record stands on a line of its own, in a fixed
order, so that two versions of a story can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeVar

from ..domain.checks import INSTRUMENT_LIMIT, NAME_LIMIT, PLOT_POINT_LIMIT, UNIT_LIMIT
from ..domain.contents import Contents, contents_of, markers_in_order
from ..domain.edits import age, new_id
from ..domain.errors import InvalidValue
from ..domain.markers import Marker
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.placement import laid_right
from ..domain.storyboard import COLOURS, LAST_BEAT, Card, Plotline
from ..domain.universe import Universe
from .json_document import Part, read_document, written_number

R = TypeVar("R", PhysicsParameter, MusicParameter)

FORMAT = "harmonic-universe"
VERSION = 1
SIZE_LIMIT = 50_000_000
"""The longest text that is read at all, in characters; a universe of 100,000 cards is shorter."""
MOST_CARDS, MOST_PLOTLINES, MOST_OTHERS = 100_000, 1_000, 10_000
"""So many cards, plotlines, and parameters or markers can be read: ten times what any story has had yet."""
NOBODY = 0
"""The creator of a universe that no account has taken in yet."""


def read_universe(text: str) -> Contents:
    """The universe in `text`, all ids provisional; cards that overlap are laid right; raises InvalidValue."""
    if len(text) > SIZE_LIMIT:
        raise InvalidValue(f"This file is longer than {SIZE_LIMIT:,} characters, too long for a universe.")
    file = read_document(text, "universe file")
    if file.values.get("format") != FORMAT:
        raise InvalidValue("This is not a universe file: its “format” is not “harmonic-universe”.")
    if file.whole("version", 1, 2**31) > VERSION:
        raise InvalidValue("This universe file was written by a newer version of Harmonic Universe; update to read it.")
    file.expect(
        "format", "version", "universe", "physics_parameters", "music_parameters", "plotlines", "cards", "markers"
    )
    universe = _universe(file.part("universe"))
    plotlines = [_plotline(part, universe.id, row) for row, part in enumerate(file.parts("plotlines", MOST_PLOTLINES))]
    if not plotlines:
        raise InvalidValue("This universe file has no plotline; a storyboard keeps at least one.")
    physics = [_physics(part, universe.id) for part in file.parts("physics_parameters", MOST_OTHERS)]
    music = [_music(part, universe.id) for part in file.parts("music_parameters", MOST_OTHERS)]
    cards = [_card(part, universe.id, plotlines) for part in file.parts("cards", MOST_CARDS)]
    markers = [_marker(part, universe.id) for part in file.parts_if_any("markers", MOST_OTHERS)]
    return contents_of(universe, [*plotlines, *physics, *music, *laid_right(cards), *markers])


def write_universe(contents: Contents) -> str:
    """The document of a universe: all but ids, times and snapshots, which belong to the database it is in.

    What was read from such a document is written as the very same one again.
    """
    rows = {plotline.id: row for row, plotline in enumerate(contents.ordered_plotlines())}
    cards = sorted(contents.cards.values(), key=lambda card: (rows[card.plotline_id], card.start_beat, age(card)))
    lists: dict[str, list[dict[str, object]]] = {
        "physics_parameters": [_written_physics(p) for p in _by_age(contents.physics)],
        "music_parameters": [_written_music(p) for p in _by_age(contents.music)],
        "plotlines": [_written_plotline(p) for p in contents.ordered_plotlines()],
        "cards": [_written_card(card, rows) for card in cards],
        "markers": [_written_marker(marker) for marker in markers_in_order(contents)],
    }
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    universe = encode(_written(contents.universe))
    head = [f'"format": {encode(FORMAT)}', f'"version": {VERSION}', f'"universe": {universe}']
    parts = [f'"{name}": [{_lines(map(encode, records))}]' for name, records in lists.items()]
    return "{\n" + ",\n".join([*head, *parts]) + "\n}\n"


def _lines(records: Iterable[str]) -> str:
    """Each record on a line of its own."""
    text = ",\n".join(records)
    return f"\n{text}\n" if text else ""


def _by_age(records: Mapping[int, R]) -> list[R]:
    return sorted(records.values(), key=age)


def _written(universe: Universe) -> dict[str, object]:
    return {
        "name": universe.name,
        "description": universe.description,
        "gravity_constant": written_number(universe.gravity_constant),
        "environment_harmony": written_number(universe.environment_harmony),
        "target_low": universe.target_low,
        "target_high": universe.target_high,
    }


def _written_physics(parameter: PhysicsParameter) -> dict[str, object]:
    value = written_number(parameter.value)
    return {"parameter_name": parameter.parameter_name, "value": value, "unit": parameter.unit}


def _written_music(parameter: MusicParameter) -> dict[str, object]:
    value = written_number(parameter.value)
    return {"parameter_name": parameter.parameter_name, "value": value, "instrument": parameter.instrument}


def _written_plotline(plotline: Plotline) -> dict[str, object]:
    return {
        "name": plotline.name,
        "colour": plotline.colour % COLOURS,
        "instrument": plotline.instrument,
        "is_folded": plotline.is_folded,
        "is_muted": plotline.is_muted,
        "is_solo": plotline.is_solo,
    }


def _written_card(card: Card, rows: Mapping[int, int]) -> dict[str, object]:
    return {
        "plotline": rows[card.plotline_id],
        "start_beat": card.start_beat,
        "duration_beats": card.duration_beats,
        "harmony_tie": written_number(card.harmony_tie),
        "plot_point": card.plot_point,
        "description": card.description,
    }


def _written_marker(marker: Marker) -> dict[str, object]:
    return {
        "name": marker.name,
        "start_beat": marker.start_beat,
        "duration_beats": marker.duration_beats,
        "colour": marker.colour % COLOURS,
    }


def _universe(part: Part) -> Universe:
    part.expect("name", "description", "gravity_constant", "environment_harmony", "target_low", "target_high")
    target_low, target_high = _target_band(part)
    return Universe(
        new_id(),
        NOBODY,
        part.text("name", NAME_LIMIT),
        part.text_or_none("description"),
        part.any_number_or_none("gravity_constant"),
        part.any_number_or_none("environment_harmony"),
        target_low=target_low,
        target_high=target_high,
    )


def _target_band(part: Part) -> tuple[float | None, float | None]:
    """Both edges of the band that the story aims at, or neither; older files know of none."""
    low, high = (
        part.number_or_none(key, 0.0, 1.0) if key in part.values else None for key in ("target_low", "target_high")
    )
    if (low is None) != (high is None):
        raise InvalidValue("“universe” has to give “target_low” and “target_high” both, or neither.")
    if low is not None and high is not None and low > high:
        raise InvalidValue("“universe”: “target_low” has to be at most “target_high”.")
    return low, high


def _physics(part: Part, universe_id: int) -> PhysicsParameter:
    part.expect("parameter_name", "value", "unit")
    name, value = part.text("parameter_name", NAME_LIMIT), part.any_number("value")
    return PhysicsParameter(new_id(), universe_id, name, value, part.text("unit", UNIT_LIMIT, may_be_empty=True))


def _music(part: Part, universe_id: int) -> MusicParameter:
    part.expect("parameter_name", "value", "instrument")
    name, value = part.text("parameter_name", NAME_LIMIT), part.any_number("value")
    return MusicParameter(new_id(), universe_id, name, value, part.text_or_none("instrument", INSTRUMENT_LIMIT))


def _plotline(part: Part, universe_id: int, position: int) -> Plotline:
    part.expect("name", "colour", "instrument", "is_folded", "is_muted", "is_solo")
    name, colour = part.text("name", NAME_LIMIT), part.whole("colour", 0, COLOURS - 1)
    instrument = part.text_or_none("instrument", INSTRUMENT_LIMIT)
    switches = (part.flag(key) for key in ("is_folded", "is_muted", "is_solo"))
    return Plotline(new_id(), universe_id, name, colour, position, instrument, *switches)


def _card(part: Part, universe_id: int, plotlines: list[Plotline]) -> Card:
    part.expect("plotline", "plot_point", "description", "harmony_tie", "start_beat", "duration_beats")
    duration = part.number("duration_beats", 0.0, LAST_BEAT)
    if duration == 0.0:
        raise InvalidValue(f"{part.what}: “duration_beats” has to be more than 0.")
    return Card(
        new_id(),
        universe_id,
        plotlines[part.whole("plotline", 0, len(plotlines) - 1)].id,
        part.text("plot_point", PLOT_POINT_LIMIT),
        part.text("description", may_be_empty=True),
        part.any_number("harmony_tie"),  # what an older file held out of 0..1 travels on
        part.number("start_beat", 0.0, LAST_BEAT),
        duration,
    )


def _marker(part: Part, universe_id: int) -> Marker:
    part.expect("name", "start_beat", "duration_beats", "colour")
    return Marker(
        new_id(),
        universe_id,
        part.text("name", NAME_LIMIT),
        part.number("start_beat", 0.0, LAST_BEAT),
        part.number("duration_beats", 0.0, LAST_BEAT),
        part.whole("colour", 0, COLOURS - 1),
    )
