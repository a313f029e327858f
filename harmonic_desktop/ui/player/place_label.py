"""Where the playhead is, in words, and how long the story is."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from .. import theme
from ..time_scale import clock
from .player import Player, State

USUAL = {"bar": "0000", "beat": "0", "now": "00:00", "all": "00:00"}
"""What there is room for, however short the story is, where there is room enough."""


class PlaceLabel(QLabel):
    """The place at length, or in fewer words where there is no room for all of them."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self.setObjectName("playheadPlace")
        self.setAccessibleName(self.tr("Playhead"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._forms = (
            (self.tr("Bar {bar} · beat {beat} · {now} / {all}"), self.tr("Making the music…")),
            (self.tr("Bar {bar} · {now} / {all}"), self.tr("Making the music…")),
            ("{now} / {all}", self.tr("Making…")),
        )
        """Each with what is said while the music is made."""
        self._form = self._forms[0]
        self._room = math.inf
        player.moved.connect(self._show)
        player.state_changed.connect(self._show_state)
        self._show_state()

    def fit_in(self, room: float) -> None:
        """Has the longest of its forms that is no wider than so many px, or the shortest."""
        self._room = room
        widths = {form: self._width_of(*form) for form in self._forms}
        self._form = next((form for form, width in widths.items() if width <= room), self._forms[-1])
        self.setMinimumWidth(widths[self._form])
        self._show(self._player.beat)

    def show_place(self) -> None:
        """Says where the playhead is now, and how long the story is."""
        self.fit_in(self._room)

    def _width_of(self, place: str, waiting: str) -> int:
        """So wide that nothing beside it moves while the music goes on to its end."""
        said = [waiting, re.sub(r"\d", "0", self._filled(place, self._player.end_beat))]
        if place == self._forms[0][0]:
            said.append(place.format_map(USUAL))
        return max(self.fontMetrics().horizontalAdvance(words) for words in said) + theme.SPACE

    def _show_state(self) -> None:
        self.show_place()
        _, waiting = self._forms[0]
        self.setAccessibleDescription(waiting if self._player.state is State.WAITING else "")

    def _show(self, beat: float) -> None:
        place, waiting = self._form
        text = waiting if self._player.state is State.WAITING else self._filled(place, beat)
        if text != self.text():
            self.setText(text)

    def _filled(self, place: str, beat: float) -> str:
        meter, locale = self._player.meter, self.locale()
        bar, inside = meter.bar_and_beat(beat)
        return place.format(
            bar=locale.toString(bar),
            beat=locale.toString(int(inside)),
            now=clock(int(meter.seconds(beat))),
            all=clock(int(meter.seconds(self._player.end_beat))),
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit_in(self._room)
