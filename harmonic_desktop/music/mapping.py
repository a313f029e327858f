"""Physics and music parameters become musical settings, each with the reason for it.

An explicit music parameter decides; where there is none a physics parameter does, and where there is none of that
either the catalogue's default. Values out of range count as the nearest one inside, which is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Literal
from zlib import crc32

from ..domain.catalogue import Kind, Known, find
from ..domain.counted import CountedParameters
from ..domain.meter import meter_of
from ..domain.universe import STANDARD_GRAVITY

if TYPE_CHECKING:
    from ..domain.contents import Contents

Source = Literal["music", "physics", "universe", "default"]

RHYTHMS = ("plain", "walking", "dotted", "syncopated", "tumbling")
"""The five rhythms, from plain to lively; the first beat of a bar always sounds."""
MODES = (9, 0, 10, 7, 1, 8, 11)
"""Scales by brightness: lydian, major (ionian), mixolydian, dorian, natural minor (aeolian), phrygian, locrian."""
NOTE_VALUES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
DENSITIES = (0.5, 1.0, 2.0, 3.0, 4.0)
NARROWEST, WIDEST = 5.0, 24.0
"""The range of a melody in semitones."""
MOST_VOICES = 6


@dataclass(frozen=True, slots=True)
class Because:
    """What a setting comes from: a parameter (or a value of the universe) by its name in the catalogue, and its value.

    `used` is the value that counts where the one that is given lies out of range.
    """

    source: Source
    name: str
    value: float
    unit: str = ""
    used: float | None = None

    @property
    def is_clamped(self) -> bool:
        return self.used is not None and self.used != self.value

    @property
    def counted(self) -> float:
        """The value that the effect was made from."""
        return self.value if self.used is None else self.used


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that is heard: its name, its value in `unit`, the word for that value if it has one, and why."""

    name: str
    value: float
    unit: str
    because: tuple[Because, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the music of a universe, or of one instrument in it, follows from; see `effects` for the reasons.

    tempo: BPM, 40..200; key: 0 (C)..11; scale: number in the catalogue; tilt: what is added to each card's harmony;
    gate: share of its length that a note sounds, 0.2..1; rhythm: 0..4 into RHYTHMS; echo: how much of its velocity an
    echo keeps, 0..1; melody_range: semitones; release: seconds; notes_per_beat; voices: of a chord; note_beats: length
    of a note; octave: 4 begins at middle C; volume, reverb, chorus, bass: 0..1; pan: −1..1; velocity: 1..127;
    swing: 0..0.5; transpose: semitones, of an instrument as many as of the universe by octaves; tuning: Hz of A4.
    """

    tempo: float
    beats_per_bar: int
    key: int
    scale: int
    tilt: float
    gate: float
    rhythm: int
    echo: float
    melody_range: float
    release: float
    notes_per_beat: float
    voices: int
    note_beats: float
    octave: int
    bass: float
    volume: float
    pan: float
    reverb: float
    chorus: float
    velocity: int
    swing: float
    transpose: int
    tuning: float
    seed: int
    effects: tuple[Effect, ...]


def settings_of(contents: Contents, instrument: str = "") -> Settings:
    """The settings of a universe; those of an instrument differ where a music parameter names it."""
    return _Mapping(contents, instrument).settings()


def known_of(because: Because) -> Known | None:
    """What the catalogue says of the parameter that an effect comes from."""
    kind: Kind = "music" if because.source == "music" else "physics"
    return find(kind, because.name)


class _Mapping:
    """Looks parameters up and keeps the reasons of what it makes of them."""

    def __init__(self, contents: Contents, instrument: str) -> None:
        self._contents = contents
        self._counted = CountedParameters(contents, instrument)
        self._of_all = CountedParameters(contents) if instrument else self._counted
        self._effects: list[Effect] = []

    def settings(self) -> Settings:
        meter = meter_of(self._contents)
        return Settings(
            tempo=self._tempo(meter.tempo),
            beats_per_bar=self._whole("beats_per_bar"),
            key=self._choice("key"),
            scale=self._scale(),
            tilt=self._tilt(),
            gate=self._gate(),
            rhythm=self._rhythm(),
            echo=self._of_physics("echo", "elasticity", "", float),
            melody_range=self._melody_range(),
            release=self._of_physics("release", "air_resistance", "s", lambda a: 0.1 + 2.0 * (1.0 - a)),
            notes_per_beat=self._notes_per_beat(),
            voices=int(self._of_physics("voices", "density", "", lambda d: min(2 + round(d), MOST_VOICES))),
            note_beats=self._note_beats(),
            octave=self._whole("octave"),
            bass=self._bass(),
            volume=self._plain("volume"),
            pan=self._plain("pan"),
            reverb=self._plain("reverb"),
            chorus=self._plain("chorus"),
            velocity=self._whole("velocity"),
            swing=self._plain("swing"),
            transpose=self._transpose(),
            tuning=self._plain("tuning"),
            seed=self._seed(),
            effects=tuple(self._effects),
        )

    # What parameters say

    def _music(self, name: str) -> Because | None:
        value = self._counted.music(name)
        return _because("music", _known("music", name), value) if value is not None else None

    def _physics(self, name: str) -> Because:
        value, known = self._counted.physics(name), _known("physics", name)
        return _because("physics", known, value) if value is not None else _default("physics", known)

    def _gravity(self) -> Because:
        because, constant = self._physics("gravity"), self._contents.universe.gravity_constant
        if because.source == "physics":
            return because
        if constant is not None and isfinite(constant):
            return _because("universe", _known("physics", "gravity"), constant)
        return Because("default", "gravity", STANDARD_GRAVITY, "m/s²")

    def _keep(self, name: str, value: float, unit: str, *because: Because, word: str = "") -> float:
        self._effects.append(Effect(name, value, unit, because, word))
        return value

    # What becomes of them

    def _plain(self, name: str) -> float:
        """A music parameter that is what it says."""
        known = _known("music", name)
        because = self._music(name) or _default("music", known)
        return self._keep(name, because.counted, known.unit, because)

    def _whole(self, name: str) -> int:
        return round(self._plain(name))

    def _choice(self, name: str) -> int:
        known = _known("music", name)
        because = self._music(name) or _default("music", known)
        number = round(because.counted)
        self._keep(name, number, "", because, word=known.choice(number) or "")
        return number

    def _of_physics(self, effect: str, name: str, unit: str, formula: Callable[[float], float]) -> float:
        because = self._physics(name)
        return self._keep(effect, formula(because.counted), unit, because)

    def _tempo(self, tempo: float) -> float:
        """That of the ruler: 60 + 6·gravity beats a minute where no tempo is set."""
        return self._keep("tempo", tempo, "BPM", self._music("tempo") or self._gravity())

    def _bass(self) -> float:
        """The heavier things are, the more there is of the bass: half at no gravity, all of it at 20 m/s²."""
        gravity = self._gravity()
        return self._keep("bass", 0.5 + gravity.counted / 40.0, "", gravity)

    def _scale(self) -> int:
        """Where none is set, the harmony of the environment picks how bright the mode is, in seven equal steps."""
        explicit, known = self._music("scale"), _known("music", "scale")
        harmony = self._contents.universe.environment_harmony
        if explicit is not None:
            because, number = explicit, round(explicit.counted)
        elif harmony is not None and harmony == harmony:
            used = min(max(harmony, 0.0), 1.0)
            because = Because("universe", "environment_harmony", harmony, "", used)
            number = MODES[min(int((1.0 - used) * len(MODES)), len(MODES) - 1)]
        else:
            because, number = _default("music", known), round(known.default)
        self._keep("scale", number, "", because, word=known.choice(number) or "")
        return number

    def _tilt(self) -> float:
        """Friction (or the parameter harmony) and the environment only tilt what the cards ask for."""
        firm = self._music("harmony") or self._physics("friction")
        tilt, reasons = 0.3 * (firm.counted - 0.5), [firm]
        harmony = self._contents.universe.environment_harmony
        if harmony is not None and harmony == harmony:
            used = min(max(harmony, 0.0), 1.0)
            tilt += 0.2 * (used - 0.5)
            reasons.append(Because("universe", "environment_harmony", harmony, "", used))
        return self._keep("tilt", round(tilt, 9), "", *reasons)

    def _gate(self) -> float:
        """Bouncy things are struck short; what holds on to each other sounds connected."""
        elasticity, friction = self._physics("elasticity"), self._physics("friction")
        gate = 0.95 - 0.5 * elasticity.counted + 0.2 * (friction.counted - 0.5)
        return self._keep("gate", min(max(round(gate, 9), 0.2), 1.0), "", elasticity, friction)

    def _rhythm(self) -> int:
        because = self._music("rhythm_complexity") or self._physics("elasticity")
        number = min(int(because.counted * len(RHYTHMS)), len(RHYTHMS) - 1)
        self._keep("rhythm", number, "", because, word=RHYTHMS[number])
        return number

    def _melody_range(self) -> float:
        """From 5 to 24 semitones: as far as the parameter says, or as the air lets it."""
        explicit = self._music("melody_range")
        because = explicit or self._physics("air_resistance")
        share = because.counted if explicit is not None else 1.0 - because.counted
        return self._keep("melody_range", NARROWEST + (WIDEST - NARROWEST) * share, "semitones", because)

    def _notes_per_beat(self) -> float:
        explicit = self._music("note_density")
        if explicit is not None:
            return self._keep("notes_per_beat", explicit.counted, "per beat", explicit)
        density = self._physics("density")
        value = _nearest(0.5 * 2.0 ** (0.8 * density.counted), DENSITIES)
        return self._keep("notes_per_beat", value, "per beat", density)

    def _note_beats(self) -> float:
        """1/t beats where time goes t times as fast, as the nearest note value."""
        explicit = self._music("note_duration")
        because = explicit or self._physics("time_scale")
        beats = because.counted if explicit is not None else _nearest(1.0 / because.counted, NOTE_VALUES)
        return self._keep("note_beats", beats, "beats", because)

    def _transpose(self) -> int:
        """An instrument stays in the key of the others: its own counts as the nearest that is octaves from theirs."""
        known, because = _known("music", "transpose"), self._music("transpose")
        if because is None:
            return self._whole("transpose")
        of_all = self._of_all.music("transpose")
        moved = round(_because("music", known, of_all).counted) if of_all is not None else 0
        octaves = range(round(known.low) + (moved - round(known.low)) % 12, round(known.high) + 1, 12)
        used = min(octaves, key=lambda octave: (abs(octave - because.counted), octave))
        told = Because(because.source, because.name, because.value, because.unit, float(used))
        return round(self._keep("transpose", float(used), known.unit, told))

    def _seed(self) -> int:
        """The universe has its own, which follows from its name: the same file gives the same music anywhere."""
        explicit = self._music("seed")
        if explicit is not None:
            number = round(min(explicit.counted, 2.0**53))
            self._keep("seed", number, "", explicit)
            return number
        number = crc32(self._contents.universe.name.encode("utf-8", "replace"))
        self._keep("seed", number, "", Because("universe", "name", number))
        return number


def _known(kind: Kind, name: str) -> Known:
    known = find(kind, name)
    assert known is not None, f"the catalogue has lost {name}"
    return known


def _because(source: Source, known: Known, value: float) -> Because:
    used = min(max(value, known.low), known.high)
    if known.whole and isfinite(used):
        used = float(round(used))
    return Because(source, known.name, value, known.unit, used)


def _default(kind: Kind, known: Known) -> Because:
    return Because("default", known.name, known.default, known.unit)


def _nearest(value: float, choices: tuple[float, ...]) -> float:
    """The choice that is nearest by ratio."""
    return min(choices, key=lambda choice: max(choice / value, value / choice))
