"""Each parameter that the panel says something of is heard in the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import mean

import pytest

from harmonic_desktop.domain.contents import contents_of
from harmonic_desktop.domain.parameters import MusicParameter, PhysicsParameter
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.music.compose import compose
from harmonic_desktop.music.mapping import settings_of
from harmonic_desktop.music.midi import midi_file
from harmonic_desktop.music.scales import note_name
from harmonic_desktop.music.score import Note, Role, Score


def heard(instrument: str = "Flute", of: str | None = None, *, named: Mapping[str, float] | None = None) -> Score:
    """Three plotlines of 32 beats with parameters: those that begin with p_ are physics, the others music."""
    lanes = [Plotline(row, 1, f"Line {row}", 0, row, name) for row, name in enumerate((instrument, "Cello", "Piano"))]
    cards = [Card(row, 1, row, "Card", "", 0.6, 16.0 * row, 32.0) for row in range(3)]
    told = contents_of(Universe(1, 1, "U"), [*lanes, *cards])
    values = named or {}
    physics = {i: PhysicsParameter(i, 1, n[2:], v) for i, (n, v) in enumerate(values.items()) if n.startswith("p_")}
    music = {i: MusicParameter(i, 1, n, v, of) for i, (n, v) in enumerate(values.items()) if not n.startswith("p_")}
    return compose(replace(told, physics=physics, music=music))


def notes(score: Score, role: Role = "melody") -> list[Note]:
    return [note for part in score.parts for note in part.notes if note.role == role]


def count(score: Score) -> float:
    return len(notes(score))


def length(score: Score) -> float:
    return mean(note.length for note in notes(score))


def pitch(score: Score) -> float:
    return mean(note.pitch for note in notes(score))


def loudness(score: Score) -> float:
    return mean(note.velocity for part in score.parts for note in part.notes)


def reach(score: Score) -> float:
    tune = [note.pitch for note in score.parts[0].notes if note.role == "melody"]
    return max(tune) - min(tune)


def weight_of_the_bass(score: Score) -> float:
    return mean(n.velocity for n in notes(score, "bass")) / mean(n.velocity for n in notes(score))


def consonance(score: Score) -> float:
    return mean(chord.measured for chord in score.chords)


def voices(score: Score) -> float:
    return len(score.chords[0].pitches)


def off_the_beat(score: Score) -> float:
    return mean(note.start % 1.0 != 0.0 for note in notes(score))


def repeats_at_the_end(score: Score) -> float:
    """How often the last note of the first card is struck."""
    tune = [note for note in score.parts[0].notes if note.role == "melody"]
    return sum(note.pitch == tune[-1].pitch and note.start >= 28.0 for note in tune)


@pytest.mark.parametrize(
    ("name", "low", "high", "told"),
    [
        ("note_density", 0.5, 4.0, count),
        ("p_density", 0.0, 5.0, count),
        ("p_density", 0.0, 5.0, voices),
        ("note_duration", 0.25, 1.0, length),
        ("p_time_scale", 5.0, 1.0, length),
        ("p_elasticity", 1.0, 0.0, length),
        ("octave", 3.0, 6.0, pitch),
        ("velocity", 30.0, 110.0, loudness),
        ("melody_range", 0.0, 1.0, reach),
        ("p_air_resistance", 1.0, 0.0, reach),
        ("p_gravity", 0.0, 20.0, weight_of_the_bass),
        ("p_friction", 0.0, 1.0, consonance),
        ("harmony", 0.0, 1.0, consonance),
        ("rhythm_complexity", 0.0, 1.0, off_the_beat),
        ("p_elasticity", 0.0, 1.0, repeats_at_the_end),
    ],
)
def test_more_of_it_is_heard_as_more(name: str, low: float, high: float, told: Callable[[Score], float]) -> None:
    assert told(heard(named={name: low})) < told(heard(named={name: high}))


def test_transposed_music_is_the_same_elsewhere() -> None:
    for here, there in zip(heard().parts, heard(named={"transpose": 5.0}).parts, strict=True):
        assert [note.pitch + 5 for note in here.notes] == [note.pitch for note in there.notes]


def test_transposed_music_is_told_as_it_sounds() -> None:
    here, there = heard(), heard(named={"transpose": 2.0})
    assert (here.key, there.key) == (0, 2)
    assert [tuple(pitch + 2 for pitch in chord.pitches) for chord in here.chords] == [c.pitches for c in there.chords]
    assert [there.chords[0].name[0], there.chords[-1].name[0]] == ["D", "D"], "home is a D, and is told as one"
    named = {note_name(note, 2, 0) for note in range(12)}
    assert all(re.match("[A-G][♯♭]?", chord.name).group() in named for chord in there.chords)  # type: ignore[union-attr]
    key = next(m.key for m in midi_file(there).tracks[0] if m.type == "key_signature")
    assert key == "D"


@pytest.mark.parametrize(("own", "moved"), [(1.0, 0), (7.0, 12), (-24.0, -24), (20.0, 24)])
def test_an_instrument_that_is_transposed_alone_stays_in_the_key_of_the_others(own: float, moved: int) -> None:
    here, there = heard(), heard(of="flute", named={"transpose": own})
    assert [note.pitch + moved for note in here.parts[0].notes] == [note.pitch for note in there.parts[0].notes]
    assert [part.notes for part in here.parts[1:]] == [part.notes for part in there.parts[1:]]


def test_an_instrument_is_transposed_by_octaves_from_where_the_universe_is() -> None:
    music = [MusicParameter(1, 1, "transpose", 5.0), MusicParameter(2, 1, "transpose", 20.0, "Flute")]
    told = contents_of(Universe(1, 1, "U"), music)
    told_of = {name: settings_of(told, name) for name in ("", "Flute", "Cello")}
    assert [settings.transpose for settings in told_of.values()] == [5, 17, 5]
    effect = next(effect for effect in told_of["Flute"].effects if effect.name == "transpose")
    assert (effect.value, effect.because[0].value, effect.because[0].is_clamped) == (17.0, 20.0, True)


@pytest.mark.parametrize("name", ["volume", "pan", "reverb", "chorus"])
def test_what_is_set_for_an_instrument_is_set_for_its_plotline_alone(name: str) -> None:
    parts = heard(of="flute", named={name: 0.35}).parts
    assert [getattr(part, name) == 0.35 for part in parts] == [True, False, False]


def test_an_instrument_sings_where_it_can() -> None:
    assert min(note.pitch for note in notes(heard("Piccolo")) if note.start < 16) >= 72
    assert max(note.pitch for note in heard("Tuba").parts[0].notes if note.role == "melody") <= 62


def test_an_unknown_instrument_plays_as_a_piano() -> None:
    assert (heard("Theremin").parts[0].program, heard("Theremin").parts[0].instrument) == (0, "Acoustic Grand Piano")
