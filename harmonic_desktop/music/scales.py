"""The notes of each scale of the catalogue, and how they are written."""

from __future__ import annotations

STEPS: tuple[tuple[int, ...], ...] = (
    (0, 2, 4, 5, 7, 9, 11),
    (0, 2, 3, 5, 7, 8, 10),
    (0, 2, 3, 5, 7, 8, 11),
    (0, 2, 3, 5, 7, 9, 11),
    (0, 2, 4, 7, 9),
    (0, 3, 5, 7, 10),
    (0, 3, 5, 6, 7, 10),
    (0, 2, 3, 5, 7, 9, 10),
    (0, 1, 3, 5, 7, 8, 10),
    (0, 2, 4, 6, 7, 9, 11),
    (0, 2, 4, 5, 7, 9, 10),
    (0, 1, 3, 5, 6, 8, 10),
    (0, 2, 4, 6, 8, 10),
    tuple(range(12)),
)
"""Semitones above the key, by the number of the scale in the catalogue."""

_SIGNATURE_AT = (0, 9, 9, 9, 0, 9, 9, 2, 4, 5, 7, 11, 0, 0)
"""The note, in C major's signature, that each scale begins at: dorian at D."""
_FLAT_MAJORS = frozenset({1, 3, 5, 8, 10})
_SHARP = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")
_FLAT = ("C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B")


def ladder(key: int, scale: int) -> tuple[int, ...]:
    """All MIDI notes 0..127 of a scale, from the lowest."""
    classes = {(key + step) % 12 for step in STEPS[scale]}
    return tuple(note for note in range(128) if note % 12 in classes)


def signature(key: int, scale: int) -> int:
    """The major key (0 is C) whose key signature the scale is written with."""
    return (key - _SIGNATURE_AT[scale]) % 12


def is_minor(scale: int) -> bool:
    """Whether a scale has a minor third and no major one, and so is written as a minor key."""
    return 3 in STEPS[scale] and 4 not in STEPS[scale]


def note_name(pitch_class: int, key: int, scale: int) -> str:
    """“F♯” or “G♭”: a note without its octave, as it is written in that key."""
    names = _FLAT if signature(key, scale) in _FLAT_MAJORS else _SHARP
    return names[pitch_class % 12]
