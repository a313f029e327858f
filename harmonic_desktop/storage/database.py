"""Opens a database file, made or upgraded first where need be, and hands out its accounts and stores."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .accounts import Accounts
from .connection import Connection
from .errors import explained
from .gaps import fill_gaps
from .inspection import REVISIONS, find_revision
from .store import Store


@dataclass(frozen=True, slots=True)
class Database:
    """An open database file, locked against everyone else until `close`."""

    path: Path
    connection: Connection
    accounts: Accounts
    adopted_backup: Path | None = None
    """Where the file was copied to, as it was, before this opening adopted or upgraded it."""

    def store(self, account_id: int) -> Store:
        """What belongs to that account."""
        return Store(self.connection, self.path, account_id)

    def close(self) -> None:
        """Closes the file and lets others have it; may be called twice. What is asked of it later is refused."""
        self.connection.close()


def open_database(path: Path) -> Database:
    """Opens the file, after making it where there is none, or upgrading an older one; raises StorageError.

    A file that is refused is left exactly as it is.
    """
    path = Path(os.path.realpath(path))
    with explained(path, "nothing was opened or made"):
        is_new = not path.exists()
    if is_new:
        from .making import create_file

        create_file(path)
    revision = find_revision(path)
    backup = None
    if revision != REVISIONS[-1]:
        from .making import upgrade_file

        backup = upgrade_file(path, revision)
    with explained(path, "it stays as it was"):
        connection = Connection(path)
        try:
            with connection.writing() as driver:
                fill_gaps(driver)
        except BaseException:
            connection.close()
            raise
    return Database(path, connection, Accounts(connection, path), backup)
