"""What a dragged edge snaps to: beats, bars and the edges of other cards, when they are near enough on the screen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ..time_scale import TimeScale, bar_step
from . import words
from .scene import Guide, Scene

REACH = 8.0
"""How many px away something draws an edge to itself."""
FINEST = 10.0
"""Grid lines closer together than this many px are not snapped to."""
DIGITS = 6
"""Decimals of a px by which two targets are told apart."""


@dataclass(frozen=True, slots=True)
class Target:
    """A beat that edges snap to; `pull` px are taken off its distance, so that of two near ones the better wins."""

    beat: float
    pull: float
    title: str = ""
    is_end: bool = False
    is_marker: bool = False
    is_hidden: bool = False
    """Whether the hand may lie over it: of two at the same place the other is named."""


def snapped(
    scene: Scene, edges: Sequence[float], moving: Collection[int], hand_row: int | None = None
) -> tuple[float, Guide | None]:
    """By how many beats edges (in beats) are to be corrected, and the guide that says to what; 0 and None if free.

    `hand_row` is the row that the hand is over.
    """
    pixels = scene.camera.scale.pixels_per_beat
    best: tuple[tuple[float, bool], float, Target] | None = None
    for edge in edges:
        for target in _targets(scene, edge, moving, hand_row):
            distance = abs(target.beat - edge) * pixels
            rank = round(distance - target.pull, DIGITS), target.is_hidden
            if distance <= REACH and (best is None or rank < best[0]):
                best = (rank, target.beat - edge, target)
    if best is None:
        return 0.0, None
    return best[1], Guide(best[2].beat, _name(scene, best[2]))


def grid_step(scale: TimeScale, beats_per_bar: int) -> float:
    """The grid that the mouse snaps to at this zoom, in beats: a beat, a bar, or more bars."""
    if scale.pixels_per_beat >= FINEST:
        return 1.0
    return float(bar_step(scale.pixels_per_beat, beats_per_bar, FINEST) * beats_per_bar)


def _targets(scene: Scene, edge: float, moving: Collection[int], hand_row: int | None) -> Iterator[Target]:
    step = grid_step(scene.camera.scale, scene.meter.beats_per_bar)
    bar = max(step, float(scene.meter.beats_per_bar))
    yield Target(max(round(edge / step) * step, 0.0), 0.0)
    yield Target(max(round(edge / bar) * bar, 0.0), 1.0)
    yield from _marker_edges(scene)
    reach = REACH / scene.camera.scale.pixels_per_beat
    for row in scene.camera.visible_rows:
        lane = scene.seen.lanes[row]
        # Open ends, so that a card that only touches the reach counts too.
        near = lane.near(edge - reach - 1e-9, edge + reach + 1e-9)
        for index in range(near.start, min(near.stop, near.start + 8)):
            card = scene.card(int(lane.ids[index]))
            if card is not None and card.id not in moving:
                title, is_hidden = words.short_title(card), row == hand_row
                yield Target(card.start_beat, 2.0, title, is_hidden=is_hidden)
                yield Target(card.end_beat, 2.0, title, is_end=True, is_hidden=is_hidden)


def _marker_edges(scene: Scene) -> Iterator[Target]:
    """The edges of acts and the moments, but for a marker that is held itself."""
    if scene.contents is None:
        return
    held = scene.held_marker.id if scene.held_marker is not None else None
    for marker in scene.contents.markers.values():
        if marker.id != held:
            yield Target(marker.start_beat, 3.0, marker.name, is_marker=True)
            if marker.duration_beats:
                yield Target(marker.end_beat, 2.5, marker.name, is_end=True, is_marker=True)


def _name(scene: Scene, target: Target) -> str:
    if not target.title:
        return words.place_at_start(scene.meter, target.beat)
    if target.is_marker and not target.is_end:
        return target.title
    name = (
        QCoreApplication.translate("TimelineView", "End of “{title}”")
        if target.is_end
        else QCoreApplication.translate("TimelineView", "Start of “{title}”")
    )
    return name.format(title=target.title)
