"""What a text typed into a cell of a parameter table means: the changes it makes, or the sentence that refuses it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.catalogue import Kind, Known, find
from ...domain.contents import Contents
from ...domain.parameter_entry import changed_name, changed_unit, range_in, value_with_unit
from ...domain.parameters import (
    MusicParameter,
    PhysicsParameter,
    add_physics_parameter,
    change_music_parameter,
    change_physics_parameter,
)
from ..widgets.number_text import shortened, split_number
from .words import Parameter

Changes = dict[str, Any]


def changes_of(
    contents: Contents, kind: Kind, parameter: Parameter | None, column: str, text: str, locale: QLocale
) -> Changes:
    """The changes to make, by the names that the verbs of `domain/parameters.py` give them.

    `column` is name, value, unit or instrument; `parameter` None stands for one to be added. Raises ValueError with a
    sentence, for what the verb itself would refuse too.
    """
    if parameter is None:
        return {"name": _name(kind, text)} if text.strip() and _can_be_added(contents, text) else {}
    if column == "value":
        changes: Changes = {"value": value_of(kind, parameter, text, locale)}
    elif isinstance(parameter, PhysicsParameter):
        changes = _changes_of_words(parameter, column, text)
    else:
        changes = {column: _name(kind, text) if column == "name" else text}
    if isinstance(parameter, MusicParameter):
        made = change_music_parameter(contents, parameter.id, **changes)
    else:
        made = change_physics_parameter(contents, parameter.id, **changes)
    return changes if made else {}


def value_of(kind: Kind, parameter: Parameter, text: str, locale: QLocale) -> float:
    """The value that a text means in a row: a choice by name, or a number, perhaps with a unit; raises ValueError."""
    known = find(kind, parameter.parameter_name)
    choice = known.chosen(text) if known is not None and known.choices else None
    if choice is not None:
        return choice
    unit_there = parameter.unit if isinstance(parameter, PhysicsParameter) else ""
    low, high = range_in(known, unit_there) if known is not None else (float("-inf"), float("inf"))
    try:
        number, unit = split_number(text, locale, low, high)
    except ValueError:
        if known is not None and known.choices:
            raise ValueError(_not_a_choice(known, text)) from None
        raise
    if isinstance(parameter, PhysicsParameter):
        return value_with_unit(parameter, number, unit)
    if unit and (known is None or unit.casefold() != known.unit.casefold()):
        raise ValueError(_tr("“%1” is not a number.").replace("%1", shortened(text)))
    return number


def _not_a_choice(known: Known, text: str) -> str:
    words = _tr("“%1” is not a %2 that is known. Type one such as “%3”, or a number from 0 to %4.")
    words = words.replace("%2", known.title.casefold()).replace("%3", known.choices[2])
    return words.replace("%4", str(len(known.choices) - 1)).replace("%1", shortened(text))


def _changes_of_words(parameter: PhysicsParameter, column: str, text: str) -> Changes:
    if column == "name":
        name = _name("physics", text)
        return {"name": name, "unit": changed_name(parameter, name)}
    value, unit = changed_unit(parameter, text)
    return {"value": value, "unit": unit}


def _name(kind: Kind, text: str) -> str:
    """A name as it is stored: the catalogue's own where its title was chosen, else as it was typed."""
    known = find(kind, text)
    return known.name if known is not None and text.strip() == known.title else text


def _can_be_added(contents: Contents, text: str) -> bool:
    return bool(add_physics_parameter(contents, text, 0.0))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterReading", text)
