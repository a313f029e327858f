"""Chords by name: “Am7”, “Csus4/G”."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

QUALITIES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("", (0, 4, 7)), ("m", (0, 3, 7)), ("7", (0, 4, 7, 10)), ("m7", (0, 3, 7, 10)), ("maj7", (0, 4, 7, 11)),
    ("dim", (0, 3, 6)), ("m7♭5", (0, 3, 6, 10)), ("dim7", (0, 3, 6, 9)), ("6", (0, 4, 7, 9)), ("m6", (0, 3, 7, 9)),
    ("7(no 5)", (0, 4, 10)), ("m7(no 5)", (0, 3, 10)), ("maj7(no 5)", (0, 4, 11)), ("m(maj7)", (0, 3, 7, 11)),
    ("add9", (0, 2, 4, 7)), ("m(add9)", (0, 2, 3, 7)), ("9", (0, 2, 4, 7, 10)), ("m9", (0, 2, 3, 7, 10)),
    ("maj9", (0, 2, 4, 7, 11)), ("9", (0, 2, 4, 10)), ("m9", (0, 2, 3, 10)), ("maj9", (0, 2, 4, 11)),
    ("aug", (0, 4, 8)), ("aug7", (0, 4, 8, 10)), ("maj7♯5", (0, 4, 8, 11)), ("m(maj7)", (0, 3, 11)),
    ("7♭9", (0, 1, 4, 7, 10)), ("7♭9", (0, 1, 4, 10)), ("m(maj9)", (0, 2, 3, 7, 11)), ("m(maj9)", (0, 2, 3, 11)),
    ("sus4", (0, 5, 7)), ("sus2", (0, 2, 7)), ("7sus4", (0, 5, 7, 10)),
    ("6/9", (0, 2, 4, 7, 9)), ("m6/9", (0, 2, 3, 7, 9)), ("m6/9", (0, 2, 3, 9)),
    ("13", (0, 4, 9, 10)), ("maj13", (0, 4, 9, 11)), ("13", (0, 2, 4, 9, 10)), ("maj13", (0, 2, 4, 9, 11)),
    ("13", (0, 4, 7, 9, 10)), ("maj13", (0, 4, 7, 9, 11)), ("13", (0, 2, 4, 7, 9, 10)),
    ("maj13", (0, 2, 4, 7, 9, 11)), ("m13", (0, 3, 7, 9, 10)), ("m13", (0, 2, 3, 7, 9, 10)),
    ("m11", (0, 3, 5, 10)), ("m11", (0, 3, 5, 7, 10)), ("m11", (0, 2, 3, 5, 10)), ("m11", (0, 2, 3, 5, 7, 10)),
    ("9sus4", (0, 2, 5, 7, 10)), ("maj7♯11", (0, 4, 6, 11)), ("maj7♯11", (0, 4, 6, 7, 11)),
    ("maj9♯11", (0, 2, 4, 6, 7, 11)), ("maj9♯11", (0, 2, 4, 6, 11)), ("9♯11", (0, 2, 4, 6, 7, 10)),
    ("m(add11)", (0, 3, 5, 7)), ("add11", (0, 4, 5, 7)), ("11", (0, 2, 4, 5, 7, 10)), ("7♭13", (0, 4, 8, 10)),
    ("m9♭13", (0, 2, 3, 7, 8, 10)), ("m7♭13", (0, 3, 7, 8, 10)), ("m(♭6)", (0, 3, 7, 8)),
    ("m7♭9", (0, 1, 3, 7, 10)), ("m(add♭9)", (0, 1, 3, 7)), ("add♯11", (0, 4, 6, 7)),
    ("maj7sus4", (0, 5, 7, 11)), ("sus2sus4", (0, 2, 5, 7)),
    ("5", (0, 7)), ("(no 5)", (0, 4)), ("m(no 5)", (0, 3)),
)  # fmt: skip
"""What stands behind the root, with the semitones above it; what is nearer the top is read first."""

_READ = {frozenset(steps): (order, suffix) for order, (suffix, steps) in reversed(list(enumerate(QUALITIES)))}


@lru_cache(maxsize=8192)
def reading(classes: frozenset[int], bass: int) -> tuple[int, str, int] | None:
    """The root (pitch class), what stands behind it, and its place in QUALITIES; None for a chord without a name.

    A root in the bass is read first.
    """
    found = []
    for root in classes:
        read = _READ.get(frozenset((note - root) % 12 for note in classes))
        if read is not None:
            order, suffix = read
            found.append((root != bass, order, (root - bass) % 12, root, suffix))
    if not found:
        return None
    _, order, _, root, suffix = min(found)
    return root, suffix, order


def chord_name(pitches: Iterable[int], names: tuple[str, ...]) -> str:
    """A chord's name, the bass behind a stroke where it is not the root; notes by `names` (of 12) where it has none."""
    ordered = sorted(pitches)
    bass = ordered[0] % 12
    read = reading(frozenset(note % 12 for note in ordered), bass)
    if read is None:
        return "–".join(dict.fromkeys(names[note % 12] for note in ordered))
    root, suffix, _ = read
    return f"{names[root]}{suffix}" + (f"/{names[bass]}" if root != bass else "")
