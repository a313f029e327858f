"""Numbers as text: shown in the person's locale without losing or inventing a digit, and read from what they type."""

from __future__ import annotations

import math
import re
import unicodedata

from PySide6.QtCore import QCoreApplication, QLocale

_MINUS = "−–‒﹣－"
_SPACES = "\u00a0\u202f\u2009\u2007"
_MARKS = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
_NUMBER = re.compile(r"([+-]?)\s*((?:\d[\d.,' ]*|[.,]\d+))(e[+-]?\d{1,5})?(?![\d.,])\s*", re.IGNORECASE)


def number_text(value: float, locale: QLocale) -> str:
    """`value` with all its digits and no others; reading it gives the same float again."""
    plain = QLocale(locale)
    plain.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.OmitLeadingZeroInExponent)
    usual = value == 0 or 1e-5 <= abs(value) < 1e15
    return plain.toString(
        float(value), "f" if usual else "e", QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
    )


def read_number(text: str, locale: QLocale, low: float = -math.inf, high: float = math.inf) -> float:
    """The number that a text is, with either decimal mark; raises ValueError with a sentence.

    A mark that can be read both ways (“1,234” where a comma groups) is taken for what lies within low..high, and is
    refused where both or neither do.
    """
    number, rest = split_number(text, locale, low, high)
    if rest:
        raise ValueError(_not_a_number(text))
    return number


def split_number(text: str, locale: QLocale, low: float = -math.inf, high: float = math.inf) -> tuple[float, str]:
    """The number that a text begins with, and what follows it: “3.2 ft/s^2” → 3.2, “ft/s^2”; raises ValueError."""
    tidy = _tidied(text, locale)
    match = _NUMBER.match(tidy)
    if match is None:
        raise ValueError(_not_a_number(text))
    sign, digits, exponent = match[1], match[2].strip(), match[3] or ""
    readings = {float(f"{sign}{plain}{exponent}") for plain in _readings(digits, _decimal_mark(locale))}
    if not readings:
        raise ValueError(_not_a_number(text))
    number = _only(readings, text, low, high)
    if not math.isfinite(number):
        raise ValueError(_tr("“%1” is too large a number.").replace("%1", shortened(text)))
    return number, tidy[match.end() :].strip()


def shortened(text: str, most: int = 40) -> str:
    """A text short enough to be quoted in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _tidied(text: str, locale: QLocale) -> str:
    exponential = "".join(c for c in locale.exponential() if c not in _MARKS)
    text = "".join(c for c in text if c not in _MARKS)
    if len(exponential) > 1:
        text = re.sub(rf"(?<=\d){re.escape(exponential)}", "e", text)
    return "".join(map(_plain_character, text)).strip()


def _plain_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character in _MINUS:
        return "-"
    if character in _SPACES:
        return " "
    return {"٫": ".", "٬": "'", "’": "'"}.get(character, character)


def _decimal_mark(locale: QLocale) -> str:
    return "," if locale.decimalPoint() == "," else "."


def _readings(digits: str, locale_mark: str) -> set[str]:
    """Every way to read digits with marks in them; the locale's own decimal mark leaves no doubt."""
    readings = {}
    for mark in (".", ",", ""):
        whole, _, fraction = digits.rpartition(mark) if mark and mark in digits else (digits, "", "")
        if mark and (mark not in digits or (fraction and not fraction.isdigit())):
            continue
        plain = _ungrouped(whole, mark)
        if plain is not None:
            readings[mark] = f"{plain or '0'}.{fraction or '0'}"
    if locale_mark in readings:
        return {readings[locale_mark]}
    return set(readings.values())


def _ungrouped(whole: str, decimal_mark: str) -> str | None:
    """The digits of the part before the decimal mark; None where what stands between them groups nothing."""
    if whole == "" or whole.isdigit():
        return whole
    for separator in {".", ",", "'", " "} - {decimal_mark}:
        quoted = re.escape(separator)
        if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{quoted}\d{{2,3}})*{quoted}\d{{3}}", whole):
            return whole.replace(separator, "")
    return None


def _only(readings: set[float], text: str, low: float, high: float) -> float:
    if len(readings) == 1:
        return next(iter(readings))
    fitting = [number for number in readings if low <= number <= high]
    if len(fitting) == 1:
        return fitting[0]
    raise ValueError(
        _tr("“%1” can be read in two ways; leave out the mark that groups the digits.").replace("%1", shortened(text))
    )


def _not_a_number(text: str) -> str:
    return _tr("“%1” is not a number.").replace("%1", shortened(text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("NumberText", text)
