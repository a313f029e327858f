"""What the arrays say is what a plain search through the cards says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, in_story_order
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.storyboard import (
    Card,
    Plotline,
    add_plotline,
    create_card,
    move_cards,
    move_plotline,
    remove_cards,
    remove_plotline,
    resize_card,
)
from harmonic_desktop.domain.universe import Universe
from harmonic_desktop.ui.timeline.layout import Layout, layout_of

LANES = 3
spans = st.tuples(st.integers(0, LANES - 1), st.integers(0, 12), st.integers(1, 12))


@st.composite
def stories(draw: st.DrawFn) -> Contents:
    """Cards in quarters of a beat, none overlapping on its plotline."""
    plotlines = {i + 1: Plotline(i + 1, 1, f"P{i}", i, LANES - i) for i in range(LANES)}
    cards: dict[int, Card] = {}
    ends = [0.0] * LANES
    for number, (lane, gap, length) in enumerate(draw(st.lists(spans, max_size=25))):
        start = ends[lane] + gap / 4
        ends[lane] = start + length / 4
        cards[number + 1] = Card(number + 1, 1, lane + 1, f"c{number}", "", 0.5, start, length / 4)
    return Contents(Universe(1, 1, "U"), plotlines=plotlines, cards=cards)


quarters = st.integers(-8, 200).map(lambda n: n / 4)


def same(first: Layout, second: Layout) -> bool:
    """Whether two layouts say the same of every card."""
    return [_plain(first, row) for row in range(len(first.lanes))] == [
        _plain(second, row) for row in range(len(second.lanes))
    ] and first.rows == second.rows


def _plain(layout: Layout, row: int) -> tuple[object, ...]:
    lane = layout.lanes[row]
    return lane.plotline_id, lane.ids.tolist(), lane.start.tolist(), lane.end.tolist(), lane.tie.tolist()


@given(stories(), quarters, quarters)
def test_the_near_cards_are_those_that_sound_between_two_beats(story: Contents, one: float, other: float) -> None:
    left, right = sorted((one, other))
    layout = layout_of(story)
    for plotline_id, row in layout.rows.items():
        lane = layout.lanes[row]
        expected = [c.id for c in story.cards_on(plotline_id) if c.end_beat > left and c.start_beat < right]
        assert lane.ids[lane.near(left, right)].tolist() == expected


@given(stories(), quarters)
def test_the_card_at_a_beat_is_the_one_that_sounds_then(story: Contents, beat: float) -> None:
    layout = layout_of(story)
    for plotline_id, row in layout.rows.items():
        sounding = [c.id for c in story.cards_on(plotline_id) if c.start_beat <= beat < c.end_beat]
        assert layout.lanes[row].at(beat) == (sounding[0] if sounding else None)


@given(stories(), quarters.filter(lambda beat: beat >= 0))
def test_a_gap_lies_between_the_cards_around_a_free_beat(story: Contents, beat: float) -> None:
    layout = layout_of(story)
    for plotline_id, row in layout.rows.items():
        if layout.lanes[row].at(beat) is None:
            cards = story.cards_on(plotline_id)
            before = max((c.end_beat for c in cards if c.start_beat <= beat), default=0.0)
            after = min((c.start_beat for c in cards if c.start_beat > beat), default=float("inf"))
            assert layout.lanes[row].gap(beat) == (before, after)


@given(stories(), quarters, quarters, st.integers(0, LANES), st.integers(0, LANES))
def test_a_rectangle_touches_what_sounds_inside_it(
    story: Contents, one: float, other: float, first: int, last: int
) -> None:
    left, right = sorted((one, other))
    layout = layout_of(story)
    rows = range(min(first, last), max(first, last))
    expected = {
        c.id for c in story.cards.values()
        if layout.rows[c.plotline_id] in rows and c.end_beat > left and c.start_beat < right
    }  # fmt: skip
    assert set(layout.inside(rows, left, right)) == expected


def test_cards_of_an_older_file_that_overlap_are_found_too() -> None:
    long, short = Card(1, 1, 1, "long", start_beat=0.0, duration_beats=20.0), Card(2, 1, 1, "short", start_beat=2.0)
    story = Contents(Universe(1, 1, "U"), plotlines={1: Plotline(1, 1, "P")}, cards={1: long, 2: short})
    layout = layout_of(story)
    assert layout.inside(range(1), 10.0, 12.0) == [1]
    assert layout.inside(range(1), 3.0, 4.0) == [1, 2]


@given(stories())
def test_story_order_is_that_of_the_domain(story: Contents) -> None:
    assert layout_of(story).story_order() == [card.id for card in in_story_order(story)]


@given(stories(), st.data())
def test_a_layout_after_an_edit_is_that_of_the_story_after_it_and_twice_is_once(
    story: Contents, data: st.DataObject
) -> None:
    layout = layout_of(story)
    for _ in range(data.draw(st.integers(1, 4))):
        edit = data.draw(_edits(story))
        story = story.after(edit)
        layout = layout.after(edit, story)
        assert same(layout, layout_of(story))
        assert same(layout.after(edit, story), layout)


@given(stories(), st.data())
def test_cards_that_are_held_and_those_that_stay_are_all_the_cards(story: Contents, data: st.DataObject) -> None:
    layout = layout_of(story)
    held = data.draw(st.sets(st.sampled_from(sorted(story.cards)))) if story.cards else set()
    stay = layout.changed(layout.rows, held, ())
    assert set(layout.only(held).story_order()) == held
    assert set(stay.story_order()) == story.cards.keys() - held
    there = layout.only(held).shifted(3.5, 1).shifted(-3.5, -1)
    fits = all(layout.rows[story.cards[i].plotline_id] < LANES - 1 for i in held)
    assert not fits or same(there, layout.only(held))


def _edits(story: Contents) -> st.SearchStrategy[Edit]:
    ids = sorted(story.cards)
    lanes = sorted(story.plotlines)
    starts = st.integers(0, 100).map(lambda n: n / 4)
    lengths = st.integers(1, 20).map(lambda n: n / 4)
    kinds = [
        st.builds(lambda lane, s, d: create_card(story, lane, s, d), st.sampled_from(lanes), starts, lengths),
        st.builds(lambda lane, row: move_plotline(story, lane, row), st.sampled_from(lanes), st.integers(0, 3)),
        st.builds(lambda: add_plotline(story)),
    ]
    if len(lanes) > 1:
        pairs = st.permutations(lanes).map(lambda order: (order[0], order[1]))
        kinds.append(st.builds(lambda pair: remove_plotline(story, *pair), pairs))
        kinds.append(st.builds(lambda lane: remove_plotline(story, lane), st.sampled_from(lanes)))
    if ids:
        some = st.sets(st.sampled_from(ids), min_size=1, max_size=5)
        kinds += [
            st.builds(lambda chosen, by, rows: move_cards(story, chosen, by, rows), some, starts, st.integers(-2, 2)),
            st.builds(lambda i, s, d: resize_card(story, i, s, d), st.sampled_from(ids), starts, lengths),
            st.builds(lambda chosen: remove_cards(story, chosen), some),
        ]
    return st.one_of(kinds)
