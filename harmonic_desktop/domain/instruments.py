"""The 128 General MIDI instruments and the drums, and how a name that somebody wrote is found among them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

DRUMS = "Drums"
"""Played on the tenth channel; it has no program number."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "Piano": (
        "Acoustic Grand Piano", "Bright Acoustic Piano", "Electric Grand Piano", "Honky-tonk Piano",
        "Electric Piano 1", "Electric Piano 2", "Harpsichord", "Clavinet",
    ),
    "Chromatic Percussion": (
        "Celesta", "Glockenspiel", "Music Box", "Vibraphone", "Marimba", "Xylophone", "Tubular Bells",
        "Dulcimer",
    ),
    "Organ": (
        "Drawbar Organ", "Percussive Organ", "Rock Organ", "Church Organ", "Reed Organ", "Accordion",
        "Harmonica", "Tango Accordion",
    ),
    "Guitar": (
        "Acoustic Guitar (nylon)", "Acoustic Guitar (steel)", "Electric Guitar (jazz)",
        "Electric Guitar (clean)", "Electric Guitar (muted)", "Overdriven Guitar", "Distortion Guitar",
        "Guitar Harmonics",
    ),
    "Bass": (
        "Acoustic Bass", "Electric Bass (finger)", "Electric Bass (pick)", "Fretless Bass", "Slap Bass 1",
        "Slap Bass 2", "Synth Bass 1", "Synth Bass 2",
    ),
    "Strings": (
        "Violin", "Viola", "Cello", "Contrabass", "Tremolo Strings", "Pizzicato Strings", "Orchestral Harp",
        "Timpani",
    ),
    "Ensemble": (
        "String Ensemble 1", "String Ensemble 2", "Synth Strings 1", "Synth Strings 2", "Choir Aahs",
        "Voice Oohs", "Synth Choir", "Orchestra Hit",
    ),
    "Brass": (
        "Trumpet", "Trombone", "Tuba", "Muted Trumpet", "French Horn", "Brass Section", "Synth Brass 1",
        "Synth Brass 2",
    ),
    "Reed": (
        "Soprano Sax", "Alto Sax", "Tenor Sax", "Baritone Sax", "Oboe", "English Horn", "Bassoon", "Clarinet",
    ),
    "Pipe": (
        "Piccolo", "Flute", "Recorder", "Pan Flute", "Blown Bottle", "Shakuhachi", "Whistle", "Ocarina",
    ),
    "Synth Lead": (
        "Lead 1 (square)", "Lead 2 (sawtooth)", "Lead 3 (calliope)", "Lead 4 (chiff)", "Lead 5 (charang)",
        "Lead 6 (voice)", "Lead 7 (fifths)", "Lead 8 (bass + lead)",
    ),
    "Synth Pad": (
        "Pad 1 (new age)", "Pad 2 (warm)", "Pad 3 (polysynth)", "Pad 4 (choir)", "Pad 5 (bowed)",
        "Pad 6 (metallic)", "Pad 7 (halo)", "Pad 8 (sweep)",
    ),
    "Synth Effects": (
        "FX 1 (rain)", "FX 2 (soundtrack)", "FX 3 (crystal)", "FX 4 (atmosphere)", "FX 5 (brightness)",
        "FX 6 (goblins)", "FX 7 (echoes)", "FX 8 (sci-fi)",
    ),
    "Ethnic": (
        "Sitar", "Banjo", "Shamisen", "Koto", "Kalimba", "Bagpipe", "Fiddle", "Shanai",
    ),
    "Percussive": (
        "Tinkle Bell", "Agogo", "Steel Drums", "Woodblock", "Taiko Drum", "Melodic Tom", "Synth Drum",
        "Reverse Cymbal",
    ),
    "Sound Effects": (
        "Guitar Fret Noise", "Breath Noise", "Seashore", "Bird Tweet", "Telephone Ring", "Helicopter",
        "Applause", "Gunshot",
    ),
}  # fmt: skip
"""The sixteen families in the order of their programs, eight each."""

PROGRAMS: tuple[str, ...] = tuple(name for names in FAMILIES.values() for name in names)
"""The names by program number, 0..127."""

NAMES: tuple[str, ...] = (*PROGRAMS, DRUMS)
"""All that can be chosen."""

_ALIASES = {
    "piano": 0, "grand piano": 0, "epiano": 4, "electric piano": 4, "rhodes": 4, "organ": 16, "hammond": 16,
    "pipe organ": 19, "guitar": 24, "acoustic guitar": 24, "nylon guitar": 24, "steel guitar": 25,
    "electric guitar": 27, "bass": 33, "electric bass": 33, "upright bass": 32, "double bass": 43, "bass guitar": 33,
    "fiddle": 110, "violoncello": 42, "harp": 46, "strings": 48, "string section": 48, "choir": 52, "voice": 53,
    "vocals": 53, "brass": 61, "horn": 60, "sax": 65, "saxophone": 65, "synth": 81, "synth lead": 81, "lead": 81,
    "pad": 89, "synth pad": 89, "bells": 14, "chimes": 14, "steel drum": 114, "taiko": 116, "shehnai": 111,
    "harmonica": 22, "mouth organ": 22, "contra bass": 43,
}  # fmt: skip
_DRUM_ALIASES = ("drums", "drum", "drum kit", "drumset", "percussion", "standard kit")


def find_program(name: str) -> int | None:
    """The program number that a name means, without regard to case and punctuation; None if unknown, or drums."""
    return _programs().get(plain_name(name))


def is_drums(name: str) -> bool:
    """Whether a name means the drums."""
    return plain_name(name) in {plain_name(alias) for alias in _DRUM_ALIASES}


def is_known(name: str) -> bool:
    """Whether a name is that of an instrument or the drums."""
    return is_drums(name) or find_program(name) is not None


def plain_name(name: str) -> str:
    """A name without what doesn't tell instruments apart: case, punctuation, space."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


@lru_cache(maxsize=1)
def _programs() -> dict[str, int]:
    found = {plain_name(alias): number for alias, number in _ALIASES.items()}
    return found | {plain_name(name): number for number, name in enumerate(PROGRAMS)}
