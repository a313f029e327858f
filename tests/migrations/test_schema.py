"""The schema that migrations make: at 0001 the web application's, at head that of the row classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, MetaData

from harmonic_desktop.paths import migrations_dir
from harmonic_desktop.storage.backups import broken_references
from harmonic_desktop.storage.database import open_database
from harmonic_desktop.storage.engine import driver_of, upgrading_engine
from harmonic_desktop.storage.indexes import CARD_INDEX
from harmonic_desktop.storage.inspection import REVISIONS
from harmonic_desktop.storage.rows import Row
from tests.storage.files import exact
from tests.storage.web_application import ODD_ROWS, WEB_COLUMNS, WebModel

Description = dict[str, object]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with upgrading_engine(tmp_path / "migrated.db") as engine:
        yield engine


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    with upgrading_engine(tmp_path / "other.db") as engine:
        yield engine


def config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()))
    config.attributes["connection"] = connection
    config.attributes["target_metadata"] = Row.metadata
    return config


def migrate(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def create_all(engine: Engine, metadata: MetaData) -> None:
    with engine.begin() as connection:
        metadata.create_all(connection)


def described(engine: Engine, *, with_constraints: bool = True) -> Description:
    """All that SQLite knows of the tables: columns, keys, indexes, and each word of CHECK, COLLATE and CONSTRAINT."""
    with engine.connect() as connection:
        driver = driver_of(connection)
        tables = driver.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
        )
        found: Description = {}
        for table, sql in tables.fetchall():
            found[f"{table} columns"] = driver.execute(f"PRAGMA table_xinfo({table})").fetchall()
            keys = driver.execute(f"PRAGMA foreign_key_list({table})").fetchall()
            found[f"{table} keys"] = sorted(row[2:] if with_constraints else row[2:5] for row in keys)
            if with_constraints:
                words = re.findall(r"CONSTRAINT \w+|CHECK *\(.*?\)|COLLATE \w+|AUTOINCREMENT", sql)
                found[f"{table} constraints"] = sorted(words)
        indexes = (
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name <> 'alembic_version' "
            "ORDER BY name"
        )
        found["indexes"] = [
            (*row, driver.execute(f"PRAGMA index_xinfo({row[0]})").fetchall())
            for row in driver.execute(indexes).fetchall()
        ]
        return found


def test_the_known_revisions_are_those_that_there_are() -> None:
    scripts = ScriptDirectory.from_config(config()).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


def test_0001_has_what_the_web_application_has(engine: Engine, other: Engine) -> None:
    migrate(engine, "0001")
    create_all(other, WebModel.metadata)
    made, expected = described(engine, with_constraints=False), described(other, with_constraints=False)
    assert made == expected


def test_0001_names_what_the_schema_names(engine: Engine) -> None:
    migrate(engine, "0001")
    words = {str(part) for value in described(engine).values() for part in value}  # type: ignore[attr-defined]
    for name in ("uq_users_username", "uq_users_email"):
        assert f"CONSTRAINT {name}" in words
    indexes = [index[0] for index in described(engine)["indexes"]]  # type: ignore[attr-defined]
    assert [name for name in indexes if not name.startswith("sqlite_")] == [
        "ix_music_parameters_instrument",
        "ix_music_parameters_parameter_name",
        "ix_physics_parameters_parameter_name",
    ]


@pytest.mark.parametrize("revision", REVISIONS)
def test_deleting_a_user_takes_the_universes_and_all_in_them(engine: Engine, revision: str) -> None:
    migrate(engine, "0001")
    with engine.connect() as connection:
        driver_of(connection).executescript(ODD_ROWS)
    migrate(engine, revision)
    with engine.connect() as connection:
        driver = driver_of(connection)
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute("DELETE FROM universes WHERE creator_id = 555")
        driver.execute("DELETE FROM users")
        left = {t: driver.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in WEB_COLUMNS}
    # What belonged to no universe still does.
    assert left == {"users": 0, "universes": 0, "physics_parameters": 1, "music_parameters": 1, "storyboards": 1}


def test_head_is_what_the_row_classes_say(engine: Engine, other: Engine) -> None:
    migrate(engine, "head")
    create_all(other, Row.metadata)
    assert described(engine) == described(other)


def test_alembic_finds_nothing_to_migrate_at_head(engine: Engine) -> None:
    migrate(engine, "head")
    with engine.begin() as connection:
        command.check(config(connection))


def test_alembic_passes_over_the_indexes_of_find(engine: Engine) -> None:
    migrate(engine, "head")
    with engine.begin() as connection:
        connection.exec_driver_sql(CARD_INDEX.sql)
        command.check(config(connection))


def test_alembic_would_find_a_column_that_is_missing(engine: Engine) -> None:
    migrate(engine, "head")
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE storyboards DROP COLUMN description")
        with pytest.raises(CommandError, match=r"add_column.*description"):
            command.check(config(connection))


@pytest.mark.parametrize("first", REVISIONS[:-1])
def test_each_step_keeps_every_value_and_every_reference(engine: Engine, first: str) -> None:
    migrate(engine, "0001")
    with engine.connect() as connection:
        driver_of(connection).executescript(ODD_ROWS)
    migrate(engine, first)
    before = everything(engine)
    migrate(engine, REVISIONS[REVISIONS.index(first) + 1])
    assert everything(engine) == before


def everything(engine: Engine) -> tuple[object, ...]:
    with engine.connect() as connection:
        driver = driver_of(connection)
        rows = [
            exact(driver, f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
            for table, columns in WEB_COLUMNS.items()
        ]
        return rows, broken_references(driver)


def test_every_constraint_has_a_name(engine: Engine) -> None:
    """One without would be lost where a later revision rebuilds its table."""
    migrate(engine, "head")
    with engine.connect() as connection:
        tables = driver_of(connection).execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    for table, sql in tables:
        if table != "alembic_version":
            constraints = re.findall(r"(CONSTRAINT \w+ )?(PRIMARY KEY|UNIQUE|FOREIGN KEY|REFERENCES|CHECK)", sql)
            # REFERENCES follows on the FOREIGN KEY that was named, or stands alone behind a column.
            named = {kind for name, kind in constraints if name}
            unnamed = {kind for name, kind in constraints if not name} - {"REFERENCES"}
            assert not unnamed
            assert "REFERENCES" not in sql or named & {"FOREIGN KEY", "REFERENCES"}


def test_a_file_made_by_alembic_at_a_desk_opens(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{tmp_path / 'desk.db'}")
    command.upgrade(config, "0001")
    database = open_database(tmp_path / "desk.db")
    assert database.accounts.list_accounts() == []
    database.close()
