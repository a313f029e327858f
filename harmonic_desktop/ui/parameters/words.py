"""What is said about a row of parameters: its name, value, effect and range, and what is odd about it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf, isnan

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain import instruments, units
from ...domain.catalogue import Kind, Known, find
from ...domain.parameter_entry import catalogue_value, range_in
from ...domain.parameters import MusicParameter, PhysicsParameter
from ..catalogue_words import catalogue_words as catalogue_words
from ..widgets.number_text import number_text
from .columns import Column

Parameter = PhysicsParameter | MusicParameter
_OF_THE_RULER = ("tempo", "beats_per_bar")


@dataclass(frozen=True, slots=True)
class Facts:
    """A row in words. `span`: its range in its own unit where it has a slider; `mark`: in two words what is odd."""

    known: Known | None
    name: str
    value: str
    unit: str
    short: str
    effect: str
    usual: str
    mark: str
    remarks: tuple[str, ...]
    span: tuple[float, float] | None


def facts_of(parameter: Parameter, passed_over: bool, locale: QLocale) -> Facts:
    """Everything said about a parameter; `passed_over`: another row of the same name counts."""
    known = find("physics" if isinstance(parameter, PhysicsParameter) else "music", parameter.parameter_name)
    remarks = _remarks(parameter, known, passed_over, locale)
    span = None if known is None else range_in(known, _unit(parameter))
    return Facts(
        known,
        shown_name(parameter, known),
        value_words(parameter, known, locale),
        units.shown(parameter.unit) if isinstance(parameter, PhysicsParameter) else (parameter.instrument or ""),
        _tr("no effect") if known is None else catalogue_words(known.effect),
        _effect(known),
        "" if known is None else range_words(known, locale),
        remarks[0][0] if remarks else "",
        tuple(sentence for _, sentence in remarks),
        span if span is not None and span[1] != inf else None,
    )


def read_out(kind: Kind, column: Column, facts: Facts) -> str:
    """A cell as a screen reader says it: a value with its unit, a name with what is odd about its row."""
    if column is Column.NAME:
        return f"{facts.name}, {facts.mark}" if facts.mark else facts.name
    if column is Column.VALUE:
        has_unit = kind == "physics" and facts.unit not in ("", units.DIMENSIONLESS)
        return f"{facts.value} {facts.unit}" if has_unit else facts.value
    if column is Column.UNIT:
        return facts.unit or (_tr("all") if kind == "music" else "")
    return facts.effect


def explanation(facts: Facts) -> str:
    """All that is to be said about a row."""
    return " ".join((facts.effect, facts.usual, *facts.remarks)).strip()


def shown_name(parameter: Parameter, known: Known | None) -> str:
    """A catalogue name as it is read (“Air resistance”), any other as it is written."""
    return known.title if known is not None and parameter.parameter_name == known.name else parameter.parameter_name


def value_words(parameter: Parameter, known: Known | None, locale: QLocale) -> str:
    """A value by its name where it has one, else as a number, in music with its unit."""
    choice = known.choice(parameter.value) if known is not None else None
    if choice is not None:
        return choice
    number = number_text(parameter.value, locale)
    return f"{number} {known.unit}" if known is not None and known.kind == "music" and known.unit else number


def range_words(known: Known, locale: QLocale) -> str:
    """The range, the usual value, and what decides where the parameter is missing."""
    if known.choices:
        words = ""
    elif known.high == inf:
        words = _tr("%1 or more.").replace("%1", number_text(known.low, locale))
    else:
        words = _tr("From %1 to %2%3, usually %4.").replace("%1", number_text(known.low, locale))
        words = words.replace("%2", number_text(known.high, locale)).replace("%4", number_text(known.default, locale))
        words = words.replace("%3", _suffix(known))
    return f"{words} {catalogue_words(known.source)}".strip()


def _effect(known: Known | None) -> str:
    if known is None:
        return _tr("The catalogue does not know this name: it is kept, and has no effect.")
    return catalogue_words(known.what)


def _remarks(
    parameter: Parameter, known: Known | None, passed_over: bool, locale: QLocale
) -> tuple[tuple[str, str], ...]:
    """What is odd about a row, each in two words and in a sentence, the weightiest first."""
    remarks = []
    if passed_over:
        remarks.append((_tr("name used twice"), _tr("Another row above has this name: that one counts.")))
    if known is not None and not known.holds(catalogue_value(known, parameter.value, _unit(parameter))):
        remarks.append((_tr("out of range"), _out_of_range(parameter, known, locale)))
    if isinstance(parameter, PhysicsParameter):
        remarks += _unit_remarks(parameter.unit, known)
    elif parameter.instrument:
        remarks += _instrument_remarks(parameter.instrument, known)
    return tuple(remarks)


def _instrument_remarks(instrument: str, known: Known | None) -> list[tuple[str, str]]:
    remarks = []
    if not instruments.is_known(instrument):
        words = _tr("“%1” is not an instrument that is known: it is kept, and plays as a piano.")
        remarks.append((_tr("unknown instrument"), words))
    if known is not None and known.name in _OF_THE_RULER:
        words = _tr("It counts for %1 alone; for the ruler and the whole universe leave the instrument empty.")
        remarks.append((_tr("one instrument only"), words))
    return [(mark, words.replace("%1", instrument)) for mark, words in remarks]


def _out_of_range(parameter: Parameter, known: Known, locale: QLocale) -> str:
    value = catalogue_value(known, parameter.value, _unit(parameter))
    if isnan(value) or (isinf(value) and isinf(known.high)):
        return _tr("It is not a number: it is kept, and heard as if the parameter were missing.")
    heard = min(max(value, known.low), known.high)
    heard = float(round(heard)) if known.whole else heard
    if known.whole and known.low <= value <= known.high:
        words = _tr("Only whole numbers count here: it is kept, and heard as %1.")
    else:
        words = _tr("It lies outside its range: it is kept, and heard as %1.")
    return words.replace("%1", known.choice(heard) or number_text(heard, locale) + _suffix(known))


def _unit_remarks(unit: str, known: Known | None) -> list[tuple[str, str]]:
    if known is not None and units.compatible(unit, known.unit):
        return []
    taken_for = "" if known is None else " " + _tr("The value is read as %1.").replace("%1", known.unit)
    if not units.is_known(unit):
        words = _tr("“%1” is not a unit that is known; it is kept as you wrote it.").replace("%1", unit)
        return [(_tr("unknown unit"), words + taken_for)]
    if known is None:
        return []
    words = _tr("%1 is measured in something else than “%2”.").replace("%1", known.title).replace("%2", unit)
    return [(_tr("unit does not fit"), words + taken_for)]


def _suffix(known: Known) -> str:
    return "" if known.unit in ("", units.DIMENSIONLESS) else f" {known.unit}"


def _unit(parameter: Parameter) -> str:
    return parameter.unit if isinstance(parameter, PhysicsParameter) else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ParameterWords", text)
