"""How markers are made, named, placed and removed."""

from __future__ import annotations

import pytest

from harmonic_desktop.domain.contents import contents_of, markers_in_order
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.markers import (
    Marker,
    change_marker,
    create_marker,
    fewest_hue,
    place_marker,
    remove_marker,
)
from harmonic_desktop.domain.storyboard import Plotline
from harmonic_desktop.domain.universe import Universe

ACT = Marker(1, 1, "Act I", 0.0, 48.0, 2)
TURN = Marker(2, 1, "Midpoint", 96.0)
STORY = contents_of(Universe(1, 7, "Carrow Wheel"), [Plotline(1, 1, "Oda"), TURN, ACT])


def test_a_marker_is_made_where_it_is_asked_for() -> None:
    made = create_marker(STORY, 48.0, 16.0, "  Act\tII ", 9)
    after = STORY.after(made)
    assert [(m.name, m.start_beat, m.end_beat, m.colour) for m in markers_in_order(after)] == [
        ("Act I", 0.0, 48.0, 2),
        ("Act II", 48.0, 64.0, 1),
        ("Midpoint", 96.0, 96.0, 0),
    ]
    assert made.label == "Create marker “Act II”"


def test_a_marker_takes_another_name_colour_and_place() -> None:
    after = STORY.after(change_marker(STORY, 1, name="Opening", colour=3))
    after = after.after(place_marker(after, 1, 4.0, 0.0))
    assert after.markers[1] == Marker(1, 1, "Opening", 4.0, 0.0, 3)
    assert not place_marker(after, 1, 4.0, 0.0)


def test_a_removed_marker_comes_back() -> None:
    gone = remove_marker(STORY, 2)
    assert list(STORY.after(gone).markers) == [1]
    assert STORY.after(gone).after(gone.inverse()).markers == STORY.markers


@pytest.mark.parametrize(("start", "duration"), [(-1.0, 4.0), (2e6, 4.0), (0.0, -1.0), (float("nan"), 1.0), (0.0, 2e6)])
def test_a_place_that_is_none_is_refused(start: float, duration: float) -> None:
    with pytest.raises(InvalidValue):
        create_marker(STORY, start, duration)
    with pytest.raises(InvalidValue):
        place_marker(STORY, 1, start, duration)


def test_a_name_is_needed_and_what_is_gone_is_not_found() -> None:
    with pytest.raises(InvalidValue):
        change_marker(STORY, 1, name=" ")
    for verb in (remove_marker, change_marker):
        with pytest.raises(NotFound):
            verb(STORY, 99)


def test_a_marker_without_a_hue_gets_the_first_that_fewest_have() -> None:
    assert fewest_hue(STORY) == 1
    used = contents_of(
        STORY.universe, [Marker(n, 1, "Act", colour=n) for n in range(8)] + [Marker(9, 1, "Act", colour=0)]
    )
    made = used.after(create_marker(used, 4.0))
    assert next(m.colour for m in made.markers.values() if m.name == "New marker") == 1
