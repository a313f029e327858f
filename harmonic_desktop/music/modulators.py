"""Modulators: what in a SoundFont's instrument follows how hard a note is struck, and how high it is.

After the SoundFont Technical Specification 2.04, sections 8.2, 8.4 and 9.5. Wheels, pedals and the like stand where
they are when nobody touches them.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import copysign, log10
from typing import NamedTuple

from .soundfont_file import Table

CONTROLLER, FALLING, BOTH_WAYS = 0x80, 0x100, 0x200
"""Bits of a source: it is a controller of MIDI; it is read from its top; it reaches from −1 to 1 rather than from 0."""
NONE, VELOCITY, KEY, WHEEL, WHEEL_RANGE = 0, 2, 3, 14, 16
"""Sources that are no controllers, in the lower seven bits."""
CONCAVE, CONVEX, SWITCH = 1, 2, 3
"""Curves of a source, above its tenth bit; 0 is straight."""
AT_REST = {7: 127, 8: 64, 10: 64, 11: 127}
"""Controllers that rest elsewhere than at 0: volume, balance, pan and expression."""
CURVED = 400.0 / 960.0
"""What curves that are even in decibels take the logarithm of a share by: section 9.5.3."""
ABSOLUTE = 2
MOST_OF_A_ZONE = 64
"""More than that say nothing that is heard; a font that has them is broken."""


class Modulator(NamedTuple):
    """Adds to a generator an amount times what its source is at, times what the source of the amount is at.

    Two that are equal in this are one: the later counts.
    """

    source: int
    target: int
    amount_source: int
    is_absolute: bool = False

    @property
    def follows_velocity(self) -> bool:
        return any(source & (CONTROLLER | 0x7F) == VELOCITY for source in (self.source, self.amount_source))

    def share(self, pitch: int, velocity: int) -> float:
        """How much of its amount is added for a note."""
        return read(self.source, pitch, velocity) * read(self.amount_source, pitch, velocity)


Amounts = Mapping[Modulator, int]
"""Modulators, and how much each adds at most."""

VELOCITY_TO_ATTENUATION = Modulator(FALLING | CONCAVE << 10 | VELOCITY, 48, NONE)
FULL_ATTENUATION = 960
"""What every instrument has if it says nothing else: a note that is struck half as hard has 12 dB less."""


def amounts_of(rows: Table) -> dict[Modulator, int]:
    """What the rows of a zone say."""
    return {
        Modulator(source, target, amount_source, transform == ABSOLUTE): amount
        for source, target, amount, amount_source, transform in rows[:MOST_OF_A_ZONE].tolist()
    }


def moved(amounts: Amounts, pitch: int, velocity: int) -> dict[int, float]:
    """What is added to each generator for a note."""
    made: dict[int, float] = {}
    for modulator, amount in amounts.items():
        if amount:
            adds = amount * modulator.share(pitch, velocity)
            made[modulator.target] = made.get(modulator.target, 0.0) + (abs(adds) if modulator.is_absolute else adds)
    return made


def read(source: int, pitch: int, velocity: int) -> float:
    """What a source is at for a note, 0..1 or −1..1; 0 for one that nobody knows."""
    which = source & 0x7F
    if source & CONTROLLER:
        value = AT_REST.get(which, 0)
    elif which == NONE:
        return 1.0
    else:
        value = {VELOCITY: velocity, KEY: pitch, WHEEL: 64, WHEEL_RANGE: 2}.get(which, 0)
    if source & FALLING and which != WHEEL:
        value = 127 - value
    if not source & BOTH_WAYS:
        return _curve(source >> 10, value)
    turned = 2 * (value - 64)
    return copysign(_curve(source >> 10, min(abs(turned), 127)), turned) if turned else 0.0


def _curve(kind: int, value: int) -> float:
    """0..127 as a share."""
    if kind == CONCAVE:
        return min(-CURVED * log10((127 - value) / 127), 1.0) if value < 127 else 1.0
    if kind == CONVEX:
        return 1.0 - _curve(CONCAVE, 127 - value)
    return float(value >= 64) if kind == SWITCH else value / 128.0
