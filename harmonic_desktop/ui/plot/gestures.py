"""What a hand does in the harmony plot, without any widget: pulling points up and down, and spanning a band."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF

from ...domain.storyboard import shifted_ties

STEP = 0.01
"""What a pulled or stepped value snaps to."""


class TieDrag:
    """Points being pulled: which was grabbed, where all of them were, and what they would be now."""

    def __init__(self, grabbed: int, ties: Mapping[int, float], y: float) -> None:
        self.grabbed = grabbed
        self.before = dict(ties)
        self.start_y = y
        self.ties: dict[int, float] = {}
        """The harmonies as they would be; empty until the hand has moved."""

    def pull(self, by: float, *, is_free: bool) -> None:
        """Moves the points by a harmony; the grabbed one comes to lie on a whole hundredth unless it `is_free`."""
        at = min(max(self.before[self.grabbed], 0.0), 1.0)
        aim = at + by if is_free else round((at + by) / STEP) * STEP
        self.ties = shifted_ties(self.before, aim - at)

    @property
    def changes(self) -> dict[int, float]:
        """What is different from before."""
        return {card_id: tie for card_id, tie in self.ties.items() if tie != self.before[card_id]}


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
