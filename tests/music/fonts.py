"""SoundFonts of known sounds, written byte by byte as the specification has them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Sound = NDArray[np.float64]
KEYS, VELOCITIES, SAMPLE, INSTRUMENT, MODES, ROOT = 43, 44, 53, 41, 54, 58
Modulator = tuple[int, int, int, int, int]
"""Source, the generator that it adds to, how much, the source of how much, transform."""
GAP = 46
"""Zero frames after each sample."""


@dataclass
class Region:
    """A sample with what its zone says; loop: first frame and the one after the last."""

    sound: Sound
    root: int = 60
    rate: int = 44_100
    keys: tuple[int, int] = (0, 127)
    velocities: tuple[int, int] = (0, 127)
    loop: tuple[int, int] | None = None
    generators: Mapping[int, int] = field(default_factory=dict)
    modulators: Sequence[Modulator] = ()


def tone(hertz: float, seconds: float = 1.0, rate: int = 44_100, partials: Sequence[float] = (0.6,)) -> Sound:
    """A steady tone of harmonic partials."""
    time = np.arange(round(seconds * rate)) / rate
    return np.asarray(sum(a * np.sin(2 * np.pi * hertz * k * time) for k, a in enumerate(partials, start=1)))


def looped(hertz: float, rate: int = 44_100, periods: int = 100, **more: object) -> Region:
    """A tone that loops over whole periods, as nearly as frames allow."""
    sound = tone(hertz, (periods + 40) / hertz, rate)
    begin, end = round(20 * rate / hertz), round((20 + periods) * rate / hertz)
    return Region(sound, rate=rate, loop=(begin, end), **more)  # type: ignore[arg-type]


def write_font(
    path: Path,
    presets: Mapping[tuple[int, int], Sequence[Region]],
    name: str = "Test font",
    *,
    packed: bool = False,
    common: Sequence[Modulator] = (),
    added: Sequence[Modulator] = (),
) -> Path:
    """Writes presets by bank and program, each with an instrument of its own; packed: as version 3, in Ogg Vorbis.

    common: modulators of all of each instrument; added: those of each preset.
    """
    data, heads, instruments, preset_rows = b"", list[bytes](), list[int](), list[tuple[int, int]]()
    instrument_bags: list[tuple[int, int]] = []
    instrument_gens: list[tuple[int, int]] = []
    instrument_mods: list[Modulator] = []
    for number, ((bank, program), regions) in enumerate(presets.items()):
        preset_rows.append((bank, program))
        instruments.append(len(instrument_bags))
        if common:
            instrument_bags.append((len(instrument_gens), len(instrument_mods)))
            instrument_mods += common
        for region in regions:
            head, data = _with_sample(data, region, packed)
            instrument_bags.append((len(instrument_gens), len(instrument_mods)))
            instrument_gens += _zone(region, len(heads))
            instrument_mods += region.modulators
            heads.append(head)
        assert number < 1000
    tables = {
        b"phdr": b"".join(_preset(b"P", program, bank, i) for i, (bank, program) in enumerate(preset_rows))
        + _preset(b"EOP", 0, 0, len(preset_rows)),
        b"pbag": b"".join(struct.pack("<HH", i, i * len(added)) for i in range(len(preset_rows) + 1)),
        b"pmod": _modulators([*added] * len(preset_rows)),
        b"pgen": b"".join(struct.pack("<Hh", INSTRUMENT, i) for i in range(len(preset_rows))) + bytes(4),
        b"inst": b"".join(struct.pack("<20sH", b"I", bag) for bag in [*instruments, len(instrument_bags)]),
        b"ibag": b"".join(
            struct.pack("<HH", *both) for both in [*instrument_bags, (len(instrument_gens), len(instrument_mods))]
        ),
        b"imod": _modulators(instrument_mods),
        b"igen": b"".join(struct.pack("<HH", which, amount & 0xFFFF) for which, amount in instrument_gens) + bytes(4),
        b"shdr": b"".join(heads) + bytes(46),
    }
    version = 3 if packed else 2
    info = _chunk(b"ifil", struct.pack("<HH", version, 1)) + _chunk(b"INAM", name.encode() + b"\0")
    body = b"sfbk" + _list(b"INFO", info) + _list(b"sdta", _chunk(b"smpl", data))
    body += _list(b"pdta", b"".join(_chunk(kind, table) for kind, table in tables.items()))
    path.write_bytes(_chunk(b"RIFF", body))
    return path


def damage(path: Path) -> Path:
    """Overwrites the head of the first packed sample of a font."""
    made = bytearray(path.read_bytes())
    at = made.index(b"OggS")
    made[at : at + 64] = bytes(64)
    path.write_bytes(bytes(made))
    return path


def _with_sample(data: bytes, region: Region, packed: bool) -> tuple[bytes, bytes]:
    begin, end = region.loop or (0, 0)
    if packed:
        buffer = BytesIO()
        soundfile.write(buffer, region.sound, region.rate, format="OGG", subtype="VORBIS")
        start, stop, kind = len(data), len(data) + len(buffer.getvalue()), 0x11
        return _sample(region, start, stop, begin, end, kind), data + buffer.getvalue()
    start = len(data) // 2
    samples = np.rint(region.sound * 32767).astype("<i2").tobytes() + bytes(2 * GAP)
    head = _sample(region, start, start + len(region.sound), start + begin, start + end, 1)
    return head, data + samples


def _zone(region: Region, sample: int) -> list[tuple[int, int]]:
    (key, last_key), (velocity, last_velocity) = region.keys, region.velocities
    made = [(KEYS, key | last_key << 8), (VELOCITIES, velocity | last_velocity << 8)]
    made += [(MODES, 1 if region.loop else 0), (ROOT, region.root), *region.generators.items()]
    return [*made, (SAMPLE, sample)]


def _modulators(rows: Sequence[Modulator]) -> bytes:
    return b"".join(struct.pack("<HHhHH", *row) for row in rows) + bytes(10)


def _sample(region: Region, start: int, end: int, begin: int, stop: int, kind: int) -> bytes:
    return struct.pack("<20s5IBbHH", b"S", start, end, begin, stop, region.rate, region.root, 0, 0, kind)


def _preset(name: bytes, program: int, bank: int, bag: int) -> bytes:
    return struct.pack("<20sHHH3I", name, program, bank, bag, 0, 0, 0)


def _list(kind: bytes, body: bytes) -> bytes:
    return _chunk(b"LIST", kind + body)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
