"""What is done to markers, by mouse, key or menu alike: each asks for one edit and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from math import floor
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from ....domain.contents import Contents
from ....domain.edits import Edit
from ....domain.markers import (
    Marker,
    change_marker,
    create_marker,
    fewest_hue,
    place_marker,
    remove_marker,
)
from ... import theme
from ..snapping import grid_step
from . import words

if TYPE_CHECKING:
    from .band import MarkerBand

WIDEST_NEW = 24 * theme.SPACE
"""A new act is so many bars long that it is about so many px wide, and ends where the next one begins."""
MARGIN = 6 * theme.SPACE
"""Free space in px left of what was gone to, and on both sides of what was zoomed to."""


class Commands:
    """The verbs of the band; the current marker is the one that keys and menus act on."""

    def __init__(self, band: MarkerBand) -> None:
        self._band = band
        self._view = band.view
        self._scene = band.view.scene

    # making

    def new_marker(self) -> None:
        """An act over the selected cards, or one at the first whole bar in view."""
        contents = self._scene.contents
        if contents is None:
            return
        cards = [contents.cards[card_id] for card_id in self._scene.selection if card_id in contents.cards]
        if cards:
            start = min(card.start_beat for card in cards)
            self.create(start, max(card.end_beat for card in cards) - start)
        else:
            bar, left = self._bar, self._scene.camera.scale.left_beat
            self.new_act_at(-(-left // bar) * bar)

    def new_act_at(self, beat: float) -> None:
        """An act from the bar of a beat on."""
        self.create(*self._act_at(beat))

    def new_moment_at(self, beat: float) -> None:
        """A moment at the grid line nearest to a beat."""
        grid = grid_step(self._scene.camera.scale, self._scene.meter.beats_per_bar)
        self.create(max(round(beat / grid) * grid, 0.0), 0.0)

    def create(self, start_beat: float, duration_beats: float) -> None:
        """Makes a marker and lets its name be typed."""
        made = self._create(start_beat, duration_beats)
        if made is not None:
            self._band.edit_name(made)

    def add_beside(self, *, is_act: bool) -> None:
        """Makes a marker behind the current one, which is current then; its name is typed elsewhere."""
        current = self._band.current_marker
        start = current.end_beat if current is not None else self._scene.camera.scale.left_beat
        made = self._create(*(self._act_at(start) if is_act else (start, 0.0)))
        if made is not None:
            self._band.choose(made)

    def _create(self, start_beat: float, duration_beats: float) -> int | None:
        before = self._ids()
        name = self.next_name() if duration_beats else _tr("New moment")
        self._ask(lambda contents: create_marker(contents, start_beat, duration_beats, name))
        return next(iter(self._ids() - before), None)

    def _act_at(self, beat: float) -> tuple[float, float]:
        """Start and length of a new act around a beat: from its bar on, until the next act begins at the latest."""
        start = floor(max(beat, 0.0) / self._bar) * self._bar
        pixels = self._scene.camera.scale.pixels_per_beat
        beats = max(round(WIDEST_NEW / (self._bar * pixels)), 1) * self._bar
        later = [m.start_beat for m in self._band.markers if m.duration_beats and m.start_beat >= start + self._bar]
        return start, min([beats, *(other - start for other in later)])

    def next_name(self) -> str:
        """What the next act is called until it is named."""
        acts = sum(1 for marker in self._band.markers if marker.duration_beats)
        return _tr("Act {0}").format(QLocale().toString(acts + 1))

    def next_colour(self) -> int:
        """The hue that the next marker has."""
        return fewest_hue(self._scene.contents) if self._scene.contents is not None else 0

    # changing

    def place(self, marker_id: int, start_beat: float, duration_beats: float) -> None:
        """Gives a marker another place, and says where it is."""
        before = self._marker(marker_id)
        self._ask(lambda contents: place_marker(contents, marker_id, start_beat, duration_beats))
        after = self._marker(marker_id)
        if after is not None and after != before:
            self._view.announced.emit(words.placed(self._scene.meter, after))

    def rename(self, marker_id: int, name: str) -> None:
        """Gives a marker another name."""
        self._ask(lambda contents: change_marker(contents, marker_id, name=name))

    def set_colour(self, colour: int) -> None:
        """Gives the current marker another hue."""
        marker = self._band.current_marker
        if marker is not None:
            self._ask(lambda contents: change_marker(contents, marker.id, colour=colour))

    def remove(self) -> None:
        """Removes the current marker; the keyboard goes on from the one that follows it."""
        marker = self._band.current_marker
        if marker is not None:
            self._ask(lambda contents: remove_marker(contents, marker.id))
            if self._marker(marker.id) is None:
                self._view.announced.emit(words.removed(marker))

    def step(self, beats: float) -> None:
        """Moves the current marker by some beats, no further than to the start."""
        marker = self._band.current_marker
        if marker is not None:
            self.place(marker.id, max(marker.start_beat + beats, 0.0), marker.duration_beats)
            self._band.reveal_current()

    def step_bar(self, direction: int) -> None:
        """Moves the current marker by a bar."""
        self.step(direction * self._bar)

    def stretch_end(self, beats: float) -> None:
        """Moves the right edge of the current marker; an act without length is a moment."""
        marker = self._band.current_marker
        if marker is not None:
            self.place(marker.id, marker.start_beat, max(marker.duration_beats + beats, 0.0))

    def stretch_start(self, beats: float) -> None:
        """Moves the left edge of the current marker; its end stays."""
        marker = self._band.current_marker
        if marker is not None:
            start = min(max(marker.start_beat + beats, 0.0), marker.end_beat)
            self.place(marker.id, start, marker.end_beat - start)

    # looking

    def list_all(self) -> None:
        """Opens the list of all markers with their numbers, at the current one."""
        if self._band.dialog is None:
            from .dialog import MarkersDialog

            self._band.dialog = MarkersDialog(self._band)
            self._band.dialog.destroyed.connect(self._band.forget_dialog)
        self._band.dialog.show()
        self._band.dialog.activateWindow()

    def select_cards(self) -> None:
        """Selects the cards that begin in the current act, or that sound at the current moment."""
        marker = self._band.current_marker
        if marker is None:
            return
        chosen: list[int] = []
        for lane in self._scene.layout.lanes:
            if marker.duration_beats:
                inside = (lane.start >= marker.start_beat) & (lane.start < marker.end_beat)
            else:
                inside = (lane.start <= marker.start_beat) & (lane.end > marker.start_beat)
            chosen += lane.ids[np.flatnonzero(inside)].tolist()
        self._view.selecting.select(frozenset(chosen))

    def go_to(self, marker_id: int) -> None:
        """Scrolls to a marker and makes it the current one."""
        marker = self._marker(marker_id)
        if marker is not None:
            scale = self._scene.camera.scale
            scale.scroll_to(marker.start_beat - MARGIN / scale.pixels_per_beat, beyond=True)
            self._band.make_current(marker_id)

    def zoom_to(self) -> None:
        """Shows the current act in the whole width, or a few bars around the current moment."""
        marker = self._band.current_marker
        if marker is None:
            return
        scale = self._scene.camera.scale
        around = 0.0 if marker.duration_beats else 2 * self._bar
        first, last = max(marker.start_beat - around, 0.0), marker.end_beat + around
        pixels = max(scale.width - 2 * MARGIN, 1) / (last - first)
        scale.show(first - MARGIN / pixels, pixels)

    def loop(self) -> None:
        """Plays the current act over and over."""
        marker = self._band.current_marker
        if marker is not None and marker.duration_beats:
            self._view.loop_requested.emit(marker.start_beat, marker.end_beat)

    def _ask(self, verb: Callable[[Contents], Edit]) -> None:
        self._view.edit_requested.emit(verb)

    @property
    def _bar(self) -> float:
        return float(self._scene.meter.beats_per_bar)

    def _marker(self, marker_id: int) -> Marker | None:
        return self._scene.contents.markers.get(marker_id) if self._scene.contents is not None else None

    def _ids(self) -> set[int]:
        return set(self._scene.contents.markers) if self._scene.contents is not None else set()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Markers", text)
