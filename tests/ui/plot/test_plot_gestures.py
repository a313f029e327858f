"""Points that are pulled land on hundredths, and from wherever they are drawn."""

from __future__ import annotations

import pytest

from harmonic_desktop.ui.plot.gestures import TieDrag


def test_the_grabbed_point_lands_on_a_hundredth_and_takes_the_others_along() -> None:
    drag = TieDrag(1, {1: 0.404, 2: 0.7}, 0.0)
    drag.pull(0.1, is_free=False)
    assert drag.ties.to_dict()[1] == 0.5
    assert drag.ties.to_dict()[2] == pytest.approx(0.796)


def test_free_of_rounding_it_goes_where_the_hand_goes() -> None:
    drag = TieDrag(1, {1: 0.404}, 0.0)
    drag.pull(0.1, is_free=True)
    assert drag.ties.to_dict()[1] == pytest.approx(0.504)


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
    assert drag.ties.to_dict() == {1: 0.75}
    drag.pull(0.0, is_free=False)
    assert drag.changes == {}
