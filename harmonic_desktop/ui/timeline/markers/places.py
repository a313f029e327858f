"""How high the band of markers is, where the last of them ends, and what a px of it is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....domain.contents import Contents
from ....domain.markers import Marker
from ... import theme
from ...marker_places import Place

BAND_HEIGHT = 6 * theme.SPACE
"""As high as a target has to be."""
EDGE = 8.0
"""How far inside a bar its edges can be taken hold of, in px; outside as far as half a target."""
BODY = theme.TARGET / 2


@dataclass(frozen=True, slots=True)
class MarkerHit:
    """What a px of the band is on; edge: -1 left, 1 right, 0 neither."""

    marker: Marker
    edge: int


def last_marked_beat(contents: Contents | None) -> float:
    """Where the last marker ends, 0 without any."""
    return max((marker.end_beat for marker in contents.markers.values()), default=0.0) if contents is not None else 0.0


def hit_marker(found: Sequence[Place], x: float) -> MarkerHit | None:
    """The marker under a px: flags before bars, later bars before earlier; an edge may be taken from outside too."""
    for place in reversed(found):
        if place.is_moment and place.left - BODY / 2 <= x <= max(place.right, place.left + 1.5 * BODY):
            return MarkerHit(place.marker, 0)
    for place in reversed(found):
        if not place.is_moment and place.left <= x < place.right:
            return MarkerHit(place.marker, _edge(place, x))
    beside = [place for place in found if not place.is_moment and place.left - BODY <= x <= place.right + BODY]
    if not beside:
        return None
    nearest = min(beside, key=lambda place: min(abs(x - place.left), abs(x - place.right)))
    return MarkerHit(nearest.marker, -1 if abs(x - nearest.left) <= abs(x - nearest.right) else 1)


def _edge(place: Place, x: float) -> int:
    zone = min(EDGE, (place.right - place.left) / 4)
    return -1 if x - place.left < zone else 1 if place.right - x <= zone else 0
