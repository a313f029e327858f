"""Values of an older file that a record can't hold exactly survive every edit, and come back with undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from harmonic_desktop.domain.contents import Contents
from harmonic_desktop.domain.edits import Edit
from harmonic_desktop.domain.parameters import change_physics_parameter, remove_parameters
from harmonic_desktop.domain.storyboard import change_card, move_cards, remove_cards, set_harmony
from harmonic_desktop.domain.universe import (
    describe_universe,
    duplicate_universe,
    remove_universe,
    rename_universe,
    set_environment_harmony,
    set_gravity,
)
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.store import Store

from .files import Rows, values_of
from .web_application import make_web_file

ODD_UNIVERSE = 3
ITS_OWNER = 2


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Database]:
    """An adopted file whose values are as odd as they come; its tables have columns that are not ours."""
    path = make_web_file(tmp_path / "web.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('ALTER TABLE storyboards ADD COLUMN "mood ""swing""" TEXT')
        connection.execute("ALTER TABLE universes ADD COLUMN stars INTEGER DEFAULT 3")
        connection.execute('UPDATE storyboards SET "mood ""swing""" = \'wild\' WHERE id IN (4, 5)')
        connection.commit()
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def store(older: Database) -> Store:
    return older.store(ITS_OWNER)


VERBS: dict[str, Callable[[Contents], Edit]] = {
    "rename": lambda c: rename_universe(c.universe, "x"),
    "describe": lambda c: describe_universe(c, "x"),
    "gravity": lambda c: set_gravity(c, 1.0),
    "no gravity": lambda c: set_gravity(c, None),
    "harmony of all": lambda c: set_environment_harmony(c, None),
    "words": lambda c: change_card(c, 6, plot_point="x", description="y"),
    "harmony": lambda c: set_harmony(c, dict.fromkeys(c.cards, 0.5)),
    "move": lambda c: move_cards(c, c.cards, 8.0),
    "remove cards": lambda c: remove_cards(c, c.cards),
    "parameter": lambda c: change_physics_parameter(c, 3, value=2.0, unit="s"),
    "remove parameters": lambda c: remove_parameters(c, [*c.physics.values(), *c.music.values()]),
    "remove": remove_universe,
    "duplicate": duplicate_universe,
}


@pytest.mark.parametrize("verb", VERBS)
def test_undo_writes_back_what_was_there(store: Store, verb: str) -> None:
    before = values_of(store)
    committed = store.apply(VERBS[verb](store.get_contents(ODD_UNIVERSE)))
    after = values_of(store)
    assert after != before
    undone = store.apply(committed.inverse())
    assert values_of(store) == before
    redone = store.apply(undone.inverse())
    assert values_of(store) == after
    store.apply(redone.inverse())
    assert values_of(store) == before


def test_many_edits_are_undone_to_what_was_there(store: Store) -> None:
    before = values_of(store)
    done = []
    for verb in ("harmony", "words", "gravity", "parameter", "move", "no gravity", "remove cards", "remove"):
        done.append(store.apply(VERBS[verb](store.get_contents(ODD_UNIVERSE))))
    while done:
        store.apply(done.pop().inverse())
    assert values_of(store) == before


def changed_places(before: Rows, after: Rows) -> set[tuple[str, int]]:
    """Which values of rows that are in both differ, as table and position."""
    return {
        (table, i)
        for table, rows in before.items()
        for old, new in zip(rows, after[table], strict=True)
        for i, (one, other) in enumerate(zip(old, new, strict=True))
        if one != other
    }


def test_an_edit_writes_nothing_but_what_it_changes(store: Store) -> None:
    before = values_of(store)
    store.apply(change_card(store.get_contents(ODD_UNIVERSE), 5, plot_point="x"))
    # In the file's order of columns, after the rowid: plot_point, and updated_at of the card and of its universe.
    assert changed_places(before, values_of(store)) == {("storyboards", 3), ("storyboards", 7), ("universes", 8)}


def test_a_new_value_is_not_taken_for_the_odd_one(store: Store) -> None:
    contents = store.get_contents(ODD_UNIVERSE)
    removed = store.apply(remove_cards(contents, [4]))
    (change,) = [change.inverse() for change in removed.changes if change.record.id == 4]
    card = contents.cards[4]
    moment = contents.cards[5].updated_at
    store.apply(Edit("", (replace(change, after=replace(card, created_at=moment, harmony_tie=0.25)),)))
    assert store.get_contents(ODD_UNIVERSE).cards[4].created_at == moment
    assert store.get_contents(ODD_UNIVERSE).cards[4].harmony_tie == 0.25


def test_text_that_is_no_utf8_is_read_as_far_as_it_is(tmp_path: Path) -> None:
    path = make_web_file(tmp_path / "web.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE storyboards SET plot_point = CAST(x'61ff62' AS TEXT) WHERE id = 5")
        connection.commit()
    database = open_database(path)
    store = database.store(ITS_OWNER)
    assert store.get_contents(ODD_UNIVERSE).cards[5].plot_point == "a\ufffdb"
    store.apply(set_harmony(store.get_contents(ODD_UNIVERSE), {5: 0.5}))
    with database.connection.reading() as connection_:
        kept = connection_.execute("SELECT hex(plot_point) FROM storyboards WHERE id = 5").fetchone()[0]
    database.close()
    assert kept == "61FF62"
