"""The store writes an edit whole or not at all, stamps it, and keeps to one account."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Change, Edit, created, new_id, removed
from harmonic_desktop.domain.errors import NotFound
from harmonic_desktop.domain.outline import Outline
from harmonic_desktop.domain.parameters import (
    MusicParameter,
    PhysicsParameter,
    add_music_parameter,
    add_physics_parameter,
    change_physics_parameter,
)
from harmonic_desktop.domain.storyboard import (
    Card,
    Plotline,
    add_plotline,
    change_card,
    create_card,
    move_cards,
    remove_cards,
    remove_plotline,
    set_harmony,
)
from harmonic_desktop.domain.universe import Universe, create_universe, duplicate_universe, remove_universe
from harmonic_desktop.storage.database import Database
from harmonic_desktop.storage.errors import StorageError
from harmonic_desktop.storage.store import Store

from .files import values_of


@pytest.fixture
def contents(store: Store, account: Account) -> Contents:
    """A universe with two plotlines, three cards and a parameter of each kind."""
    made = store.apply(create_universe(account.id, "One")).changes[0].record
    contents = store.get_contents(made.id)
    contents = contents.after(store.apply(add_plotline(contents, "Two")))
    first, second = contents.ordered_plotlines()
    for lane, start in ((first, 0.0), (first, 4.0), (second, 2.0)):
        contents = contents.after(store.apply(create_card(contents, lane.id, start, 4.0, f"at {start}", "…", 0.25)))
    contents = contents.after(store.apply(add_physics_parameter(contents, "gravity", 9.81, "m/s²")))
    return contents.after(store.apply(add_music_parameter(contents, "tempo", 120.0, "Cello")))


@pytest.fixture
def other(database: Database) -> Account:
    return database.accounts.create(Account(new_id(), "Olaf", "olaf@example.org", "hash"))


def test_what_is_applied_is_what_is_read(store: Store, contents: Contents) -> None:
    assert store.get_contents(contents.universe.id) == contents
    assert store.list_universes() == [contents.universe]
    assert len(contents.cards) == 3


def test_new_records_get_ids_and_so_does_what_refers_to_them(store: Store, account: Account) -> None:
    universe, lane = Universe(new_id(), account.id, "One"), Plotline(new_id(), new_id(), "Main")
    lane = replace(lane, universe_id=universe.id)
    records: list[Any] = [
        universe,
        lane,
        Card(new_id(), universe.id, lane.id, "a"),
        PhysicsParameter(new_id(), universe.id, "g", 1),
    ]
    written = store.apply(Edit("", tuple(Change(None, record) for record in records))).changes
    ids = [change.record.id for change in written]
    assert min(ids) > 0
    found = store.get_contents(ids[0])
    assert [found.universe, *found.plotlines.values(), *found.cards.values(), *found.physics.values()] == [
        change.after for change in written
    ]


def test_a_reference_to_nothing_new_is_refused(store: Store, contents: Contents) -> None:
    with pytest.raises(NotFound):
        store.apply(Edit("", (created(Card(new_id(), contents.universe.id, new_id(), "a")),)))


def test_new_ids_stay_small_beside_a_huge_one(database: Database, store: Store, contents: Contents) -> None:
    card = next(iter(contents.cards.values()))
    store.apply(Edit("", (created(replace(card, id=2**63 - 1)),)))
    made = store.apply(create_card(contents, card.plotline_id, 90, 1)).of(Card)[0].record
    assert made.id == max(contents.cards) + 1


def test_an_edit_that_changes_nothing_writes_nothing(store: Store, contents: Contents) -> None:
    before = values_of(store)
    assert store.apply(Edit("Nothing", ())) == Edit("Nothing", ())
    assert values_of(store) == before


# Timestamps


def test_what_is_new_is_stamped_with_now(store: Store, contents: Contents) -> None:
    before = datetime.now(UTC)
    card = store.apply(create_card(contents, min(contents.plotlines), 90, 1)).of(Card)[0].after
    assert card is not None and card.created_at is not None
    assert before <= card.created_at <= datetime.now(UTC)
    assert card.updated_at == card.created_at


def test_what_is_changed_is_stamped_and_keeps_the_day_it_was_made(store: Store, contents: Contents) -> None:
    card = next(iter(contents.cards.values()))
    after = store.apply(change_card(contents, card.id, description="new")).of(Card)[0].after
    assert after is not None and after.updated_at is not None and card.updated_at is not None
    assert after.created_at == card.created_at
    assert after.updated_at > card.updated_at


def test_a_stamp_moves_on_even_if_the_clock_was_set_back(store: Store, contents: Contents) -> None:
    card = next(iter(contents.cards.values()))
    future = datetime.now(UTC) + timedelta(days=400)
    store.apply(Edit("", (Change(card, replace(card, updated_at=future)),)))
    later = store.get_contents(contents.universe.id)
    after = store.apply(change_card(later, card.id, description="new")).of(Card)[0].after
    assert after is not None
    assert after.updated_at == future + timedelta(microseconds=1)


@pytest.mark.parametrize(
    "verb",
    [
        lambda c: create_card(c, min(c.plotlines), 90, 1),
        lambda c: set_harmony(c, {min(c.cards): 1.0}),
        lambda c: remove_cards(c, c.cards),
        lambda c: add_plotline(c),
        lambda c: change_physics_parameter(c, min(c.physics), value=1.0),
    ],
    ids=["card made", "card changed", "cards removed", "plotline made", "parameter changed"],
)
def test_a_universe_tells_when_something_in_it_changed(
    store: Store, contents: Contents, verb: Callable[[Contents], Edit]
) -> None:
    before = contents.universe
    committed = store.apply(verb(contents))
    (change,) = committed.of(Universe)
    assert change.before == before
    assert change.after is not None and change.after.updated_at is not None and before.updated_at is not None
    assert change.after.updated_at > before.updated_at
    assert store.list_universes() == [change.after]
    store.apply(committed.inverse())
    assert store.list_universes() == [before]


def test_timestamps_are_kept_as_the_schema_has_them(store: Store, contents: Contents) -> None:
    (row,) = values_of(store)["universes"]
    moment = contents.universe.created_at
    assert moment is not None and moment.tzinfo is UTC
    assert f"str '{moment:%Y-%m-%d %H:%M:%S.%f}'" in row


# Undo


def test_undo_brings_back_the_very_rows(store: Store, contents: Contents) -> None:
    before = values_of(store)
    committed = store.apply(remove_universe(contents))
    assert store.list_universes() == []
    assert values_of(store)["storyboards"] == []
    store.apply(committed.inverse())
    assert values_of(store) == before


def test_a_row_that_comes_back_beside_a_new_one_is_not_stamped(store: Store, contents: Contents) -> None:
    old = replace(next(iter(contents.cards.values())), id=900, created_at=None, updated_at=None)
    written = store.apply(Edit("", (created(replace(old, id=new_id())), created(old)))).of(Card)
    assert [change.record.created_at is None for change in written] == [False, True]
    assert store.get_contents(contents.universe.id).cards[900] == old


def test_redo_makes_the_very_same_again(store: Store, contents: Contents) -> None:
    committed = store.apply(duplicate_universe(contents))
    after = values_of(store)
    undone = store.apply(committed.inverse())
    assert store.apply(undone.inverse()) == committed
    assert values_of(store) == after


def test_a_universe_is_not_removed_with_what_the_edit_does_not_list(store: Store, contents: Contents) -> None:
    before = values_of(store)
    stale = replace(contents, cards={})
    with pytest.raises(StorageError, match="nothing was changed"):
        store.apply(remove_universe(stale))
    lane = max(contents.plotlines)
    with pytest.raises(StorageError, match="nothing was changed"):
        store.apply(remove_plotline(stale, lane))
    assert values_of(store) == before


# Only one's own


def test_another_account_sees_none_of_it(database: Database, contents: Contents, other: Account) -> None:
    theirs = database.store(other.id)
    assert theirs.list_universes() == []
    assert theirs.list_outlines() == {}
    with pytest.raises(NotFound):
        theirs.get_contents(contents.universe.id)


def smuggled(contents: Contents, mine: Contents) -> dict[str, list[Change[Any]]]:
    """Edits by which somebody would reach into `contents`, which is not theirs, from `mine`."""
    universe, my_universe = contents.universe, mine.universe
    card, my_card = next(iter(contents.cards.values())), next(iter(mine.cards.values()))
    lane, physics = next(iter(contents.plotlines.values())), next(iter(contents.physics.values()))
    claimed = replace(universe, creator_id=my_universe.creator_id)
    return {
        "rename": [Change(universe, replace(universe, name="mine"))],
        "rename, claimed": [Change(claimed, replace(claimed, name="mine"))],
        "take": [Change(universe, claimed)],
        "give": [Change(my_universe, replace(my_universe, creator_id=universe.creator_id))],
        "remove": [removed(replace(universe, id=universe.id))],
        "remove, claimed": [removed(claimed)],
        "make for another": [created(Universe(new_id(), universe.creator_id, "gift"))],
        "card into it": [created(Card(new_id(), universe.id, lane.id, "here"))],
        "card onto its plotline": [created(Card(new_id(), my_universe.id, lane.id, "here"))],
        "my card onto its plotline": [Change(my_card, replace(my_card, plotline_id=lane.id))],
        "my card into it": [Change(my_card, replace(my_card, universe_id=universe.id, plotline_id=lane.id))],
        "its card out of it": [Change(card, replace(card, universe_id=my_universe.id))],
        "its card, claimed": [
            Change(replace(card, universe_id=my_universe.id), replace(card, universe_id=my_universe.id, plot_point="x"))
        ],
        "its card for mine": [Change(my_card, replace(card, universe_id=my_universe.id))],
        "change its card": [Change(card, replace(card, plot_point="x"))],
        "remove its card": [removed(card)],
        "remove its card, claimed": [removed(replace(card, universe_id=my_universe.id))],
        "change its parameter": [Change(physics, replace(physics, value=0.0))],
        "remove its plotline, claimed": [removed(replace(lane, universe_id=my_universe.id))],
        "music into it": [created(MusicParameter(new_id(), universe.id, "tempo", 1.0))],
        "plotline into it": [created(Plotline(new_id(), universe.id, "mine"))],
    }


SMUGGLED = [
    "rename", "rename, claimed", "take", "give", "remove", "remove, claimed", "make for another", "card into it",
    "card onto its plotline", "my card onto its plotline", "my card into it", "its card out of it", "its card, claimed",
    "its card for mine", "change its card", "remove its card", "remove its card, claimed", "change its parameter",
    "remove its plotline, claimed", "music into it", "plotline into it",
]  # fmt: skip


@pytest.mark.parametrize("how", SMUGGLED)
def test_nobody_reaches_into_a_universe_of_another(
    database: Database, contents: Contents, other: Account, how: str
) -> None:
    theirs = database.store(other.id)
    made = theirs.apply(create_universe(other.id, "Mine")).changes[0].record
    mine = theirs.get_contents(made.id)
    mine = mine.after(theirs.apply(create_card(mine, min(mine.plotlines), 0, 1)))
    edits = smuggled(contents, mine)
    assert list(edits) == SMUGGLED
    before = values_of(theirs)
    with pytest.raises(NotFound):
        theirs.apply(Edit("", tuple(edits[how])))
    assert values_of(theirs) == before


def test_a_card_stays_on_plotlines_of_its_own_universe(store: Store, account: Account, contents: Contents) -> None:
    another = store.apply(create_universe(account.id, "Two")).of(Plotline)[0].record
    card = next(iter(contents.cards.values()))
    with pytest.raises(NotFound):
        store.apply(Edit("", (Change(card, replace(card, plotline_id=another.id)),)))


def test_one_record_cannot_be_made_another(store: Store, contents: Contents) -> None:
    before = values_of(store)
    one, two = list(contents.cards.values())[:2]
    with pytest.raises(NotFound):
        store.apply(Edit("", (Change(one, replace(one, id=two.id, plot_point="x")),)))
    assert values_of(store) == before


def test_what_is_gone_is_not_found(store: Store, contents: Contents) -> None:
    edit = set_harmony(contents, dict.fromkeys(contents.cards, 1.0))
    store.apply(remove_cards(contents, [min(contents.cards)]))
    before = values_of(store)
    with pytest.raises(NotFound):
        store.apply(edit)
    with pytest.raises(NotFound):
        store.apply(remove_cards(contents, contents.cards))
    assert values_of(store) == before


def test_an_id_that_is_taken_is_not_written_over(store: Store, contents: Contents) -> None:
    before = values_of(store)
    with pytest.raises(StorageError, match="nothing was changed"):
        store.apply(Edit("", (created(replace(next(iter(contents.cards.values())), plot_point="x")),)))
    assert values_of(store) == before


# Numbers and outlines


def test_no_number_is_kept_as_such(store: Store, contents: Contents) -> None:
    """A duplicate of an older file's card may have a harmony that is no number."""
    card = replace(next(iter(contents.cards.values())), id=new_id(), harmony_tie=math.nan)
    universe = replace(contents.universe, gravity_constant=math.nan)
    written = store.apply(Edit("", (created(card), Change(contents.universe, universe))))
    found = store.get_contents(contents.universe.id)
    assert math.isnan(found.cards[written.of(Card)[0].record.id].harmony_tie)
    assert found.universe.gravity_constant is not None and math.isnan(found.universe.gravity_constant)


def test_an_outline_has_the_cards_by_start(store: Store, contents: Contents, account: Account) -> None:
    empty = store.apply(create_universe(account.id, "Empty")).changes[0].record
    assert store.list_outlines() == {
        contents.universe.id: Outline(3, ((0.0, 4.0, 0.25), (2.0, 4.0, 0.25), (4.0, 4.0, 0.25))),
        empty.id: Outline(0, ()),
    }


def test_ten_thousand_cards_in_one_edit_and_back(store: Store, contents: Contents) -> None:
    lane = min(contents.plotlines)
    cards = [Card(new_id(), contents.universe.id, lane, f"{i}", "…", i / 10_000, 100.0 + i, 1.0) for i in range(10_000)]
    before = values_of(store)
    committed = store.apply(Edit("", tuple(map(created, cards))))
    full = store.get_contents(contents.universe.id)
    assert full == contents.after(committed)
    moved = store.apply(move_cards(full, full.cards, 1.0))
    store.apply(moved.inverse())
    store.apply(committed.inverse())
    assert values_of(store) == before
