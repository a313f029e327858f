"""What is said about cards and places: for screen readers, the status bar and the guide’s label."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.meter import Meter
from ...domain.storyboard import Card
from .harmony_bars import harmony_text
from .scene import Scene

translate = QCoreApplication.translate


def place(meter: Meter, beat: float) -> str:
    """“bar 5, beat 2”."""
    bar, beat_in_bar = meter.bar_and_beat(beat)
    return translate("TimelineView", "bar {bar}, beat {beat}").format(
        bar=QLocale().toString(bar), beat=_short(beat_in_bar)
    )


def place_at_start(meter: Meter, beat: float) -> str:
    """“Bar 5”, or “Bar 5, beat 2” between bars."""
    bar, beat_in_bar = meter.bar_and_beat(beat)
    if beat_in_bar == 1:
        return translate("TimelineView", "Bar {bar}").format(bar=QLocale().toString(bar))
    return translate("TimelineView", "Bar {bar}, beat {beat}").format(
        bar=QLocale().toString(bar), beat=_short(beat_in_bar)
    )


def card_in_words(scene: Scene, card: Card) -> str:
    """“Title, harmony 0.62, 3 of 12, plotline Main”."""
    lane = scene.layout.lanes[scene.row_of(card)]
    return translate("TimelineView", "{title}, harmony {harmony}, {number} of {count}, plotline {plotline}").format(
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
        return translate("TimelineView", "{count} cards moved, “{title}” to {place}, plotline {plotline}").format(
            count=QLocale().toString(count), title=short_title(card), place=where, plotline=line
        )
    return translate("TimelineView", "“{title}” moved to {place}, plotline {plotline}").format(
        title=short_title(card), place=where, plotline=line
    )


def filled(card: Card, count: int) -> str:
    """What is shown as large as it fits, and how one gets back."""
    if count > 1:
        return translate("TimelineView", "{count} cards fill the view; Esc goes back").format(
            count=QLocale().toString(count)
        )
    return translate("TimelineView", "“{title}” fills the view; Esc goes back").format(title=short_title(card))


def resized(scene: Scene, card: Card) -> str:
    """From where to where a card reaches now."""
    return translate("TimelineView", "“{title}” from {start} to {end}, {beats} beats long").format(
        title=short_title(card),
        start=place(scene.meter, card.start_beat),
        end=place(scene.meter, card.end_beat),
        beats=_short(card.duration_beats),
    )


def harmony_changed(card: Card, count: int) -> str:
    """Which harmony a card has now, and how many changed with it."""
    harmony = harmony_text(card.harmony_tie)
    if count > 1:
        return translate("TimelineView", "{count} cards changed, “{title}” to harmony {harmony}").format(
            count=QLocale().toString(count), title=short_title(card), harmony=harmony
        )
    return translate("TimelineView", "“{title}”, harmony {harmony}").format(title=short_title(card), harmony=harmony)


def selected(count: int) -> str:
    """How many cards are selected."""
    if count == 0:
        return translate("TimelineView", "No card selected")
    if count == 1:
        return translate("TimelineView", "1 card selected")
    return translate("TimelineView", "{count} cards selected").format(count=QLocale().toString(count))


def removed(count: int) -> str:
    """How many cards were removed."""
    if count == 1:
        return translate("TimelineView", "1 card removed")
    return translate("TimelineView", "{count} cards removed").format(count=QLocale().toString(count))


def duplicated(count: int) -> str:
    """How many cards were duplicated."""
    if count == 1:
        return translate("TimelineView", "1 card duplicated")
    return translate("TimelineView", "{count} cards duplicated").format(count=QLocale().toString(count))


def makes_room(ripple: bool) -> str:
    """What becomes of the cards that are in the way of others."""
    if ripple:
        return translate("TimelineView", "Later cards make room")
    return translate("TimelineView", "Cards stay where they are: what finds no room is refused")


def plotline_name(scene: Scene, card: Card) -> str:
    """The name of the plotline of a card."""
    plotline = scene.contents.plotlines.get(card.plotline_id) if scene.contents is not None else None
    return plotline.name if plotline is not None else ""


def short_title(card: Card) -> str:
    """A title of at most 40 characters."""
    return card.plot_point if len(card.plot_point) <= 40 else card.plot_point[:39].rstrip() + "…"


def _short(number: float) -> str:
    return QLocale().toString(round(number, 3), "g", 6)
