"""Snapshots of universes; what they hold stands in a table of its own, so that listing them reads little."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("universe_id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("card_count", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
        sa.ForeignKeyConstraint(
            ["universe_id"], ["universes.id"], name="fk_snapshots_universe_id_universes", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_snapshots_universe_id", "snapshots", ["universe_id"], if_not_exists=True)
    op.create_table(
        "snapshot_data",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("universe_id", sa.Integer, nullable=False),
        sa.Column("snapshot_id", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot_data"),
        sa.ForeignKeyConstraint(
            ["universe_id"], ["universes.id"], name="fk_snapshot_data_universe_id_universes", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name="fk_snapshot_data_snapshot_id_snapshots", ondelete="CASCADE"
        ),
    )
    for column in ("universe_id", "snapshot_id"):
        op.create_index(f"ix_snapshot_data_{column}", "snapshot_data", [column], if_not_exists=True)
