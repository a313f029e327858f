"""Runs revisions on the connection that is handed in; who calls begins and ends the transaction."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("target_metadata"),
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
