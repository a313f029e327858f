"""A file of the web application: opened, backed up beside itself, upgraded; its user signs in and finds it all."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import bcrypt
import pytest

from harmonic_desktop.domain.storyboard import set_harmony

from .conftest import Desk

# What SQLAlchemy's create_all makes of the models in the web application.
SCHEMA = """
CREATE TABLE users (
    id INTEGER NOT NULL, username VARCHAR(40) NOT NULL, email VARCHAR(255) NOT NULL,
    password_hash VARCHAR(255) NOT NULL, created_at DATETIME, updated_at DATETIME, PRIMARY KEY (id),
    CONSTRAINT uq_users_username UNIQUE (username), CONSTRAINT uq_users_email UNIQUE (email));
CREATE TABLE universes (
    id INTEGER NOT NULL, name VARCHAR(100) NOT NULL, description TEXT, gravity_constant FLOAT,
    environment_harmony FLOAT, creator_id INTEGER NOT NULL, created_at DATETIME, updated_at DATETIME,
    PRIMARY KEY (id), FOREIGN KEY(creator_id) REFERENCES users (id));
CREATE TABLE physics_parameters (
    id INTEGER NOT NULL, universe_id INTEGER NOT NULL, parameter_name VARCHAR(100) NOT NULL, value FLOAT NOT NULL,
    unit VARCHAR(50) NOT NULL, PRIMARY KEY (id), FOREIGN KEY(universe_id) REFERENCES universes (id));
CREATE INDEX ix_physics_parameters_parameter_name ON physics_parameters (parameter_name);
CREATE TABLE music_parameters (
    id INTEGER NOT NULL, universe_id INTEGER NOT NULL, parameter_name VARCHAR(100) NOT NULL, value FLOAT NOT NULL,
    instrument VARCHAR(50), PRIMARY KEY (id), FOREIGN KEY(universe_id) REFERENCES universes (id));
CREATE INDEX ix_music_parameters_parameter_name ON music_parameters (parameter_name);
CREATE INDEX ix_music_parameters_instrument ON music_parameters (instrument);
CREATE TABLE storyboards (
    id INTEGER NOT NULL, universe_id INTEGER NOT NULL, plot_point VARCHAR(200) NOT NULL, description TEXT NOT NULL,
    harmony_tie FLOAT NOT NULL, created_at DATETIME, updated_at DATETIME, PRIMARY KEY (id),
    FOREIGN KEY(universe_id) REFERENCES universes (id));
"""
PASSWORD = "old times"
THEN = "2024-03-01 12:00:00.000000"
TABLES = ("users", "universes", "physics_parameters", "music_parameters", "storyboards")


@pytest.fixture
def older_file(tmp_path: Path) -> Path:
    path = tmp_path / "web app – старый ü?.db"
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    connection.execute("INSERT INTO users VALUES (7, 'Ида', 'ida@example.org', ?, ?, NULL)", (hashed, THEN))
    connection.execute(
        "INSERT INTO universes VALUES (3, '<b>Море</b> 🌊', NULL, 6.67e-11, 42.0, 7, ?, ?)", (THEN, THEN)
    )
    connection.execute("INSERT INTO physics_parameters VALUES (1, 3, 'airResistance', -1e308, '')")
    connection.execute("INSERT INTO music_parameters VALUES (1, 3, '律動', 1e12, 'Kazoo of doom')")
    cards = [(1, "海", "第一", 0.5), (2, "Storm", "", 7.5), (3, "Calm", "…", -3.0), (9, "End", "x", math.inf)]
    for card_id, title, text, tie in cards:
        row = (card_id, title, text, tie, THEN)
        connection.execute("INSERT INTO storyboards VALUES (?, 3, ?, ?, ?, ?, NULL)", row)
    connection.commit()
    connection.close()
    return path


def values(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every value of the columns that the web application knows, by table."""
    connection = sqlite3.connect(path)
    found = {}
    for table in TABLES:
        known = SCHEMA.split(f"CREATE TABLE {table} (", 1)[1].split("PRIMARY KEY")[0]
        columns = ", ".join(part.split()[0] for part in known.split(",") if part.strip())
        found[table] = connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
    connection.close()
    return found


def test_it_is_adopted_and_loses_nothing(desk: Desk, older_file: Path) -> None:
    before, bytes_before = values(older_file), older_file.read_bytes()
    desk.start(older_file)
    dialog = desk.dialog("signInDialog")
    desk.write(dialog, "name", "ida@example.org")
    desk.write(dialog, "password", PASSWORD)
    desk.click(dialog, "submit")
    desk.wait_for_universe("<b>Море</b> 🌊")
    assert [c.start_beat for c in desk.contents.cards_on(next(iter(desk.contents.plotlines)))] == [0, 4, 8, 12]
    desk.close()

    after = values(older_file)
    # bcrypt's cost has risen since: signing in hashes the password anew, and nothing else changes.
    assert [row[:3] for row in after.pop("users")] == [row[:3] for row in before.pop("users")]
    assert after == before
    backups = [p for p in older_file.parent.glob("web app*") if p != older_file]
    assert [p.read_bytes() == bytes_before or values(p)["storyboards"] == before["storyboards"] for p in backups] == [
        True
    ]


def test_its_odd_values_stay_until_they_are_changed_one_by_one(desk: Desk, older_file: Path) -> None:
    desk.start(older_file)
    dialog = desk.dialog("signInDialog")
    desk.write(dialog, "name", "ida@example.org")
    desk.write(dialog, "password", PASSWORD)
    desk.click(dialog, "submit")
    desk.wait_for_universe("<b>Море</b> 🌊")
    card = desk.card("Storm")
    desk.workspace.perform(set_harmony, {card.id: 0.75})
    desk.keys("Ctrl+Z")
    assert desk.card("Storm") == card
    desk.keys("Ctrl+Shift+Z")
    desk.close()
    assert [row[4] for row in values(older_file)["storyboards"]] == [0.5, 0.75, -3.0, math.inf]
