"""Harmony curves of different stories held against each other."""

from __future__ import annotations

import numpy as np

from .harmony import Curve, curve
from .outline import Outline

SAMPLES = 200
"""Into so many equal parts stories are cut to be compared."""


def curve_of_outline(outline: Outline) -> Curve:
    """The harmony curve of a storyboard in brief."""
    spans = np.array(outline.spans, dtype=np.float64).reshape(-1, 3)
    return curve(spans[:, 0], spans[:, 1], spans[:, 2])


def over_percent(story: Curve) -> Curve:
    """The same curve over percent of its story: 0 where its first card begins, 100 where its last one ends."""
    if not len(story.values):
        return story
    first, last = story.beats[0], story.beats[-1]
    return Curve((story.beats - first) * (100.0 / (last - first)), story.values)


def likeness(one: Curve, other: Curve) -> float | None:
    """How far two curves rise and fall together over their stories, −1..1.

    Pearson’s correlation of the means of 200 equal parts in which both sound; None where there are too few of those,
    or one of them is level.
    """
    edges = np.linspace(0.0, 100.0, SAMPLES + 1)
    first, second = (over_percent(story).means(edges) for story in (one, other))
    both = np.isfinite(first) & np.isfinite(second)
    if both.sum() < 3:
        return None
    spread = min(float(np.ptp(first[both])), float(np.ptp(second[both])))
    return float(np.corrcoef(first[both], second[both])[0, 1]) if spread > 1e-9 else None
