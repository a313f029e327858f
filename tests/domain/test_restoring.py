"""A universe brought back to what a snapshot holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents, contents_of, in_story_order, markers_in_order
from harmonic_desktop.domain.edits import age, is_provisional
from harmonic_desktop.domain.restoring import copy_of, restore
from harmonic_desktop.domain.snapshots import Snapshot, changes_since
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe
from tests.domain.strategies import contents, edits_of

KEPT = Snapshot(1, 1, "Draft")


def told(story: Contents) -> list[object]:
    """Everything but ids and times."""
    rows = {lane.id: row for row, lane in enumerate(story.ordered_plotlines())}
    return [
        replace(story.universe, updated_at=None),
        [replace(p, id=0, position=0) for p in story.ordered_plotlines()],
        sorted(repr(replace(p, id=0)) for p in story.physics.values()),
        sorted(repr(replace(p, id=0)) for p in story.music.values()),
        sorted(
            repr(replace(c, id=0, plotline_id=rows[c.plotline_id], created_at=None, updated_at=None))
            for c in in_story_order(story)
        ),
        sorted(repr(replace(m, id=0)) for m in markers_in_order(story)),
    ]


@given(contents(), st.data())
def test_whatever_was_edited_since_restoring_brings_all_of_it_back(then: Contents, data: st.DataObject) -> None:
    now = then
    for _ in range(data.draw(st.integers(0, 5))):
        now = now.after(data.draw(edits_of(now)))
    made = restore(now, then, "Draft")
    after = now.after(made)
    assert told(after) == told(then)
    assert now.after(made).after(made.inverse()) == now
    assert not restore(after, then, "Draft") or {r.record.id for r in made.changes if is_provisional(r.record.id)}


@given(contents())
def test_restoring_what_is_as_it_was_changes_nothing(story: Contents) -> None:
    assert not restore(story, story, "Draft")


def test_snapshots_stay_and_what_is_gone_is_made_under_new_ids() -> None:
    card = Card(5, 1, 1, "Ice")
    then = contents_of(Universe(1, 7, "Carrow"), [Plotline(1, 1, "Oda"), card])
    now = contents_of(Universe(1, 7, "Renamed"), [Plotline(2, 1, "Other"), KEPT])
    made = restore(now, then, "Draft")
    after = now.after(made)
    assert after.snapshots == {1: KEPT}
    assert after.universe.name == "Carrow"
    (plotline,), (back,) = after.plotlines.values(), after.cards.values()
    assert is_provisional(plotline.id) and is_provisional(back.id)
    assert back.plotline_id == plotline.id
    kinds = [(type(c.record).__name__, c.after is None) for c in made.changes]
    assert kinds == [("Universe", False), ("Plotline", False), ("Card", False), ("Plotline", True)]
    assert made.label == "Restore snapshot “Draft”"


def test_a_copy_is_a_universe_of_its_own() -> None:
    then = contents_of(Universe(1, 7, "x" * 100), [Plotline(1, 1, "Oda"), Card(5, 1, 1, "Ice")])
    made = copy_of(then, 8, "Draft")
    fresh = made.of(Universe)[0].after
    assert fresh is not None
    assert (fresh.name, fresh.creator_id) == ("x" * 92 + " (Draft)", 8)
    assert all(is_provisional(c.record.id) and c.before is None for c in made.changes)
    assert len(copy_of(then, 8, "y" * 100).of(Universe)[0].record.name) == 100
    assert not changes_since(then, then)
    assert sorted([5, 3], key=lambda i: age(Card(i, 1, 1, ""))) == [3, 5]
