"""A stroke gives its height to every point that it passes, however fast it is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.ui.plot.gestures import Stroke

BEATS, HEIGHTS = st.floats(0.0, 100.0), st.floats(-0.5, 1.5)


def stroke(*places: tuple[float, float]) -> Stroke:
    """Drawn over five points at beats 50, 10, 30, 20 and 40."""
    made = Stroke(np.array([5, 1, 3, 2, 4]), np.array([50.0, 10.0, 30.0, 20.0, 40.0]), *places[0])
    for place in places[1:]:
        made.to(*place)
    return made


def test_between_two_places_it_goes_straight_and_skips_none() -> None:
    assert stroke((10.0, 0.0), (50.0, 1.0)).ties.to_dict() == {1: 0.0, 2: 0.25, 3: 0.5, 4: 0.75, 5: 1.0}


def test_only_what_it_passes_is_changed() -> None:
    assert set(stroke((15.0, 0.5), (35.0, 0.5)).ties.to_dict()) == {2, 3}


def test_going_back_draws_anew() -> None:
    assert stroke((10.0, 0.2), (50.0, 0.2), (25.0, 0.8)).ties.to_dict() == {1: 0.2, 2: 0.2, 3: 0.68, 4: 0.44, 5: 0.2}


def test_straight_up_over_a_point_it_takes_the_last_height() -> None:
    assert stroke((20.0, 0.1), (20.0, 0.9)).ties.to_dict() == {2: 0.9}


@given(st.lists(st.tuples(BEATS, HEIGHTS), min_size=2, max_size=20))
def test_every_point_between_its_ends_is_drawn_within_the_range(places: list[tuple[float, float]]) -> None:
    drawn = stroke(*places).ties.to_dict()
    low, high = min(beat for beat, _ in places), max(beat for beat, _ in places)
    assert set(drawn) == {i for i in range(1, 6) if low <= 10.0 * i <= high}
    assert all(0.0 <= tie <= 1.0 and round(tie, 2) == tie for tie in drawn.values())
