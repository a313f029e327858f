"""The chords of a universe: what its harmony asks for, home at the ends of acts, and the way from each to the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import floor, isfinite
from typing import TYPE_CHECKING

from ..domain.harmony import DECIMALS
from .chord_names import chord_name
from .chords import Wanted, way_through
from .mapping import Settings
from .musicians import Musician
from .passages import Passage, passages_between, tell_loudness
from .phrases import PERIOD, Phrase, Span
from .scales import LEADING, note_names
from .score import Chord
from .stretches import stretches_of
from .vocabulary import Cadence, vocabulary

if TYPE_CHECKING:
    from ..domain.contents import Contents

STATEMENT = 2
"""Bars that a card has for its motif once it has begun, even where another follows."""
_HOME = ("tonic", "act", "end")


def intended(harmony: float, settings: Settings) -> float:
    """The consonance that is meant for a harmony: that, tilted by friction and the environment, within 0..1."""
    return min(max(harmony + settings.tilt, 0.0), 1.0)


def passages_of(
    contents: Contents, settings: Settings, musicians: Sequence[Musician], phrases: Sequence[Phrase]
) -> list[Passage]:
    """All the time in which anything sounds, with its chords; where only drums do, there are none."""
    edges = [edge for marker in contents.markers.values() for edge in (marker.start_beat, marker.end_beat)]
    statement = float(STATEMENT * settings.beats_per_bar)
    cut = stretches_of(phrases, edges, settings.beats_per_bar)
    passages = passages_between(cut, phrases, musicians, statement)
    acts = _acts(contents)
    tell_loudness(passages, acts)
    _choose([passage for passage in passages if passage.singers], settings, {end for _, end in acts})
    return passages


def _acts(contents: Contents) -> list[Span]:
    """Where markers that last begin and end; what is nowhere is no act."""
    spans = [(marker.start_beat, marker.end_beat) for marker in contents.markers.values() if marker.duration_beats > 0]
    return [span for span in spans if isfinite(span[0]) and isfinite(span[1])]


def _choose(passages: Sequence[Passage], settings: Settings, ends: Collection[float]) -> None:
    words = vocabulary(settings.key, settings.scale, settings.voices)
    bar = float(settings.beats_per_bar)
    cadences = _cadences(passages, ends, bar)
    periods = [floor(passage.start / (PERIOD * bar)) for passage in passages]
    opens = [place == 0 or period != periods[place - 1] for place, period in enumerate(periods)]
    targets = [intended(passage.target, settings) for passage in passages]
    way = way_through(words, map(Wanted, targets, cadences, opens))
    for passage, index, cadence in zip(passages, way, cadences, strict=True):
        passage.pitches = tuple(words.pitches[index].tolist())
        passage.root = int(words.roots[index])
        passage.is_home = cadence in _HOME
        passage.is_close = cadence in ("act", "end")
        passage.is_last = cadence == "end"
        passage.rank = words.rank(index)
        passage.raised = (settings.key + LEADING - 1) % 12 if words.borrowed[index] else -1


def _cadences(passages: Sequence[Passage], ends: Collection[float], bar: float) -> list[Cadence]:
    """Home at the beginning, and by way of the dominant at the ends of acts, before a silence and at the very end."""
    told: list[Cadence] = [""] * len(passages)
    told[:1], told[-1:] = ["tonic"] * len(passages[:1]), ["end"] * len(passages[-1:])
    for place, (passage, after) in enumerate(pairwise(passages)):
        if after.start - passage.end >= bar:
            told[place] = "tonic"
        if any(passage.start < end <= after.start for end in ends):
            told[place] = "act"
    for place, (passage, after) in enumerate(pairwise(passages)):
        if told[place + 1] in _HOME and not told[place] and passage.end == after.start:
            told[place] = "dominant"
    return told


def chords_of(passages: Sequence[Passage], phrases: Sequence[Phrase], settings: Settings) -> tuple[Chord, ...]:
    """What is told of the chords: their notes and names as they sound, which is transposed."""
    names = note_names((settings.key + settings.transpose) % 12, settings.scale)
    return tuple(
        Chord(
            passage.start,
            round(passage.end - passage.start, DECIMALS),
            pitches,
            chord_name(pitches, names),
            intended(passage.target, settings),
            passage.rank,
            tuple(str(phrases[place].card.id) for place in passage.phrases),
        )
        for passage in passages
        if passage.singers
        for pitches in [tuple(pitch + settings.transpose for pitch in passage.pitches)]
    )
