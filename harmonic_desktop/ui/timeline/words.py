"""What is said about cards and places: for screen readers, the status bar and the guide’s label."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.meter import Meter
from ...domain.storyboard import Card
from .harmony_bars import harmony_text
from .scene import Scene


def tr(text: str) -> str:
    """Translates in the timeline's context."""
    return QCoreApplication.translate("TimelineView", text)


def place(meter: Meter, beat: float) -> str:
    """“bar 5, beat 2”."""
    bar, beat_in_bar = meter.bar_and_beat(beat)
    return tr("bar {bar}, beat {beat}").format(bar=QLocale().toString(bar), beat=_short(beat_in_bar))


def place_at_start(meter: Meter, beat: float) -> str:
    """“Bar 5”, or “Bar 5, beat 2” between bars."""
    bar, beat_in_bar = meter.bar_and_beat(beat)
    if beat_in_bar == 1:
        return tr("Bar {bar}").format(bar=QLocale().toString(bar))
    return tr("Bar {bar}, beat {beat}").format(bar=QLocale().toString(bar), beat=_short(beat_in_bar))


def card_in_words(scene: Scene, card: Card) -> str:
    """“Title, harmony 0.62, 3 of 12, plotline Main”."""
    lane = scene.layout.lanes[scene.row_of(card)]
    return tr("{title}, harmony {harmony}, {number} of {count}, plotline {plotline}").format(
        title=card.plot_point,
        harmony=harmony_text(card.harmony_tie),
        number=QLocale().toString(lane.index(card.id, card.start_beat) + 1),
        count=QLocale().toString(len(lane.ids)),
        plotline=plotline_name(scene, card),
    )


def moved(scene: Scene, card: Card, count: int) -> str:
    """Where a card is now, and how many moved with it."""
    where = place(scene.meter, card.start_beat)
    line = plotline_name(scene, card)
    if count > 1:
        return tr("{count} cards moved, “{title}” to {place}, plotline {plotline}").format(
            count=QLocale().toString(count), title=short_title(card), place=where, plotline=line
        )
    return tr("“{title}” moved to {place}, plotline {plotline}").format(
        title=short_title(card), place=where, plotline=line
    )


def resized(scene: Scene, card: Card) -> str:
    return tr("“{title}” from {start} to {end}, {beats} beats long").format(
        title=short_title(card),
        start=place(scene.meter, card.start_beat),
        end=place(scene.meter, card.end_beat),
        beats=_short(card.duration_beats),
    )


def selected(count: int) -> str:
    if count == 1:
        return tr("1 card selected")
    return tr("{count} cards selected").format(count=QLocale().toString(count)) if count else tr("No card selected")


def removed(count: int) -> str:
    if count == 1:
        return tr("1 card removed")
    return tr("{count} cards removed").format(count=QLocale().toString(count))


def duplicated(count: int) -> str:
    if count == 1:
        return tr("1 card duplicated")
    return tr("{count} cards duplicated").format(count=QLocale().toString(count))


def plotline_name(scene: Scene, card: Card) -> str:
    plotline = scene.contents.plotlines.get(card.plotline_id) if scene.contents is not None else None
    return plotline.name if plotline is not None else ""


def short_title(card: Card) -> str:
    """A title of at most 40 characters."""
    return card.plot_point if len(card.plot_point) <= 40 else card.plot_point[:39].rstrip() + "…"


def _short(number: float) -> str:
    return QLocale().toString(round(number, 3), "g", 6)
