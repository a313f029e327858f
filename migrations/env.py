"""Runs revisions on the connection that is handed in, whose caller begins and ends the transaction, or on a file."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.schema import ForeignKeyConstraint, SchemaItem


def is_compared(item: SchemaItem, name: str | None, kind: str, _reflected: bool, _other: SchemaItem | None) -> bool:
    """Whether Alembic's check looks at something of the schema.

    SQLAlchemy reads neither name nor ON DELETE of a foreign key that an added column brought along (0002), and the
    tables in which Find keeps its indexes are made by the store and by no revision.
    """
    if kind == "table" and name is not None and name.startswith("search_"):
        return False
    return not (isinstance(item, ForeignKeyConstraint) and item.column_keys == ["plotline_id"])


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=context.config.attributes.get("target_metadata"),
        compare_server_default=True,
        include_object=is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in: Connection | None = context.config.attributes.get("connection")
url = context.config.get_main_option("sqlalchemy.url")
if handed_in is not None:
    run(handed_in)
elif url:
    # At a desk, with the address of a scratch file; the program makes backups and checks that this does not.
    with create_engine(url).begin() as own:
        run(own)
else:
    raise SystemExit(
        "Name a scratch file as sqlalchemy.url; files of the program are upgraded by opening them with it."
    )
