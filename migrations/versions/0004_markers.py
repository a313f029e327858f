"""Markers along the ruler, what a plotline is set to (folded, muted, solo), and the band a story's harmony aims at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "markers",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("universe_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("start_beat", sa.Float, nullable=False),
        sa.Column("duration_beats", sa.Float, nullable=False),
        sa.Column("colour", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_markers"),
        sa.ForeignKeyConstraint(
            ["universe_id"], ["universes.id"], name="fk_markers_universe_id_universes", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_markers_universe_id", "markers", ["universe_id"], if_not_exists=True)
    for column in ("is_folded", "is_muted", "is_solo"):
        op.execute(f"ALTER TABLE plotlines ADD COLUMN {column} BOOLEAN DEFAULT 0 NOT NULL")
    for column in ("target_low", "target_high"):
        op.execute(f"ALTER TABLE universes ADD COLUMN {column} FLOAT")
