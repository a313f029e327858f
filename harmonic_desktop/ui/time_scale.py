"""The time axis that timeline and plot share: which beat lies at which pixel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

CLOSEST = 400.0
FARTHEST = 0.0005


class TimeScale(QObject):
    """Maps beats to pixels of a viewport `width` px wide; every view of story time draws by the same one."""

    changed = Signal()
    """Zoom, scroll or width changed."""

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
        return self.left_beat + self.width / self.pixels_per_beat

    def x(self, beat: float) -> float:
        """Pixels from the left edge of the viewport."""
        return (beat - self.left_beat) * self.pixels_per_beat

    def beat(self, x: float) -> float:
        return self.left_beat + x / self.pixels_per_beat

    def set_width(self, width: int) -> None:
        if width != self.width and width > 0:
            self.width = width
            self.changed.emit()

    def set_end(self, end_beat: float) -> None:
        """Tells where the story ends; the view does not move."""
        if end_beat != self.end_beat:
            self.end_beat = end_beat
            self.changed.emit()

    def scroll_to(self, left_beat: float) -> None:
        left_beat = max(0.0, left_beat)
        if left_beat != self.left_beat:
            self.left_beat = left_beat
            self.changed.emit()

    def zoom(self, factor: float, at_x: float) -> None:
        """Zooms by `factor`; the beat under `at_x` stays where it is."""
        fixed = self.beat(at_x)
        self.pixels_per_beat = min(max(self.pixels_per_beat * factor, FARTHEST), CLOSEST)
        self.left_beat = max(0.0, fixed - at_x / self.pixels_per_beat)
        self.changed.emit()

    def fit(self, margin: float = 24.0) -> None:
        """Shows the whole story, or the first bars of an empty one."""
        span = max(self.end_beat, 16.0)
        room = max(self.width - margin, 1.0)
        self.pixels_per_beat = min(max(room / span, FARTHEST), CLOSEST)
        self.left_beat = 0.0
        self.changed.emit()
