"""Which of a universe's parameters counts under a name, and with what value."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan
from typing import TYPE_CHECKING, TypeVar

from .catalogue import Kind, find
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


class CountedParameters:
    """All that count, for one instrument or the whole universe, found in one go for whoever asks for many of them."""

    def __init__(self, contents: Contents, instrument: str = "") -> None:
        wanted, music = plain_name(instrument), contents.music.values()
        own = [p for p in music if wanted and plain_name(p.instrument or "") == wanted]
        self._physics = _by_name("physics", contents.physics.values())
        self._music = _by_name("music", [p for p in music if not p.instrument]) | _by_name("music", own)

    def physics(self, name: str) -> float | None:
        """The value of the physics parameter that counts under a name of the catalogue, in the catalogue's unit."""
        return self._physics.get(name)

    def music(self, name: str) -> float | None:
        """The same of music parameters."""
        return self._music.get(name)


def _by_name(kind: Kind, parameters: Iterable[P]) -> dict[str, float]:
    found: dict[str, float] = {}
    for parameter in sorted(parameters, key=lambda p: p.id):
        known = find(kind, parameter.parameter_name)
        if known is not None and known.name not in found and not isnan(parameter.value):
            found[known.name] = catalogue_value(known, parameter.value, getattr(parameter, "unit", ""))
    return found


def _first(kind: Kind, parameters: Iterable[P], name: str) -> tuple[P, float] | None:
    for parameter in sorted(parameters, key=lambda p: p.id):
        known = find(kind, parameter.parameter_name)
        if known is not None and known.name == name and not isnan(parameter.value):
            return parameter, catalogue_value(known, parameter.value, getattr(parameter, "unit", ""))
    return None
