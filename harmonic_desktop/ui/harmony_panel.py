"""The Harmony tab: what the curve does, how harmony is distributed, its steps, its numbers, and its target."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..domain.contents import Contents
from ..domain.edits import Edit
from ..domain.harmony import curve_of
from ..domain.harmony_numbers import BINS, Numbers, Place, Step
from ..domain.meter import Meter, meter_of
from ..domain.universe import set_target_band, target_of
from .widgets.band_field import Band, BandField
from .widgets.charts import DistributionChart, StepsChart
from .widgets.empty_state import EmptyState
from .widgets.figure import Figure
from .widgets.form_page import FormPage
from .widgets.number_text import shortened
from .widgets.sentence import Sentence
from .widgets.titled import Titled

if TYPE_CHECKING:
    from ..music.measured import Measured

REST_MS = 250
"""The numbers of the selection wait until the hand rests."""


class HarmonyPanel(QWidget):
    """Shows what was counted of the whole curve; the target band is set here, and cards are gone to."""

    edit_requested = Signal(object)
    """Callable[[Contents], Edit]: a verb of the domain with its arguments bound, to be performed."""
    target_previewed = Signal(object)
    """The target band while it is being set; the stored one again when that was cancelled."""
    card_chosen = Signal(int)
    """A card is to be gone to."""
    seen = Signal(bool)
    """Whether it can be seen now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("harmonyTab")
        self.setAccessibleName(self.tr("Harmony"))
        self._contents: Contents | None = None
        self._numbers: Numbers | None = None
        self._meter = Meter()
        self._selection: frozenset[int] = frozenset()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._show_of_selection)
        self.sentence = Sentence()
        self.sentence.setObjectName("harmonySentence")
        self.distribution = DistributionChart(self.tr("Distribution of harmony"))
        self.steps = StepsChart(self.tr("Steps from one moment to the next"))
        self.of_selection = Sentence("", "quiet")
        self.of_selection.hide()
        self.heard = Sentence()
        self.heard.setObjectName("heardSentence")
        self.target = BandField()
        self._make_figures()
        self._arrange()
        self.target.committed.connect(self._on_target_committed)
        self.target.previewed.connect(self.target_previewed)

    def _make_figures(self) -> None:
        self.mean, self.above = Figure(self.tr("Mean")), Figure(self.tr("Above the environment"))
        self.inside, self.cards = Figure(self.tr("Inside the target")), Figure(self.tr("Cards"))
        self.silence = Figure(self.tr("Silence between cards"), self.card_chosen.emit)
        self.furthest = Figure(self.tr("Furthest off"), self.card_chosen.emit)
        self.furthest.hide()
        places = (self.tr("Lowest"), self.tr("Highest"), self.tr("Steepest rise"), self.tr("Steepest fall"))
        self.lowest, self.highest, self.rise, self.fall = (Figure(name, self.card_chosen.emit) for name in places)

    def _arrange(self) -> None:
        self._page = FormPage(
            EmptyState(self.tr("Nothing to count yet"), self.tr("Make a card, and its harmony is counted here."))
        )
        fields = self._page.fields
        fields.addWidget(self.sentence)
        figures = [self.mean, self.lowest, self.highest, self.rise, self.fall]
        figures += [self.above, self.inside, self.silence, self.cards]
        fields.addWidget(Titled(self.tr("Numbers"), *figures, self.of_selection))
        fields.addWidget(Titled(self.tr("Distribution of harmony, 0 to 1"), self.distribution))
        self._titled_steps = Titled(self.tr("Steps up and down, in story order"), self.steps)
        fields.addWidget(self._titled_steps)
        self._titled_heard = Titled(self.tr("What the music makes of it"), self.heard, self.furthest)
        fields.addWidget(self._titled_heard)
        fields.addWidget(Titled(self.tr("Target"), self.target))
        fields.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._page)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)

    # What is shown

    def show_universe(self, contents: Contents | None) -> None:
        """Shows the target of a universe; its numbers come once they are counted."""
        before, self._contents = self._contents, contents
        if contents is None or before is None or before.universe.id != contents.universe.id:
            self.target.forget_pending()
            self.show_numbers("", None)
        self._show_target()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """Follows an edit; what is being typed stays."""
        self._contents = contents
        self._show_target()
        self._rest.start()

    def show_selection(self, card_ids: frozenset[int]) -> None:
        """Shows the numbers of several selected cards beside those of all, once the hand rests."""
        self._selection = card_ids
        self._rest.start()

    def commit_pending(self) -> None:
        """Takes what was typed, if anything was."""
        self.target.commit_pending()

    def show_heard(self, sentence: str, furthest: Measured | None = None) -> None:
        """Shows how far the music is what the curve asks for, and where least; empty while that is not known."""
        self.heard.setText(sentence or self.tr("The music is being made."))
        card = self._contents.cards.get(furthest.card_id) if furthest is not None and self._contents else None
        self.furthest.setVisible(card is not None)
        if card is not None and furthest is not None:
            place = Place(card.start_beat, furthest.measured, card.id)
            self.furthest.show_value(self._number(furthest.error), self._where(place), card.id)

    def show_numbers(self, sentence: str, numbers: Numbers | None) -> None:
        """Shows what was counted, with a sentence on it; None where there is nothing to count."""
        self._numbers = numbers
        self._page.show_form(numbers is not None)
        if numbers is None or self._contents is None:
            return
        self._meter = meter_of(self._contents)
        self.sentence.setText(sentence)
        self._show_figures(numbers)
        self._show_distribution(numbers)
        self._show_steps(numbers)

    def _show_target(self) -> None:
        self.target.show_band(target_of(self._contents.universe) if self._contents is not None else None)

    def _on_target_committed(self, band: Band | None) -> None:
        low, high = band if band is not None else (None, None)
        self.edit_requested.emit(partial(set_target_band, low=low, high=high))

    def _show_figures(self, numbers: Numbers) -> None:
        self.mean.show_value(self._number(numbers.mean))
        self.cards.show_value(self.locale().toString(numbers.cards))
        for figure, place in ((self.lowest, numbers.lowest), (self.highest, numbers.highest)):
            figure.show_value(self._number(place.harmony), self._where(place), place.card_id)
        for figure, step in ((self.rise, numbers.rise), (self.fall, numbers.fall)):
            figure.setVisible(step is not None)
            if step is not None:
                figure.show_value(self._change(step.change), self._where(step), step.card_id)
        for figure, share in ((self.above, numbers.above_environment), (self.inside, numbers.inside_target)):
            figure.setVisible(share is not None)
            figure.show_value(self._share(share or 0.0))
        self.silence.setVisible(numbers.silence is not None)
        if numbers.silence is not None:
            where = self.tr("longest from bar {0}").format(self._bar(numbers.silence.beat))
            self.silence.show_value(self._share(numbers.silence.share), where, numbers.silence.card_id)

    def _show_distribution(self, numbers: Numbers) -> None:
        shares = numbers.distribution.tolist()
        self.distribution.show_shares(shares)
        parts = [
            self.tr("{share} of the story lies from {low} to {high}").format(
                share=self._share(share), low=self._number(index / BINS), high=self._number((index + 1) / BINS)
            )
            for index, share in enumerate(shares)
        ]
        text = self.tr("Most often: {most}. {low} lies below 0.5, {high} from there on.")
        low = sum(shares[: BINS // 2])
        most = parts[int(numbers.distribution.argmax())]
        self.distribution.describe(text.format(most=most, low=self._share(low), high=self._share(1.0 - low)), parts)

    def _show_steps(self, numbers: Numbers) -> None:
        self._titled_steps.setVisible(len(numbers.steps) > 0)
        self.steps.show_steps(numbers.steps)
        up, down = int((numbers.steps > 0).sum()), int((numbers.steps < 0).sum())
        texts = [self.tr("{up} steps up, {down} down").format(up=self._count(up), down=self._count(down))]
        if numbers.rise is not None:
            rise = self.tr("the steepest rise {change} on {where}")
            texts.append(rise.format(change=self._change(numbers.rise.change), where=self._where(numbers.rise)))
        if numbers.fall is not None:
            fall = self.tr("the steepest fall {change} on {where}")
            texts.append(fall.format(change=self._change(numbers.fall.change), where=self._where(numbers.fall)))
        self.steps.describe(f"{', '.join(texts)}.")

    def _show_of_selection(self) -> None:
        cards = self._contents.cards if self._contents is not None else {}
        chosen = [cards[card_id] for card_id in self._selection if card_id in cards]
        drawn = curve_of(chosen)
        self.of_selection.setVisible(len(chosen) > 1 and bool(np.isfinite(drawn.values).any()))
        if self.of_selection.isVisibleTo(self):
            text = self.tr("The {count} selected cards: mean {mean}, from {low} to {high}.")
            low, high = float(np.nanmin(drawn.values)), float(np.nanmax(drawn.values))
            numbers = {"mean": self._number(drawn.mean()), "low": self._number(low), "high": self._number(high)}
            self.of_selection.setText(text.format(count=self._count(len(chosen)), **numbers))

    # Words

    def _number(self, harmony: float) -> str:
        return self.locale().toString(harmony, "f", 2)

    def _count(self, count: int) -> str:
        return self.locale().toString(count)

    def _change(self, change: float) -> str:
        return f"{'+' if change > 0 else '−'}{self._number(abs(change))}"

    def _share(self, share: float) -> str:
        if 0.0 < share < 0.005:
            return self.tr("less than 1 %")
        return self.tr("{0} %").format(self.locale().toString(round(100 * share)))

    def _bar(self, beat: float) -> str:
        return self.locale().toString(self._meter.bar_and_beat(beat)[0])

    def _where(self, place: Place | Step) -> str:
        """“bar 12, “The fire””."""
        cards = self._contents.cards if self._contents is not None else {}
        card = cards.get(place.card_id) if place.card_id is not None else None
        if card is None:
            return self.tr("bar {0}").format(self._bar(place.beat))
        return self.tr("bar {0}, “{1}”").format(self._bar(place.beat), shortened(card.plot_point))
