"""Opens a database file: makes, adopts or upgrades it first, and hands out its accounts and stores."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from .accounts import Accounts
from .backups import back_up, free_name, sync
from .engine import make_engine
from .errors import StorageError, explained
from .inspection import REVISIONS, find_revision
from .store import Store
from .upgrade import upgrade


@dataclass(frozen=True, slots=True)
class Database:
    """An open database file, locked against everyone else until `close`."""

    path: Path
    engine: Engine
    accounts: Accounts
    adopted_backup: Path | None = None
    """Where the file was copied to, as it was, before it was adopted or upgraded by this opening."""

    def store(self, account_id: int) -> Store:
        """What belongs to that account."""
        return Store(self.engine, self.path, account_id)

    def close(self) -> None:
        """Closes the file and lets others have it; may be called twice."""
        self.engine.dispose()


def open_database(path: Path) -> Database:
    """Opens the file, after making it where there is none, or upgrading an older one; raises StorageError.

    A file that is refused is left exactly as it is.
    """
    path = path.absolute().resolve()
    backup = None
    if not path.exists():
        _create(path)
    elif find_revision(path) != REVISIONS[-1]:
        backup = _upgrade(path)
    with explained(path, "it was not opened"):
        return _connected(path, backup)


def _connected(path: Path, backup: Path | None) -> Database:
    engine = make_engine(path)
    try:
        with engine.connect():
            return Database(path, engine, Accounts(engine, path), backup)
    except BaseException:
        engine.dispose()
        raise


def _create(path: Path) -> None:
    """Makes a fresh database beside its place, and moves it there when it is whole."""
    with explained(path, "none was made"):
        _refuse_left_journal(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        fresh = Path(name)
        try:
            upgrade(fresh)
            sync(fresh)
            os.rename(fresh, path)
            sync(path.parent)
        except BaseException:
            with suppress(OSError):
                fresh.unlink()
            raise


def _refuse_left_journal(path: Path) -> None:
    """A journal without its database would be played back into a fresh one, and may be needed for the old one."""
    for suffix in ("-journal", "-wal"):
        left = path.with_name(path.name + suffix)
        if left.exists():
            raise StorageError(
                f"“{path.name}” is gone but “{left.name}” is still there, so nothing was made; "
                "put the file back beside it, or move it away."
            )


def _upgrade(path: Path) -> Path:
    with explained(path, "it stays as it was"):
        adopted = find_revision(path) is None
        backup = free_name(path, "before-upgrade")
        engine = make_engine(path)
        try:
            back_up(engine, backup)
        finally:
            engine.dispose()
        upgrade(path, adopted=adopted)
        return backup
