"""What is heard in words: each effect by name and amount, what it comes from, and what counts as something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.catalogue import Kind, find
from ...music.mapping import Because, Effect
from ..catalogue_words import amount_words, catalogue_words, title_of, with_unit
from ..widgets.number_text import number_text

DIGITS = 4
"""So many significant digits of what a formula gives are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """An effect: “Tempo”, “82.2 BPM”, “Gravity 3.7 m/s² (physics)”; and all of it in a sentence or more.

    `is_clamped` says whether a value lies out of range, which `reason` and `sentence` tell.
    """

    name: str
    amount: str
    reason: str
    sentence: str
    is_clamped: bool


def line_of(effect: Effect, locale: QLocale) -> Line:
    """What is said of an effect."""
    name, amount = effect_name(effect.name), effect_amount(effect, locale)
    reasons = ", ".join(_reason(because, locale) for because in effect.because)
    clamped = [because for because in effect.because if because.is_clamped]
    sentences = [_tr("{effect}: {amount}, from {reasons}.")] + [_remark(because, locale) for because in clamped]
    whole = " ".join(sentences).replace("{effect}", name).replace("{amount}", amount).replace("{reasons}", reasons)
    shown = ", ".join(_counts_as(one, locale) if one.is_clamped else _reason(one, locale) for one in effect.because)
    return Line(name, amount, shown, whole, bool(clamped))


def effect_name(name: str) -> str:
    """An effect as it is read: “Length of notes”."""
    return _NAMES[name]() if name in _NAMES else name


def effect_amount(effect: Effect, locale: QLocale) -> str:
    """How much of an effect there is: “82.2 BPM”, “dorian”, “75 %”, “+0.06”."""
    if effect.word:
        return catalogue_words(effect.word)
    if effect.name in _SHARES:
        return _tr("{0} %").replace("{0}", _rounded(100.0 * effect.value, locale))
    if effect.name == "pan":
        return _place(effect.value, locale)
    number = number_text(effect.value, locale) if effect.name == "seed" else _rounded(effect.value, locale)
    if effect.name in _SIGNED and effect.value > 0:
        number = "+" + number
    return with_unit(number, _unit(effect))


def _unit(effect: Effect) -> str:
    """One beat, two beats; what a beat has of something needs no “per beat” more."""
    if effect.unit in _SINGULAR and abs(effect.value) == 1.0:
        return _SINGULAR[effect.unit]()
    return catalogue_words(effect.unit) if effect.unit != "per beat" else ""


def kind_of(because: Because) -> Kind:
    """Whether the parameter that decides, or would, is one of physics or of music."""
    if because.source == "default":
        return "physics" if find("physics", because.name) is not None else "music"
    return "music" if because.source == "music" else "physics"


def _reason(because: Because, locale: QLocale) -> str:
    """“Gravity 3.7 m/s² (physics)”."""
    if because.name == "name":
        return _tr("the name of the universe")
    return _tr("{parameter} ({source})").replace("{source}", _SOURCES[because.source]()).replace(
        "{parameter}", f"{_title(because)} {_amount(because, because.value, locale)}"
    )  # fmt: skip


def _counts_as(because: Because, locale: QLocale) -> str:
    """“Gravity counts as 20 m/s², not 1000 m/s²”: what is cut off last is known from the table."""
    words = _tr("{parameter} counts as {counted}, not {value}")
    words = words.replace("{counted}", _amount(because, because.counted, locale))
    return words.replace("{value}", _amount(because, because.value, locale)).replace("{parameter}", _title(because))


def _remark(because: Because, locale: QLocale) -> str:
    words = _tr("{parameter} {value} can’t be heard as it is: it counts as {counted}.")
    words = words.replace("{value}", _amount(because, because.value, locale))
    words = words.replace("{counted}", _amount(because, because.counted, locale))
    return words.replace("{parameter}", _title(because))


def _title(because: Because) -> str:
    return _tr("Environment’s harmony") if because.name == "environment_harmony" else title_of(
        kind_of(because), because.name
    )  # fmt: skip


def _amount(because: Because, value: float, locale: QLocale) -> str:
    return amount_words(kind_of(because), because.name, _plain(value), because.unit, locale)


def _plain(value: float) -> float:
    """What a unit was converted into, without the digits that nobody typed."""
    return float(f"{value:.6g}")


def _place(pan: float, locale: QLocale) -> str:
    if not pan:
        return _tr("middle")
    words = _tr("{0} % left") if pan < 0 else _tr("{0} % right")
    return words.replace("{0}", _rounded(abs(100.0 * pan), locale))


def _rounded(value: float, locale: QLocale) -> str:
    return number_text(float(f"{value:.{DIGITS}g}"), locale)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Chain", text)


_SHARES = {"gate", "echo", "bass", "volume", "reverb", "chorus", "swing"}
_SINGULAR: dict[str, Callable[[], str]] = {"beats": lambda: _tr("beat"), "semitones": lambda: _tr("semitone")}
_SIGNED = {"tilt", "transpose"}
_SOURCES: dict[str, Callable[[], str]] = {
    "music": lambda: _tr("music"),
    "physics": lambda: _tr("physics"),
    "universe": lambda: _tr("universe"),
    "default": lambda: _tr("default"),
}
_NAMES: dict[str, Callable[[], str]] = {
    "tempo": lambda: _tr("Tempo"),
    "beats_per_bar": lambda: _tr("Beats in a bar"),
    "key": lambda: _tr("Key"),
    "scale": lambda: _tr("Scale"),
    "tilt": lambda: _tr("Added to the harmony"),
    "gate": lambda: _tr("Notes are held"),
    "rhythm": lambda: _tr("Rhythm"),
    "echo": lambda: _tr("Echoes"),
    "melody_range": lambda: _tr("Range of the melody"),
    "release": lambda: _tr("Notes fade for"),
    "notes_per_beat": lambda: _tr("Notes in a beat"),
    "voices": lambda: _tr("Voices in a chord"),
    "note_beats": lambda: _tr("Length of notes"),
    "octave": lambda: _tr("Octave"),
    "bass": lambda: _tr("Weight of the bass"),
    "volume": lambda: _tr("Loudness"),
    "pan": lambda: _tr("Place"),
    "reverb": lambda: _tr("Room"),
    "chorus": lambda: _tr("Width"),
    "velocity": lambda: _tr("Touch"),
    "swing": lambda: _tr("Swing"),
    "transpose": lambda: _tr("Transposed"),
    "tuning": lambda: _tr("Concert pitch"),
    "seed": lambda: _tr("Dice"),
}
