"""Brings a database file to the newest revision: the one place that imports Alembic, and only when it has to."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from ..paths import migrations_dir
from .backups import broken_references
from .connection import APPLICATION_ID, quoted
from .engine import driver_of
from .errors import StorageError


def upgrade(engine: Engine, *, adopted: bool = False) -> None:
    """Runs the missing revisions in one transaction; a file of the web application counts as 0001.

    The engine has foreign keys off. A crash leaves the schema as it was or as it is to be, never anything between.
    """
    with engine.begin() as connection:
        driver = driver_of(connection)
        before = broken_references(driver)
        triggers = _set_aside_triggers(connection)
        _run_revisions(connection, adopted)
        for sql in triggers:
            connection.exec_driver_sql(sql)
        if broken_references(driver) - before:
            raise StorageError(
                "The upgrade would have torn rows apart, so the file stays as it was; keep a copy of it."
            )
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _run_revisions(connection: Connection, adopted: bool) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    config.attributes["connection"] = connection
    if adopted:
        command.stamp(config, "0001")
    command.upgrade(config, "head")


def _set_aside_triggers(connection: Connection) -> list[str]:
    """Drops an older file's triggers, lest they change values while rows are upgraded; returns what makes them anew."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in found:
        connection.exec_driver_sql(f"DROP TRIGGER {quoted(name)}")
    return [sql for _, sql in found]
