"""A SoundFont of a person's own: which instruments it has, and their samples, read from its file when needed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..domain.errors import InvalidValue
from .font_preset import Preset, preset_of
from .kept import Kept
from .soundfont_file import Tables, broken, read_tables
from .zones import Sample

DRUM_BANK = 128
PROGRAMS = 128
KEPT_BYTES = 64 << 20
MOST_SAMPLE_FRAMES = 1 << 24
"""Six minutes at 44.1 kHz; a sample that says it is longer is cut there."""

_kept_samples: Kept[NDArray[np.float32]] = Kept(KEPT_BYTES)


class SampleLost(Exception):
    """A sample can't be read: its file is not there any more, or another, or it is damaged."""


class SoundFont:
    """Two of one file are told apart.

    trouble: why it can't be heard any more, as half a sentence; "" while it can. is_damaged: whether a sample of it was
    found that can't be read; the others still are.
    """

    def __init__(self, path: Path) -> None:
        """Raises InvalidValue for what is no SoundFont, and where the file can't be read."""
        self.path = path
        self.trouble = ""
        self.is_damaged = False
        try:
            self._stamp = _stamp_of(path)
            self._tables = read_tables(path)
        except FileNotFoundError as error:
            raise InvalidValue(f"“{path.name}” is not there; choose it again, or another file.") from error
        except OSError as error:
            raise InvalidValue(f"“{path.name}” can’t be read ({error.strerror or error}).") from error
        self._places = _places_of(self._tables)
        if not self._places:
            raise broken(path, "it has no instruments")
        self._presets: dict[int, Preset | None] = {}
        self._damaged: set[tuple[int, int]] = set()

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self._tables.name

    @property
    def programs(self) -> frozenset[int]:
        """The General MIDI programs that it has, 0..127."""
        return frozenset(program for bank, program in self._places if bank == 0 and program < PROGRAMS)

    @property
    def has_drums(self) -> bool:
        return any(bank == DRUM_BANK for bank, _ in self._places)

    def preset(self, program: int | None) -> Preset | None:
        """That of a program, or of its first drums for None; None where it has none."""
        if program is None:
            kits = [which for bank, which in self._places if bank == DRUM_BANK]
            place = self._places[DRUM_BANK, min(kits)] if kits else None
        else:
            place = self._places.get((0, program))
        if place is not None and place not in self._presets:
            self._presets[place] = preset_of(self._tables, place)
        return self._presets[place] if place is not None else None

    def is_unchanged(self) -> bool:
        """Whether its file is there as it was."""
        try:
            return _stamp_of(self.path) == self._stamp
        except OSError:
            return False

    def frames(self, sample: Sample) -> NDArray[np.float32]:
        """A sample, −1..1; raises SampleLost."""
        where = sample.start, sample.end
        kept = _kept_samples.get((self, where))
        if kept is None:
            if where in self._damaged:
                raise SampleLost
            try:
                kept = self._read(sample)
            except (OSError, ValueError) as error:
                self._give_up(where)
                raise SampleLost from error
            _kept_samples.put((self, where), kept)
        return kept[sample.skips : len(kept) - sample.drops]

    def _read(self, sample: Sample) -> NDArray[np.float32]:
        if not self.is_unchanged():
            raise OSError
        size = 1 if sample.is_packed else 2
        with self.path.open("rb") as file:
            file.seek(self._tables.samples_at + size * sample.start)
            read = file.read(size * min(sample.end - sample.start, MOST_SAMPLE_FRAMES))
        if sample.is_packed:
            return _unpacked(read)
        return np.frombuffer(read[: len(read) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768.0)

    def _give_up(self, where: tuple[int, int]) -> None:
        if self.is_unchanged():
            self._damaged.add(where)
            self.is_damaged = True
        elif not self.trouble:
            how = "has changed" if self.path.exists() else "is not there any more"
            self.trouble = f"the SoundFont “{self.path.name}” {how}"


def _places_of(tables: Tables) -> dict[tuple[int, int], int]:
    """Where in the table each bank's program stands; the last row only ends the table."""
    banks, programs = (tables.presets.owners[which].tolist() for which in ("bank", "program"))
    return {both: place for place, both in reversed(list(enumerate(zip(banks[:-1], programs[:-1], strict=True))))}


def _stamp_of(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _unpacked(read: bytes) -> NDArray[np.float32]:
    """Ogg Vorbis of one channel; raises ValueError."""
    from soundfile import SoundFileError
    from soundfile import read as unpack

    try:
        frames, _rate = unpack(BytesIO(read), MOST_SAMPLE_FRAMES, dtype="float32", always_2d=True)
    except SoundFileError as error:
        raise ValueError(str(error)) from error
    return np.ascontiguousarray(frames[:, 0], np.float32)
