"""The rules that single values keep: lengths, ranges, finite numbers."""

from __future__ import annotations

import math
import unicodedata

from .errors import InvalidValue

NAME_LIMIT = 100
PLOT_POINT_LIMIT = 200
UNIT_LIMIT = 50
INSTRUMENT_LIMIT = 50


def checked_text(value: str, what: str, limit: int, field: str = "", *, may_be_empty: bool = False) -> str:
    """`value` on one line without space around it; raises InvalidValue when it is empty or over `limit` characters."""
    text = " ".join(unicodedata.normalize("NFC", _clean(value)).split())
    if not text and not may_be_empty:
        raise InvalidValue(f"{what} can’t be empty.", field)
    if len(text) > limit:
        raise InvalidValue(f"{what} has {len(text)} characters; {limit} is the most it can have.", field)
    return text


def checked_prose(value: str) -> str:
    """A longer text, kept as typed but for what a database can't hold (NUL, lone surrogates)."""
    return _clean(value)


def checked_number(
    value: float, what: str, field: str = "", *, low: float = -math.inf, high: float = math.inf
) -> float:
    """`value` as a finite float within low..high; raises InvalidValue otherwise."""
    if not math.isfinite(value):
        raise InvalidValue(f"{what} has to be a finite number.", field)
    if not low <= value <= high:
        raise InvalidValue(f"{what} has to be {_range_in_words(low, high)}; {value:.10g} is outside.", field)
    return float(value) + 0.0  # −0.0 becomes 0.0: a minus before a zero puzzles


def is_share(value: float | None) -> bool:
    """Whether a harmony lies in 0..1; an empty one does."""
    return value is None or 0.0 <= value <= 1.0


def _clean(value: str) -> str:
    return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _range_in_words(low: float, high: float) -> str:
    if high == math.inf:
        return f"{low:.10g} or more"
    if low == -math.inf:
        return f"{high:.10g} or less"
    return f"from {low:.10g} to {high:.10g}"
