"""What an edit promises: turned round, it takes back all that it did."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Change, Edit, created, edit, new_id, removed
from harmonic_desktop.domain.storyboard import Card, Plotline
from harmonic_desktop.domain.universe import duplicate_universe, remove_universe
from tests.domain.strategies import contents, edits_of

CARD = Card(1, 1, 1, "Ice comes down")


@given(st.data())
def test_an_edit_and_its_inverse_leave_everything_as_it_was(data: st.DataObject) -> None:
    before = data.draw(contents())
    made = data.draw(edits_of(before))
    assert before.after(made).after(made.inverse()) == before


@given(st.data())
def test_many_edits_are_undone_one_by_one_and_redone_to_the_same(data: st.DataObject) -> None:
    stations, made = [data.draw(contents(max_cards=6))], list[Edit]()
    for _ in range(data.draw(st.integers(1, 8))):
        made.append(data.draw(edits_of(stations[-1])))
        stations.append(stations[-1].after(made[-1]))
    now = stations[-1]
    for done, station in zip(reversed(made), reversed(stations[:-1]), strict=True):
        now = now.after(done.inverse())
        assert now == station
    for done, station in zip(made, stations[1:], strict=True):
        now = now.after(done)
        assert now == station


@given(st.data())
def test_an_edit_can_be_written_in_its_order_and_so_can_its_inverse(data: st.DataObject) -> None:
    before = data.draw(contents())
    for made in (data.draw(edits_of(before)), remove_universe(before), duplicate_universe(before)):
        assert_parents_are_there(before, made)
        assert_parents_are_there(before.after(made), made.inverse())


def assert_parents_are_there(before: Contents, made: Edit) -> None:
    """Each card finds its plotline when it is written, and no plotline goes while a card is on it."""
    lanes = set(before.plotlines)
    on = {card.id: card.plotline_id for card in before.cards.values()}
    for change in made.changes:
        record, gone = change.record, change.after is None
        if isinstance(record, Card):
            assert gone or record.plotline_id in lanes
            on.pop(record.id, None)
            on |= {} if gone else {record.id: record.plotline_id}
        elif isinstance(record, Plotline):
            assert not gone or record.id not in on.values()
            lanes = lanes - {record.id} if gone else lanes | {record.id}


@given(st.data())
def test_no_change_of_an_edit_changes_nothing_and_no_record_is_changed_twice(data: st.DataObject) -> None:
    made = data.draw(contents().flatmap(edits_of))
    assert all(change.before != change.after for change in made.changes)
    places = [(type(change.record), change.record.id) for change in made.changes]
    assert len(places) == len(set(places))


def test_an_edit_without_changes_is_no_edit() -> None:
    assert not edit("Nothing", [Change(CARD, replace(CARD))])
    assert edit("Something", [Change(CARD, replace(CARD, harmony_tie=1.0))])


def test_the_inverse_goes_backwards() -> None:
    lane = Plotline(1, 1, "Main")
    assert edit("Make", [created(lane), created(CARD)]).inverse().changes == (removed(CARD), removed(lane))


def test_an_edit_tells_its_changes_by_type() -> None:
    made = edit("Make", [created(Plotline(1, 1, "Main")), created(CARD), removed(replace(CARD, id=2))])
    assert [change.record.id for change in made.of(Card)] == [1, 2]
    assert [change.record.name for change in made.of(Plotline)] == ["Main"]


def test_new_ids_are_negative_and_never_the_same() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert max(ids) < 0
