"""What the timeline shows at this moment: the story, the selection, a gesture’s preview; no drawing, no events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from ...domain.contents import Contents, markers_in_order
from ...domain.markers import Marker
from ...domain.meter import Meter, meter_of
from ...domain.storyboard import Card
from .camera import Camera
from .layout import Floats, Ints, Layout, among
from .veil import Veil

FAR_BELOW = 6.0
"""Where the middle card is narrower than this many px, the story is shown as a raster."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A line at a beat that says what a dragged edge snaps to."""

    beat: float
    name: str


@dataclass(slots=True)
class Lifted:
    """Cards that a gesture holds: where they were, where the hand has them, where they would land."""

    origin: Layout
    held: Layout
    landing: Layout
    moved_by: tuple[float, int] | None = None
    """By how many beats and rows the held cards are away from where they were; None where they changed otherwise."""
    refusal: str = ""
    """Why they can’t be let go there; nothing where they can."""


@dataclass(slots=True, eq=False)
class Near:
    """The cards near the viewport in parallel arrays: their ids, rows, left and right edges (px) and ties."""

    ids: Ints
    row: Ints
    left: Floats
    right: Floats
    tie: Floats

    def picked(self, which: NDArray[np.bool_]) -> Near:
        """Some of them."""
        return Near(self.ids[which], self.row[which], self.left[which], self.right[which], self.tie[which])


