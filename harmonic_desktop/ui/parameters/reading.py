"""What a text typed into a cell of a parameter table means: the changes it makes, or the sentence that refuses it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain import instruments, units
from ...domain.catalogue import Kind, Known, find, known_parameters
from ...domain.contents import Contents
from ...domain.parameter_entry import changed_name, changed_unit, range_in, value_with_unit
from ...domain.parameters import (
    MusicParameter,
    PhysicsParameter,
    add_physics_parameter,
    changed_music,
    changed_physics,
)
from ..widgets.number_text import shortened, split_number
from .columns import Column
from .words import Parameter

Changes = dict[str, Any]
_FIELDS = {"name": "parameter_name", "value": "value", "unit": "unit", "instrument": "instrument"}


def changes_of(parameter: Parameter, column: str, text: str, locale: QLocale) -> Changes:
    """The changes to make, by the names that the verbs of `domain/parameters.py` give them; {} for none.

    `column` is name, value, unit or instrument. Raises ValueError with a sentence.
    """
    after = entered(parameter, column, text, locale)
    pairs = ((key, getattr(parameter, field, None), getattr(after, field, None)) for key, field in _FIELDS.items())
    return {
        key: now or "" if key == "instrument" else now for key, then, now in pairs if now is not then and now != then
    }


def entered(parameter: Parameter, column: str, text: str, locale: QLocale) -> Parameter:
    """A parameter once that cell of it reads `text`; raises ValueError with a sentence."""
    if isinstance(parameter, MusicParameter):
        if column == "value":
            return changed_music(parameter, value=value_of("music", parameter, text, locale))
        if column == "name":
            return changed_music(parameter, name=_name("music", parameter, text))
        return changed_music(parameter, instrument=text)
    if column == "value":
        return changed_physics(parameter, value=value_of("physics", parameter, text, locale))
    if column == "name":
        name = _name("physics", parameter, text)
        return changed_physics(parameter, name=name, unit=changed_name(parameter, name))
    value, unit = changed_unit(parameter, text)
    return changed_physics(parameter, value=value, unit=unit)


def name_to_add(contents: Contents, kind: Kind, text: str) -> str:
    """The name of a parameter to be added, "" for none; raises ValueError with a sentence."""
    if not text.strip():
        return ""
    checked = add_physics_parameter(contents, _stored_name(kind, text), 0.0)
    return checked.of(PhysicsParameter)[0].record.parameter_name


def offers_of(kind: Kind, column: Column, known: Known | None) -> tuple[str, ...]:
    """The names that a cell offers: of the catalogue, of a choice, of units or instruments."""
    if column is Column.NAME:
        return tuple(one.title for one in known_parameters(kind))
    if column is Column.VALUE:
        return known.choices if known is not None else ()
    if kind == "music":
        return instruments.NAMES
    return units.OFFERED[known.unit if known is not None else ""]


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


def _name(kind: Kind, parameter: Parameter, text: str) -> str:
    return text if text == parameter.parameter_name else _stored_name(kind, text)


def _stored_name(kind: Kind, text: str) -> str:
    """A name as it is stored: the catalogue's own where its title was chosen, else as it was typed."""
    known = find(kind, text)
    return known.name if known is not None and text.strip() == known.title else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterReading", text)
