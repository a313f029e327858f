"""Which of a universe's parameters counts under a name, and with what value."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan
from typing import TYPE_CHECKING, TypeVar

from .catalogue import find
from .instruments import plain_name
from .parameter_entry import catalogue_value

if TYPE_CHECKING:
    from .contents import Contents
    from .parameters import MusicParameter, PhysicsParameter

P = TypeVar("P", "PhysicsParameter", "MusicParameter")


def counted_physics(contents: Contents, name: str) -> tuple[PhysicsParameter, float] | None:
    """The physics parameter that the catalogue knows as `name`, and its value in the catalogue's unit.

    Of several the first by id counts; one whose value is no number does not.
    """
    return _first("physics", contents.physics.values(), name)


def counted_music(contents: Contents, name: str, instrument: str = "") -> tuple[MusicParameter, float] | None:
    """The same of music parameters: that of the instrument, or of the universe as a whole where there is none."""
    wanted = plain_name(instrument)
    own = [p for p in contents.music.values() if wanted and plain_name(p.instrument or "") == wanted]
    whole = [p for p in contents.music.values() if not p.instrument]
    return _first("music", own, name) or _first("music", whole, name)


def _first(kind: str, parameters: Iterable[P], name: str) -> tuple[P, float] | None:
    for parameter in sorted(parameters, key=lambda p: p.id):
        known = find("physics" if kind == "physics" else "music", parameter.parameter_name)
        if known is not None and known.name == name and not isnan(parameter.value):
            return parameter, catalogue_value(known, parameter.value, getattr(parameter, "unit", ""))
    return None
