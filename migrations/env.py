"""Runs revisions on the connection that is handed in; who calls begins and ends the transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.schema import ForeignKeyConstraint, SchemaItem


def is_compared(item: SchemaItem, _name: str | None, _kind: str, _reflected: bool, _other: SchemaItem | None) -> bool:
    """Whether Alembic's check looks at something of the schema.

    SQLAlchemy reads neither name nor ON DELETE of a foreign key that an added column brought along (0002).
    """
    return not (isinstance(item, ForeignKeyConstraint) and item.column_keys == ["plotline_id"])


connection: Connection | None = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Files are upgraded by opening them with the program; only `alembic revision` works from here.")
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("target_metadata"),
    compare_server_default=True,
    include_object=is_compared,
)
with context.begin_transaction():
    context.run_migrations()
