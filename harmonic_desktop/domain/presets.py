"""The Preset record, a world or an ensemble to begin from, and what applying one changes in a universe."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Literal

from .edits import Change, Edit, Record, edit
from .named_parameters import Named, counted_by_key, named, set_named
from .storyboard import change_plotline
from .universe import Universe, set_environment_harmony, set_gravity

if TYPE_CHECKING:
    from .contents import Contents

PresetKind = Literal["world", "ensemble"]


@dataclass(frozen=True, slots=True)
class Preset:
    """Parameters that belong together: physics for a world, music for an ensemble.

    `source` says where figures come from. gravity_constant and environment_harmony are a world's, where it has any.
    `instruments` are an ensemble's, for the plotlines from the top; after the last the first one follows again, and
    an empty one means that a plotline has none.
    """

    kind: PresetKind
    name: str
    summary: str = ""
    source: str = ""
    parameters: tuple[Named, ...] = ()
    gravity_constant: float | None = None
    environment_harmony: float | None = None
    instruments: tuple[str, ...] = ()


def apply_preset(contents: Contents, preset: Preset) -> Edit:
    """Sets what a preset names, and adds what is missing; everything else stays. Raises InvalidValue."""
    changes = [*_of_universe(contents, preset), *set_named(contents, preset.parameters), *_of_lanes(contents, preset)]
    return edit(f"Apply “{preset.name}”", changes)


def world_of(contents: Contents, name: str) -> Preset:
    """The physics of a universe as a preset; what is no finite number is left out."""
    universe = contents.universe
    return Preset(
        "world",
        name,
        parameters=tuple(_counted(contents, "world")),
        gravity_constant=_finite(universe.gravity_constant),
        environment_harmony=_share(universe.environment_harmony),
    )


def ensemble_of(contents: Contents, name: str) -> Preset:
    """The music of a universe as a preset, with the instruments of its plotlines where any has one."""
    instruments = tuple(lane.instrument or "" for lane in contents.ordered_plotlines())
    return Preset(
        "ensemble",
        name,
        parameters=tuple(_counted(contents, "ensemble")),
        instruments=instruments if any(instruments) else (),
    )


def _counted(contents: Contents, kind: PresetKind) -> list[Named]:
    found = counted_by_key(contents, "physics" if kind == "world" else "music").values()
    # Under its own name, which the catalogue may rename one day, an alias would no longer be found.
    return [replace(one, name=one.canonical_name) for p in found if isfinite((one := named(p)).value)]


def _of_universe(contents: Contents, preset: Preset) -> list[Change[Record]]:
    """At most one change, of the universe itself."""
    after = contents
    if preset.gravity_constant is not None:
        after = after.after(set_gravity(after, preset.gravity_constant))
    if preset.environment_harmony is not None:
        after = after.after(set_environment_harmony(after, preset.environment_harmony))
    change: Change[Universe] = Change(contents.universe, after.universe)
    return [change]


def _of_lanes(contents: Contents, preset: Preset) -> list[Change[Record]]:
    changes: list[Change[Record]] = []
    if preset.instruments:
        for row, lane in enumerate(contents.ordered_plotlines()):
            instrument = preset.instruments[row % len(preset.instruments)]
            if instrument != (lane.instrument or ""):
                changes += change_plotline(contents, lane.id, instrument=instrument).changes
    return changes


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def _share(value: float | None) -> float | None:
    return value if value is not None and 0.0 <= value <= 1.0 else None
