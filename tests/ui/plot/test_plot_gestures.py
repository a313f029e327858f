"""Points that are pulled together keep their distances, stop as one, and land on hundredths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.ui.plot.gestures import TieDrag, shifted

ties = st.dictionaries(st.integers(1, 9), st.floats(-1.0, 2.0), min_size=1)


@given(ties, st.floats(-3.0, 3.0))
def test_shifted_ties_stay_within_0_and_1_and_keep_their_distances(before: dict[int, float], by: float) -> None:
    after = shifted(before, by)
    within = {i: min(max(t, 0.0), 1.0) for i, t in before.items()}
    if after == before:
        return
    moves = [after[i] - within[i] for i in before]
    assert all(0.0 <= tie <= 1.0 for tie in after.values())
    assert max(moves) - min(moves) < 1e-8
    assert all(abs(move) <= abs(by) + 1e-8 for move in moves)


def test_what_cannot_move_stays_what_it_is_even_beyond_the_range() -> None:
    assert shifted({1: 250.0}, 0.1) == {1: 250.0}
    assert shifted({1: 250.0, 2: 0.5}, 0.1) == {1: 250.0, 2: 0.5}
    assert shifted({1: 0.5, 2: 0.25}, 0.0) == {1: 0.5, 2: 0.25}


def test_a_group_stops_when_its_first_reaches_the_edge() -> None:
    assert shifted({1: 0.9, 2: 0.5}, 0.4) == {1: 1.0, 2: 0.6}
    assert shifted({1: 0.9, 2: 0.2}, -0.4) == {1: 0.7, 2: 0.0}


def test_the_grabbed_point_lands_on_a_hundredth_and_takes_the_others_along() -> None:
    drag = TieDrag(1, {1: 0.404, 2: 0.7}, 0.0)
    drag.pull(0.1, is_free=False)
    assert drag.ties[1] == 0.5
    assert drag.ties[2] == pytest.approx(0.796)


def test_free_of_rounding_it_goes_where_the_hand_goes() -> None:
    drag = TieDrag(1, {1: 0.404}, 0.0)
    drag.pull(0.1, is_free=True)
    assert drag.ties[1] == pytest.approx(0.504)


def test_a_point_pulled_back_to_where_it_was_changes_nothing() -> None:
    drag = TieDrag(1, {1: 0.4, 2: 0.123}, 0.0)
    assert drag.changes == {}
    drag.pull(0.2, is_free=False)
    assert set(drag.changes) == {1, 2}
    drag.pull(0.001, is_free=False)
    assert drag.changes == {}


def test_a_point_beyond_the_range_starts_from_the_edge_where_it_is_drawn() -> None:
    drag = TieDrag(1, {1: 250.0}, 0.0)
    drag.pull(-0.25, is_free=False)
    assert drag.ties == {1: 0.75}
    drag.pull(0.0, is_free=False)
    assert drag.changes == {}
