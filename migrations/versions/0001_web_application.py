"""The five tables of the web application, as its models made them; cascades are those the models describe."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("username", sa.String(40), nullable=False),
        sa.Column("email", sa.String(255), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("created_at", sa.DateTime),
        sa.Column("updated_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("username", name="uq_users_username"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "universes",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("gravity_constant", sa.Float),
        sa.Column("environment_harmony", sa.Float),
        sa.Column("creator_id", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime),
        sa.Column("updated_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_universes"),
        sa.ForeignKeyConstraint(["creator_id"], ["users.id"], name="fk_universes_creator_id_users", ondelete="CASCADE"),
    )
    op.create_table(
        "physics_parameters",
        *_of_a_universe("physics_parameters"),
        sa.Column("parameter_name", sa.String(100), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("unit", sa.String(50), nullable=False),
    )
    op.create_table(
        "music_parameters",
        *_of_a_universe("music_parameters"),
        sa.Column("parameter_name", sa.String(100), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("instrument", sa.String(50)),
    )
    op.create_table(
        "storyboards",
        *_of_a_universe("storyboards"),
        sa.Column("plot_point", sa.String(200), nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("harmony_tie", sa.Float, nullable=False),
        sa.Column("created_at", sa.DateTime),
        sa.Column("updated_at", sa.DateTime),
    )
    op.create_index("ix_physics_parameters_parameter_name", "physics_parameters", ["parameter_name"])
    op.create_index("ix_music_parameters_parameter_name", "music_parameters", ["parameter_name"])
    op.create_index("ix_music_parameters_instrument", "music_parameters", ["instrument"])


def _of_a_universe(table: str) -> tuple[sa.Column[int] | sa.Constraint, ...]:
    """What each table below a universe begins with."""
    return (
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("universe_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["universe_id"], ["universes.id"], name=f"fk_{table}_universe_id_universes", ondelete="CASCADE"
        ),
    )
