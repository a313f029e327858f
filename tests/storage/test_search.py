"""Find finds by words what belongs to the account, the best first, whatever was edited and whatever is typed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.contents import Contents, contents_of
from harmonic_desktop.domain.edits import Edit, created, new_id
from harmonic_desktop.domain.markers import Marker, create_marker
from harmonic_desktop.domain.parameters import add_music_parameter
from harmonic_desktop.domain.searching import Found, Kind, Order, sought_words
from harmonic_desktop.domain.storyboard import Card, Plotline, change_card, remove_cards
from harmonic_desktop.domain.universe import Universe, adopt_universe, create_universe, remove_universe
from harmonic_desktop.storage import indexes, search
from harmonic_desktop.storage.backups import back_up
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.engine import upgrading_engine
from harmonic_desktop.storage.errors import StorageError
from harmonic_desktop.storage.indexes import CARD_INDEX, SearchMissing
from harmonic_desktop.storage.store import Store

from .files import exact, small_files
from .web_application import make_web_file

WORDS = [
    ("The storm", "Ada lights the lantern.", 0.1),
    ("A calm", "After the storm comes a calm, and after that another storm.", 0.9),
    ("Émile’s étude", "He plays it badly.", 0.5),
]


def story(name: str = "Tides", words: list[tuple[str, str, float]] = WORDS) -> Contents:
    universe = Universe(new_id(), 0, name, "All that the sea brings.")
    line = Plotline(new_id(), universe.id, "Main")
    cards = [
        Card(new_id(), universe.id, line.id, title, text, tie, 4.0 * number)
        for number, (title, text, tie) in enumerate(words)
    ]
    return contents_of(universe, [line, *cards])


def adopt(store: Store, account: Account, contents: Contents) -> Contents:
    made = store.apply(adopt_universe(contents, account.id))
    return store.get_contents(made.of(Universe)[0].record.id)


def find(store: Store, text: str, order: Order = Order.BEST) -> list[Found]:
    while not store.search.bring_up_to_date():
        pass
    return list(store.search.find(text, order).found)


def titles(store: Store, text: str, order: Order = Order.BEST) -> list[str]:
    return [found.title for found in find(store, text, order)]


@pytest.fixture
def tides(store: Store, account: Account) -> Contents:
    return adopt(store, account, story())


def test_a_card_is_found_with_all_that_a_person_knows_it_by(store: Store, tides: Contents) -> None:
    store.apply(add_music_parameter(tides, "beats_per_bar", 3.0))
    (found,) = find(store, "another")
    (card,) = (card for card in tides.cards.values() if card.plot_point == "A calm")
    assert found == Found(
        Kind.CARD, card.id, tides.universe.id, "Tides", "A calm", card.description, "Main", bar=2, harmony=0.9
    )


def test_a_word_in_the_plot_point_counts_more_than_several_in_the_description(store: Store, tides: Contents) -> None:
    assert titles(store, "storm") == ["The storm", "A calm"]


def test_every_word_has_to_be_there_and_of_the_last_a_beginning(store: Store, tides: Contents) -> None:
    assert titles(store, "storm lan") == ["The storm"]
    assert titles(store, "lan storm") == []
    assert titles(store, "storm lantern badly") == []


def test_case_and_accents_make_no_difference(store: Store, tides: Contents) -> None:
    assert titles(store, "EMILE etude") == titles(store, "émile") == ["Émile’s étude"]


def test_universes_and_plotlines_come_before_cards(store: Store, account: Account, tides: Contents) -> None:
    adopt(store, account, story("Main things", [("Main", "", 0.0)]))
    assert [(found.kind, found.title) for found in find(store, "main")] == [
        (Kind.UNIVERSE, "Main things"), (Kind.PLOTLINE, "Main"), (Kind.PLOTLINE, "Main"), (Kind.CARD, "Main"),
    ]  # fmt: skip
    assert [found.kind for found in find(store, "brings")] == [Kind.UNIVERSE, Kind.UNIVERSE]


def test_markers_are_found(store: Store, tides: Contents) -> None:
    made = store.apply(create_marker(tides, 4.0, 8.0, "The turn of the tide"))
    (found,) = find(store, "turn")
    assert (found.kind, found.id, found.universe_name) == (Kind.MARKER, made.of(Marker)[0].record.id, "Tides")


def test_cards_are_sorted_by_story_or_by_harmony(store: Store, account: Account, tides: Contents) -> None:
    adopt(store, account, story("Ebb", [("Ebb storm", "", 0.4)]))
    assert titles(store, "storm", Order.STORY) == ["Ebb storm", "The storm", "A calm"]
    assert titles(store, "storm", Order.HARMONY) == ["A calm", "Ebb storm", "The storm"]


def test_another_accounts_cards_are_never_found(database: Database, store: Store, tides: Contents) -> None:
    other = database.accounts.create(Account(new_id(), "Bob", "bob@example.org", "hash"))
    bobs = database.store(other.id)
    assert find(bobs, "storm") == find(bobs, "tides") == find(bobs, "main") == []
    adopt(bobs, other, story("Other", [("Bob’s storm", "", 0.0)]))
    assert titles(bobs, "storm") == ["Bob’s storm"]
    assert "Bob’s storm" not in titles(store, "storm")


@pytest.mark.parametrize(
    "text",
    ["", " ", '"', '"storm', "storm AND OR NOT", "plot_point:storm", "storm*", "^storm", "NEAR(a b)", "(", "storm\x00x",
     "\ud800", "x" * 10_000, "a " * 10_000, "-storm", "'; DROP TABLE users; --", "{a b}: c", "日本語", "%_"],
)  # fmt: skip
def test_whatever_is_typed_is_looked_for_and_never_fails(store: Store, tides: Contents, text: str) -> None:
    assert isinstance(find(store, text), list)


@settings(max_examples=200)
@given(text=st.text())
def test_no_text_at_all_fails(text: str) -> None:
    driver = _examples()
    words = sought_words(text)
    if words:
        match = " ".join(f'"{word}"' for word in words) + "*"
        driver.execute("SELECT rowid FROM search_cards WHERE search_cards MATCH ?", (match,)).fetchall()


def _examples() -> sqlite3.Connection:
    driver = sqlite3.connect(":memory:")
    driver.execute(CARD_INDEX.sql)
    driver.execute("INSERT INTO search_cards VALUES ('The storm', 'Ada')")
    return driver


def test_what_was_edited_is_found_as_it_is_now(store: Store, tides: Contents) -> None:
    assert titles(store, "storm") == ["The storm", "A calm"]
    card = next(card for card in tides.cards.values() if card.plot_point == "The storm")
    changed = store.apply(change_card(tides, card.id, plot_point="The fire"))
    assert titles(store, "storm") == ["A calm"]
    assert titles(store, "fire") == ["The fire"]
    store.apply(changed.inverse())
    assert titles(store, "storm") == ["The storm", "A calm"]
    removed = store.apply(remove_cards(store.get_contents(tides.universe.id), [card.id]))
    assert titles(store, "storm") == ["A calm"]
    store.apply(removed.inverse())
    assert titles(store, "storm") == ["The storm", "A calm"]


def test_a_universe_that_comes_in_place_of_a_removed_one_is_found_by_its_own_words(
    store: Store, account: Account, tides: Contents
) -> None:
    assert titles(store, "storm")
    store.apply(remove_universe(tides))
    adopt(store, account, story("Hills", [("A hill", "", 0.0)]))
    assert titles(store, "storm") == []
    assert titles(store, "hill") == ["Hills", "A hill"]


def test_no_edit_writes_into_the_indexes(database: Database, store: Store, tides: Contents) -> None:
    def kept() -> list[tuple[object, ...]]:
        with database.connection.reading() as driver:
            return exact(driver, "SELECT * FROM search_cards_data") + exact(
                driver, "SELECT * FROM search_cards_content"
            )

    find(store, "storm")
    before = kept()
    store.apply(remove_cards(tides, tides.cards))
    assert kept() == before


def test_what_is_in_step_is_not_written_again(database: Database, store: Store, tides: Contents) -> None:
    find(store, "storm")
    written = database.path.stat().st_mtime_ns
    find(store, "calm")
    assert database.path.stat().st_mtime_ns == written


def test_many_cards_are_read_in_steps(
    store: Store, account: Account, tides: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "STEP", 2)
    reader = store.search
    # A universe, a plotline and three cards.
    assert [reader.bring_up_to_date() for _ in range(4)] == [False, False, True, True]
    assert [found.title for found in reader.find("storm").found] == ["The storm", "A calm"]


def test_no_more_are_given_than_can_be_looked_at_but_all_are_counted(store: Store, account: Account) -> None:
    adopt(store, account, story("Long", [(f"Wave {number}", "", 0.0) for number in range(search.MOST_CARDS + 7)]))
    find(store, "wave")
    findings = store.search.find("wave")
    assert len(findings.found) == search.MOST_CARDS
    assert findings.card_count == search.MOST_CARDS + 7


def test_a_file_of_the_web_application_is_searched_too(tmp_path: Path) -> None:
    database = open_database(make_web_file(tmp_path / "web.db"))
    stores = [database.store(account.id) for account in database.accounts.list_accounts()]
    cards = [
        (store, card)
        for store in stores
        for universe in store.list_universes()
        for card in store.get_contents(universe.id).cards.values()
        if sought_words(card.plot_point)
    ]
    assert cards
    for store, card in cards:
        assert card.plot_point in titles(store, card.plot_point)
    database.close()


def test_the_indexes_go_along_with_a_file_and_are_used_again(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    account = database.accounts.create(Account(new_id(), "Ida", "ida@example.org", "hash"))
    adopt(database.store(account.id), account, story())
    assert titles(database.store(account.id), "storm")
    database.close()
    database = open_database(tmp_path / "a.db")
    assert titles(database.store(account.id), "storm") == ["The storm", "A calm"]
    database.close()


def test_a_backup_has_the_indexes_too(database: Database, store: Store, tides: Contents, tmp_path: Path) -> None:
    assert titles(store, "storm")
    account_id = tides.universe.creator_id
    database.close()
    with upgrading_engine(database.path) as engine:
        back_up(engine, tmp_path / "copy.db")
    copy = open_database(tmp_path / "copy.db")
    assert titles(copy.store(account_id), "storm") == ["The storm", "A calm"]
    copy.close()


def test_edits_from_elsewhere_are_found(tmp_path: Path) -> None:
    database = open_database(tmp_path / "a.db")
    account = database.accounts.create(Account(new_id(), "Ida", "ida@example.org", "hash"))
    adopt(database.store(account.id), account, story())
    assert titles(database.store(account.id), "storm")
    database.close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as driver:
        driver.execute("UPDATE storyboards SET plot_point = 'The flood' WHERE plot_point = 'The storm'")
        driver.commit()
    database = open_database(tmp_path / "a.db")
    assert titles(database.store(account.id), "flood") == ["The flood"]
    database.close()


def test_a_damaged_index_is_made_anew(database: Database, store: Store, tides: Contents) -> None:
    assert titles(store, "storm")
    with database.connection.writing() as driver:
        driver.execute("UPDATE search_cards_data SET block = x'00' WHERE id > 10")
    assert titles(store, "storm") == ["The storm", "A calm"]
    assert titles(store, "lantern") == ["The storm"]


def test_an_index_of_another_version_is_made_anew(database: Database, store: Store, tides: Contents) -> None:
    with database.connection.writing() as driver:
        driver.execute("CREATE VIRTUAL TABLE search_cards USING fts5(plot_point)")
    assert titles(store, "lantern") == ["The storm"]


def test_a_table_of_another_program_is_left_alone(database: Database, store: Store, tides: Contents) -> None:
    with database.connection.writing() as driver:
        driver.execute("CREATE TABLE search_cards (mine TEXT)")
    with pytest.raises(StorageError, match="of another program"):
        find(store, "storm")
    with database.connection.reading() as driver:
        assert exact(driver, "SELECT mine FROM search_cards") == []


def test_without_full_text_search_a_sentence_says_so_and_all_else_works(
    store: Store, account: Account, tides: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexes, "PROBE", "SELECT fts9_source_id()")
    with pytest.raises(SearchMissing, match="without full-text search"):
        find(store, "storm")
    with pytest.raises(SearchMissing, match="without full-text search"):
        store.search.find("storm")
    store.apply(create_universe(account.id, "Another"))


def test_a_full_disk_is_told_and_harms_nothing(database: Database, store: Store, account: Account) -> None:
    many = [(f"Wave {number}", "water " * 100, 0.0) for number in range(200)]
    long = adopt(store, account, story("Long", many))
    reader = store.search
    with small_files(database.path.stat().st_size), pytest.raises(StorageError):
        reader.bring_up_to_date()
    assert store.get_contents(long.universe.id) == long
    assert reader.bring_up_to_date()
    assert reader.find("wave").card_count == 200


def test_odd_texts_of_an_older_file_are_found(database: Database, store: Store, tides: Contents) -> None:
    with database.connection.writing() as driver:
        driver.execute("UPDATE storyboards SET plot_point = CAST(x'73746f726dff' AS TEXT), harmony_tie = 'nan'")
    assert [found.title for found in find(store, "storm", Order.HARMONY)] == ["storm\ufffd"] * 3


def test_many_cards_at_once_are_one_edit_still(store: Store, account: Account, tides: Contents) -> None:
    card = next(iter(tides.cards.values()))
    cards = [replace(card, id=new_id(), start_beat=100.0 + 4 * n, plot_point=f"Gull {n}") for n in range(50)]
    store.apply(Edit("Insert", tuple(created(card) for card in cards)))
    assert len(find(store, "gull")) == 50