@dataclass(slots=True)
class Scene:
    """Everything that painting, hit tests and gestures read."""

    camera: Camera
    contents: Contents | None = None
    layout: Layout = field(default_factory=Layout)
    """What is stored."""
    meter: Meter = field(default_factory=Meter)
    selection: frozenset[int] = frozenset()
    current: int | None = None
    """The card that the keyboard acts from."""
    hover: int | None = None
    focused: bool = False
    in_seconds: bool = False
    snapping: bool = True
    ripple: bool = True
    """Whether later cards make room; without, what finds no room is refused."""
    rippled: Layout | None = None
    """What is stored but for the cards that a gesture holds, with the others where they would make room."""
    ties: Mapping[int, float] = field(default_factory=dict)
    """Harmony ties that another view previews."""
    lifted: Lifted | None = None
    band: QRectF | None = None
    """The rubber band, in px across the whole story and down the content."""
    guide: Guide | None = None
    held_marker: Marker | None = None
    """A marker as the hand has it now, in place of the stored one; a new one has an id that is not stored."""
    veil: Veil = field(default_factory=Veil)
    """What a filter stops."""
    layout_shown: Layout | None = None
    """What `shown` gives, while one frame is painted."""
    only_row: int | None = None
    """The one row that is painted, while only that one changed."""
    _ordered: tuple[tuple[object, ...], Sequence[Marker]] | None = None
    _counted: tuple[object, ...] | None = None
    _median: tuple[Layout, float] | None = None
    _sorted: tuple[frozenset[int], Ints] | None = None

    @property
    def shown(self) -> Layout:
        """What is painted, previews included."""
        if self.layout_shown is not None:
            return self.layout_shown
        layout = self.layout if self.rippled is None else self.rippled
        return layout.with_ties(self.ties) if self.ties else layout

    @property
    def seen(self) -> Layout:
        """What is stored and not hidden: what hand and keyboard find."""
        return self.veil.seen(self.layout)

    @property
    def is_previewing(self) -> bool:
        """Whether something is held, here or in another view."""
        return self.lifted is not None or bool(self.ties)

    @property
    def rows_painted(self) -> range:
        """The rows in view, or the one of them that changed."""
        row = self.only_row
        return self.camera.visible_rows if row is None else range(row, row + 1)

    @property
    def is_far(self) -> bool:
        """Whether cards are too narrow to be painted one by one."""
        return self._middle() * self.camera.scale.pixels_per_beat < FAR_BELOW

    @property
    def markers(self) -> Sequence[Marker]:
        """The markers in order; one that is held as the hand has it now."""
        if self.contents is None:
            return ()
        key = self.contents.markers, self.held_marker
        if self._ordered is None or any(a is not b for a, b in zip(self._ordered[0], key, strict=True)):
            self._ordered = key, markers_in_order(self._with_held(self.contents))
        return self._ordered[1]

    def _with_held(self, contents: Contents) -> Contents:
        held = self.held_marker
        return contents if held is None else replace(contents, markers={**contents.markers, held.id: held})

    def count_time(self, contents: Contents) -> None:
        """Counts time anew when a parameter or the gravity changed, which few edits do."""
        read = contents.music, contents.physics, contents.universe.gravity_constant
        if self._counted is None or any(a is not b for a, b in zip(self._counted, read, strict=True)):
            self._counted = read
            self.meter = meter_of(contents)

    def for_one_frame(self) -> Scene:
        """The scene with what is read many times in a frame made once."""
        self._chosen()
        self._middle()
        return replace(self, layout_shown=self.shown)

    def _middle(self) -> float:
        """The length of the middle card, in beats."""
        if self._median is None or self._median[0] is not self.layout:
            self._median = (self.layout, self.layout.median_duration())
        return self._median[1]

    def _chosen(self) -> Ints:
        if self._sorted is None or self._sorted[0] is not self.selection:
            chosen = np.fromiter(self.selection, np.int64, len(self.selection))
            self._sorted = self.selection, np.sort(chosen)
        return self._sorted[1]

    def selected(self, ids: Ints) -> NDArray[np.bool_]:
        """Which of many cards are selected."""
        return among(ids, self._chosen())

    def card(self, card_id: int | None) -> Card | None:
        """The record of a card as it is stored."""
        return self.contents.cards.get(card_id) if self.contents is not None and card_id is not None else None

    def row_of(self, card: Card) -> int:
        """The row on which a stored card lies."""
        return self.layout.rows.get(card.plotline_id, 0)

    def folded_rows(self) -> list[bool]:
        """Of each row from the top, whether its plotline is folded."""
        plotlines = self.contents.plotlines if self.contents is not None else {}
        shown = (plotlines.get(lane.plotline_id) for lane in self.layout.lanes)
        return [plotline is not None and plotline.is_folded for plotline in shown]

    def rect_of(self, card: Card) -> QRectF:
        """Where a stored card is painted, in pixels of the viewport."""
        return self.camera.card_rect(self.row_of(card), card.start_beat, card.end_beat)

    def drop_previews(self) -> None:
        """Shows again what is stored."""
        self.rippled = self.lifted = self.band = self.guide = None


def near(layout: Layout, camera: Camera, rows: range | None = None) -> Near:
    """What of a layout (or of some rows in view) the viewport shows, the edges rounded to whole pixels."""
    scale = camera.scale
    left_beat, right_beat = scale.left_beat, scale.right_beat
    lanes = [
        (row, layout.lanes[row]) for row in (camera.visible_rows if rows is None else rows) if row < len(layout.lanes)
    ]
    parts = [(row, lane, lane.near(left_beat, right_beat)) for row, lane in lanes]
    parts = [part for part in parts if part[2].stop > part[2].start]
    if not parts:
        nothing = np.empty(0)
        return Near(nothing.astype(np.int64), nothing.astype(np.int64), nothing, nothing, nothing)
    start = np.concatenate([lane.start[where] for _, lane, where in parts])
    end = np.concatenate([lane.end[where] for _, lane, where in parts])
    return Near(
        np.concatenate([lane.ids[where] for _, lane, where in parts]),
        np.repeat([row for row, _, _ in parts], [where.stop - where.start for _, _, where in parts]),
        np.rint(np.clip((start - left_beat) * scale.pixels_per_beat, -1e4, None)),
        np.rint(np.clip((end - left_beat) * scale.pixels_per_beat, None, scale.width + 1e4)),
        np.concatenate([lane.tie[where] for _, lane, where in parts]),
    )
