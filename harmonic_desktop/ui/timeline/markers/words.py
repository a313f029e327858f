"""What is said about markers: for screen readers, the status bar and tooltips."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ....domain.markers import Marker
from ....domain.meter import Meter
from .. import words

translate = QCoreApplication.translate


def span(meter: Meter, marker: Marker) -> str:
    """“bar 1 to bar 12”, the bars that it fills, or “bar 27, beat 2” of a moment."""
    start = _start(meter, marker.start_beat)
    if not marker.duration_beats:
        return start
    bar, beat = meter.bar_and_beat(marker.end_beat)
    if beat == 1 and bar > 1:
        last, first = bar - 1, meter.bar_and_beat(marker.start_beat)
        end = translate("Markers", "bar {bar}").format(bar=QLocale().toString(last))
        return start if first == (last, 1) else _to(start, end)
    return _to(start, words.place(meter, marker.end_beat))


def in_words(meter: Meter, marker: Marker, number: int, count: int) -> str:
    """“Act I, bar 1 to bar 12, 1 of 3”."""
    return translate("Markers", "{name}, {span}, {number} of {count}").format(
        name=marker.name,
        span=span(meter, marker),
        number=QLocale().toString(number),
        count=QLocale().toString(count),
    )


def placed(meter: Meter, marker: Marker) -> str:
    """Where a marker is now."""
    return translate("Markers", "“{name}”, {span}").format(name=short_name(marker), span=span(meter, marker))


def removed(marker: Marker) -> str:
    """That a marker is gone."""
    return translate("Markers", "“{name}” removed").format(name=short_name(marker))


def short_name(marker: Marker) -> str:
    """A name of at most 40 characters."""
    return marker.name if len(marker.name) <= 40 else marker.name[:39].rstrip() + "…"


def _to(start: str, end: str) -> str:
    return translate("Markers", "{start} to {end}").format(start=start, end=end)


def _start(meter: Meter, beat: float) -> str:
    bar, beat_in_bar = meter.bar_and_beat(beat)
    if beat_in_bar == 1:
        return translate("Markers", "bar {bar}").format(bar=QLocale().toString(bar))
    return words.place(meter, beat)
