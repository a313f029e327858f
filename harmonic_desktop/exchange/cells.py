"""What is written into a cell of a table that a spreadsheet may open."""

from __future__ import annotations

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text_cell(text: str) -> str:
    """Text of a person, so that a spreadsheet shows it and doesn't run it as a formula (OWASP, CSV Injection)."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text


def number_cell(number: float, decimals: int = 6) -> str:
    """A number with a point, whatever the language, and no more digits than it needs; nothing where there is none."""
    if number != number:
        return ""
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
