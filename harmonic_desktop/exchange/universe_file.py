"""The universe file: one JSON document that holds a whole universe, read and checked."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace

from ..domain.checks import INSTRUMENT_LIMIT, NAME_LIMIT, PLOT_POINT_LIMIT, UNIT_LIMIT, checked_number
from ..domain.contents import Contents, contents_of
from ..domain.edits import new_id
from ..domain.errors import InvalidValue
from ..domain.parameters import MusicParameter, PhysicsParameter
from ..domain.storyboard import COLOURS, LAST_BEAT, Card, Plotline
from ..domain.universe import Universe

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
    file = _Part(_parsed(text), "The file")
    if file.values.get("format") != FORMAT:
        raise InvalidValue("This is not a universe file: its “format” is not “harmonic-universe”.")
    if file.whole("version", 1, 2**31) > VERSION:
        raise InvalidValue("This universe file was written by a newer version of Harmonic Universe; update to read it.")
    file.expect("format", "version", "universe", "physics_parameters", "music_parameters", "plotlines", "cards")
    universe = _universe(file.part("universe"))
    plotlines = [_plotline(part, universe.id, row) for row, part in enumerate(file.parts("plotlines"))]
    if not plotlines:
        raise InvalidValue("This universe file has no plotline; a storyboard keeps at least one.")
    physics = [_physics(part, universe.id) for part in file.parts("physics_parameters")]
    music = [_music(part, universe.id) for part in file.parts("music_parameters")]
    cards = [_card(part, universe.id, plotlines) for part in file.parts("cards")]
    return contents_of(universe, [*plotlines, *physics, *music, *_laid_right(cards)])


class _Part:
    """One JSON object of the file, and what messages call it."""

    def __init__(self, values: object, what: str) -> None:
        if not isinstance(values, dict):
            raise InvalidValue(f"{what} has to be an object in braces.")
        self.values: dict[str, object] = values
        self.what = what

    def expect(self, *keys: str) -> None:
        """Refuses keys of other names, which would be lost."""
        unknown = sorted(self.values.keys() - set(keys))
        if unknown:
            raise InvalidValue(f"{self.what} has “{_shown(unknown[0])}”, which this version does not know.")

    def part(self, key: str) -> _Part:
        return _Part(self._get(key), f"“{key}”")

    def parts(self, key: str) -> Iterator[_Part]:
        values = self._get(key)
        if not isinstance(values, list):
            raise self._wrong(key, "a list")
        for number, value in enumerate(values, 1):
            yield _Part(value, f"Number {number} of “{key}”")

    def text(self, key: str, limit: int | None = None, *, may_be_empty: bool = False) -> str:
        value = self._get(key)
        if not isinstance(value, str):
            raise self._wrong(key, "a text")
        if not _can_be_stored(value):
            raise self._wrong(key, "a text without NUL characters and lone surrogates")
        if not value.strip() and not may_be_empty:
            raise self._wrong(key, "a text that is not empty")
        if limit is not None and len(value) > limit:
            raise self._wrong(key, f"at most {limit} characters long")
        return value

    def text_or_none(self, key: str, limit: int | None = None) -> str | None:
        return None if self._get(key) is None else self.text(key, limit, may_be_empty=True)

    def number(self, key: str, low: float = -math.inf, high: float = math.inf) -> float:
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        try:
            return checked_number(float(value), f"{self.what}: “{key}”", low=low, high=high)
        except OverflowError:
            raise self._wrong(key, "a smaller number") from None

    def number_or_none(self, key: str) -> float | None:
        return None if self._get(key) is None else self.number(key)

    def whole(self, key: str, low: int, high: int) -> int:
        value = self.number(key, low, high)
        if value != int(value):
            raise self._wrong(key, "a whole number")
        return int(value)

    def _get(self, key: str) -> object:
        if key not in self.values:
            raise InvalidValue(f"{self.what} has no “{key}”.")
        return self.values[key]

    def _wrong(self, key: str, wanted: str) -> InvalidValue:
        return InvalidValue(f"{self.what}: “{key}” has to be {wanted}.")


def _parsed(text: str) -> object:
    try:
        return json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_without_twins, parse_constant=_refuse_constant
        )
    except InvalidValue:
        raise
    except RecursionError:
        raise InvalidValue("This is not a universe file: it is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise InvalidValue(f"This file is not JSON: it can’t be read from line {error.lineno} on.") from None
    except ValueError:
        raise InvalidValue("This is not a universe file: it holds a number of thousands of digits.") from None


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise InvalidValue(f"The file gives “{_shown(key)}” twice in one place, and only one can count.")
        values[key] = value
    return values


def _refuse_constant(name: str) -> float:
    raise InvalidValue(f"The file holds {name}, which is not a number.")


def _can_be_stored(text: str) -> bool:
    try:
        return b"\x00" not in text.encode("utf-8")
    except UnicodeEncodeError:
        return False


def _shown(key: str) -> str:
    return key.encode("utf-8", "replace").decode("utf-8")[:40]


def _universe(part: _Part) -> Universe:
    part.expect("name", "description", "gravity_constant", "environment_harmony")
    return Universe(
        new_id(),
        NOBODY,
        part.text("name", NAME_LIMIT),
        part.text_or_none("description"),
        part.number_or_none("gravity_constant"),
        part.number_or_none("environment_harmony"),
    )


def _physics(part: _Part, universe_id: int) -> PhysicsParameter:
    part.expect("parameter_name", "value", "unit")
    name, value = part.text("parameter_name", NAME_LIMIT), part.number("value")
    return PhysicsParameter(new_id(), universe_id, name, value, part.text("unit", UNIT_LIMIT, may_be_empty=True))


def _music(part: _Part, universe_id: int) -> MusicParameter:
    part.expect("parameter_name", "value", "instrument")
    name, value = part.text("parameter_name", NAME_LIMIT), part.number("value")
    return MusicParameter(new_id(), universe_id, name, value, part.text_or_none("instrument", INSTRUMENT_LIMIT))


def _plotline(part: _Part, universe_id: int, position: int) -> Plotline:
    part.expect("name", "colour", "instrument")
    name, colour = part.text("name", NAME_LIMIT), part.whole("colour", 0, COLOURS - 1)
    return Plotline(new_id(), universe_id, name, colour, position, part.text_or_none("instrument", INSTRUMENT_LIMIT))


def _card(part: _Part, universe_id: int, plotlines: list[Plotline]) -> Card:
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


def _laid_right(cards: list[Card]) -> Iterator[Card]:
    """The cards, each moved right as far as the one before it on its plotline still sounds; twins in file order."""
    ends: dict[int, float] = {}
    for card in sorted(cards, key=lambda card: card.start_beat):
        start = max(card.start_beat, ends.get(card.plotline_id, 0.0))
        ends[card.plotline_id] = start + card.duration_beats
        yield card if start == card.start_beat else replace(card, start_beat=start)
