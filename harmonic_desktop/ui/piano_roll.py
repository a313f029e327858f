"""The piano roll: the notes of the story's music by plotline, in step with timeline and plot; only to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ..domain.meter import meter_of
from ..domain.plotlines import silent_plotlines
from . import theme
from .rects import fill_rects
from .time_scale import TimeScale, bar_step

if TYPE_CHECKING:
    from ..domain.contents import Contents
    from ..domain.edits import Edit
    from ..music.score import Chord, Score
    from .scores import Scores

HEIGHT = 44 * theme.SPACE
CHORDS = 5 * theme.SPACE
"""Room for the chords' names at the top."""
AROUND = 2
"""Semitones that are shown above the highest note and below the lowest."""
LINES_APART = 24.0
SILENT = 0.25
"""How strongly the notes of a plotline are painted that is not heard."""
BLACK_KEYS = (1, 3, 6, 8, 10)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Lane:
    """The notes of a plotline, by start."""

    starts: Floats
    ends: Floats
    pitches: Floats
    longest: float
    plotline_id: int


class PianoRoll(QWidget):
    """Paints what is in view from arrays; follows the score that is composed beside the window."""

    def __init__(self, scale: TimeScale, scores: Scores) -> None:
        super().__init__()
        self.setObjectName("pianoRoll")
        self.setAccessibleName(self.tr("Piano roll"))
        self.setFixedHeight(HEIGHT)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the timeline: story time runs that way
        self._scale = scale
        self._scores = scores
        self._contents: Contents | None = None
        self._score: Score | None = None
        self._lanes: list[_Lane] = []
        self._chords: tuple[Chord, ...] = ()
        self._chord_starts: Floats = np.empty(0)
        self.lowest, self.highest = 48, 72
        """The notes at the edges, as MIDI counts them."""
        scale.changed.connect(self.update)
        scores.changed.connect(self._follow)

    def show_universe(self, contents: Contents | None) -> None:
        """Shows another universe, once its music is composed."""
        self._contents = contents
        self._follow()

    def refresh(self, edit: Edit, contents: Contents) -> None:
        """What plotlines look like follows at once, their notes after a rest."""
        self._contents = contents
        self.update()

    def y_of(self, pitch: float) -> float:
        """The upper edge of a note's row, in px."""
        return CHORDS + (self.highest - pitch) * self.row_height

    @property
    def row_height(self) -> float:
        return (self.height() - CHORDS) / (self.highest - self.lowest + 1)

    def count_in_view(self) -> int:
        """How many notes are painted now."""
        return sum(len(self._in_view(lane)) for lane in self._lanes)

    def _follow(self) -> None:
        score = self._scores.score
        self._score = score
        self._lanes, self._chords = [], score.chords if score is not None else ()
        self._chord_starts = np.array([chord.start for chord in self._chords])
        if score is not None:
            self._take_notes(score)
        self.setAccessibleDescription(self._in_words())
        self.update()

    def _take_notes(self, score: Score) -> None:
        for part in score.parts:
            if part.notes:
                starts = np.array([note.start for note in part.notes])
                lengths = np.array([note.length for note in part.notes])
                pitches = np.array([note.pitch for note in part.notes], np.float64)
                order = np.argsort(starts, kind="stable")
                self._lanes.append(
                    _Lane(
                        starts[order], (starts + lengths)[order], pitches[order], float(lengths.max()),
                        int(part.plotline_id),
                    )
                )  # fmt: skip
        if self._lanes:
            self.lowest = int(min(lane.pitches.min() for lane in self._lanes)) - AROUND
            self.highest = int(max(lane.pitches.max() for lane in self._lanes)) + AROUND

    def _in_words(self) -> str:
        if self._score is None:
            return self.tr("The music is being made.") if self._contents is not None else ""
        notes = sum(len(lane.starts) for lane in self._lanes)
        if not notes:
            return self.tr("There are no notes.")
        low, high = (name_of(int(pitch)) for pitch in (self.lowest + AROUND, self.highest - AROUND))
        words = self.tr("{notes} notes from {low} to {high} on {lanes} plotlines")
        return words.format(notes=self.locale().toString(notes), low=low, high=high, lanes=len(self._lanes))

    def _in_view(self, lane: _Lane) -> NDArray[np.intp]:
        first = int(np.searchsorted(lane.starts, self._scale.left_beat - lane.longest))
        last = int(np.searchsorted(lane.starts, self._scale.right_beat))
        return first + np.flatnonzero(lane.ends[first:last] > self._scale.left_beat)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), now.panel)
        painter.fillRect(QRectF(0, 0, self.width(), 1), now.grid)
        self._paint_keys(painter)
        area = QRectF(theme.HEADER_WIDTH, 1, self._scale.width, self.height() - 1)
        painter.setClipRect(area)
        painter.translate(theme.HEADER_WIDTH, 0)
        painter.fillRect(QRectF(0, CHORDS, self._scale.width, self.height()), now.window)
        self._paint_bars(painter)
        self._paint_lanes(painter)
        if self._score is not None:
            self._paint_chords(painter)
        else:
            painter.setPen(now.quiet)
            middle = QRectF(0, CHORDS, self._scale.width, self.height() - CHORDS)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self._in_words())

    def _paint_keys(self, painter: QPainter) -> None:
        now, height, line = theme.current(), self.row_height, theme.room(4 * theme.SPACE)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(now.quiet)
        title = QRectF(4 * theme.SPACE, 0, theme.HEADER_WIDTH - 8 * theme.SPACE, CHORDS)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self.tr("Chords"))
        edge = theme.HEADER_WIDTH - 8 * theme.SPACE
        for pitch in range(self.lowest, self.highest + 1):
            if pitch % 12 == 0:
                label = QRectF(edge - 10 * theme.SPACE, self.y_of(pitch) + (height - line) / 2, 9 * theme.SPACE, line)
                painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name_of(pitch))
            key = QRectF(edge, self.y_of(pitch), 7 * theme.SPACE, max(height - 0.5, 1.0))
            painter.fillRect(key, now.line if pitch % 12 in BLACK_KEYS else now.raised)

    def _paint_bars(self, painter: QPainter) -> None:
        now, scale = theme.current(), self._scale
        for pitch in range(self.lowest, self.highest + 1):
            if pitch % 12 == 0:
                painter.fillRect(QRectF(0, self.y_of(pitch) + self.row_height, scale.width, 1), now.grid)
        beats = meter_of(self._contents).beats_per_bar if self._contents is not None else 4
        step = bar_step(scale.pixels_per_beat, beats, LINES_APART) * beats
        first = int(scale.left_beat // step)
        while (x := scale.x(first * step)) <= scale.width:
            painter.fillRect(QRectF(round(x) - 1, CHORDS, 1, self.height()), now.grid)
            first += 1

    def _paint_lanes(self, painter: QPainter) -> None:
        """Each as its plotline is now, which the music may not have been composed of yet."""
        if self._contents is None:
            return
        silent = silent_plotlines(self._contents)
        for lane in self._lanes:
            plotline = self._contents.plotlines.get(lane.plotline_id)
            if plotline is not None:
                colour = QColor(theme.current().plotline(plotline.colour))
                colour.setAlphaF(SILENT if plotline.id in silent else 1.0)
                self._paint_notes(painter, lane, colour)

    def _paint_notes(self, painter: QPainter, lane: _Lane, colour: QColor) -> None:
        which = self._in_view(lane)
        pixels, left_beat = self._scale.pixels_per_beat, self._scale.left_beat
        left = (lane.starts[which] - left_beat) * pixels
        width = np.maximum((lane.ends[which] - lane.starts[which]) * pixels - 1.0, 1.0)
        height = max(self.row_height - 0.5, 1.0)
        top = CHORDS + (self.highest - lane.pitches[which]) * self.row_height
        fill_rects(painter, left, top, width, np.full(len(which), height), colour)

    def _paint_chords(self, painter: QPainter) -> None:
        now, scale = theme.current(), self._scale
        painter.setPen(now.text)
        metrics = QFontMetricsF(painter.font())
        first = max(int(np.searchsorted(self._chord_starts, scale.left_beat)) - 1, 0)
        free = 0.0
        for chord in self._chords[first:]:
            left = max(scale.x(chord.start), 0.0) + theme.SPACE
            if left > scale.width:
                break
            right = scale.x(chord.start + chord.length)
            if left >= free and metrics.horizontalAdvance(chord.name) <= right - left:
                painter.drawText(QRectF(left, 0, right - left, CHORDS), Qt.AlignmentFlag.AlignVCenter, chord.name)
                free = left + metrics.horizontalAdvance(chord.name) + theme.SPACE

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the time axis; zooms it at the cursor with Ctrl, as over the plot."""
        event.accept()
        self._scale.turn(event, max(event.position().x() - theme.HEADER_WIDTH, 0.0))


def name_of(pitch: int) -> str:
    """The name of a MIDI note; middle C, 60, is C4."""
    return f"{('C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B')[pitch % 12]}{pitch // 12 - 1}"
