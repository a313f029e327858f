"""What lies under the pointer: a card, its middle or an edge, or a free place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from ...domain.storyboard import Card
from .scene import Scene

INSIDE = 10.0
OUTSIDE = 14.0
"""How far in and out of a card its edges can be taken hold of, in px: 24 in all where there is room."""
EDGES_FROM = 18.0
"""Cards narrower than this many px have no edges to drag, so that they can be moved at all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """row: None under the last lane; card: None on a free place; edge: -1 left, 1 right, 0 neither."""

    beat: float
    row: int | None
    card: Card | None = None
    edge: int = 0


def hit(scene: Scene, position: QPointF) -> Hit:
    """What a pixel of the viewport is on."""
    camera = scene.camera
    beat, row = camera.scale.beat(position.x()), camera.row_at(position.y())
    if row is None or row >= len(scene.layout.lanes):
        return Hit(beat, None)
    inset = (camera.lane_height(row) - camera.card_height(row)) / 2
    if not inset <= position.y() - camera.lane_top(row) <= camera.lane_height(row) - inset:
        return Hit(beat, row)
    card = scene.card(scene.seen.lanes[row].at(beat))
    if card is not None:
        return Hit(beat, row, card, _edge(scene, card, position.x()))
    return _edge_beside(scene, row, beat, position.x())


def _edge(scene: Scene, card: Card, x: float) -> int:
    scale = scene.camera.scale
    left, right = scale.x(card.start_beat), scale.x(card.end_beat)
    if scene.is_far or right - left < EDGES_FROM:
        return 0
    zone = min(INSIDE, (right - left) / 4)
    return -1 if x - left < zone else 1 if right - x <= zone else 0


def _edge_beside(scene: Scene, row: int, beat: float, x: float) -> Hit:
    """An edge of a neighbour, taken hold of from outside; of a narrow gap each side has a quarter at most."""
    scale, lane = scene.camera.scale, scene.seen.lanes[row]
    before, after = lane.gap(beat)
    zone = min(OUTSIDE, (after - before) * scale.pixels_per_beat / 4)
    for edge_beat, edge in ((before, 1), (after, -1)):
        if abs(x - scale.x(edge_beat)) <= zone:
            card = scene.card(lane.at(edge_beat - 1e-6 if edge > 0 else edge_beat))
            if card is not None and not scene.is_far and card.duration_beats * scale.pixels_per_beat >= EDGES_FROM:
                return Hit(beat, row, card, edge)
    return Hit(beat, row)
