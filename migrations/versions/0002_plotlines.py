"""Plotlines, and where each card lies in story time; cards of an older file are laid end to end, one bar each.

Columns are added in place, never by rebuilding a table: whatever an older file has in its tables beyond our schema
(columns, CHECKs, triggers, values of any kind) stays as it is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "plotlines",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("universe_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("colour", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("instrument", sa.String(50)),
        sa.PrimaryKeyConstraint("id", name="pk_plotlines"),
        sa.ForeignKeyConstraint(
            ["universe_id"], ["universes.id"], name="fk_plotlines_universe_id_universes", ondelete="CASCADE"
        ),
    )
    op.execute("ALTER TABLE storyboards ADD COLUMN start_beat FLOAT DEFAULT 0 NOT NULL")
    op.execute("ALTER TABLE storyboards ADD COLUMN duration_beats FLOAT DEFAULT 4 NOT NULL")
    op.execute(
        "ALTER TABLE storyboards ADD COLUMN plotline_id INTEGER "
        "CONSTRAINT fk_storyboards_plotline_id_plotlines REFERENCES plotlines (id) ON DELETE SET NULL"
    )
    _lay_out_cards()
    # An older file may already have an index of that name.
    for table in ("physics_parameters", "music_parameters", "plotlines", "storyboards"):
        op.create_index(f"ix_{table}_universe_id", table, ["universe_id"], if_not_exists=True)
    op.create_index("ix_storyboards_plotline_id", "storyboards", ["plotline_id"], if_not_exists=True)


def _lay_out_cards() -> None:
    """Gives each universe a plotline, and each card that belongs to a universe its place there.

    A bar has as many beats as the first parameter of that meaning and of no single instrument says, within 3..7
    (rounded, halves to even, as the ruler does); 4 without one. Its name is compared as the ruler compares it.
    """
    op.execute(
        "INSERT INTO plotlines (universe_id, name, colour, position) SELECT id, 'Main', 0, 0 FROM universes ORDER BY id"
    )
    op.execute(
        """
        WITH meters AS (
            SELECT universe_id, typeof(value) AS kind, min(max(value, 3.0), 7.0) AS beats,
                   row_number() OVER (PARTITION BY universe_id ORDER BY id) AS nth
            FROM music_parameters
            WHERE lower(replace(replace(replace(parameter_name, '_', ''), '-', ''), ' ', ''))
                  IN ('beatsperbar', 'meter', 'metre')
              AND coalesce(instrument, '') = ''
        ), bars AS (
            SELECT universe_id,
                   CASE beats - CAST(beats AS INTEGER) WHEN 0.5 THEN 2 * round(beats / 2) ELSE round(beats) END AS beats
            FROM meters WHERE nth = 1 AND kind = 'real'
        ), places AS (
            SELECT cards.id AS card_id, plotlines.id AS plotline_id, coalesce(bars.beats, 4.0) AS beats,
                   row_number() OVER (PARTITION BY cards.universe_id ORDER BY cards.created_at, cards.id) - 1 AS bar
            FROM storyboards AS cards
            JOIN plotlines ON plotlines.universe_id = cards.universe_id
            LEFT JOIN bars ON bars.universe_id = cards.universe_id
        )
        UPDATE storyboards
        SET plotline_id = places.plotline_id, duration_beats = places.beats, start_beat = places.bar * places.beats
        FROM places WHERE places.card_id = storyboards.id
        """
    )
