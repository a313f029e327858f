"""Files as the web application made them, with its models, and with rows as odd as such files may hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import DateTime, Float, ForeignKey, Integer, String, Text, UniqueConstraint, create_engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

from .files import Rows, exact


class WebModel(DeclarativeBase):
    """The web application's models, as its schema document has them."""


class _User(WebModel):
    __tablename__ = "users"
    id = mapped_column(Integer, primary_key=True)
    username = mapped_column(String(40), nullable=False)
    email = mapped_column(String(255), nullable=False)
    password_hash = mapped_column(String(255), nullable=False)
    created_at = mapped_column(DateTime, default=lambda: datetime.now())
    updated_at = mapped_column(DateTime, default=lambda: datetime.now())
    __table_args__ = (
        UniqueConstraint("username", name="uq_users_username"),
        UniqueConstraint("email", name="uq_users_email"),
    )


class _Universe(WebModel):
    __tablename__ = "universes"
    id = mapped_column(Integer, primary_key=True)
    name = mapped_column(String(100), nullable=False)
    description = mapped_column(Text)
    gravity_constant = mapped_column(Float)
    environment_harmony = mapped_column(Float)
    creator_id = mapped_column(Integer, ForeignKey("users.id"), nullable=False)
    created_at = mapped_column(DateTime)
    updated_at = mapped_column(DateTime)


class _PhysicsParameter(WebModel):
    __tablename__ = "physics_parameters"
    id = mapped_column(Integer, primary_key=True)
    universe_id = mapped_column(Integer, ForeignKey("universes.id"), nullable=False)
    parameter_name = mapped_column(String(100), nullable=False, index=True)
    value = mapped_column(Float, nullable=False)
    unit = mapped_column(String(50), nullable=False)


class _MusicParameter(WebModel):
    __tablename__ = "music_parameters"
    id = mapped_column(Integer, primary_key=True)
    universe_id = mapped_column(Integer, ForeignKey("universes.id"), nullable=False)
    parameter_name = mapped_column(String(100), nullable=False, index=True)
    value = mapped_column(Float, nullable=False)
    instrument = mapped_column(String(50), nullable=True, index=True)


class _Storyboard(WebModel):
    __tablename__ = "storyboards"
    id = mapped_column(Integer, primary_key=True)
    universe_id = mapped_column(Integer, ForeignKey("universes.id"), nullable=False)
    plot_point = mapped_column(String(200), nullable=False)
    description = mapped_column(Text, nullable=False)
    harmony_tie = mapped_column(Float, nullable=False, default=0.0)
    created_at = mapped_column(DateTime)
    updated_at = mapped_column(DateTime)


THEN = "2021-05-06 07:08:09.000010"
# As SQL, for a model would not write most of these.
ODD_ROWS = f"""
INSERT INTO users VALUES
    (1, 'ida', 'ida@example.org', '$2b$12$x', '{THEN}', '{THEN}'),
    (2, 'IDA', 'IDA@example.org', 'scrypt:1$y$z', NULL, 'yesterday'),
    (7, '宇宙の人', '', '', '2021-05-06 07:08:09', '2021-05-06T07:08:09+02:00'),
    (9223372036854775807, '{"n" * 90}', 'огромный', x'00ff', 0, 1.5);
INSERT INTO universes VALUES
    (1, '<b>Мир</b> 🌍', NULL, 6.674e-11, 42.0, 1, '{THEN}', '{THEN}'),
    (2, '', 'no cards', 1e999, -1e999, 1, NULL, NULL),
    (3, 'of IDA', '', 'heavy', x'01', 2, '2021-05-06 07:08:09', 'soon'),
    (4611686018427387904, '{"u" * 300}', 'nul' || char(0) || 'in it', 1e308, -0.0, 7, '2021-02-31 00:00:00.000000', 7),
    (90, 'of nobody', NULL, NULL, NULL, 555, '{THEN}', '{THEN}');
INSERT INTO physics_parameters VALUES
    (1, 1, 'gravity', -9.81, ''), (2, 1, 'gravity', 1e308, 'furlong/fortnight²'), (3, 3, 'воздух', 'thick', 'm'),
    (4, 777, 'of no universe', 1.0, 'm');
INSERT INTO music_parameters VALUES
    (1, 1, 'beats_per_bar', 3.0, 'Cello'), (2, 1, 'beats_per_bar', 5.0, ''), (3, 1, 'beats_per_bar', 7.0, NULL),
    (4, 3, 'beats_per_bar', 99.0, NULL), (5, 3, 'tempo', 'allegro', ''), (6, 777, 'of no universe', 1.0, NULL);
INSERT INTO storyboards VALUES
    (1, 1, 'second', 'β', 7.5, '2021-05-06 07:08:10.000000', '{THEN}'),
    (2, 1, 'first', 'α', -3.0, '2021-05-06 07:08:09.000000', '{THEN}'),
    (3, 1, 'second, too', '', 1e308, '2021-05-06 07:08:10.000000', NULL),
    (4, 3, 'no time', '', 1e999, 'once upon a time', ''),
    (5, 3, 'no harmony', '', 'lots', NULL, '2021-05-06'),
    (6, 3, 'bytes', x'c3a4ff', x'00', '2021-13-01 00:00:00.000000', x'00'),
    (8999999999999999999, 4611686018427387904, '{"p" * 500}', 'nul' || char(0), 0.5, '{THEN}', '{THEN}'),
    (80, 777, 'of no universe', '', 0.5, '{THEN}', '{THEN}');
"""
WEB_COLUMNS = {table.name: [column.name for column in table.columns] for table in WebModel.metadata.sorted_tables}


def make_web_file(path: Path, rows: str = ODD_ROWS) -> Path:
    """A database as the web application made it, with whatever rows; like there, foreign keys are not checked."""
    engine = create_engine(f"sqlite:///{path}")
    WebModel.metadata.create_all(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(rows)
    return path


def web_values(path: Path) -> Rows:
    """Every value, with its type, of the columns that the web application knows."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: exact(connection, f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
            for table, columns in WEB_COLUMNS.items()
        }
