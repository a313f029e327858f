"""The tables of a SoundFont 2 file: presets, instruments, their zones, and where the samples lie.

After the SoundFont Technical Specification 2.04 (E-mu, 2006); also version 3, whose samples are packed as Ogg Vorbis.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from ..domain.errors import InvalidValue

Table = NDArray[Any]

MOST_TABLE_BYTES = 64 << 20
"""No font needs more: a table that says it is larger is broken."""
_NAME = ("name", "S20")
_BAG = np.dtype([("gens", "<u2"), ("mods", "<u2")])
_GEN = np.dtype([("which", "<u2"), ("amount", "<i2")])
_MOD = np.dtype([("source", "<u2"), ("target", "<u2"), ("amount", "<i2"), ("other", "<u2"), ("transform", "<u2")])
_RECORDS = {
    b"phdr": np.dtype([_NAME, ("program", "<u2"), ("bank", "<u2"), ("bags", "<u2"), ("unused", "<u4", 3)]),
    b"pbag": _BAG,
    b"pmod": _MOD,
    b"pgen": _GEN,
    b"inst": np.dtype([_NAME, ("bags", "<u2")]),
    b"ibag": _BAG,
    b"imod": _MOD,
    b"igen": _GEN,
    b"shdr": np.dtype(
        [
            *(_NAME, ("start", "<u4"), ("end", "<u4"), ("loop_start", "<u4"), ("loop_end", "<u4"), ("rate", "<u4")),
            *(("pitch", "u1"), ("cents", "i1"), ("link", "<u2"), ("type", "<u2")),
        ]
    ),
}
_DISPENSABLE = (b"pmod", b"imod")
"""Tables that some programs leave out where nothing is in them."""


@dataclass(frozen=True, slots=True)
class ZoneTables:
    """Those of all presets, or of all instruments: where each one's zones begin, and what these say.

    bags: where the generators and the modulators of each zone begin. The last row of a table only ends it.
    """

    owners: Table
    bags: Table
    modulators: Table
    generators: Table


@dataclass(frozen=True, slots=True)
class Tables:
    """What a font says of itself. samples_at: where in the file they begin; samples_bytes: how long they are."""

    presets: ZoneTables
    instruments: ZoneTables
    samples: Table
    name: str
    samples_at: int
    samples_bytes: int


def read_tables(path: Path) -> Tables:
    """Reads all but the samples; raises InvalidValue for what is no SoundFont, and OSError."""
    with path.open("rb") as file:
        head = file.read(12)
        if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"sfbk":
            raise broken(path, "it does not begin as one")
        found = _chunks_of(file, 12 + _size_of(head) - 4, path)
        if b"smpl" not in found:
            raise broken(path, "it has no samples")
        at, size = found[b"smpl"]
        *zones, samples = (_table(file, found, kind, path) for kind in _RECORDS)
        name = _text(_read(file, found[b"INAM"], path)) if b"INAM" in found else ""
        if at + size > file.seek(0, 2):
            raise broken(path, "it ends before its samples do")
    return Tables(ZoneTables(*zones[:4]), ZoneTables(*zones[4:]), samples, name or path.stem, at, size)


def _chunks_of(file: BinaryIO, end: int, path: Path) -> dict[bytes, tuple[int, int]]:
    """Where each chunk within the lists of a font begins, and its size."""
    found: dict[bytes, tuple[int, int]] = {}
    at = 12
    while at + 8 <= end:
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            raise broken(path, "it ends too early")
        if head[0] == 0:
            at += 1  # after an odd number of bytes, where most programs leave one free, and some don't
        elif head[:4] == b"LIST":
            at += 12
        else:
            found.setdefault(head[:4], (at + 8, _size_of(head)))
            at += 8 + _size_of(head)
    return found


def _table(file: BinaryIO, found: dict[bytes, tuple[int, int]], kind: bytes, path: Path) -> Table:
    if kind in _DISPENSABLE and kind not in found:
        return np.zeros(0, _RECORDS[kind])
    if kind not in found:
        raise broken(path, f"its table “{kind.decode()}” is missing")
    read, record = _read(file, found[kind], path), _RECORDS[kind]
    return np.frombuffer(read[: len(read) // record.itemsize * record.itemsize], record)


def _read(file: BinaryIO, where: tuple[int, int], path: Path) -> bytes:
    at, size = where
    file.seek(at)
    read = file.read(size) if size <= MOST_TABLE_BYTES else b""
    if len(read) < size:
        raise broken(path, "it ends too early")
    return read


def _size_of(head: bytes) -> int:
    size: int
    (size,) = struct.unpack("<I", head[4:8])
    return size


def _text(read: bytes) -> str:
    return read.split(b"\0")[0].decode("utf-8", "replace").strip()


def broken(path: Path, why: str) -> InvalidValue:
    """What is told of a file that is no font, and why it isn't."""
    return InvalidValue(f"“{path.name}” is no SoundFont that can be read: {why}. Choose another file.")
