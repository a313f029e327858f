"""A CSV file of any origin as rows of text: its encoding and its separator are found out, nothing is interpreted."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

from ..domain.errors import InvalidValue
from .heed import Heed, unwatched

SIZE_LIMIT = 50_000_000
"""The largest file that is read, in bytes."""
MOST_ROWS = 100_000
"""As many as a universe of the largest size that everything is measured with."""
MOST_COLUMNS = 1_000
LONGEST_CELL = 5_000_000
SEPARATORS = (",", ";", "\t")
HEEDED_EVERY = 2000
_LOOKED_AT = 50
"""So many rows tell which separator a file has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first row and those below it, all as long as the first; `numbers` are their lines as a spreadsheet counts.

    `encoding` is how the file was read: UTF-8 with or without a byte order mark, UTF-16, or
    Windows-1252, which is only a guess.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    separator: str
    encoding: str
    overlong: frozenset[int] = frozenset()
    """The numbers of rows that have more cells than the first one; what is in those is cut off."""


def read_sheet(data: bytes, separator: str = "", *, has_headings: bool = True, heed: Heed = unwatched) -> Sheet:
    """The table in a file; empty rows are left out. Raises InvalidValue with a sentence for what is none.

    Without a separator it is found out. Without headings the columns are numbered. `heed` is called now and then, and
    may raise to give up.
    """
    if len(data) > SIZE_LIMIT:
        raise InvalidValue(f"This file is larger than {SIZE_LIMIT // 1_000_000} MB; nothing was taken from it.")
    text, encoding = _decoded(data)
    with _long_cells():
        separator = separator or _separator(text)
        rows = list(_rows(text, separator, heed))
    if not rows:
        raise InvalidValue("This file is empty; nothing was taken from it.")
    head = tuple(cell.strip() for cell in rows[0][1])
    if has_headings:
        del rows[0]
    else:
        head = tuple(f"Column {place}" for place in range(1, len(head) + 1))
    return _sheet(head, rows, separator, encoding)


def _sheet(header: tuple[str, ...], rows: list[tuple[int, list[str]]], separator: str, encoding: str) -> Sheet:
    width = len(header)
    overlong = frozenset(number for number, row in rows if len(row) > width and any(row[width:]))
    filled = tuple(tuple(row if len(row) == width else (*row, *("",) * width)[:width]) for _, row in rows)
    return Sheet(header, filled, tuple(number for number, _ in rows), separator, encoding, overlong)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Lets cells be as long as descriptions may be; the limit is one for the whole process."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = [("utf-16", "UTF-16")]
    elif b"\x00" in data:
        raise InvalidValue("This is no text but a file of another kind; nothing was taken from it.")
    else:
        marked = data.startswith(BOM_UTF8)
        utf_8 = "UTF-8 with a byte order mark" if marked else "UTF-8"
        encodings = [("utf-8-sig", utf_8), ("cp1252", "Windows-1252")]
    for encoding, name in encodings:
        try:
            return data.decode(encoding), name
        except UnicodeDecodeError:
            continue
    raise InvalidValue("This file’s encoding is not known; save it as CSV in UTF-8 and try again.")


def _separator(text: str) -> str:
    """The separator by which the first rows have most columns, and the same number of them."""

    def likeness(separator: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(text[:200_000], newline=""), delimiter=separator)
        try:
            widths = Counter(len(row) for row, _ in zip(rows, range(_LOOKED_AT), strict=False) if row)
        except csv.Error:
            return 0, 0
        width, often = widths.most_common(1)[0] if widths else (0, 0)
        return (often, width) if width > 1 else (0, width)

    return max(SEPARATORS, key=likeness)


def _rows(text: str, separator: str, heed: Heed) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if number % HEEDED_EVERY == 0:
                heed(0.0)
            if number > MOST_ROWS:
                raise InvalidValue(f"This file has more than {MOST_ROWS:,} rows; nothing was taken from it.")
            if len(row) > MOST_COLUMNS:
                raise InvalidValue(f"Row {number} has more than {MOST_COLUMNS:,} cells; nothing was taken.")
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise InvalidValue(
            f"Row {number + 1} of this file can’t be read as CSV ({error}); nothing was taken."
        ) from None
