"""How snapshots are taken, named and removed, and what is told of the time since."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.errors import InvalidValue, NotFound
from harmonic_desktop.domain.snapshots import (
    MOST_SNAPSHOTS,
    Since,
    Snapshot,
    SnapshotData,
    changes_since,
    remove_snapshot,
    rename_snapshot,
    take_snapshot,
)
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import Universe, duplicate_universe, remove_universe

CARDS = [Card(i, 1, 1, f"Card {i}", "", 0.5, 4.0 * i) for i in range(1, 5)]
OLD = Snapshot(9, 1, "Draft one", 4)
KEPT = SnapshotData(5, 1, 9, b"data")
STORY = contents_of(Universe(1, 7, "Carrow"), [Plotline(1, 1, "Oda"), *CARDS, OLD])


def with_cards(*cards: Card) -> Contents:
    return replace(STORY, cards={card.id: card for card in cards})


def test_a_snapshot_is_listed_and_what_it_holds_refers_to_it() -> None:
    made = take_snapshot(STORY, "  Before the\tfire ", b"all")
    (listed,), (kept,) = made.of(Snapshot), made.of(SnapshotData)
    assert listed.after is not None and kept.after is not None
    assert (listed.after.name, listed.after.card_count) == ("Before the fire", 4)
    assert (kept.after.snapshot_id, kept.after.data) == (listed.after.id, b"all")
    assert made.changes[0] == listed, "what is referred to is written first"
    assert len(STORY.after(made).snapshots) == 2


def test_a_snapshot_takes_another_name() -> None:
    assert STORY.after(rename_snapshot(STORY, 9, "Draft two")).snapshots[9].name == "Draft two"
    assert not rename_snapshot(STORY, 9, "Draft one")
    with pytest.raises(InvalidValue):
        rename_snapshot(STORY, 9, " ")


def test_a_removed_snapshot_takes_along_what_it_holds_and_comes_back() -> None:
    gone = remove_snapshot(STORY, KEPT)
    assert [change.before for change in gone.changes] == [KEPT, OLD]
    assert STORY.after(gone).snapshots == {}
    assert STORY.after(gone).after(gone.inverse()) == STORY
    with pytest.raises(NotFound):
        remove_snapshot(STORY, replace(KEPT, snapshot_id=1))


def test_one_too_many_is_refused_and_none_is_dropped() -> None:
    full = replace(STORY, snapshots={i: replace(OLD, id=i) for i in range(MOST_SNAPSHOTS)})
    with pytest.raises(InvalidValue, match="remove one you no longer need first"):
        take_snapshot(full, "One more", b"")


def test_a_universe_goes_with_its_snapshots_and_a_copy_has_none() -> None:
    gone = remove_universe(STORY, [KEPT])
    assert {type(c.record) for c in gone.changes} >= {Snapshot, SnapshotData}
    assert next(type(c.record) for c in gone.changes) is SnapshotData, "children first"
    assert not duplicate_universe(STORY).of(Snapshot)


def test_what_changed_since_is_counted_by_kind() -> None:
    one, two, three, four = CARDS
    now = with_cards(
        replace(one, start_beat=99.0),
        replace(two, harmony_tie=0.9, plot_point="Other"),
        replace(three, description="More"),
        Card(8, 1, 1, "New"),
        Card(9, 1, 1, "Newer"),
    )
    assert changes_since(STORY, now) == Since(added=2, removed=1, moved=1, reworded=2, retied=1)
    assert not changes_since(STORY, STORY)
    assert four.id not in now.cards


def test_a_harmony_that_is_no_number_has_not_changed_by_itself() -> None:
    odd = with_cards(replace(CARDS[0], harmony_tie=math.nan))
    again = with_cards(replace(CARDS[0], harmony_tie=float("nan")))
    assert not changes_since(odd, again)
