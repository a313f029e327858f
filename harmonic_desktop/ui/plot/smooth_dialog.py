"""Smoothing: over how much story time, and how strongly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from ...domain.harmony import Floats
from ...domain.reshaping import smooth_harmony
from ...domain.shapes import Smoothing
from ..widgets.labelled_slider import LabelledSlider
from .curve_dialog import CurveDialog, Verb

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

BARS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
"""The windows that are offered, in bars."""
USUAL_STRENGTH = 50
USUAL_CARDS = 3
"""At first the window is wide enough for so many cards of middle length."""


class SmoothDialog(CurveDialog):
    """Each card comes nearer to the mean of those around it on its plotline."""

    def __init__(self, plot: HarmonyPlot) -> None:
        title = QCoreApplication.translate("SmoothDialog", "Smooth harmony")
        super().__init__(plot, "smoothDialog", title)
        self._smoothing = Smoothing(self.moments)
        self._beats_per_bar = plot.meter.beats_per_bar
        self.window_slider = LabelledSlider(self.tr("Window"), len(BARS) - 1, self._bars)
        self.window_slider.set_value(self._usual_window())
        self.strength = LabelledSlider(self.tr("Strength"), 100, self._percent)
        self.strength.set_value(USUAL_STRENGTH)
        self.add_row(self.tr("Window"), self.window_slider)
        self.add_row(self.tr("Strength"), self.strength)
        self.window_slider.changed.connect(self.preview)
        self.strength.changed.connect(self.preview)
        self.lay_out(self.tr("Smooth"))

    @property
    def beats(self) -> float:
        """The window that is chosen, in beats."""
        return float(BARS[self.window_slider.value] * self._beats_per_bar)

    def reshaped(self) -> Floats:
        return self._smoothing.ties(self.beats, self.strength.value / 100)

    def verb(self) -> Verb:
        return partial(smooth_harmony, card_ids=self.card_ids, window=self.beats, strength=self.strength.value / 100)

    def _usual_window(self) -> int:
        durations = self.moments.durations[self.moments.counted]
        wanted = USUAL_CARDS * float(np.median(durations)) if len(durations) else 0.0
        fitting = [index for index, bars in enumerate(BARS) if bars * self._beats_per_bar >= wanted]
        return fitting[0] if fitting else len(BARS) - 1

    def _bars(self, value: int) -> str:
        if BARS[value] == 1:
            return self.tr("1 bar")
        return self.tr("{0} bars").format(self.locale().toString(BARS[value]))

    def _percent(self, value: int) -> str:
        return self.tr("{0} %").format(self.locale().toString(value))
