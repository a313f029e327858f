"""What is said about the harmony plot: on a card, on a change, and one sentence on the whole curve."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ...domain.course import LEVEL, Course, Turn, course

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
        place = plot.points.place_of(card_id) + 1
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

    def pen(self) -> str:
        """What is written in the plot while the mouse draws: for which cards, if not for all, and how to end it."""
        plot, count = self._plot, len(self._plot.selection)
        chosen = _tr("Only the {count} selected cards").format(count=plot.locale().toString(count)) if count > 1 else ""
        if plot.actions_.draw.isChecked():
            return " · ".join(filter(None, (_tr("Drawing"), chosen, _tr("Esc ends it"))))
        return chosen if plot.is_pen_down else ""

    def drawn(self, ties: Ties) -> str:
        """“14 cards drawn, harmony from 0.20 to 0.85”."""
        if not len(ties):
            is_all = len(self._plot.selection) < 2
            return _tr("The pen passed over no card") if is_all else _tr("The pen passed over no selected card")
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

    def target(self, low: float, high: float, share: float) -> str:
        """“Target 0.40 to 0.70, 62 % of the story inside”."""
        text = _tr("Target {low} to {high}").format(low=self._plot.number(low), high=self._plot.number(high))
        if share != share:
            return text
        percent = self._plot.locale().toString(round(100 * share))
        return _tr("{target}, {percent} % of the story inside").format(target=text, percent=percent)

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
        if told is None:
            return _tr("There are no cards yet.")
        if len(self._plot.points) == 1:
            return _tr("One card, {turn}.").format(turn=self._turn(told.highest))
        return " ".join(filter(None, (self._way(told), self._silence(told))))

    def _silence(self, told: Course) -> str:
        """“Nothing sounds from bar 12 to bar 15.”"""
        if told.silence is None:
            return ""
        begin, end = told.silence
        first, last = self._bar(begin), self._bar(max(end - 1e-3, begin))
        if first == last:
            return _tr("Nothing sounds on bar {bar}.").format(bar=first)
        return _tr("Nothing sounds from bar {first} to bar {last}.").format(first=first, last=last)

    def course(self) -> str:
        """The same, and how much there is of the story."""
        mean = self._plot.points.whole_curve().mean()
        count = len(self._plot.points)
        if mean != mean or count == 1:
            return self.way()
        number = self._plot.locale().toString(count)
        cards = _tr("{count} cards").format(count=number)
        rest = _tr("{cards}, mean harmony {mean}.").format(cards=cards, mean=self._plot.number(mean))
        return f"{self.way()} {rest}"

    def _way(self, told: Course) -> str:
        number = self._plot.number
        if told.is_level:
            return _tr("Stays near {mean} from beginning to end.").format(mean=number(told.mean))
        if told.swings:
            text = _tr("Swings between {lowest} and {highest}, and ends at {closing}.")
            low, high = self._turn(told.lowest), self._turn(told.highest)
            return text.format(lowest=low, highest=high, closing=number(told.closing))
        parts = [self._beginning(told)] if told.stays_until is not None else []
        legs = list(pairwise(told.turns))
        parts += [self._leg(before, after, told, after is told.turns[-1]) for before, after in legs]
        return self._joined(parts)

    def _beginning(self, told: Course) -> str:
        bar = self._bar(told.stays_until or 0.0)
        return _tr("stays near {harmony} until bar {bar}").format(
            harmony=self._plot.number(told.turns[0].value), bar=bar
        )

    def _leg(self, before: Turn, after: Turn, told: Course, is_last: bool) -> str:
        """A rise or a fall: “climbs to 0.94 at the end”."""
        climbs = after.value > before.value
        if is_last and not told.stays and abs(after.value - told.closing) < LEVEL:
            if len(told.turns) == 2 and told.stays_until is None:
                text = _tr("climbs from {before} to {after}") if climbs else _tr("falls from {before} to {after}")
            else:
                text = _tr("climbs to {after} at the end") if climbs else _tr("falls to {after} at the end")
            return text.format(before=self._plot.number(before.value), after=self._plot.number(told.closing))
        text = (_tr("climbs to {turn}") if climbs else _tr("falls to {turn}")).format(turn=self._turn(after))
        if is_last and told.stays:
            return _tr("{leg} and stays there").format(leg=text)
        if is_last:
            return _tr("{leg} and ends at {closing}").format(leg=text, closing=self._plot.number(told.closing))
        return text

    def _joined(self, parts: list[str]) -> str:
        """“Climbs …, falls …, then climbs ….”"""
        first, *middle, last = parts if len(parts) > 1 else (*parts, "")
        text = first
        for part in middle:
            text = _tr("{before}, {next}").format(before=text, next=part)
        if last:
            text = _tr("{before}, then {last}").format(before=text, last=last)
        return f"{text[:1].upper()}{text[1:]}."

    def _turn(self, turn: Turn) -> str:
        """“0.12 at “The fire” on bar 19”."""
        plot, bar = self._plot, self._bar(turn.beat)
        card_id = plot.points.board().card_at(turn.beat, turn.value)
        card = self._card(card_id) if card_id is not None else None
        if card is None:
            return _tr("{harmony} on bar {bar}").format(harmony=plot.number(turn.value), bar=bar)
        return _tr("{harmony} at “{title}” on bar {bar}").format(
            harmony=plot.number(turn.value), title=_short(card), bar=bar
        )

    def _bar(self, beat: float) -> str:
        return self._plot.locale().toString(self._plot.meter.bar_and_beat(beat)[0])

    def _card(self, card_id: int) -> Card | None:
        contents = self._plot.contents
        return contents.cards.get(card_id) if contents is not None else None


def _short(card: Card) -> str:
    title = card.plot_point
    return title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("HarmonyPlot", text)
