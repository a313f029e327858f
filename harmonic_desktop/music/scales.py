"""The notes of each scale of the catalogue, and how they are written."""

from __future__ import annotations

from functools import lru_cache

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
MAJORS = ("C", "D♭", "D", "E♭", "E", "F", "G♭", "G", "A♭", "A", "B♭", "B")
"""The major keys that there are signatures of, as they are written."""
_LETTERS, _NATURAL = "CDEFGAB", (0, 2, 4, 5, 7, 9, 11)
_DEGREE = (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6)
"""The degree that a note of no scale of seven is written as, by its semitones above the key: ♭2, ♭3, ♯4, ♭6, ♭7."""
_OTHER_DEGREE = {6: {6: 4}, 12: {8: 4, 10: 5}}
"""What is written otherwise: the ♭5 of blues, the ♯5 and ♯6 of the whole tones."""
_SHARP, _FLAT = "♯", "♭"
LEADING = 11
"""The leading tone, in semitones above the key."""


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
    return note_names(key, scale)[pitch_class % 12]


def pitch_name(pitch: int, key: int, scale: int) -> str:
    """“A2”: a note with the octave that it is written in; C4 is the middle C, and C♭4 is a semitone below that."""
    name = note_name(pitch, key, scale)
    raised = name.count(_SHARP) - name.count(_FLAT)
    return f"{name}{(pitch - raised) // 12 - 1}"


@lru_cache(maxsize=16)
def note_names(key: int, scale: int) -> tuple[str, ...]:
    """The twelve notes from C as they are written in that key: each degree of the scale has a letter of its own."""
    home = MAJORS[signature(key, scale)]
    first = _LETTERS.index(home[0]) + _DEGREE[_SIGNATURE_AT[scale]]
    names = []
    for note in range(12):
        step = (note - key) % 12
        letter = first + _degree(step, scale)
        is_of_key = step == LEADING or (step in STEPS[scale] and len(STEPS[scale]) < 12)
        names.append(_written(note, letter) if is_of_key else _simply_written(note, letter))
    return tuple(names)


def _degree(step: int, scale: int) -> int:
    """The degree, from 0, of a note so many semitones above the key; what is not of the scale takes the usual one."""
    steps = STEPS[scale]
    if len(steps) == len(_LETTERS) and step in steps:
        return steps.index(step)
    return _OTHER_DEGREE.get(scale, {}).get(step, _DEGREE[step])


def _simply_written(note: int, letter: int) -> str:
    """A note by a letter or one beside it, with one sign at most."""
    return min((_written(note, letter + way) for way in (0, -1, 1)), key=lambda name: len(name) > 2)


def _written(note: int, letter: int) -> str:
    """A note by one letter (from C, round and round), with as many signs as lie between them."""
    away = (note - _NATURAL[letter % len(_LETTERS)] + 6) % 12 - 6
    return _LETTERS[letter % len(_LETTERS)] + (_SHARP if away > 0 else _FLAT) * abs(away)
