"""Where markers lie in their band: bars and flags, the room for each name, and what a px is on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.markers import Marker
from harmonic_desktop.ui.marker_places import FLAG, Place, places
from harmonic_desktop.ui.time_scale import TimeScale
from harmonic_desktop.ui.timeline.markers.places import hit_marker

SCALE = TimeScale()
SCALE.width = 800
SCALE.show(0.0, 10.0)


def advance(name: str) -> float:
    return 7.0 * len(name)


def lay(*rows: tuple[str, float, float]) -> dict[str, Place]:
    markers = [Marker(n, 1, name, start, beats) for n, (name, start, beats) in enumerate(rows, 1)]
    ordered = sorted(markers, key=lambda m: (m.start_beat, -m.duration_beats))
    return {place.marker.name: place for place in places(ordered, SCALE, advance)}


def room(place: Place) -> tuple[float, float]:
    return place.room_left, place.room_right


def test_a_bar_reaches_from_its_first_beat_to_its_last() -> None:
    act = lay(("Act I", 2.0, 10.0))["Act I"]
    assert (act.left, act.right) == (20.0, 119.0)
    assert 20 < act.room_left < 32 and 107 < act.room_right < 119


def test_a_flag_is_as_long_as_its_name_and_no_longer_than_to_the_next() -> None:
    both = lay(("Midpoint", 10.0, 0.0), ("A turn", 14.0, 0.0))
    assert both["Midpoint"].right < both["A turn"].left
    assert both["A turn"].right == 140 + advance("A turn") + 14
    assert lay(("Midpoint", 10.0, 0.0), ("A turn", 10.5, 0.0))["Midpoint"].right <= 100 + FLAG


def test_a_name_keeps_to_the_widest_part_that_nothing_covers() -> None:
    all_three = lay(("Long", 0.0, 60.0), ("Short", 10.0, 10.0), ("Point", 50.0, 0.0))
    assert room(all_three["Long"]) == (205.0, 494.0)
    assert all_three["Short"].room_left > 100


def test_a_lifted_act_lies_over_all_others_but_under_flags() -> None:
    markers = [Marker(1, 1, "Long", 0.0, 60.0), Marker(2, 1, "Short", 10.0, 10.0), Marker(3, 1, "Point", 50.0, 0.0)]
    found = places(markers, SCALE, advance, lifted=1)
    assert [place.marker.name for place in found] == ["Short", "Long", "Point"]
    assert room(found[1]) == (8.0, 494.0)
    hit = hit_marker(found, 150.0)
    assert hit is not None and hit.marker.name == "Long"


def test_a_name_that_begins_left_of_the_view_stays_in_it() -> None:
    scale = TimeScale()
    scale.width = 800
    scale.show(100.0, 10.0)
    (act,) = places([Marker(1, 1, "Act I", 0.0, 400.0)], scale, advance)
    assert 0 <= act.room_left < act.room_right <= 800


def test_markers_out_of_view_have_no_place() -> None:
    assert not lay(("Later", 100.0, 10.0))
    scale = TimeScale()
    scale.show(100.0, 10.0)
    assert not places([Marker(1, 1, "Before", 0.0, 50.0), Marker(2, 1, "Long ago", 5.0, 0.0)], scale, advance)


def test_an_edge_is_taken_from_inside_and_from_a_little_outside() -> None:
    found = list(lay(("Act I", 2.0, 10.0)).values())
    hits = {x: hit_marker(found, x) for x in (5.0, 12.0, 22.0, 60.0, 115.0, 128.0, 140.0)}
    assert [(hit.edge if hit else None) for hit in hits.values()] == [None, -1, -1, 0, 1, 1, None]


def test_a_flag_lies_over_the_act_and_has_no_edges() -> None:
    found = list(lay(("Act I", 0.0, 40.0), ("Turn", 20.0, 0.0)).values())
    for x in (198.0, 201.0, 220.0):
        hit = hit_marker(found, x)
        assert hit is not None and (hit.marker.name, hit.edge) == ("Turn", 0)


spans = st.lists(st.tuples(st.floats(0.0, 90.0), st.just(0.0) | st.floats(0.1, 60.0)), max_size=12)


@given(spans)
def test_every_name_has_room_inside_its_marker_and_none_lies_under_another(rows: list[tuple[float, float]]) -> None:
    found = list(lay(*((f"Marker {n}", *row) for n, row in enumerate(rows))).values())
    for place in found:
        assert place.room_left <= place.room_right
    named = [place for place in found if place.room_right - place.room_left >= 12]
    for index, place in enumerate(named):
        assert place.left <= place.room_left and place.room_right <= place.right
        for later in named[index + 1 :]:
            assert later.left >= place.room_right - 1 or later.right <= place.room_left + 1
