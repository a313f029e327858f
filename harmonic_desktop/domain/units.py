"""What a unit of measurement is, which ones can stand for each other, and how a value is put into another one.

pint is imported on first use, as most units in use are the catalogue's own and need no asking.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from .checks import UNIT_LIMIT
from .errors import InvalidValue

if TYPE_CHECKING:
    import pint

DIMENSIONLESS = "dimensionless"

OFFERED: dict[str, tuple[str, ...]] = {
    "m/s²": ("m/s²", "cm/s²", "km/s²", "ft/s²", "g0"),
    "kg/m³": ("kg/m³", "g/cm³", "g/L", "lb/ft³"),
    "dimensionless": ("dimensionless", "percent"),
    "×": ("×", "percent"),
    "": ("dimensionless", "m", "kg", "s", "m/s", "m/s²", "N", "J", "K", "Pa", "kg/m³", "Hz"),
}
"""The units that are offered where a value has the first one; the last entry is for values of any kind."""

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWERS = re.compile(r"\s*(?:\^|\*\*)\s*(-?\d{1,2})")
_WORD = r"[^\W\d_][^\W_]*(?:_[^\W_]+){0,4}"
_POWER = r"(?:\*\*-?\d{1,2})?"
_FACTOR = rf"\(*(?:{_WORD}|1){_POWER}\)*{_POWER}"
_UNIT = re.compile(rf"{_FACTOR}(?:[*/]{_FACTOR}){{0,7}}")


def check(text: str) -> str | None:
    """The plain form of a unit that is known (“m/s**2”, “dimensionless”), or None for free text. Never raises."""
    plain = _plain(text)
    if plain in _OWN:
        return plain
    return plain if plain is not None and _parsed(plain) is not None else None


def is_known(text: str) -> bool:
    """Whether a text is a unit; an empty one is dimensionless."""
    return check(text) is not None


def shown(text: str) -> str:
    """A unit as it is read, powers raised (“m/s²”, however it was typed); free text as it is."""
    raised = _POWERS.sub(lambda power: power[1].translate(_RAISED), text)
    return raised if raised != text and is_known(text) else text


def compatible(first: str, second: str) -> bool:
    """Whether both are known units of the same dimensions."""
    one, two = check(first), check(second)
    if one is None or two is None:
        return False
    return one == two or _same_dimensions(one, two)


def convert(value: float, unit: str, into: str) -> float:
    """`value` of `unit` in another unit, exact when both are the same, else to 12 digits.

    Raises InvalidValue, with a sentence, for units that aren't known, don't fit, or give no finite number.
    """
    one, two = check(unit), check(into)
    if one is None or two is None:
        raise InvalidValue(f"“{_short(unit if one is None else into)}” is not a unit that is known.", "unit")
    if one == two:
        return value
    if not _same_dimensions(one, two):
        raise InvalidValue(
            f"“{_short(unit)}” can’t be turned into {_short(into)}: they measure different things.", "unit"
        )
    converted = _converted(value, one, two)
    if not math.isfinite(converted):
        raise InvalidValue(f"That is too large a number in {_short(into)}.", "value")
    return converted


def _plain(text: str) -> str | None:
    """The unit written as the registry reads it, or None for what can't be one; nothing is evaluated here."""
    if len(text) > UNIT_LIMIT:
        return None
    spread = re.sub(r"[⁻⁰¹²³⁴-⁹]+", lambda m: "**" + m[0].translate(_SUPERSCRIPTS), text.strip())
    plain = unicodedata.normalize("NFKC", spread).replace("^", "**").replace("°", "deg")
    plain = re.sub(r"\b([cmk]?m|s|ft)([23])\b", r"\1**\2", plain)
    plain = re.sub(r"\s*([*/·⋅×()]|\*\*)\s*", r"\1", plain)
    if plain in ("", "x", "X", "×", "1", DIMENSIONLESS):
        return DIMENSIONLESS
    plain = re.sub(r"[·⋅×\s]+", "*", plain.replace("%", "percent"))
    return plain if _UNIT.fullmatch(plain) and plain.count("(") == plain.count(")") else None


_OWN = {"m/s**2", "kg/m**3", DIMENSIONLESS}


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry[float]:
    import pint

    return pint.UnitRegistry()


@lru_cache(maxsize=512)
def _parsed(plain: str) -> pint.Unit | None:
    try:
        unit = _registry().parse_units(plain)
        _ = unit.dimensionality
    except Exception:  # what the registry raises on free text is of no fixed type, and means: unknown
        return None
    return unit


def _same_dimensions(one: str, two: str) -> bool:
    first, second = _parsed(one), _parsed(two)
    return first is not None and second is not None and bool(first.dimensionality == second.dimensionality)


def _converted(value: float, one: str, two: str) -> float:
    try:
        number = float(_registry().Quantity(value, _parsed(one)).to(_parsed(two)).magnitude)
    except Exception as error:  # offsets and logarithms refuse in several ways
        raise InvalidValue(f"A value in “{_short(one)}” can’t be turned into {_short(two)}.", "unit") from error
    return float(f"{number:.12g}")


def _short(text: str) -> str:
    return text if len(text) <= UNIT_LIMIT else text[: UNIT_LIMIT - 1] + "…"
