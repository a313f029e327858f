"""What a hand does in the harmony plot, without any widget: pulling points, drawing a curve, spanning a band."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from ...domain.harmony import Floats, Whole
from ...domain.shapes import shifted
from .points import NO_TIES, Ties

STEP = 0.01
"""What a pulled or stepped value snaps to."""


class TieDrag:
    """Points being pulled: which was grabbed, where all of them were, and what they would be now."""

    def __init__(self, grabbed: int, ties: Mapping[int, float], y: float) -> None:
        self.grabbed = grabbed
        self.before = Ties.of(ties)
        self.start_y = y
        self.ties = NO_TIES
        """The harmonies as they would be; empty until the hand has moved."""
        self._at = min(max(ties[grabbed], 0.0), 1.0)

    def pull(self, by: float, *, is_free: bool) -> None:
        """Moves the points by a harmony; the grabbed one comes to lie on a whole hundredth unless it `is_free`."""
        aim = self._at + by if is_free else round((self._at + by) / STEP) * STEP
        self.ties = Ties(self.before.ids, shifted(self.before.values, aim - self._at))

    @property
    def changes(self) -> dict[int, float]:
        """What is different from before."""
        return self.ties.differing(self.before.values).to_dict() if len(self.ties) else {}


class Stroke:
    """A curve being drawn over points: each takes its height, to a hundredth, where the pen passes over its middle.

    Between two places that the mouse reports the pen goes straight, so that a fast stroke skips no point; a point that
    it passes again is drawn anew.
    """

    def __init__(self, ids: Whole, middles: Floats, beat: float, harmony: float) -> None:
        order = np.argsort(middles, kind="stable")
        self.ids, self._middles = ids[order], middles[order]
        self._values = np.full(len(ids), np.nan)
        self.trail = QPolygonF([QPointF(beat, _within(harmony))])
        """Where the pen was: beats across, harmonies up."""

    def to(self, beat: float, harmony: float) -> None:
        """Draws on to another place."""
        from_beat, from_harmony = self.trail.last().x(), self.trail.last().y()
        harmony = _within(harmony)
        self.trail.append(QPointF(beat, harmony))
        low, high = min(from_beat, beat), max(from_beat, beat)
        passed = slice(np.searchsorted(self._middles, low, "left"), np.searchsorted(self._middles, high, "right"))
        share = (self._middles[passed] - from_beat) / (beat - from_beat) if beat != from_beat else 1.0
        self._values[passed] = np.round(from_harmony + (harmony - from_harmony) * share, 2)

    @property
    def last_step(self) -> tuple[float, float]:
        """The beats between which the pen went last."""
        return self.trail.at(self.trail.size() - 2).x(), self.trail.last().x()

    @property
    def ties(self) -> Ties:
        """What the points that were passed would be."""
        drawn = ~np.isnan(self._values)
        return Ties(self.ids[drawn], self._values[drawn])


class Band:
    """A rubber band, from where it was begun (as a beat, so that it stays there when the view scrolls)."""

    def __init__(self, beat: float, y: float, before: frozenset[int], kept: frozenset[int]) -> None:
        self.beat = beat
        self.y = y
        self.before = before
        """What was selected, and is again if the band is given up."""
        self.kept = kept
        """What stays selected whatever the band holds."""
        self.to = QPointF()

    def rect(self, x_of_beat: float) -> QRectF:
        return QRectF(QPointF(x_of_beat, self.y), self.to).normalized()


def _within(harmony: float) -> float:
    return min(max(harmony, 0.0), 1.0)
