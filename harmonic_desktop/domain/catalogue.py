"""The parameters that mean something: their names, units, ranges, defaults, and what each does in words.

The words are English; the window translates them in the context “catalogue”.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .instruments import plain_name

Kind = Literal["physics", "music"]


@dataclass(frozen=True, slots=True)
class Known:
    """A parameter that has an effect: values lie in low..high (in `unit`), and `default` is put in when it is added.

    `choices` names the whole values from 0 on; `source` says what decides where the parameter is missing.
    """

    kind: Kind
    name: str
    unit: str
    low: float
    high: float
    default: float
    step: float
    effect: str
    what: str
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    whole: bool = False
    source: str = ""

    @property
    def title(self) -> str:
        """The name as it is read: “Air resistance”."""
        return self.name.replace("_", " ").capitalize()

    def holds(self, value: float) -> bool:
        """Whether a value, in the catalogue's unit, lies in the range (and is whole where it has to be)."""
        return math.isfinite(value) and self.low <= value <= self.high and not (self.whole and value != round(value))

    def choice(self, value: float) -> str | None:
        """The name of a value that has one: “C♯/D♭”, “dorian”."""
        return self.choices[int(value)] if self.choices and self.holds(value) else None

    def chosen(self, text: str) -> float | None:
        """The value that a text names, without regard to case, space and how ♯ and ♭ are written; None if none."""
        wanted = _plain_choice(text)
        for number, choice in enumerate(self.choices):
            if wanted in {_plain_choice(part) for part in (choice, *choice.split("/"))}:
                return float(number)
        return float(_SCALE_ALIASES[wanted]) if self.name == "scale" and wanted in _SCALE_ALIASES else None


KEYS = ("C", "C♯/D♭", "D", "D♯/E♭", "E", "F", "F♯/G♭", "G", "G♯/A♭", "A", "A♯/B♭", "B")
SCALES = (
    "major", "natural minor", "harmonic minor", "melodic minor", "major pentatonic", "minor pentatonic", "blues",
    "dorian", "phrygian", "lydian", "mixolydian", "locrian", "whole tone", "chromatic",
)  # fmt: skip
_SCALE_ALIASES = {"ionian": 0, "minor": 1, "aeolian": 1, "pentatonic": 4}

PHYSICS = (
    Known("physics", "gravity", "m/s²", 0, 20, 9.81, 0.1, "tempo, weight of the bass",
          "How strongly things fall. The more of it, the faster the music (60 + 6 × gravity beats per minute) and the "
          "heavier its bass.", ("surface_gravity", "gravity_constant", "gravitational_acceleration"),
          source="Without it, the gravity of the universe decides."),
    Known("physics", "friction", "dimensionless", 0, 1, 0.5, 0.01, "consonance, legato",
          "How things hold on to each other. The more of it, the more consonant the chords and the more connected the "
          "notes.", ("friction_coefficient",)),
    Known("physics", "elasticity", "dimensionless", 0, 1, 0.5, 0.01, "rhythm, echoes",
          "How things bounce back. The more of it, the livelier the rhythm, the stronger the echoes and the shorter "
          "the notes are held.", ("restitution", "bounce", "bounciness")),
    Known("physics", "air_resistance", "dimensionless", 0, 1, 0.2, 0.01, "range of the melody, fading",
          "How the air slows things. The more of it, the narrower the melody (24 down to 5 semitones) and the sooner "
          "its notes die away.", ("drag", "air_drag")),
    Known("physics", "density", "kg/m³", 0, 5, 1, 0.1, "notes per beat, voices",
          "How much there is in one place. The more of it, the more notes per beat and the more voices in a chord."),
    Known("physics", "time_scale", "×", 0.1, 5, 1, 0.1, "length of notes",
          "How fast time goes by. The faster it goes, the shorter the notes.", ("time_dilation", "speed_of_time")),
)  # fmt: skip

