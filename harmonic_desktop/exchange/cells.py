"""What is written into a cell of a table that a spreadsheet may open."""

from __future__ import annotations

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text_cell(text: str) -> str:
    """Text of a person, so that a spreadsheet shows it and doesn't run it as a formula (OWASP, CSV Injection)."""
    return f"'{text}" if _is_dangerous(text) else text


def told_text(cell: str) -> str:
    """What a cell of a table says, without the mark that `text_cell` put before it."""
    return cell[1:] if cell.startswith("'") and _is_dangerous(cell) else cell


def _is_dangerous(text: str) -> bool:
    """Whether a formula begins there, perhaps behind marks, one of which is taken off again when it is read."""
    return text.lstrip("'").startswith(_BEGINS_FORMULA)


def number_cell(number: float, decimals: int = 6) -> str:
    """A number with a point, whatever the language, and no more digits than it needs; nothing where there is none."""
    if number != number:
        return ""
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def exact_cell(number: float) -> str:
    """A number with a point and just so many digits that it is read as the very same one; nothing where there is none.

    What can't be written without an exponent has one; any spreadsheet reads it.
    """
    if number != number:
        return ""
    return repr(number + 0.0).removesuffix(".0")
