"""Reading a JSON document strictly: nothing is guessed or passed over, and each refusal names its place."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from ..domain.checks import checked_number
from ..domain.errors import InvalidValue

MOST_PARTS = 100_000
MOST_COMMAS = 4_000_000
"""No more values are made of a document, in which each but the first follows a comma: making them can't be stopped."""
ODD_NUMBERS = ("NaN", "Infinity", "-Infinity")
"""How numbers that JSON has no word for are written: as texts, that only a field which may hold them takes."""


def written_number(value: float | None) -> float | str | None:
    """A number as a document holds it."""
    if value is None or math.isfinite(value):
        return value if value is None else value + 0.0  # as it is read again: −0.0 is 0.0
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


class Part:
    """One JSON object of a document, and what messages call it."""

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

    def part(self, key: str) -> Part:
        """The object of that key."""
        return Part(self._get(key), f"“{key}”")

    def parts(self, key: str, most: int = MOST_PARTS) -> Iterator[Part]:
        """The objects of the list of that key, which has at most so many."""
        values = self._get(key)
        if not isinstance(values, list):
            raise self._wrong(key, "a list")
        if len(values) > most:
            raise InvalidValue(f"{self.what} has {len(values):,} “{key}”; {most:,} is the most that is read.")
        for number, value in enumerate(values, 1):
            yield Part(value, f"Number {number} of “{key}”")

    def parts_if_any(self, key: str, most: int = MOST_PARTS) -> Iterator[Part]:
        """The objects of the list of that key; none where an older file has no such key."""
        return self.parts(key, most) if key in self.values else iter(())

    def text(self, key: str, limit: int | None = None, *, may_be_empty: bool = False) -> str:
        """A text of at most so many characters."""
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
        """A text, or none where the document has null."""
        return None if self._get(key) is None else self.text(key, limit, may_be_empty=True)

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """One of a few words."""
        value = self.text(key)
        if value not in choices:
            raise self._wrong(key, " or ".join(f"“{choice}”" for choice in choices))
        return value

    def number(self, key: str, low: float = -math.inf, high: float = math.inf) -> float:
        """A finite number within low..high."""
        value = self._get(key)
        if type(value) is float and low <= value <= high and value - value == 0.0:  # as nearly all are
            return value + 0.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        try:
            return checked_number(float(value), f"{self.what}: “{key}”", low=low, high=high)
        except OverflowError:
            raise self._wrong(key, "a smaller number") from None

    def number_or_none(self, key: str, low: float = -math.inf, high: float = math.inf) -> float | None:
        """A number, or none where the document has null."""
        return None if self._get(key) is None else self.number(key, low, high)

    def any_number(self, key: str) -> float:
        """A number; what can't be one in JSON is given as one of the texts of ODD_NUMBERS."""
        value = self._get(key)
        return float(value) if isinstance(value, str) and value in ODD_NUMBERS else self.number(key)

    def any_number_or_none(self, key: str) -> float | None:
        """The same, or none where the document has null."""
        return None if self._get(key) is None else self.any_number(key)

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number within low..high."""
        given = self._get(key)
        if type(given) is int and low <= given <= high:
            return given
        value = self.number(key, low, high)
        if value != int(value):
            raise self._wrong(key, "a whole number")
        return int(value)

    def flag(self, key: str) -> bool:
        """True or false; false where an older file has no such key."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def _get(self, key: str) -> object:
        if key not in self.values:
            raise InvalidValue(f"{self.what} has no “{key}”.")
        return self.values[key]

    def _wrong(self, key: str, wanted: str) -> InvalidValue:
        return InvalidValue(f"{self.what}: “{key}” has to be {wanted}.")


def read_document(text: str, kind: str) -> Part:
    """The document in `text`, whose kind ("universe file") messages name; raises InvalidValue."""
    if text.count(",") > MOST_COMMAS:
        raise InvalidValue(f"This is not a {kind}: it holds more values than any.")
    try:
        values = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=_without_twins, parse_constant=_refuse_constant
        )
    except InvalidValue:
        raise
    except RecursionError:
        raise InvalidValue(f"This is not a {kind}: it is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise InvalidValue(f"This file is not JSON: it can’t be read from line {error.lineno} on.") from None
    except ValueError:
        raise InvalidValue(f"This is not a {kind}: it holds a number of thousands of digits.") from None
    return Part(values, "The file")


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
    if text.isascii():
        return "\x00" not in text
    try:
        return b"\x00" not in text.encode("utf-8")
    except UnicodeEncodeError:
        return False


def _shown(key: str) -> str:
    return key.encode("utf-8", "replace").decode("utf-8")[:40]