MUSIC = (
    Known("music", "tempo", "BPM", 40, 200, 120, 1, "speed", "Beats per minute.", ("bpm",),
          source="Without it, gravity decides."),
    Known("music", "key", "", 0, 11, 0, 1, "home note", "The note that the music comes home to.", ("root", "tonic"),
          KEYS, whole=True),
    Known("music", "scale", "", 0, 13, 0, 1, "mood", "The notes that the melody and its chords are made of.", ("mode",),
          SCALES, whole=True, source="Without it, the harmony of the environment decides."),
    Known("music", "beats_per_bar", "", 3, 7, 4, 1, "metre, bars of the ruler",
          "How many beats a bar has, in the music and on the ruler of the timeline.", ("meter", "metre"), whole=True),
    Known("music", "harmony", "", 0, 1, 0.5, 0.01, "consonance",
          "How consonant the music is as a whole.", source="Without it, friction decides."),
    Known("music", "rhythm_complexity", "", 0, 1, 0.5, 0.01, "rhythm",
          "From plain beats to lively patterns; the first beat of a bar always sounds.", ("rhythm",),
          source="Without it, elasticity decides."),
    Known("music", "melody_range", "", 0, 1, 0.8, 0.01, "range of the melody",
          "How far the melody reaches up and down.", ("melodic_range",), source="Without it, air resistance decides."),
    Known("music", "note_duration", "beats", 0.25, 4, 1, 0.25, "length of notes", "How long a note is, in beats.",
          ("note_length",), source="Without it, the time scale decides."),
    Known("music", "note_density", "per beat", 0.5, 8, 1, 0.5, "notes per beat", "How many notes there are in a beat.",
          ("notes_per_beat",), source="Without it, density decides."),
    Known("music", "octave", "", 1, 7, 4, 1, "pitch", "The octave that the melody lies in; 4 begins at middle C.",
          whole=True),
    Known("music", "volume", "", 0, 1, 0.8, 0.01, "loudness", "How loud it is.", ("loudness",)),
    Known("music", "pan", "", -1, 1, 0, 0.05, "place", "Where it is heard: −1 is left, 0 the middle, 1 right.",
          ("panning",)),
    Known("music", "reverb", "", 0, 1, 0.2, 0.01, "room", "How large a room it sounds in.", ("reverberation",)),
    Known("music", "chorus", "", 0, 1, 0, 0.01, "width", "How much each note is doubled and spread."),
    Known("music", "velocity", "", 1, 127, 80, 1, "touch", "How hard the notes are struck.", whole=True),
    Known("music", "swing", "", 0, 0.5, 0, 0.01, "groove", "How much later every second eighth note comes.",
          ("shuffle",)),
    Known("music", "transpose", "semitones", -24, 24, 0, 1, "pitch",
          "Moves all notes up or down by semitones; one instrument alone by octaves, so that it stays in key.",
          ("transposition",), whole=True),
    Known("music", "tuning", "Hz", 400, 480, 440, 1, "concert pitch", "The frequency of the A above middle C.",
          ("concert_pitch", "a4")),
    Known("music", "seed", "", 0, math.inf, 1, 1, "the dice",
          "A whole number that all choices left to chance follow from: the same seed, the same music.",
          ("random_seed",), whole=True, source="Without it, the universe has its own."),
)  # fmt: skip


def known_parameters(kind: Kind) -> tuple[Known, ...]:
    """All that the catalogue knows of one kind, in the order in which they are offered."""
    return PHYSICS if kind == "physics" else MUSIC


@lru_cache(maxsize=16384)
def find(kind: Kind, name: str) -> Known | None:
    """What the catalogue knows under a name, without regard to case, spaces, underscores and hyphens."""
    return _by_plain_name(kind).get(_plain(name))


def same_name(kind: Kind, name: str) -> str:
    """What all spellings of a name, and all names that the catalogue has for one parameter, have in common."""
    known = find(kind, name)
    return _plain(known.name if known is not None else name)


Mark = tuple[str, str]


def mark(kind: Kind, name: str, instrument: str | None) -> Mark:
    """What two parameters have in common of which one alone counts: what the name means, and for which instrument."""
    return same_name(kind, name), plain_name(instrument or "")


def passed_over(kind: Kind, named: Iterable[tuple[int, str, str | None]]) -> frozenset[int]:
    """Which of (id, name, instrument) don't count, as one of the same name (and instrument) has a lower id."""
    seen: set[Mark] = set()
    twins = set()
    for record_id, name, instrument in sorted(named):
        own = mark(kind, name, instrument)
        if own in seen:
            twins.add(record_id)
        seen.add(own)
    return frozenset(twins)


@lru_cache(maxsize=2)
def _by_plain_name(kind: Kind) -> dict[str, Known]:
    return {_plain(name): known for known in known_parameters(kind) for name in (known.name, *known.aliases)}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c not in "_-‐‑–" and not c.isspace())


def _plain_choice(text: str) -> str:
    plain = _plain(text).replace("♯", "#").replace("♭", "b")
    return plain.replace("sharp", "#").replace("flat", "b")
