"""Parameters of the catalogue in words: their names, and values with their units."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ..domain import units
from ..domain.catalogue import Kind, find
from .widgets.number_text import number_text


def catalogue_words(text: str) -> str:
    """A text of the catalogue in the language of the window."""
    return QCoreApplication.translate("catalogue", text) if text else ""


def title_of(kind: Kind, name: str) -> str:
    """A catalogue name as it is read (“Air resistance”), any other as it is written."""
    known = find(kind, name)
    return catalogue_words(known.title) if known is not None and known.name == name else name


def amount_words(kind: Kind, name: str, value: float, unit: str, locale: QLocale) -> str:
    """A value by its name where it has one (“dorian”), else as a number with its unit (“3.7 m/s²”)."""
    known = find(kind, name)
    choice = known.choice(value) if known is not None else None
    if choice is not None:
        return catalogue_words(choice)
    return with_unit(number_text(value, locale), (known.unit if known is not None else "") if kind == "music" else unit)


def with_unit(number: str, unit: str) -> str:
    """A number and its unit, if it has one that is said."""
    return number if unit in ("", units.DIMENSIONLESS) else f"{number} {units.shown(unit)}"
