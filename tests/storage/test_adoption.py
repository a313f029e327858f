"""A file of the web application: backed up, adopted, upgraded, and not one value of it changed."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from harmonic_desktop.storage.backups import broken_references
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.errors import StorageError
from harmonic_desktop.storage.inspection import REVISIONS, find_revision

from .files import small_files
from .web_application import THEN, make_web_file, web_values

ONE_UNIVERSE = f"""
INSERT INTO users VALUES (1, 'ida', 'i@e.org', 'h', '{THEN}', '{THEN}');
INSERT INTO universes VALUES (1, 'One', '', NULL, NULL, 1, '{THEN}', '{THEN}');
"""


@pytest.fixture
def web_file(tmp_path: Path) -> Path:
    return make_web_file(tmp_path / "web.db")


def open_and_close(path: Path) -> Database:
    database = open_database(path)
    database.close()
    return database


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def places(path: Path, universe_id: int) -> dict[object, tuple[object, ...]]:
    """By card, its start, its length and the name of its plotline."""
    sql = f"""
        SELECT storyboards.id, start_beat, duration_beats, plotlines.name
        FROM storyboards LEFT JOIN plotlines ON plotlines.id = plotline_id
        WHERE storyboards.universe_id = {universe_id}"""
    return {row[0]: row[1:] for row in query(path, sql)}


def test_every_value_stays_as_it_is(web_file: Path) -> None:
    before = web_values(web_file)
    open_and_close(web_file)
    assert web_values(web_file) == before
    assert find_revision(web_file) == REVISIONS[-1]


def test_the_backup_is_the_file_as_it_was(web_file: Path) -> None:
    before = web_values(web_file)
    backup = open_and_close(web_file).adopted_backup
    assert backup is not None
    assert backup.parent == web_file.parent
    assert backup.name.startswith("web.before-upgrade-")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert web_values(backup) == before
    assert find_revision(backup) is None
    assert sorted(place.name for place in web_file.parent.iterdir()) == sorted([web_file.name, backup.name])


def test_a_backup_overwrites_none(tmp_path: Path) -> None:
    backups = {open_and_close(make_web_file(tmp_path / f"{i}.db")).adopted_backup for i in range(2)}
    for path in (tmp_path / "0.db", tmp_path / "1.db"):
        path.unlink()
        backups.add(open_and_close(make_web_file(path, ONE_UNIVERSE)).adopted_backup)
    assert len(backups) == 4
    assert all(backup is not None and backup.exists() for backup in backups)


def test_an_adopted_file_is_adopted_once(web_file: Path) -> None:
    assert open_and_close(web_file).adopted_backup is not None
    assert open_and_close(web_file).adopted_backup is None


def test_a_file_without_rows_is_adopted(tmp_path: Path) -> None:
    path = make_web_file(tmp_path / "web.db", "")
    database = open_database(path)
    assert database.accounts.list_accounts() == []
    database.close()


def test_everything_of_everyone_can_be_read(web_file: Path) -> None:
    database = open_database(web_file)
    stores = [database.store(account.id) for account in database.accounts.list_accounts()]
    found = {u.id: store.get_contents(u.id) for store in stores for u in store.list_universes()}
    outlines = {universe_id: o for store in stores for universe_id, o in store.list_outlines().items()}
    database.close()
    assert sorted(found) == [1, 2, 3, 4611686018427387904]
    assert {universe_id: len(contents.cards) for universe_id, contents in found.items()} == {
        universe_id: outline.card_count for universe_id, outline in outlines.items()
    }
    assert all(
        card.plotline_id in contents.plotlines for contents in found.values() for card in contents.cards.values()
    )


def test_cards_are_laid_end_to_end_by_time_then_id_one_bar_each(web_file: Path) -> None:
    open_and_close(web_file)
    assert places(web_file, 1) == {2: (0.0, 5.0, "Main"), 1: (5.0, 5.0, "Main"), 3: (10.0, 5.0, "Main")}


def test_cards_of_no_universe_are_left_alone(web_file: Path) -> None:
    open_and_close(web_file)
    assert places(web_file, 777) == {80: (0.0, 4.0, None)}


def test_each_universe_gets_one_plotline_with_or_without_cards(web_file: Path) -> None:
    open_and_close(web_file)
    lanes = query(web_file, "SELECT universe_id, name, colour, position, instrument FROM plotlines ORDER BY 1")
    assert lanes == [(i, "Main", 0, 0, None) for i in (1, 2, 3, 90, 4611686018427387904)]


@pytest.mark.parametrize(
    ("parameters", "bar"),
    [
        ("", 4.0),
        ("(1, 1, 'beats_per_bar', 3, NULL)", 3.0),
        ("(1, 1, 'beatsPerBar', 7.0, '')", 7.0),
        ("(1, 1, 'Beats per bar', 5.0, ''), (2, 1, 'beats_per_bar', 3.0, '')", 5.0),
        ("(1, 1, 'beats_per_bar', 7.5, '')", 7.0),
        ("(1, 1, 'beats_per_bar', 2.9, '')", 3.0),
        ("(1, 1, 'beats_per_bar', 4.5, NULL)", 4.0),
        ("(1, 1, 'beats_per_bar', 5.5, NULL)", 6.0),
        ("(1, 1, 'beats_per_bar', 5.2, NULL)", 5.0),
        ("(1, 1, 'beats_per_bar', 6, 'Cello')", 4.0),
        ("(2, 1, 'beats_per_bar', 6, NULL), (1, 1, 'beats_per_bar', 99, NULL)", 7.0),
        ("(1, 1, 'beats_per_bar', 'three', NULL)", 4.0),
        ("(1, 1, 'beats_per_bar', 1e999, NULL)", 7.0),
        ("(1, 2, 'beats_per_bar', 3, NULL)", 4.0),
    ],
)
def test_a_bar_is_as_long_as_the_ruler_shows_it(tmp_path: Path, parameters: str, bar: float) -> None:
    rows = f"INSERT INTO music_parameters VALUES {parameters};" if parameters else ""
    cards = "INSERT INTO storyboards VALUES (1, 1, 'a', '', 0, NULL, NULL), (2, 1, 'b', '', 0, NULL, NULL);"
    path = make_web_file(tmp_path / "web.db", ONE_UNIVERSE + rows + cards)
    open_and_close(path)
    assert places(path, 1) == {1: (0.0, bar, "Main"), 2: (bar, bar, "Main")}


def test_references_to_nothing_become_no_more(web_file: Path) -> None:
    with closing(sqlite3.connect(web_file)) as connection:
        before = broken_references(connection)
    open_and_close(web_file)
    with closing(sqlite3.connect(web_file)) as connection:
        assert before == broken_references(connection)
    assert len(before) == 4


def test_a_file_with_a_write_ahead_log_is_adopted_with_what_is_in_the_log(web_file: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(web_file, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE universes SET name = 'only in the log' WHERE id = 1")
    crashed = tmp_path / "crashed.db"
    for suffix in ("", "-wal"):
        crashed.with_name(crashed.name + suffix).write_bytes(web_file.with_name(web_file.name + suffix).read_bytes())
    writer.close()
    backup = open_and_close(crashed).adopted_backup
    assert backup is not None
    for path in (crashed, backup):
        assert query(path, "SELECT name FROM universes WHERE id = 1") == [("only in the log",)]
    assert not crashed.with_name("crashed.db-wal").exists()


def test_a_file_that_the_web_application_has_open_is_not_adopted(web_file: Path) -> None:
    with closing(sqlite3.connect(web_file, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("BEGIN")
        writer.execute("SELECT * FROM users").fetchone()
        with pytest.raises(StorageError, match="in use"):
            open_database(web_file)


def test_whatever_else_is_in_the_file_stays(web_file: Path) -> None:
    run(
        web_file,
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB)",
        "INSERT INTO sessions (data) VALUES (x'00ff')",
        "CREATE VIEW loud AS SELECT upper(name) AS name FROM universes",
        "CREATE INDEX ix_storyboards_universe_id ON storyboards (universe_id)",
        "DROP INDEX ix_music_parameters_instrument",
        "ALTER TABLE storyboards ADD COLUMN mood VARCHAR(20) COLLATE NOCASE DEFAULT 'calm' CHECK (mood <> 'none')",
        "UPDATE storyboards SET mood = 'wild' WHERE id = 1",
        "ALTER TABLE users ADD COLUMN avatar BLOB",
        'CREATE TRIGGER "to""uch" AFTER UPDATE ON storyboards '
        "BEGIN UPDATE storyboards SET updated_at = 'touched' WHERE id = new.id; END",
    )
    kept = "SELECT type, name, sql FROM sqlite_master WHERE name IN ('sessions', 'loud', 'to\"uch') ORDER BY name"
    before, definitions = web_values(web_file), query(web_file, kept)
    database = open_database(web_file)
    database.close()
    assert web_values(web_file) == before
    assert query(web_file, kept) == definitions
    assert query(web_file, "SELECT id, hex(data) FROM sessions") == [(1, "00FF")]
    assert query(web_file, "SELECT mood FROM storyboards WHERE id IN (1, 2) ORDER BY id") == [("wild",), ("calm",)]
    (sql,) = query(web_file, "SELECT sql FROM sqlite_master WHERE name = 'storyboards'")[0]
    assert "CHECK (mood <> 'none')" in str(sql)


def test_an_empty_table_of_revisions_is_none(web_file: Path) -> None:
    run(web_file, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    open_and_close(web_file)
    assert find_revision(web_file) == REVISIONS[-1]


def test_twins_of_a_file_without_its_constraints_are_adopted(tmp_path: Path) -> None:
    path = make_web_file(tmp_path / "web.db", "")
    run(
        path,
        "ALTER TABLE users RENAME TO strict",
        "CREATE TABLE users (id INTEGER PRIMARY KEY, username, email, password_hash, created_at, updated_at)",
        "DROP TABLE strict",
        "INSERT INTO users VALUES (1, 'ida', 'i@e.org', 'a', NULL, NULL), (2, 'ida', 'i@e.org', 'b', NULL, NULL)",
    )
    database = open_database(path)
    assert [account.id for account in database.accounts.find_by_name_or_email("ida")] == [1, 2]
    database.close()


@pytest.mark.parametrize(
    "clash", ["CREATE TABLE plotlines (id INTEGER)", "ALTER TABLE storyboards ADD COLUMN start_beat TEXT"]
)
def test_an_upgrade_that_is_not_possible_changes_nothing(web_file: Path, clash: str) -> None:
    run(web_file, clash)
    before, schema = web_values(web_file), query(web_file, "SELECT * FROM sqlite_master")
    with pytest.raises(StorageError, match="it stays as it was"):
        open_database(web_file)
    assert (web_values(web_file), query(web_file, "SELECT * FROM sqlite_master")) == (before, schema)
    assert find_revision(web_file) is None


def test_without_room_for_the_backup_nothing_is_upgraded(web_file: Path) -> None:
    before = web_file.read_bytes()
    with small_files(web_file.stat().st_size // 2), pytest.raises(StorageError, match="it stays as it was"):
        open_database(web_file)
    assert web_file.read_bytes() == before
    assert [place.name for place in web_file.parent.iterdir()] == [web_file.name]
    open_and_close(web_file)


def test_without_room_for_the_upgrade_the_file_stays_as_it_was(web_file: Path) -> None:
    run(web_file, "CREATE TABLE filling AS SELECT zeroblob(60000) AS ballast")
    before = web_values(web_file)
    with small_files(web_file.stat().st_size), pytest.raises(StorageError, match="it stays as it was"):
        open_database(web_file)
    assert web_values(web_file) == before
    assert find_revision(web_file) is None
    assert [place.name for place in web_file.parent.iterdir()] == [web_file.name]
    open_and_close(web_file)
    assert web_values(web_file) == before


def test_the_backup_stays_if_a_failed_upgrade_left_the_file_unsound(
    web_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = web_values(web_file)

    def ruin(*_: object, **__: object) -> None:
        web_file.write_bytes(b"\xff" * 50_000)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("harmonic_desktop.storage.making.upgrade", ruin)
    with pytest.raises(StorageError):
        open_database(web_file)
    (backup,) = [place for place in web_file.parent.iterdir() if "before-upgrade" in place.name]
    assert web_values(backup) == before


def test_a_backup_that_is_not_whole_stops_the_upgrade(web_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the disk had lost a page of the copy between writing and checking it."""
    from harmonic_desktop.storage import backups

    check = backups._check

    def damage_and_check(copy: Path, *rest: object) -> None:
        with open(copy, "r+b") as file:
            file.seek(4096 * 2)
            file.write(b"\xff" * 4096)
        check(copy, *rest)  # type: ignore[arg-type]

    before = web_values(web_file)
    with monkeypatch.context() as patch:
        patch.setattr(backups, "_check", damage_and_check)
        with pytest.raises(StorageError):
            open_database(web_file)
    assert web_values(web_file) == before
    assert [place.name for place in web_file.parent.iterdir()] == [web_file.name]


def test_cards_that_the_web_application_adds_later_get_a_place(tmp_path: Path) -> None:
    path = make_web_file(
        tmp_path / "web.db", ONE_UNIVERSE + "INSERT INTO storyboards VALUES (1, 1, '', '', 0, NULL, 0);"
    )
    open_and_close(path)
    run(
        path,
        "INSERT INTO universes (id, name, creator_id) VALUES (2, 'Two', 1)",
        "INSERT INTO storyboards (id, universe_id, plot_point, description, harmony_tie, created_at) "
        "VALUES (5, 1, 'b', '', 0, 2), (6, 1, 'a', '', 0, 1), (7, 2, 'c', '', 0, 1)",
    )
    before = web_values(path)
    open_and_close(path)
    assert places(path, 1) == {1: (0.0, 4.0, "Main"), 6: (4.0, 4.0, "Main"), 5: (8.0, 4.0, "Main")}
    assert places(path, 2) == {7: (0.0, 4.0, "Main")}
    assert web_values(path) == before
