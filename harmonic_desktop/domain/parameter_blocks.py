"""What is done to many parameters at once: a block of cells entered, defaults put back, a tempo tapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .catalogue import Kind, Known, find
from .counted import counted_music
from .edits import Change, Edit, Record, edit, is_provisional, new_id
from .errors import NotFound
from .parameters import (
    DIMENSIONLESS,
    MusicParameter,
    PhysicsParameter,
    add_music_parameter,
    add_physics_parameter,
    change_music_parameter,
    changed_music,
    changed_physics,
    remove_parameters,
)

if TYPE_CHECKING:
    from .contents import Contents

Parameter = PhysicsParameter | MusicParameter


def new_parameter(kind: Kind, universe_id: int, name: str) -> Parameter:
    """A parameter that is part of no edit yet, with the value and unit that the catalogue has for its name."""
    known = find(kind, name)
    value = float(known.default) if known is not None else 0.0
    if kind == "music":
        return MusicParameter(new_id(), universe_id, name, value)
    return PhysicsParameter(new_id(), universe_id, name, value, known.unit if known is not None else DIMENSIONLESS)


def put_parameters(contents: Contents, parameters: Sequence[Parameter], verb: str) -> Edit:
    """Parameters as they are to be: those that are there are changed, those with provisional ids added.

    `verb` begins the edit's label: “Paste”. Raises InvalidValue, NotFound.
    """
    changes: list[Change[Record]] = []
    for wanted in parameters:
        before = _there(contents, wanted)
        changes.append(Change(before, _checked(before, wanted)) if before is not None else _added(contents, wanted))
    made = edit("", changes)
    return edit(parameters_label(verb, [change.record for change in made.changes]), made.changes)  # type: ignore[misc]


def reset_parameters(contents: Contents, parameters: Iterable[Parameter]) -> Edit:
    """Puts those that the catalogue knows back to its default, in its unit; others stay as they are."""
    return put_parameters(contents, [_reset(one) for one in parameters], "Reset")


def cut_parameters(contents: Contents, parameters: Sequence[Parameter]) -> Edit:
    """Removes parameters that were taken along; raises NotFound."""
    for one in parameters:
        _there(contents, one)
    return replace(remove_parameters(contents, parameters), label=parameters_label("Cut", parameters))


def set_tempo(contents: Contents, tempo: float) -> Edit:
    """Sets the tempo of the universe (BPM) where it has one, or gives it one; raises InvalidValue."""
    counted = counted_music(contents, "tempo")
    if counted is None:
        return add_music_parameter(contents, "tempo", tempo)
    return change_music_parameter(contents, counted[0].id, value=tempo)


def known_of(parameter: Parameter) -> Known | None:
    """What the catalogue knows of a parameter."""
    return find("physics" if isinstance(parameter, PhysicsParameter) else "music", parameter.parameter_name)


def parameters_label(verb: str, parameters: Sequence[Parameter]) -> str:
    """“Paste “gravity””, or “Paste 12 parameters”."""
    if len(parameters) == 1:
        return f"{verb} “{parameters[0].parameter_name}”"
    return f"{verb} {len(parameters)} parameters"


def _there(contents: Contents, wanted: Parameter) -> Parameter | None:
    if is_provisional(wanted.id):
        return None
    records = contents.physics if isinstance(wanted, PhysicsParameter) else contents.music
    before: Parameter | None = records.get(wanted.id)
    if before is None:
        raise NotFound("One of these parameters is no longer there; nothing was changed.")
    return before


def _checked(before: Parameter, wanted: Parameter) -> Parameter:
    name, value = wanted.parameter_name, wanted.value
    if isinstance(wanted, MusicParameter):
        assert isinstance(before, MusicParameter), "ids of one kind lead to records of that kind"
        return changed_music(before, name=name, value=value, instrument=wanted.instrument or "")
    assert isinstance(before, PhysicsParameter), "ids of one kind lead to records of that kind"
    return changed_physics(before, name=name, value=value, unit=wanted.unit)


def _added(contents: Contents, wanted: Parameter) -> Change[Record]:
    name, value = wanted.parameter_name, wanted.value
    if isinstance(wanted, MusicParameter):
        return add_music_parameter(contents, name, value, wanted.instrument).changes[0]
    return add_physics_parameter(contents, name, value, wanted.unit).changes[0]


def _reset(parameter: Parameter) -> Parameter:
    known = known_of(parameter)
    if known is None:
        return parameter
    if isinstance(parameter, MusicParameter):
        return changed_music(parameter, value=float(known.default))
    return changed_physics(parameter, value=float(known.default), unit=known.unit)
