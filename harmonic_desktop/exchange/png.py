"""PNG written strip by strip: a picture never has to be in memory as a whole (PNG specification, 3rd edition)."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _TRUE_COLOUR = 8, 2
_FILTER_UP = 2
"""Each byte is told by its difference from the one above: planes and edges become long runs of zeros."""
_FASTEST = 1
DOTS_PER_METRE = 3780
"""96 an inch."""


class PngWriter:
    """Takes the rows of one picture from the top, 8 bits for each of red, green and blue."""

    def __init__(self, file: BinaryIO, width: int, height: int, title: str = "", scale: float = 1.0) -> None:
        """`scale`: how many pixels there are to one of the page, for its size in print."""
        self._file = file
        self._rows_left = height
        self._above = np.zeros(width * 3, np.uint8)
        self._deflate = zlib.compressobj(_FASTEST)
        file.write(_SIGNATURE)
        self._chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, _EIGHT_BITS, _TRUE_COLOUR, 0, 0, 0))
        self._chunk(b"sRGB", b"\0")
        dots = round(DOTS_PER_METRE * scale)
        self._chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1))
        if title:
            self._chunk(b"iTXt", b"Title\0\0\0\0\0" + title.encode("utf-8", "replace").replace(b"\0", b" "))

    def write_rows(self, rows: Rgb) -> None:
        """Writes the next rows; shape (rows, 3 × width)."""
        filtered = np.empty((rows.shape[0], rows.shape[1] + 1), np.uint8)
        filtered[:, 0] = _FILTER_UP
        np.subtract(rows[:1], self._above, out=filtered[:1, 1:])
        np.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
        self._above = rows[-1].copy()
        self._rows_left -= len(rows)
        self._chunk(b"IDAT", self._deflate.compress(filtered.data))

    def finish(self) -> None:
        """Ends the picture; raises ValueError when rows are missing or there were too many."""
        if self._rows_left:
            raise ValueError(f"{self._rows_left} rows of the picture were not written")
        self._chunk(b"IDAT", self._deflate.flush())
        self._chunk(b"IEND", b"")

    def _chunk(self, name: bytes, data: bytes) -> None:
        if data or name == b"IEND":
            self._file.write(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
