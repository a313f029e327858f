"""What a preset would change, in words: what is set, and what is then heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.catalogue import Kind
from ...domain.contents import Contents
from ...domain.edits import Change, Edit
from ...domain.parameters import MusicParameter, PhysicsParameter
from ...domain.storyboard import Plotline
from ...domain.universe import Universe
from ...music.mapping import settings_of
from ..catalogue_words import amount_words, title_of
from ..chain.words import line_of

Parameter = PhysicsParameter | MusicParameter


@dataclass(frozen=True, slots=True)
class Becomes:
    """One thing that becomes another; `note` says what is to be known of it, "" for nothing."""

    what: str
    now: str
    then: str
    note: str = ""


def set_by(edit: Edit, locale: QLocale) -> list[Becomes]:
    """What an edit of parameters, universe and plotlines sets."""
    told: list[Becomes] = []
    for change in edit.changes:
        record = change.record
        if isinstance(record, Universe):
            told += _of_universe(change, locale)  # type: ignore[arg-type]
        elif isinstance(record, PhysicsParameter | MusicParameter):
            told.append(_of_parameter(change, locale))  # type: ignore[arg-type]
        elif isinstance(record, Plotline):
            told += _of_plotline(change)  # type: ignore[arg-type]
    return told


def heard_after(contents: Contents, edit: Edit, locale: QLocale) -> list[Becomes]:
    """What is heard of the whole universe otherwise after an edit."""
    now = {effect.name: line_of(effect, locale) for effect in settings_of(contents).effects}
    told = []
    for effect in settings_of(contents.after(edit)).effects:
        before, after = now[effect.name], line_of(effect, locale)
        if before.amount != after.amount:
            note = after.sentence if after.is_clamped else ""
            told.append(Becomes(after.name, before.amount, after.amount, note))
    return told


def _of_parameter(change: Change[Parameter], locale: QLocale) -> Becomes:
    record = change.record
    kind: Kind = "physics" if isinstance(record, PhysicsParameter) else "music"
    what = title_of(kind, record.parameter_name)
    if isinstance(record, MusicParameter) and record.instrument:
        what = f"{what}, {record.instrument}"
    return Becomes(what, _value(kind, change.before, locale), _value(kind, change.after, locale))


def _value(kind: Kind, parameter: Parameter | None, locale: QLocale) -> str:
    if parameter is None:
        return _not_set()
    unit = parameter.unit if isinstance(parameter, PhysicsParameter) else ""
    return amount_words(kind, parameter.parameter_name, parameter.value, unit, locale)


def _of_universe(change: Change[Universe], locale: QLocale) -> Iterator[Becomes]:
    before, after = change.before, change.after
    if before is None or after is None:
        return
    if before.gravity_constant != after.gravity_constant:
        numbers = (before.gravity_constant, after.gravity_constant)
        now, then = (_number("gravity", number, "m/s²", locale) for number in numbers)
        yield Becomes(_tr("Gravity at the surface"), now, then)
    if before.environment_harmony != after.environment_harmony:
        numbers = (before.environment_harmony, after.environment_harmony)
        now, then = (_number("", number, "", locale) for number in numbers)
        yield Becomes(_tr("Harmony of the environment"), now, then)


def _number(name: str, number: float | None, unit: str, locale: QLocale) -> str:
    return _not_set() if number is None else amount_words("physics", name, number, unit, locale)


def _of_plotline(change: Change[Plotline]) -> Iterator[Becomes]:
    before, after = change.before, change.after
    if before is not None and after is not None and before.instrument != after.instrument:
        what = _tr("“{0}” is played by").replace("{0}", after.name)
        yield Becomes(what, before.instrument or _tr("nobody"), after.instrument or _tr("nobody"))


def _not_set() -> str:
    return _tr("not set")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Presets", text)
