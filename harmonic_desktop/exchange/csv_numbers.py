"""Numbers as tables of any country have them, and which decimal mark those of a table have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from ..domain.errors import InvalidValue

Decimal = Literal["either", ".", ","]
"""The decimal mark of a table; with "either", each cell is taken for itself."""
_SIMPLE = re.compile(r"-?\d+(\.\d+)?")
_NUMBER = re.compile(r"[+-]?(\d[\d.,' ]*|[.,]\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)
_POINT = re.compile(r"[+-]?(\d*|\d{1,3}([,' ]\d{3})+)(\.\d*)?(e[+-]?\d{1,3})?", re.IGNORECASE)
_LOOKED_AT = 2000
"""So many numbers tell the decimal mark of a table."""


def read_number(text: str, decimal: Decimal = "either") -> float:
    """A number with that decimal mark; of two different marks the last one is the decimal one. Raises InvalidValue.

    With a mark that is given, the other one may only stand before groups of three digits: taken for such a mark, the
    point in 0.25 would make it 25.
    """
    if decimal != "," and _SIMPLE.fullmatch(text):  # as most are
        return float(text)
    plain = _plain(text)
    if not _NUMBER.fullmatch(plain):
        raise InvalidValue("It is not a number.")
    try:
        return float(_with_point(plain, decimal))
    except ValueError:
        raise InvalidValue(_not_with(decimal)) from None


def guessed_decimal(cells: Iterable[str]) -> Decimal:
    """The mark that the numbers of a table show; where they show none, or both, each cell is taken for itself."""
    found = {mark for _, cell in zip(range(_LOOKED_AT), cells, strict=False) if (mark := _shown_mark(_plain(cell)))}
    if found == {","}:
        return ","
    return "." if found == {"."} else "either"


def _plain(text: str) -> str:
    return text.strip().replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")


def _with_point(plain: str, decimal: Decimal) -> str:
    if decimal == "either":
        return _guessed(plain.replace(" ", "").replace("'", ""))
    turned = plain.translate(str.maketrans(",.", ".,")) if decimal == "," else plain
    if not _POINT.fullmatch(turned):
        raise ValueError
    return turned.translate(str.maketrans("", "", ",' "))


def _guessed(digits: str) -> str:
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        digits = digits.replace("." if comma > point else ",", "")
    if digits.count(",") > 1 or digits.count(".") > 1:
        digits = digits.replace(",", "").replace(".", "")
    return digits.replace(",", ".")


def _shown_mark(plain: str) -> str:
    """The mark that can only be the decimal one in this number, or "" where there is none or no telling."""
    if not _NUMBER.fullmatch(plain):
        return ""
    marks = [letter for letter in plain if letter in ",."]
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    whole, mark, after = plain.partition(marks[0]) if marks else ("", "", "")
    could_be_group = re.fullmatch(r"\d{3}", after) and re.fullmatch(r"[+-]?[1-9]\d{0,2}", whole)
    return "" if could_be_group else mark


def _not_with(decimal: Decimal) -> str:
    if decimal == "either":
        return "It is not a number."
    return f"It is not a number with a decimal {'comma' if decimal == ',' else 'point'}."
