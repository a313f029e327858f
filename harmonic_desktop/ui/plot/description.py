"""What is told of a curve once the hand rests: a sentence, for eyes and for screen readers, and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ...domain.harmony_numbers import numbers

if TYPE_CHECKING:
    from .harmony_plot import HarmonyPlot

REST_MS = 250


class PlotDescription(QObject):
    """Waits until nothing has changed for a while; numbers of 100,000 cards are not counted while they are dragged."""

    described = Signal(str)
    """One sentence on what the curve does."""
    measured = Signal(str, object)
    """What is said of the whole curve, and its Numbers | None."""

    def __init__(self, plot: HarmonyPlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.tell)

    def follow(self, *, at_once: bool = False) -> None:
        """Tells it soon: with the next turn of the event loop, or when the hand rests."""
        self._timer.start(0 if at_once else REST_MS)

    def tell(self) -> None:
        """Tells it now."""
        plot = self._plot
        plot.setAccessibleDescription(plot.words.course())
        self.described.emit(plot.words.way())
        counted = numbers(plot.points.whole_curve(), plot.points.board(), plot.environment, plot.target)
        self.measured.emit(plot.words.course(), counted)
