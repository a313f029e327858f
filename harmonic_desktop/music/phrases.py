"""Cards as they are played: by whom, when, and how fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, isfinite
from typing import TYPE_CHECKING
from zlib import crc32

from ..domain.contents import in_story_order
from ..domain.harmony import DECIMALS
from ..domain.storyboard import LAST_BEAT, Card
from .motifs import VARIED
from .musicians import Musician

if TYPE_CHECKING:
    from ..domain.contents import Contents

LAST_HEARD = 2 * LAST_BEAT
"""Nothing is heard after this beat: the end of the longest card at the last beat where one can be placed."""
MOST_SUNG, NEVER_SLOWER, SINGING = 60_000.0, 8.0, 2
"""Where more notes than this would be sung, of the cards longer than 8 beats, the longest most, notes are slower, so
that a score stays small; two at most sing at a time."""
PERIOD = 8
"""Bars after which chords begin anew, and which an edit is heard in: what it changes goes no further."""
_RETURNS = 2
"""So many of VARIED are near enough to the motif to bring it back."""

Span = tuple[float, float]
"""Where something begins and ends, in beats."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A card as it is played, from start to end in beats.

    row: of its musician; frames: whether it is the first or the last card of its plotline; luck: a whole number that
    follows from its place; variation: what it makes of its motif, the place in VARIED; slow: how many times slower
    than others it is played, which is 1 but for the longest cards of a story that is far too long.
    """

    card: Card
    row: int
    start: float
    end: float
    frames: bool
    luck: int
    variation: int
    slow: float


def phrases_of(contents: Contents, musicians: Sequence[Musician], beats_per_bar: int) -> list[Phrase]:
    """The cards that are heard, by start, then from the top plotline."""
    rows = {one.plotline.id: row for row, one in enumerate(musicians)}
    cards = [card for card in in_story_order(contents) if card.plotline_id in rows]
    spans = [(card, span) for card in cards if (span := heard_span(card)) is not None]
    units = [musicians[rows[card.plotline_id]].unit for card, _ in spans]
    slow = _slowness([span for _, span in spans], units)
    last = {card.plotline_id: card.id for card, _ in spans}
    first = {card.plotline_id: card.id for card, _ in reversed(spans)}
    phrases: list[Phrase] = []
    before: dict[int, tuple[int, int]] = {}
    for (card, (start, end)), times in zip(spans, slow, strict=True):
        row = rows[card.plotline_id]
        frames = card.id in (first[card.plotline_id], last[card.plotline_id])
        # From where it lies, and not from which of the cards it is: what comes or goes elsewhere changes nothing here.
        luck = crc32(f"{musicians[row].theme} {floor(start / beats_per_bar)}".encode("utf-8", "replace"))
        period = floor(start / (PERIOD * beats_per_bar))
        variation = 0 if frames else _variation(luck, period, before.get(row))
        before[row] = period, variation
        phrases.append(Phrase(card, row, start, end, frames, luck, variation, times))
    return phrases


def joined(spans: Iterable[Span]) -> list[Span]:
    """The pieces of time that spans cover together."""
    pieces: list[Span] = []
    for start, end in sorted(spans):
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = pieces[-1][0], max(pieces[-1][1], end)
        else:
            pieces.append((start, end))
    return pieces


def heard_span(card: Card) -> Span | None:
    """When a card is heard: what lies before beat 0, after the last, or nowhere is not."""
    if not (isfinite(card.start_beat) and isfinite(card.duration_beats) and isfinite(card.harmony_tie)):
        return None
    start = min(max(round(card.start_beat, DECIMALS), 0.0), LAST_HEARD)
    end = min(round(card.end_beat, DECIMALS), LAST_HEARD)
    return (start, end) if end > start else None


def _variation(luck: int, period: int, before: tuple[int, int] | None) -> int:
    """Another one than the card before it has, which has a period and a variation.

    The first card of a period has the motif as it is, or ornamented by turns, and no other but for these has that: so
    what is changed in one period is not heard in the next.
    """
    last_period, last = before or (-1, -1)
    wanted = period % _RETURNS if period != last_period else _RETURNS + luck % (len(VARIED) - _RETURNS)
    if wanted != last:
        return wanted
    others = [one for one in range(_RETURNS, len(VARIED)) if one != last]
    return others[luck % len(others)]


def _slowness(spans: Sequence[Span], units: Sequence[float]) -> list[float]:
    """How many times slower each is played, a power of two, so that they are not too many notes together.

    units: the beats from note to note that each would have.
    """
    lengths = [end - start for start, end in spans]
    crowd = max(sum(lengths) / max(sum(end - start for start, end in joined(spans)), 1.0) / SINGING, 1.0)
    limit = max(lengths, default=0.0)
    while limit > NEVER_SLOWER and (
        sum(min(length, limit) / unit for length, unit in zip(lengths, units, strict=True)) > MOST_SUNG * crowd
    ):
        limit /= 2.0
    slow = []
    for length in lengths:
        times = 1.0
        while length / times > limit:
            times *= 2.0
        slow.append(times)
    return slow
