"""A straight line from one harmony to another, over the cards: what drawing does, without a mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ...domain.harmony import Floats
from ...domain.reshaping import ramp_harmony
from ...domain.shapes import ramped
from .curve_dialog import CurveDialog, Verb
from .harmony_range import HarmonyRange

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot


class RampDialog(CurveDialog):
    """From the first card’s harmony to the last one’s, which are there at first."""

    def __init__(self, plot: HarmonyPlot) -> None:
        title = QCoreApplication.translate("RampDialog", "Ramp harmony")
        super().__init__(plot, "rampDialog", title)
        self.ends = HarmonyRange(self.tr("From"), self.tr("To"), *self._present_ends())
        self.ends.add_to(self.add_row)
        self.ends.changed.connect(self.preview)
        self.ends.refused.connect(self.show_refusal)
        self.lay_out(self.tr("Ramp"))

    def reshaped(self) -> Floats:
        return ramped(self.moments, *self.ends.values)

    def verb(self) -> Verb:
        first, last = self.ends.values
        return partial(ramp_harmony, card_ids=self.card_ids, first=first, last=last)

    def _present_ends(self) -> tuple[float, float]:
        counted = self.moments.counted
        middles, ties = self.moments.middles[counted], self.moments.ties[counted]
        if not len(ties):
            return 0.5, 0.5
        return float(ties[middles.argmin()]), float(ties[middles.argmax()])
