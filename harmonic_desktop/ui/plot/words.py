"""What is said about the harmony plot: on a card, on a change, and one sentence on the whole curve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ...domain.harmony import Course, Shape, Turn, course

if TYPE_CHECKING:
    from ...domain.storyboard import Card
    from .harmony_plot import HarmonyPlot
    from .points import Ties

TITLE_LIMIT = 40


class PlotWords:
    """Makes the sentences of a plot."""

    def __init__(self, plot: HarmonyPlot) -> None:
        self._plot = plot

    def card(self, card_id: int) -> str:
        """“Title, harmony 0.62, 3 of 12, plotline Main”, counted in story order."""
        plot, card = self._plot, self._card(card_id)
        if plot.contents is None or card is None:
            return ""
        place = plot.points.story_order().tolist().index(card_id) + 1
        plotline = plot.contents.plotlines.get(card.plotline_id)
        return _tr("{title}, harmony {harmony}, {number} of {count}, plotline {plotline}").format(
            title=_short(card),
            harmony=plot.number(plot.points.tie_of(card_id)),
            number=plot.locale().toString(place),
            count=plot.locale().toString(len(plot.points)),
            plotline=plotline.name if plotline is not None else "",
        )

    def changed(self, ties: Mapping[int, float], current: int | None) -> str:
        """“The fire”, harmony 0.12; of several, how many, and the one that the hand or keyboard is on."""
        card_id = current if current in ties else next(iter(ties))
        card = self._card(card_id) if card_id is not None else None
        if card is None or card_id is None:
            return ""
        harmony = self._plot.number(ties[card_id])
        if len(ties) == 1:
            return _tr("“{title}”, harmony {harmony}").format(title=_short(card), harmony=harmony)
        return _tr("{count} cards changed, “{title}” to harmony {harmony}").format(
            count=self._plot.locale().toString(len(ties)), title=_short(card), harmony=harmony
        )

    def drawn(self, ties: Ties) -> str:
        """“14 cards drawn, harmony from 0.20 to 0.85”."""
        low, high = self._plot.number(float(ties.values.min())), self._plot.number(float(ties.values.max()))
        if len(ties) == 1:
            return _tr("1 card drawn, harmony {low}").format(low=low)
        return _tr("{count} cards drawn, harmony from {low} to {high}").format(
            count=self._plot.locale().toString(len(ties)), low=low, high=high
        )

    def reshaped(self, count: int) -> str:
        """“14 cards changed”."""
        if count == 1:
            return _tr("1 card changed")
        return _tr("{count} cards changed").format(count=self._plot.locale().toString(count))

    def selected(self) -> str:
        """“3 cards selected”."""
        count = len(self._plot.selection)
        if count == 0:
            return _tr("No card selected")
        if count == 1:
            return _tr("1 card selected")
        return _tr("{count} cards selected").format(count=self._plot.locale().toString(count))

    def way(self) -> str:
        """One sentence on what the curve does."""
        told = course(self._plot.points.whole_curve())
        return self._way(told) if told is not None else _tr("There are no cards yet.")

    def course(self) -> str:
        """One sentence on what the curve does, and one on how much there is of it."""
        told = course(self._plot.points.whole_curve())
        if told is None:
            return _tr("There are no cards yet.")
        count = len(self._plot.points)
        number = self._plot.locale().toString(count)
        cards = _tr("1 card") if count == 1 else _tr("{count} cards").format(count=number)
        rest = _tr("{cards}, mean harmony {mean}.").format(cards=cards, mean=self._plot.number(told.mean))
        return f"{self._way(told)} {rest}"

    def _way(self, told: Course) -> str:
        number = self._plot.number
        if told.shape is Shape.LEVEL:
            return _tr("Stays near {mean}.").format(mean=number(told.mean))
        if told.shape is Shape.CLIMBS:
            text = _tr("Climbs from {opening} to {closing}.")
        elif told.shape is Shape.FALLS:
            text = _tr("Falls from {opening} to {closing}.")
        elif told.shape is Shape.VALLEY:
            text = _tr("Falls to {lowest}, then climbs to {closing} at the end.")
        else:
            text = _tr("Climbs to {highest}, then falls to {closing} at the end.")
        return text.format(
            opening=number(told.opening),
            closing=number(told.closing),
            lowest=self._turn(told.lowest),
            highest=self._turn(told.highest),
        )

    def _turn(self, turn: Turn) -> str:
        plot = self._plot
        bar = plot.locale().toString(plot.meter.bar_and_beat(turn.beat)[0])
        row = plot.points.row_sounding_at(turn.beat, turn.value)
        card = self._card(int(plot.points.ids[row])) if row is not None else None
        if card is None:
            return _tr("{harmony} in bar {bar}").format(harmony=plot.number(turn.value), bar=bar)
        return _tr("{harmony} at “{title}”, bar {bar}").format(
            harmony=plot.number(turn.value), title=_short(card), bar=bar
        )

    def _card(self, card_id: int) -> Card | None:
        contents = self._plot.contents
        return contents.cards.get(card_id) if contents is not None else None


def _short(card: Card) -> str:
    title = card.plot_point
    return title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("HarmonyPlot", text)
