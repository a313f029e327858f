"""A block of cells on its way to a spreadsheet and back: as text with tabs, and as an HTML table.

LibreOffice and Excel write both. In text, tabs separate cells and line ends separate rows; a cell that holds either is
quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..domain.errors import InvalidValue

MOST_ROWS, MOST_COLUMNS = 20_000, 64
LONGEST = 10_000_000
"""The longest text that is read, in characters."""

Block = tuple[tuple[str, ...], ...]


def read_block(text: str) -> Block:
    """The rows of cells in a text; the last line end ends a row and begins none.

    Raises InvalidValue, with a sentence, for an empty text and for one that is too long.
    """
    if len(text) > LONGEST:
        raise InvalidValue(f"The clipboard holds more than {LONGEST:,} characters; copy less at once.")
    rows: list[tuple[str, ...]] = []
    for row in _rows(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")):
        if len(rows) == MOST_ROWS:
            raise InvalidValue(f"The clipboard holds more than {MOST_ROWS:,} rows, the most that is pasted at once.")
        if len(row) > MOST_COLUMNS:
            raise InvalidValue(
                f"The clipboard holds more than {MOST_COLUMNS} columns; a table of parameters has three."
            )
        rows.append(row)
    if not any(any(row) for row in rows):
        raise InvalidValue("The clipboard holds no text to paste.")
    return tuple(rows)


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as text; every row ends with a line end, as in what a spreadsheet copies."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def write_html(rows: Iterable[Sequence[tuple[str, float | None]]]) -> str:
    """Rows of (text, number or None) as a table; a spreadsheet takes the number, whatever its decimal mark is."""
    lines = []
    for row in rows:
        cells = (
            f"<td>{escape(text)}</td>"
            if number is None
            else f'<td align="right" sdval="{number!r}">{escape(text)}</td>'
            for text, number in row
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(lines)}</table>'


def _quoted(cell: str) -> str:
    """A cell as it is, unless it could be read as anything else."""
    if cell.startswith('"') or any(mark in cell for mark in "\t\n\r"):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    at = 0
    row: list[str] = []
    while True:
        cell, at = _cell(text, at)
        row.append(cell)
        if at == len(text) or text[at] == "\n":
            yield tuple(row)
            row = []
        if at == len(text):
            return
        at += 1


def _cell(text: str, at: int) -> tuple[str, int]:
    """The cell that begins there and the place where it ends; quotes mean something only around a whole cell."""
    if text.startswith('"', at):
        end = _closing_quote(text, at + 1)
        if end is not None:
            return text[at + 1 : end].replace('""', '"'), end + 1
    ends = (found for mark in "\t\n" if (found := text.find(mark, at)) >= 0)
    end = min(ends, default=len(text))
    return text[at:end], end


def _closing_quote(text: str, at: int) -> int | None:
    """The quote that ends a cell: not doubled, and with nothing of the cell after it."""
    while (at := text.find('"', at)) >= 0:
        if text.startswith('"', at + 1):
            at += 2
            continue
        return at if at + 1 == len(text) or text[at + 1] in "\t\n" else None
    return None
