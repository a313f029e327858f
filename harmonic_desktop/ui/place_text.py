"""Story time as text: beats as bars, and what is typed for a place read as beats."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QCoreApplication, QLocale

from ..domain.meter import Meter
from ..domain.storyboard import LAST_BEAT
from .widgets.number_text import number_text, read_number


def bar_and_beat(meter: Meter, start: float, locale: QLocale) -> str:
    """“Bar 5, beat 2.5”; nothing for what is no place."""
    if not isfinite(start):
        return ""
    bar, beat = meter.bar_and_beat(start)
    words = _tr("Bar %1, beat %2")
    return words.replace("%1", number_text(float(bar), locale)).replace("%2", number_text(round(beat, 3), locale))


def bars(meter: Meter, beats: float, locale: QLocale) -> str:
    """“2.5 bars”."""
    count = round(beats / meter.beats_per_bar, 2)
    return (_tr("1 bar") if count == 1 else _tr("%1 bars")).replace("%1", number_text(count, locale))


def read_place(text: str, meter: Meter, locale: QLocale) -> float:
    """A place in beats; “5:2.5” is bar 5, beat 2.5; raises ValueError with a sentence."""
    bar, colon, beat = text.partition(":")
    if not colon:
        return read_number(text, locale, 0.0, LAST_BEAT)
    return (read_number(bar, locale) - 1) * meter.beats_per_bar + read_number(beat, locale) - 1


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardPanel", text)
