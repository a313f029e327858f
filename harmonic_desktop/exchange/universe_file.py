"""The universe file: one JSON document that holds a whole universe, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..domain.checks import INSTRUMENT_LIMIT, NAME_LIMIT, PLOT_POINT_LIMIT, UNIT_LIMIT
from ..domain.contents import Contents, contents_of
from ..domain.edits import new_id
from ..domain.errors import InvalidValue
from ..domain.markers import Marker
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import COLOURS, LAST_BEAT, Card, Plotline
from ..domain.universe import Universe
from .json_document import Part, read_document

FORMAT = "harmonic-universe"
VERSION = 1
SIZE_LIMIT = 50_000_000
"""The longest text that is read at all, in characters; a universe of 100,000 cards is shorter."""
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
    plotlines = [_plotline(part, universe.id, row) for row, part in enumerate(file.parts("plotlines"))]
    if not plotlines:
        raise InvalidValue("This universe file has no plotline; a storyboard keeps at least one.")
    physics = [_physics(part, universe.id) for part in file.parts("physics_parameters")]
    music = [_music(part, universe.id) for part in file.parts("music_parameters")]
    cards = [_card(part, universe.id, plotlines) for part in file.parts("cards")]
    markers = [_marker(part, universe.id) for part in file.parts_if_any("markers")]
    return contents_of(universe, [*plotlines, *physics, *music, *_laid_right(cards), *markers])


def _universe(part: Part) -> Universe:
    part.expect("name", "description", "gravity_constant", "environment_harmony", "target_low", "target_high")
    target_low, target_high = _target_band(part)
    return Universe(
        new_id(),
        NOBODY,
        part.text("name", NAME_LIMIT),
        part.text_or_none("description"),
        part.number_or_none("gravity_constant"),
        part.number_or_none("environment_harmony"),
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
    name, value = part.text("parameter_name", NAME_LIMIT), part.number("value")
    return PhysicsParameter(new_id(), universe_id, name, value, part.text("unit", UNIT_LIMIT, may_be_empty=True))


def _music(part: Part, universe_id: int) -> MusicParameter:
    part.expect("parameter_name", "value", "instrument")
    name, value = part.text("parameter_name", NAME_LIMIT), part.number("value")
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
        part.number("harmony_tie"),  # what an older file held out of 0..1 travels on
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


def _laid_right(cards: list[Card]) -> Iterator[Card]:
    """The cards, each moved right as far as the one before it on its plotline still sounds; twins in file order."""
    ends: dict[int, float] = {}
    for card in sorted(cards, key=lambda card: card.start_beat):
        start = max(card.start_beat, ends.get(card.plotline_id, 0.0))
        ends[card.plotline_id] = start + card.duration_beats
        yield card if start == card.start_beat else replace(card, start_beat=start)
