"""A preset of a SoundFont: which of its samples sound for a note, and how its modulators change them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

import numpy as np

from .modulators import FULL_ATTENUATION, VELOCITY_TO_ATTENUATION, Amounts, amounts_of, moved
from .soundfont_file import Tables, ZoneTables
from .zones import (
    ATTENUATION,
    FULL_RANGE,
    INSTRUMENT,
    KEY,
    KEYS,
    KINDS,
    PAN,
    SAMPLE,
    VELOCITIES,
    VELOCITY,
    Generators,
    Zone,
    defaults,
    sample_of,
    zone_of,
)

MOST_REGIONS, MOST_AT_ONCE = 1 << 12, 32
"""A font that says a preset has more, or has more for one note, is broken."""
STEP = 8
"""Where modulators follow the velocity, so many velocities sound the same."""
EMU_SHARE = 0.4
"""How much the generator of attenuation counts: as in the instruments that the format was made for."""
MOST_CENTIBELS = 1440.0
_NOT_MOVED = (INSTRUMENT, KEYS, VELOCITIES, KEY, VELOCITY, SAMPLE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a zone of an instrument or a preset says: generators, modulators, and what it ends with."""

    generators: Generators
    amounts: Amounts
    ends_with: int


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A sample of an instrument, as a preset has it, for some keys and velocities: the first and the last of each."""

    tables: Tables
    own: Said
    added: Said
    keys: tuple[int, int]
    velocities: tuple[int, int]
    _zones: dict[tuple[float, ...], Zone | None] = field(default_factory=dict)

    @property
    def follows_velocity(self) -> bool:
        """Whether more than its loudness does, or that differently than in other instruments."""
        by_velocity = sum(said.amounts.get(VELOCITY_TO_ATTENUATION, 0) for said in (self.own, self.added))
        return (
            by_velocity != FULL_ATTENUATION
            or bool(self.own.generators[VELOCITY] >= 0)
            or any(
                amount and modulator.follows_velocity and modulator != VELOCITY_TO_ATTENUATION
                for modulator, amount in chain(self.own.amounts.items(), self.added.amounts.items())
            )
        )

    @property
    def has_side(self) -> bool:
        """Whether it may lie left or right of the middle."""
        moves = any(modulator.target == PAN for said in (self.own, self.added) for modulator in said.amounts)
        return moves or bool(self.own.generators[PAN] + self.added.generators[PAN])

    def sounds(self, pitch: int, velocity: int) -> bool:
        return self.keys[0] <= pitch <= self.keys[1] and self.velocities[0] <= velocity <= self.velocities[1]

    def zone(self, pitch: int, velocity: int) -> Zone | None:
        """What is heard of a note that is struck as hard as can be, but sounds as one of that velocity."""
        generators = self.own.generators
        key = int(generators[KEY]) if 0 <= generators[KEY] <= 127 else pitch
        hard = int(generators[VELOCITY]) if 1 <= generators[VELOCITY] <= 127 else velocity
        own, added = (moved(said.amounts, key, hard) for said in (self.own, self.added))
        attenuation = own.pop(ATTENUATION, 0.0) + added.pop(ATTENUATION, 0.0)
        attenuation += EMU_SHARE * float(generators[ATTENUATION] + self.added.generators[ATTENUATION])
        attenuation = min(max(attenuation, 0.0), MOST_CENTIBELS)
        attenuation -= FULL_ATTENUATION * VELOCITY_TO_ATTENUATION.share(key, velocity)
        which = attenuation, *own.values(), *added.values()  # of the same generators for every note
        if which not in self._zones:
            both = _with(self.own.generators, own), _with(self.added.generators, added)
            self._zones[which] = zone_of(self.tables, *both, self.own.ends_with, attenuation / 10.0)
        return self._zones[which]


@dataclass(frozen=True, slots=True, eq=False)
class Preset:
    """An instrument of a font. edges: the velocities at which another of its sounds begins, from the lowest."""

    regions: tuple[Region, ...]
    edges: tuple[int, ...]
    has_sides: bool

    def layer(self, velocity: int) -> int:
        """The velocity in the middle of those that sound like this one."""
        above = bisect_right(self.edges, velocity)
        return (self.edges[above - 1] + self.edges[above]) // 2

    def zones(self, pitch: int, velocity: int) -> list[Zone]:
        """What is heard of a note."""
        sounding = (region for region in self.regions if region.sounds(pitch, velocity))
        found = (region.zone(pitch, velocity) for region in islice(sounding, MOST_AT_ONCE))
        return [zone for zone in found if zone is not None]


def preset_of(tables: Tables, place: int) -> Preset | None:
    """The preset at a place in the table; None where nothing of it can sound."""
    said = islice(_zone_pairs(tables, place), MOST_REGIONS)
    regions = tuple(region for added, own in said if (region := _region(tables, own, added)) is not None)
    if not regions:
        return None
    edges = {0, 128, *(edge for region in regions for edge in (region.velocities[0], region.velocities[1] + 1))}
    if any(region.follows_velocity for region in regions):
        edges |= set(range(0, 128, STEP))
    return Preset(regions, tuple(sorted(edges)), any(region.has_side for region in regions))


def _zone_pairs(tables: Tables, place: int) -> Iterator[tuple[Said, Said]]:
    """The zones of a preset, each with every zone of its instrument."""
    nothing = np.zeros(KINDS, np.int64)
    nothing[[KEYS, VELOCITIES]] = FULL_RANGE
    plain = Said(defaults(), {VELOCITY_TO_ATTENUATION: FULL_ATTENUATION}, -1)
    for added in _zones_of(tables.presets, place, INSTRUMENT, Said(nothing, {}, -1)):
        for own in _zones_of(tables.instruments, added.ends_with, SAMPLE, plain):
            yield added, own


def _region(tables: Tables, own: Said, added: Said) -> Region | None:
    """None where nothing can sound."""
    keys, velocities = (_both(own.generators[kind], added.generators[kind]) for kind in (KEYS, VELOCITIES))
    if keys[0] > keys[1] or velocities[0] > velocities[1]:
        return None
    is_there = sample_of(tables, own.generators, own.ends_with) is not None
    return Region(tables, own, added, keys, velocities) if is_there else None


def _zones_of(tables: ZoneTables, place: int, ends_with: int, common: Said) -> Iterator[Said]:
    """The zones of a preset or an instrument, each on top of what is said for all of it."""
    owners, bags = tables.owners, tables.bags
    if not 0 <= place < len(owners) - 1:
        return
    edges = range(int(owners["bags"][place]), min(int(owners["bags"][place + 1]), len(bags) - 1) + 1)
    for bag, _ in pairwise(edges):
        said = _said(tables, bag, ends_with, common)
        if said.ends_with >= 0:
            yield said
        elif bag == edges.start:
            common = said


def _said(tables: ZoneTables, bag: int, ends_with: int, common: Said) -> Said:
    generators, modulators = (
        table[int(tables.bags[which][bag]) : int(tables.bags[which][bag + 1])]
        for which, table in (("gens", tables.generators), ("mods", tables.modulators))
    )
    values, last = common.generators.copy(), -1
    for which, amount in generators.tolist():
        if which == ends_with:
            last = amount & 0xFFFF
        elif which < KINDS:
            values[which] = amount
    return Said(values, {**common.amounts, **amounts_of(modulators)}, last)


def _both(own: int, added: int) -> tuple[int, int]:
    """The numbers that lie in both of two ranges, each its first in the lower byte and its last in the higher."""
    (first, last), (from_, to) = ((int(both) & 0xFF, int(both) >> 8 & 0xFF) for both in (own, added))
    return max(first, from_), min(last, to, 127)


def _with(generators: Generators, adds: dict[int, float]) -> Generators:
    made = generators.copy()
    for which, amount in adds.items():
        if which < KINDS and which not in _NOT_MOVED:
            made[which] += round(amount)
    return made
