"""Opening a file: made where there is none, refused untouched where it is not ours, locked while it is open."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from harmonic_desktop.domain.accounts import Account
from harmonic_desktop.domain.universe import create_universe
from harmonic_desktop.storage.connection import APPLICATION_ID
from harmonic_desktop.storage.database import Database, open_database
from harmonic_desktop.storage.errors import (
    DatabaseDamaged,
    DatabaseForeign,
    DatabaseLocked,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseReadOnly,
    StorageError,
)
from harmonic_desktop.storage.store import Store

from .files import as_somebody_else
from .web_application import make_web_file

TOP = Path(__file__).parents[2]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A file of this program that is not open."""
    path = tmp_path / "universes.db"
    open_database(path).close()
    return path


def test_a_fresh_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "universes.db"
    open_database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [place.name for place in path.parent.iterdir()] == ["universes.db"]


@pytest.mark.parametrize("name", ["what?mode=ro#x.db", "spaces and ümläute 宇宙.db", "100%.db", "'quoted'.db"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    database = open_database(tmp_path / name)
    account = database.accounts.create(Account(-1, "Ida", "ida@example.org", ""))
    database.close()
    again = open_database(tmp_path / name)
    assert again.accounts.list_accounts() == [account]
    again.close()
    assert [place.name for place in tmp_path.iterdir()] == [name]


def test_a_link_leads_to_the_file_itself(tmp_path: Path, made: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(made)
    database = open_database(link)
    assert database.path == made
    database.close()
    assert link.is_symlink()


def test_what_was_saved_is_there_the_next_time(database: Database, account: Account, store: Store) -> None:
    store.apply(create_universe(account.id, "Kept"))
    database.close()
    again = open_database(database.path)
    assert [universe.name for universe in again.store(account.id).list_universes()] == ["Kept"]
    assert again.adopted_backup is None
    again.close()


def test_a_file_at_head_is_opened_without_alembic(made: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from harmonic_desktop.storage.database import open_database;"
        "open_database(Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, made], cwd=TOP, check=True)


def test_saying_what_went_wrong_needs_no_sqlalchemy() -> None:
    code = "import sys, harmonic_desktop.storage.errors; sys.exit('sqlalchemy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=TOP, check=True)


def test_a_file_may_be_opened_in_one_thread_and_used_in_another(made: Path) -> None:
    opened: list[Database] = []
    thread = threading.Thread(target=lambda: opened.append(open_database(made)))
    thread.start()
    thread.join()
    assert opened[0].accounts.list_accounts() == []
    opened[0].close()


def test_a_closed_database_is_not_opened_again_by_what_comes_late(database: Database, store: Store) -> None:
    database.close()
    database.close()
    with pytest.raises(StorageError, match="closed"):
        store.list_universes()
    assert not database.path.with_name("universes.db-journal").exists()


@pytest.mark.parametrize("pragma", ["locking_mode", "journal_mode", "synchronous", "foreign_keys", "trusted_schema"])
def test_the_connection_is_as_safe_as_it_was_measured(database: Database, pragma: str) -> None:
    expected = {"locking_mode": "exclusive", "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1}
    with database.connection.reading() as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == expected.get(pragma, 0)


def test_several_that_make_the_same_file_at_once_leave_one(tmp_path: Path) -> None:
    path = tmp_path / "universes.db"
    code = (
        "import sys; from pathlib import Path; from harmonic_desktop.storage.database import open_database;"
        "from harmonic_desktop.storage.errors import DatabaseLocked\n"
        "from harmonic_desktop.domain.accounts import Account\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "try: open_database(Path(sys.argv[1])).accounts.create(Account(-1, 'a', 'b', '')); print('open', flush=True)\n"
        "except DatabaseLocked: print('locked', flush=True)\n"
        "sys.stdin.readline()"
    )
    command: list[str | Path] = [sys.executable, "-c", code, path]
    starters = [
        subprocess.Popen(command, cwd=TOP, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    lines = [(starter.stdin, starter.stdout) for starter in starters if starter.stdin and starter.stdout]
    assert [output.readline() for _, output in lines] == ["ready\n"] * 3
    for go, _ in lines:
        go.write("go\n")
        go.flush()
    assert sorted(output.readline() for _, output in lines) == ["locked\n", "locked\n", "open\n"]
    for starter in starters:
        starter.communicate("end\n")
    database = open_database(path)
    assert len(database.accounts.list_accounts()) == 1
    database.close()
    assert [place.name for place in tmp_path.iterdir()] == ["universes.db"]


# What is refused, and stays byte for byte as it is.


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"once upon a time " * 1000)


def short_garbage(path: Path) -> None:
    path.write_bytes(b"?")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 3] = os.urandom(4096 * 2)
    path.write_bytes(data)


def damaged_where_nobody_looks_at_first(path: Path) -> None:
    run(path, "INSERT INTO sign_in_failures VALUES (hex(zeroblob(9000)), 1, '')", "VACUUM")
    data = bytearray(path.read_bytes())
    start = data.index(b"0" * 4000) & ~4095
    data[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(data)


def without_a_table(path: Path) -> None:
    run(path, "DROP TABLE storyboards")


def without_revision(path: Path) -> None:
    run(path, "DELETE FROM alembic_version")


def newer(path: Path) -> None:
    run(path, "UPDATE alembic_version SET version_num = '0999'", "ALTER TABLE users ADD COLUMN wings INTEGER")


def another_programs(path: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE moz_places (id INTEGER PRIMARY KEY)", "PRAGMA application_id = 7")


def unmarked(path: Path) -> None:
    path.unlink()
    run(path, "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)")


def a_lookalike(path: Path) -> None:
    path.unlink()
    make_web_file(path)
    run(path, "ALTER TABLE storyboards RENAME COLUMN harmony_tie TO harmony")


def views_only(path: Path) -> None:
    path.unlink()
    make_web_file(path)
    run(path, "ALTER TABLE universes RENAME TO worlds", "CREATE VIEW universes AS SELECT * FROM worlds")


def managed_by_flask_migrate(path: Path) -> None:
    path.unlink()
    make_web_file(path)
    run(path, "CREATE TABLE alembic_version (version_num VARCHAR(32))", "INSERT INTO alembic_version VALUES ('3f2a')")


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


REFUSED = [
    (empty, DatabaseDamaged), (garbage, DatabaseDamaged), (short_garbage, DatabaseDamaged), (half, DatabaseDamaged),
    (header_only, DatabaseDamaged), (overwritten, DatabaseDamaged), (without_a_table, DatabaseDamaged),
    (damaged_where_nobody_looks_at_first, DatabaseDamaged),
    (without_revision, DatabaseDamaged), (newer, DatabaseNewer), (another_programs, DatabaseForeign),
    (unmarked, DatabaseForeign), (a_lookalike, DatabaseForeign), (views_only, DatabaseForeign),
    (managed_by_flask_migrate, DatabaseForeign),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "expected"), REFUSED, ids=[spoil.__name__ for spoil, _ in REFUSED])
def test_a_file_that_is_not_ours_is_refused_untouched(
    made: Path, spoil: Callable[[Path], None], expected: type[StorageError]
) -> None:
    spoil(made)
    before = hashlib.sha256(made.read_bytes()).digest(), made.stat().st_mtime_ns
    with pytest.raises(expected) as refusal:
        open_database(made)
    assert (hashlib.sha256(made.read_bytes()).digest(), made.stat().st_mtime_ns) == before
    assert [place.name for place in made.parent.iterdir()] == [made.name]
    assert_is_one_sentence(str(refusal.value), made)


def assert_is_one_sentence(message: str, path: Path) -> None:
    """What happened to which file, what is safe, and what to do."""
    assert f"“{path.name}”" in message
    assert ", so " in message
    assert "; " in message
    assert message.endswith(".")
    assert "sqlite3" not in message


def test_a_newer_file_with_a_log_beside_it_is_left_alone_with_it(made: Path, tmp_path: Path) -> None:
    newer(made)
    writer = sqlite3.connect(made, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE alembic_version SET version_num = '1000'")
    copies = {}
    for name in (made.name, f"{made.name}-wal"):
        copies[tmp_path / f"copy-{name}"] = data = (tmp_path / name).read_bytes()
        (tmp_path / f"copy-{name}").write_bytes(data)
    writer.close()
    with pytest.raises(DatabaseNewer):
        open_database(tmp_path / f"copy-{made.name}")
    assert {path: path.read_bytes() for path in copies} == copies


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DatabaseForeign, match="not a file"):
        open_database(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseMissing, match="can’t be reached"):
        open_database(tmp_path / "file" / "universes.db")


@pytest.mark.parametrize("suffix", ["-journal", "-wal"])
def test_a_journal_left_alone_is_not_played_into_a_fresh_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "universes.db"
    left = tmp_path / f"universes.db{suffix}"
    left.write_bytes(b"needed")
    with pytest.raises(StorageError, match="still there"):
        open_database(path)
    assert left.read_bytes() == b"needed"
    assert not path.exists()


def test_an_open_file_is_locked_for_others(database: Database) -> None:
    # Not even hashed meanwhile: closing the file after that would drop the lock.
    code = (
        "import sys; from pathlib import Path; from harmonic_desktop.storage.database import open_database;"
        "from harmonic_desktop.storage.errors import DatabaseLocked\n"
        "try: open_database(Path(sys.argv[1]))\n"
        "except DatabaseLocked as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", code, database.path], cwd=TOP, check=True, capture_output=True)
    assert "in use by another program" in told.stdout.decode()


def test_opening_it_once_more_in_the_same_program_does_not_unlock_it(database: Database) -> None:
    """The system drops a process's locks on a file as soon as it closes any handle on it."""
    with pytest.raises(DatabaseLocked):
        open_database(database.path)
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT * FROM users')"
    told = subprocess.run([sys.executable, "-c", code, database.path], capture_output=True, text=True)
    assert "database is locked" in told.stderr


def test_a_file_that_another_program_writes_to_is_not_opened(made: Path) -> None:
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseLocked) as refusal:
            open_database(made)
    assert_is_one_sentence(str(refusal.value), made)
    open_database(made).close()


@pytest.mark.parametrize("what", ["file", "folder"])
@pytest.mark.parametrize("whose", ["ours", "the web application’s"])
def test_what_may_not_be_written_to_is_not_opened(made: Path, what: str, whose: str) -> None:
    if whose != "ours":
        made.unlink()
        make_web_file(made)
    before = made.read_bytes()
    made.chmod(0o444 if what == "file" else 0o666)
    made.parent.chmod(0o555 if what == "folder" else 0o777)
    with as_somebody_else(made.parent), pytest.raises(DatabaseReadOnly) as refusal:
        open_database(made)
    made.parent.chmod(0o700)
    assert_is_one_sentence(str(refusal.value), made)
    assert made.read_bytes() == before


def test_none_is_made_where_nothing_may_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o555)
    with as_somebody_else(folder), pytest.raises(DatabaseReadOnly):
        open_database(folder / "universes.db")
    assert list(folder.iterdir()) == []


def test_an_opening_that_fails_lets_go_of_the_file(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise sqlite3.OperationalError("no such luck")

    with monkeypatch.context() as patch:
        patch.setattr("harmonic_desktop.storage.database.fill_gaps", fail)
        with pytest.raises(StorageError, match="no such luck"):
            open_database(made)
    with closing(sqlite3.connect(made, timeout=0)) as other:
        other.execute("PRAGMA user_version = 1")


def test_a_transaction_that_a_crash_cut_short_is_taken_back(made: Path) -> None:
    writer = os.fork()
    if writer == 0:
        connection = sqlite3.connect(made, isolation_level=None)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute(
            "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
            "INSERT INTO users (username, email, password_hash) SELECT i, i, hex(zeroblob(500)) FROM n"
        )
        os._exit(0)
    os.waitpid(writer, 0)
    assert made.with_name("universes.db-journal").stat().st_size > 0
    database = open_database(made)
    assert database.accounts.list_accounts() == []
    database.close()


def test_our_mark_is_in_the_header(made: Path) -> None:
    assert int.from_bytes(made.read_bytes()[68:72], "big") == APPLICATION_ID


def test_a_file_with_our_revision_but_no_mark_is_taken_and_marked(made: Path) -> None:
    run(made, "PRAGMA application_id = 0")
    open_database(made).close()
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
