"""Chords by name: “Am7”, “Csus4/G”."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

QUALITIES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("", (0, 4, 7)), ("m", (0, 3, 7)), ("dim", (0, 3, 6)), ("aug", (0, 4, 8)),
    ("7", (0, 4, 7, 10)), ("maj7", (0, 4, 7, 11)), ("m7", (0, 3, 7, 10)), ("m(maj7)", (0, 3, 7, 11)),
    ("m7♭5", (0, 3, 6, 10)), ("dim7", (0, 3, 6, 9)), ("aug7", (0, 4, 8, 10)), ("maj7♯5", (0, 4, 8, 11)),
    ("6", (0, 4, 7, 9)), ("m6", (0, 3, 7, 9)),
    ("sus4", (0, 5, 7)), ("sus2", (0, 2, 7)), ("7sus4", (0, 5, 7, 10)), ("maj7sus4", (0, 5, 7, 11)),
    ("add9", (0, 2, 4, 7)), ("m(add9)", (0, 2, 3, 7)), ("add11", (0, 4, 5, 7)), ("m(add11)", (0, 3, 5, 7)),
    ("m(add♭9)", (0, 1, 3, 7)), ("m(♭6)", (0, 3, 7, 8)), ("add♯11", (0, 4, 6, 7)), ("sus2sus4", (0, 2, 5, 7)),
    ("5", (0, 7)), ("7(no 5)", (0, 4, 10)), ("m7(no 5)", (0, 3, 10)), ("maj7(no 5)", (0, 4, 11)),
    ("9", (0, 2, 4, 7, 10)), ("maj9", (0, 2, 4, 7, 11)), ("m9", (0, 2, 3, 7, 10)), ("11", (0, 2, 4, 5, 7, 10)),
    ("m11", (0, 2, 3, 5, 7, 10)), ("6/9", (0, 2, 4, 7, 9)), ("m6/9", (0, 2, 3, 7, 9)),
    ("(no 5)", (0, 4)), ("m(no 5)", (0, 3)),
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
