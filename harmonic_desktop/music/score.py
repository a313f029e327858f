"""What is played: parts, their notes and the chords beneath them, in beats of story time. See `compose`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

DRUM_CHANNEL = 9
"""The tenth of MIDI's sixteen channels, counted from 0."""

Role = Literal["melody", "chord", "bass", "drums"]


@dataclass(frozen=True, slots=True)
class Note:
    """start and length in beats of story time (length > 0); pitch: MIDI note 0..127; velocity: 1..127."""

    start: float
    length: float
    pitch: int
    velocity: int
    role: Role = "melody"


@dataclass(frozen=True, slots=True)
class Part:
    """What one plotline plays, in order of start, then pitch.

    program: General MIDI 0..127, None for drums; volume, reverb, chorus: 0..1; pan: −1..1; release: seconds that a note
    takes to fade; is_silent: muted, or another plotline is played alone.
    """

    plotline_id: str
    name: str
    instrument: str
    program: int | None
    notes: tuple[Note, ...]
    volume: float = 0.8
    pan: float = 0.0
    reverb: float = 0.2
    chorus: float = 0.0
    release: float = 0.5
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Chord:
    """The chord of a stretch of story time: its notes from the lowest, its name, and how consonant it was meant to be.

    intended and measured are ranks 0..1 within the vocabulary; card_ids are the cards that sound there.
    """

    start: float
    length: float
    pitches: tuple[int, ...]
    name: str
    intended: float
    measured: float
    card_ids: tuple[str, ...]


def chord_at(chords: Sequence[Chord], beat: float) -> Chord | None:
    """The chord, of some in order of start, that sounds at a beat; one that begins there is heard already."""
    place = bisect_right(chords, beat, key=lambda chord: chord.start) - 1
    found = chords[place] if place >= 0 else None
    return found if found is not None and beat < found.start + found.length else None


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place of the music: the start of a card, or of an act."""

    start: float
    name: str


@dataclass(frozen=True, slots=True)
class Score:
    """All of the music of a universe; the same universe and seed give the same score on every machine.

    tempo: BPM; key: 0 (C)..11, as it sounds; scale: its number in the catalogue; length: beats up to the end of the
    last note; tuning: Hz of the A above middle C; reverb: 0..1, of the room that everything sounds in.
    """

    title: str
    tempo: float
    beats_per_bar: int
    key: int
    scale: int
    tuning: float
    reverb: float
    length: float
    parts: tuple[Part, ...]
    chords: tuple[Chord, ...]
    marks: tuple[Mark, ...]

    @property
    def heard_parts(self) -> tuple[Part, ...]:
        """The parts that have notes and are not silent; none where nothing is to be heard."""
        return tuple(part for part in self.parts if part.notes and not part.is_silent)

    def seconds(self, beat: float) -> float:
        """When a place of the music is heard, in seconds from its beginning."""
        return beat * 60.0 / self.tempo
