"""A story that comes from another program: built card by card, with an account of what was taken and what was left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..domain.checks import NAME_LIMIT, PLOT_POINT_LIMIT
from ..domain.contents import Contents, contents_of
from ..domain.edits import Record, new_id
from ..domain.errors import InvalidValue
from ..domain.markers import Marker
from ..domain.placement import laid_right
from ..domain.storyboard import COLOURS, LAST_BEAT, Card, Plotline
from ..domain.universe import Universe

BAR = 4.0
"""A card is one bar long where the other program knows no lengths."""
MOST_CARDS = 100_000
NOBODY = 0
"""The creator of a universe that no account has taken in yet."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A universe with provisional ids, and sentences on what was left behind in its file."""

    contents: Contents
    left: tuple[str, ...]

    @property
    def took(self) -> str:
        """“Took 12 cards on 3 plotlines and 4 markers.”"""
        cards, lanes = len(self.contents.cards), len(self.contents.plotlines)
        markers = f" and {_counted(len(self.contents.markers), 'marker')}" if self.contents.markers else ""
        return f"Took {_counted(cards, 'card')} on {_counted(lanes, 'plotline')}{markers}."


class Story:
    """What has arrived so far; `arrival` lays it right and closes the account."""

    def __init__(self, title: str, description: str = "") -> None:
        self._left: Counter[str] = Counter()
        name = self._cut(title, NAME_LIMIT, "names") or "Imported story"
        self._universe = Universe(new_id(), NOBODY, name, _kept(description) or None)
        self._plotlines: dict[str, Plotline] = {}
        self._cards: list[Card] = []
        self._markers: list[Marker] = []
        self._ends: dict[int, float] = {}

    def plotline(self, name: str, key: str | None = None) -> Plotline:
        """The plotline of that name, made when it is first asked for; a key tells those of the same name apart."""
        key = name if key is None else key
        if key not in self._plotlines:
            row = len(self._plotlines)
            title = self._cut(name, NAME_LIMIT, "names") or "Main"
            self._plotlines[key] = Plotline(new_id(), self._universe.id, title, row % COLOURS, row)
        return self._plotlines[key]

    def card(
        self, plotline: Plotline, title: str, description: str = "", start_beat: float | None = None, bars: float = 1.0
    ) -> None:
        """A card at a beat, or after the last one of its plotline; raises InvalidValue where there are too many."""
        if len(self._cards) == MOST_CARDS:
            raise InvalidValue(f"This file has more than {MOST_CARDS:,} cards; nothing was taken.")
        start = self._ends.get(plotline.id, 0.0) if start_beat is None else start_beat
        _refuse_far(start)
        self._ends[plotline.id] = start + bars * BAR
        text = _kept(description).strip()
        short = self._cut(title, PLOT_POINT_LIMIT, "titles") or "Untitled"
        if len(" ".join(_kept(title).split())) > PLOT_POINT_LIMIT:
            text = f"{' '.join(_kept(title).split())}\n\n{text}".strip()
        self._cards.append(Card(new_id(), self._universe.id, plotline.id, short, text, 0.0, start, bars * BAR))

    def marker(self, name: str, start_beat: float, bars: float) -> None:
        """A chapter or an act, from a beat on; raises InvalidValue where it is too far away."""
        title = self._cut(name, NAME_LIMIT, "names")
        if title:
            _refuse_far(start_beat)
            colour = len(self._markers) % COLOURS
            self._markers.append(Marker(new_id(), self._universe.id, title, start_beat, bars * BAR, colour))

    def leave(self, what: str, count: int = 1) -> None:
        """Notes that something was not taken, so many times."""
        if count:
            self._left[what] += count

    def arrival(self) -> Arrival:
        """The whole story; where cards of a plotline overlap, the later ones make room. Raises InvalidValue."""
        if not self._cards:
            raise InvalidValue("There is nothing in this file that could become a card; nothing was taken.")
        left = tuple(f"{what}: {count:,}" if count > 1 else what for what, count in self._left.items())
        records: list[Record] = [*self._plotlines.values(), *laid_right(self._cards), *self._markers]
        return Arrival(contents_of(self._universe, records), left)

    def _cut(self, text: str, limit: int, what: str) -> str:
        line = " ".join(_kept(text).split())
        if len(line) <= limit:
            return line
        self.leave(f"Long {what} were cut at {limit} characters")
        return line[: limit - 1].rstrip() + "…"


def _refuse_far(beat: float) -> None:
    if not 0.0 <= beat <= LAST_BEAT:
        raise InvalidValue("This story is longer than a timeline can be; nothing was taken.")


def _kept(text: str) -> str:
    """Without what a database can't hold: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
