"""What is said of the sound at a place: the notes of a chord, and all of it in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from ...domain.instruments import is_known
from ...music.scales import pitch_name
from ...music.score import Chord, Score
from .parts import Part


def notes_in_words(chord: Chord, score: Score) -> str:
    """“A2 G3 C4 E4”; middle C is C4."""
    return " ".join(pitch_name(pitch, score.key, score.scale) for pitch in chord.pitches)


def played_in_words(parts: list[Part]) -> str:
    """“Played by Oda’s fork (Acoustic Grand Piano), The Mere (Orchestral Harp).”"""
    named = [_player(part) for part in parts]
    return _tr("Played by {parts}.").replace("{parts}", ", ".join(named)) if named else ""


def in_one_sentence(place: str, chord: Chord, notes: str, locale: QLocale) -> str:
    """“Bar 3, beat 1: Am7 (A2 G3 C4 E4), meant 0.68, measured 0.70.”"""
    words = _tr("{place}: {chord} ({notes}), meant {meant}, measured {measured}.")
    for name, value in (("{meant}", chord.intended), ("{measured}", chord.measured)):
        words = words.replace(name, locale.toString(value, "f", 2))
    return words.replace("{place}", place).replace("{chord}", chord.name).replace("{notes}", notes)


def _player(part: Part) -> str:
    lanes = ", ".join(part.plotlines)
    if not part.instrument:
        return lanes
    words = _tr("{plotlines} ({instrument})")
    if not is_known(part.instrument):
        words = _tr("{plotlines} ({instrument}, which is not known and plays as a piano)")
    return words.replace("{instrument}", part.instrument).replace("{plotlines}", lanes)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sound", text)
