"""How near one stands: lanes taller or lower, the whole story, the selection filling the viewport, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ...domain.storyboard import Card
from .. import theme
from . import words
from .camera import FOOT, LANE_HEIGHT

if TYPE_CHECKING:
    from .canvas import TimelineView

LANE_STEP: Final = 1.25
BESIDE: Final = 2 * theme.SPACE
"""Room left free on either side of what fills the viewport, in px."""


class Standing(NamedTuple):
    """Where one stands: all that says which part of the story is seen, and how large."""

    left_beat: float
    pixels_per_beat: float
    lane_height: int
    top: int


class Zooming:
    """Changes the height of lanes, alone or together with the time scale."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._camera = view.scene.camera
        self._before: Standing | None = None
        """Where one stood before the selection filled the viewport."""
        self._filled: Standing | None = None

    @property
    def standing(self) -> Standing:
        """Where one stands now."""
        scale = self._camera.scale
        return Standing(scale.left_beat, scale.pixels_per_beat, self._camera.open_height, self._camera.top)

    @property
    def is_filled(self) -> bool:
        """Whether the viewport is as `fill` left it."""
        return self._filled is not None and self._filled == self.standing

    def set_lane_height(self, height: int) -> None:
        """Makes the open lanes that tall, in px."""
        self._camera.set_open_height(height)
        self._view.follow_lanes()

    def zoom_lanes(self, factor: float, at_y: float) -> None:
        """Makes lanes taller (above 1) or lower; what lies under `at_y` stays there."""
        camera = self._camera
        row = camera.nearest_row(at_y)
        share = (at_y - camera.lane_top(row)) / max(camera.lane_height(row), 1) if camera.rows else 0.0
        before = camera.open_height
        wanted = round(before * factor)
        self.set_lane_height(wanted if wanted != before else before + (1 if factor > 1 else -1))
        if camera.rows:
            self._scroll_down_to(camera.lane_top(row) + camera.top + share * camera.lane_height(row) - at_y)

    def lane_step(self, direction: int) -> None:
        """A step taller (1) or lower (-1), around the current card where it is in view, else around the middle."""
        card = self._view.scene.card(self._view.scene.current)
        y = self._view.scene.rect_of(card).center().y() if card is not None else -1.0
        self.zoom_lanes(LANE_STEP**direction, y if 0 <= y < self._camera.height else self._camera.height / 2)

    def fit(self) -> None:
        """Shows the whole story: all of its time, and all lanes where they need not be lower than can be seen."""
        thin = sum(self._camera.lane_height(r) for r in range(self._camera.rows) if self._camera.is_folded(r))
        wide = sum(not self._camera.is_folded(r) for r in range(self._camera.rows))
        room = self._camera.height - FOOT - thin
        self.set_lane_height(min(theme.room(LANE_HEIGHT), room // max(wide, 1)))
        self._scroll_down_to(0)
        self._camera.scale.fit()

    def fill_or_back(self) -> None:
        """Shows the selection as large as it fits, one card over all of the viewport; again, where one was before."""
        if self.go_back():
            return
        cards = self._chosen()
        if cards:
            self._before = self.standing
            self._fill(cards)
            self._filled = self.standing
            self._view.announced.emit(words.filled(cards[0], len(cards)))

    def go_back(self) -> bool:
        """Goes back to where one was before `fill_or_back`; False when the view is elsewhere since then."""
        if not self.is_filled or self._before is None:
            return False
        before, self._before, self._filled = self._before, None, None
        self.stand(before)
        return True

    def stand(self, where: Standing) -> None:
        """Shows exactly that part."""
        self.set_lane_height(where.lane_height)
        self._scroll_down_to(where.top)
        self._camera.scale.show(where.left_beat, where.pixels_per_beat)

    def _fill(self, cards: list[Card]) -> None:
        camera, scale = self._camera, self._camera.scale
        rows = [self._view.scene.row_of(card) for card in cards]
        first, last = min(rows), max(rows)
        between = range(first, last + 1)
        thin = sum(camera.lane_height(row) for row in between if camera.is_folded(row))
        wide = sum(not camera.is_folded(row) for row in between)
        self.set_lane_height((camera.height - thin) // wide if wide else camera.open_height)
        self._scroll_down_to(camera.lane_top(first) + camera.top)
        start = min(card.start_beat for card in cards)
        beats = max(card.end_beat for card in cards) - start
        pixels = max(scale.width - 2 * BESIDE, 1) / max(beats, 1e-6)
        scale.show(start, pixels)
        scale.show(start - BESIDE / scale.pixels_per_beat, scale.pixels_per_beat)

    def _chosen(self) -> list[Card]:
        scene = self._view.scene
        ids = scene.selection or ({scene.current} if scene.current is not None else set())
        return [card for card_id in ids if (card := scene.card(card_id)) is not None]

    def _scroll_down_to(self, top: float) -> None:
        self._view.verticalScrollBar().setValue(round(top))
