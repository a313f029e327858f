"""The plot's columns of cards follow edits and previews as if they had been made anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from harmonic_desktop.domain.contents import Contents, in_story_order
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import (
    create_card,
    move_cards,
    move_plotline,
    remove_cards,
    set_harmony,
)
from harmonic_desktop.ui.plot.points import PlotPoints, Ties, thinned


def shown(contents: Contents) -> PlotPoints:
    points = PlotPoints()
    points.show(contents)
    return points


def drawn(points: PlotPoints) -> dict[int, tuple[float, float]]:
    return {int(i): (float(m), float(t)) for i, m, t in zip(points.ids, points.middles, points.ties, strict=True)}


def expected(contents: Contents) -> dict[int, tuple[float, float]]:
    return {c.id: (c.start_beat + c.duration_beats / 2, c.harmony_tie) for c in contents.cards.values()}


@pytest.fixture(params=["tie", "move", "create", "remove", "lanes"])
def edit(request: pytest.FixtureRequest, contents: Contents) -> Edit:
    return {
        "tie": lambda: set_harmony(contents, {2: 0.1}),
        "move": lambda: move_cards(contents, [1], 40.0, 1),
        "create": lambda: create_card(contents, 1, 2.0, 4.0),
        "remove": lambda: remove_cards(contents, [3]),
        "lanes": lambda: move_plotline(contents, 2, 0),
    }[request.param]()


def test_an_edit_leads_to_what_showing_everything_leads_to(contents: Contents, edit: Edit) -> None:
    points, after = shown(contents), contents.after(edit)
    assert points.refresh(edit, after)
    assert drawn(points) == expected(after)
    assert points.story_order().tolist() == [card.id for card in in_story_order(after)]


def test_following_an_edit_twice_changes_nothing_more(contents: Contents, edit: Edit) -> None:
    points, after = shown(contents), contents.after(edit)
    points.refresh(edit, after)
    points.refresh(edit, after)
    assert drawn(points) == expected(after)
    back = edit.inverse()
    points.refresh(back, contents)
    assert drawn(points) == expected(contents)


def test_edits_of_another_universe_are_passed_over(contents: Contents) -> None:
    points = shown(contents)
    other = replace(contents.cards[1], id=99, universe_id=2)
    assert not points.refresh(Edit("", remove_cards(replace(contents, cards={99: other}), [99]).changes), contents)
    assert drawn(points) == expected(contents)


def test_a_preview_lies_over_what_is_stored_and_goes_without_a_trace(contents: Contents) -> None:
    points = shown(contents)
    before = points.curve_between(0, 100)
    points.preview_cards({1: replace(contents.cards[1], start_beat=40.0, harmony_tie=0.1)})
    assert drawn(points)[1] == (42.0, 0.1)
    assert points.curve_between(0, 100).at(42.0) == 0.1
    points.preview_cards({})
    assert drawn(points) == expected(contents)
    np.testing.assert_array_equal(points.curve_between(0, 100).values, before.values)


def test_the_curve_follows_ties_that_are_pulled_near_and_far(contents: Contents) -> None:
    points = shown(contents)
    points.preview_ties(Ties.of({1: 0.3, 4: 0.5}))
    for first, last in ((0.0, 100.0), (0.0, 3.0)):
        assert points.curve_between(first, last).at(2.0) == 0.3
    assert points.curve_between(0.0, 100.0).at(14.0) == 0.5


def test_near_and_far_are_the_same_curve_through_pulls_and_edits(contents: Contents) -> None:
    many = {i: replace(contents.cards[1], id=i, start_beat=2.0 * i, duration_beats=5.0) for i in range(1, 200)}
    many[31] = replace(many[31], harmony_tie=float("nan"))
    contents = replace(contents, cards=many)
    points = shown(contents)
    for tie in (0.2, 0.9):
        points.preview_ties(Ties.of({30: tie, 33: tie / 2, 150: tie}))
        near, far = points.curve_between(60.0, 80.0), points.curve_between(0.0, 400.0).between(60.0, 80.0)
        np.testing.assert_allclose(near.at(np.arange(60.0, 80.0)), far.at(np.arange(60.0, 80.0)))
    edit = move_cards(contents, [34], 300.0)
    points.refresh(edit, contents.after(edit))
    points.preview_ties(Ties.of({30: 0.4}))
    near, far = points.curve_between(60.0, 80.0), points.curve_between(0.0, 1000.0).between(60.0, 80.0)
    np.testing.assert_allclose(near.at(np.arange(60.0, 80.0)), far.at(np.arange(60.0, 80.0)))


def test_a_card_without_a_harmony_has_no_point_and_no_part_in_the_curve(contents: Contents) -> None:
    odd = {**contents.cards, 2: replace(contents.cards[2], harmony_tie=float("nan"))}
    points = shown(replace(contents, cards=odd))
    points.preview_ties(Ties.of({1: 0.1}))
    assert 2 not in points.ids[points.rows_between(0, 100)]
    assert points.curve_between(0, 100).at([2.0, 5.0]).tolist() == [0.1, 0.4]


def test_only_where_there_are_too_many_one_row_in_each_column_is_kept() -> None:
    rows = np.array([3, 5, 6, 9])
    assert thinned(rows, np.array([0.0, 0.0, 7.0, 7.0]), 4).tolist() == [3, 5, 6, 9]
    assert thinned(rows, np.array([0.0, 0.0, 7.0, 7.0]), 3).tolist() == [3, 6]
