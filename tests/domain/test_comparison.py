"""How the curves of two stories are held against each other."""

from __future__ import annotations

import numpy as np
import pytest

from harmonic_desktop.domain.comparison import curve_of_outline, likeness, over_percent
from harmonic_desktop.domain.harmony import Curve
from harmonic_desktop.domain.outline import Outline

RISE = curve_of_outline(Outline(3, ((8.0, 4.0, 0.1), (12.0, 4.0, 0.5), (16.0, 4.0, 0.9))))
LONG_RISE = curve_of_outline(Outline(3, ((0.0, 40.0, 0.2), (40.0, 40.0, 0.4), (80.0, 40.0, 0.6))))
FALL = curve_of_outline(Outline(2, ((0.0, 4.0, 1.0), (4.0, 4.0, 0.0))))
LEVEL = curve_of_outline(Outline(1, ((0.0, 4.0, 0.5),)))
EMPTY = curve_of_outline(Outline(0, ()))


def test_percent_reaches_from_the_first_card_to_the_last() -> None:
    told = over_percent(RISE)
    assert told.beats.tolist() == pytest.approx([0.0, 100 / 3, 200 / 3, 100.0])
    assert told.values.tolist() == RISE.values.tolist()
    assert isinstance(over_percent(EMPTY), Curve) and not len(over_percent(EMPTY).values)


def test_stories_of_any_length_that_do_the_same_are_alike() -> None:
    assert likeness(RISE, LONG_RISE) == pytest.approx(1.0)
    assert likeness(RISE, RISE) == pytest.approx(1.0)


def test_a_rise_and_a_fall_are_opposites() -> None:
    told = likeness(RISE, FALL)
    assert told is not None and told < -0.8
    assert told == pytest.approx(likeness(FALL, RISE) or np.nan)


def test_nothing_is_said_of_what_does_not_change_or_is_not_there() -> None:
    for other in (LEVEL, EMPTY):
        assert likeness(RISE, other) is None
        assert likeness(other, RISE) is None


def test_a_gap_in_one_story_is_left_out() -> None:
    gapped = curve_of_outline(Outline(2, ((0.0, 4.0, 0.1), (12.0, 4.0, 0.9))))
    assert likeness(gapped, gapped) == pytest.approx(1.0)
