"""The time axis that timeline and plot share: which beat lies at which pixel, and where its lines are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

CLOSEST = 16_000.0
FARTHEST = 0.0005
"""The limits of zoom, in pixels per beat: the shortest card can fill a screen of 3840 px."""
MARGIN = 24.0
"""Room left free beside a story that is shown whole, in px."""
SHORT_STORY = 64.0
"""A story that ends before this beat can be zoomed out from as if it ended there."""


NOTCH, PER_NOTCH, ZOOM_STEP = 120, 60, 1.25
"""A notch of a wheel in its own units, and what it does: scroll by so many px, or zoom by so much."""


class TimeScale(QObject):
    """Maps beats to pixels of a viewport `width` px wide; every view of story time draws by the same one.

    The timeline alone sets the width and the end; any view may scroll and zoom.
    """

    changed = Signal()
    """Zoom, scroll, width or end changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pixels_per_beat = 12.0
        self.left_beat = 0.0
        """The beat at the left edge of the viewport, ≥ 0."""
        self.width = 800
        self.end_beat = 0.0
        """Where the story ends, in beats."""

    @property
    def right_beat(self) -> float:
        """The beat at the right edge of the viewport."""
        return self.left_beat + self.width / self.pixels_per_beat

    @property
    def last_left_beat(self) -> float:
        """The furthest that a person scrolls: the end of the story in the middle of the viewport."""
        return max(0.0, self.end_beat - self.width / self.pixels_per_beat / 2, self.left_beat)

    @property
    def farthest(self) -> float:
        """How far a person zooms out, in pixels per beat: the story takes half of the viewport."""
        return max(self._fitting(max(self.end_beat, SHORT_STORY)) / 2, FARTHEST)

    def x(self, beat: float) -> float:
        """Pixels from the left edge of the viewport."""
        return (beat - self.left_beat) * self.pixels_per_beat

    def beat(self, x: float) -> float:
        """The beat at so many pixels from the left edge of the viewport."""
        return self.left_beat + x / self.pixels_per_beat

    def set_width(self, width: int) -> None:
        """Tells how wide the viewport is, in px; for the timeline alone."""
        if width != self.width and width > 0:
            self.width = width
            self.changed.emit()

    def set_end(self, end_beat: float) -> None:
        """Tells where the story ends; the view does not move."""
        if end_beat != self.end_beat:
            self.end_beat = end_beat
            self.changed.emit()

    def scroll_to(self, left_beat: float, *, beyond: bool = False) -> None:
        """Shows that beat at the left edge; `beyond` the end of the story only while something is dragged there."""
        limit = left_beat if beyond else self.last_left_beat
        left_beat = max(0.0, min(left_beat, limit))
        if left_beat != self.left_beat:
            self.left_beat = left_beat
            self.changed.emit()

    def zoom(self, factor: float, at_x: float) -> None:
        """Zooms by `factor`; the beat under `at_x` stays where it is."""
        fixed = self.beat(at_x)
        farthest = min(self.farthest, self.pixels_per_beat)  # where it is further out already, it stays
        self.pixels_per_beat = min(max(self.pixels_per_beat * factor, farthest), CLOSEST)
        self.left_beat = max(0.0, fixed - at_x / self.pixels_per_beat)
        self.changed.emit()

    def turn(self, event: QWheelEvent, x: float) -> None:
        """Scrolls by the wheel, or zooms with Ctrl: what is `x` px from the left edge stays where it is."""
        turned = (event.angleDelta().x() or event.angleDelta().y()) / NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP**turned, x)
            return
        exact = event.pixelDelta()
        pixels = turned * PER_NOTCH if exact.isNull() else float(exact.x() or exact.y())
        self.scroll_to(self.left_beat - pixels / self.pixels_per_beat)

    def show(self, left_beat: float, pixels_per_beat: float) -> None:
        """Shows exactly that part, as one change."""
        self.pixels_per_beat = min(max(pixels_per_beat, FARTHEST), CLOSEST)
        self.left_beat = max(0.0, left_beat)
        self.changed.emit()

    def fit(self) -> None:
        """Shows the whole story, or the first bars of an empty one."""
        self.show(0.0, self._fitting(max(self.end_beat, 16.0)))

    def _fitting(self, beats: float) -> float:
        """The pixels per beat at which so many beats are just in view."""
        return max(self.width - MARGIN, 1.0) / beats


def bar_step(pixels_per_beat: float, beats_per_bar: int, least_px: float) -> int:
    """How many bars lie between two lines that are to be `least_px` apart at least: 1, 2, 5, 10, 20, 50 …"""
    step, factors = 1, (2, 5, 10)
    while step * beats_per_bar * pixels_per_beat < least_px:
        power = 10 ** (len(str(step)) - 1)
        step = power * next(f for f in factors if f * power > step)
    return step


def second_step(pixels_per_second: float, least_px: float) -> float:
    """How many seconds lie between two labels: 1, 2, 5, 10, 15, 30, then the same of minutes, then of hours."""
    for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600):
        if step * pixels_per_second >= least_px:
            return float(step)
    return 3600.0 * bar_step(pixels_per_second * 3600, 1, least_px)


def clock(seconds: int) -> str:
    """“2:18”, or “1:02:18”."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
