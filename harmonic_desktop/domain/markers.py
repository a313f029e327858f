"""Marker records and their verbs: named spans and moments along the story, such as acts and a midpoint."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .checks import NAME_LIMIT, checked_number, checked_text
from .edits import Change, Edit, created, edit, new_id, removed
from .storyboard import COLOURS, LAST_BEAT

if TYPE_CHECKING:
    from .contents import Contents


@dataclass(frozen=True, slots=True)
class Marker:
    """A named part of the story, in beats; one without duration is a moment. colour: hue 0..7, as of a plotline."""

    id: int
    universe_id: int
    name: str
    start_beat: float = 0.0
    duration_beats: float = 0.0
    colour: int = 0

    @property
    def end_beat(self) -> float:
        """Where it has ended, in beats."""
        return self.start_beat + self.duration_beats


def create_marker(
    contents: Contents,
    start_beat: float,
    duration_beats: float = 0.0,
    name: str = "New marker",
    colour: int | None = None,
) -> Edit:
    """A new marker, in the first of the hues that fewest have; markers may overlap; raises InvalidValue."""
    hue = fewest_hue(contents) if colour is None else colour % COLOURS
    marker = Marker(
        new_id(),
        contents.universe.id,
        _checked_name(name),
        _checked_start(start_beat),
        _checked_duration(duration_beats),
        hue,
    )
    return edit(f"Create marker “{marker.name}”", [created(marker)])


def fewest_hue(contents: Contents) -> int:
    """The first of the hues that fewest markers have."""
    used = Counter(marker.colour % COLOURS for marker in contents.markers.values())
    return min(range(COLOURS), key=lambda hue: used[hue])


def change_marker(contents: Contents, marker_id: int, *, name: str | None = None, colour: int | None = None) -> Edit:
    """Changes what is given of a marker; raises InvalidValue, NotFound."""
    before = contents.get_marker(marker_id)
    after = before
    if name is not None and name != before.name:
        after = replace(after, name=_checked_name(name))
    if colour is not None:
        after = replace(after, colour=colour % COLOURS)
    return edit(f"Change marker “{before.name}”", [Change(before, after)])


def place_marker(contents: Contents, marker_id: int, start_beat: float, duration_beats: float) -> Edit:
    """Gives a marker another start and duration (0 for a moment); raises InvalidValue, NotFound."""
    before = contents.get_marker(marker_id)
    after = replace(before, start_beat=_checked_start(start_beat), duration_beats=_checked_duration(duration_beats))
    verb = "Move" if after.duration_beats == before.duration_beats else "Resize"
    return edit(f"{verb} marker “{before.name}”", [Change(before, after)])


def remove_marker(contents: Contents, marker_id: int) -> Edit:
    """Removes a marker; what it names stays; raises NotFound."""
    gone = contents.get_marker(marker_id)
    return edit(f"Remove marker “{gone.name}”", [removed(gone)])


def _checked_name(name: str) -> str:
    return checked_text(name, "The name of a marker", NAME_LIMIT, "name")


def _checked_start(beat: float) -> float:
    return checked_number(beat, "The start", "start_beat", low=0.0, high=LAST_BEAT)


def _checked_duration(beats: float) -> float:
    return checked_number(beats, "The length of a marker", "duration_beats", low=0.0, high=LAST_BEAT)
