"""Opens a database file: makes, adopts or upgrades it first, and hands out its accounts and stores."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, event

from .accounts import Accounts
from .backups import back_up, free_name, sync
from .engine import make_engine, upgrading_engine, writing
from .errors import StorageError, explained
from .gaps import fill_gaps
from .inspection import REVISIONS, find_revision
from .store import Store
from .upgrade import upgrade

_SAFE = "it stays as it was"


@dataclass(frozen=True, slots=True)
class Database:
    """An open database file, locked against everyone else until `close`."""

    path: Path
    engine: Engine
    accounts: Accounts
    adopted_backup: Path | None = None
    """Where the file was copied to, as it was, before this opening adopted or upgraded it."""

    def store(self, account_id: int) -> Store:
        """What belongs to that account."""
        return Store(self.engine, self.path, account_id)

    def close(self) -> None:
        """Closes the file and lets others have it; may be called twice. What is asked of it later is refused."""
        self.engine.dispose()
        event.listen(self.engine, "do_connect", _refuse)


def open_database(path: Path) -> Database:
    """Opens the file, after making it where there is none, or upgrading an older one; raises StorageError.

    A file that is refused is left exactly as it is.
    """
    path = Path(os.path.realpath(path))
    with explained(path, "nothing was opened or made"):
        is_new = not path.exists()
    if is_new:
        _create(path)
    revision = find_revision(path)
    backup = _upgrade(path, revision) if revision != REVISIONS[-1] else None
    engine = make_engine(path)
    try:
        with explained(path, _SAFE), writing(engine) as connection:
            fill_gaps(connection)
    except BaseException:
        engine.dispose()
        raise
    return Database(path, engine, Accounts(engine, path), backup)


def _create(path: Path) -> None:
    """Makes a fresh database beside its place, and moves it there when it is whole."""
    with explained(path, "none was made"):
        _refuse_left_journal(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        fresh = Path(name)
        try:
            with upgrading_engine(fresh) as engine:
                upgrade(engine)
            sync(fresh)
            _move_to_free_place(fresh, path)
            sync(path.parent)
        finally:
            with suppress(OSError):
                fresh.unlink()


def _move_to_free_place(fresh: Path, path: Path) -> None:
    """Leaves a file that another process has put there meanwhile, where renaming would overwrite it."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links, such as FAT
        os.rename(fresh, path)


def _refuse_left_journal(path: Path) -> None:
    """A journal without its database would be played into a fresh one, and may be needed to mend the old one."""
    for suffix in ("-journal", "-wal"):
        left = path.with_name(path.name + suffix)
        if left.exists():
            raise StorageError(
                f"“{path.name}” is gone but “{left.name}” is still there, so nothing was made; "
                "put the file back beside it, or move it away."
            )


def _upgrade(path: Path, revision: str | None) -> Path:
    """Backs the file up beside itself, upgrades it, and returns where the backup is."""
    backup = free_name(path, "before-upgrade")
    try:
        with explained(path, _SAFE), upgrading_engine(path) as engine:
            back_up(engine, backup)
            upgrade(engine, adopted=revision is None)
    except BaseException:
        _remove_needless(backup, path, revision)
        raise
    return backup


def _remove_needless(backup: Path, path: Path, revision: str | None) -> None:
    """Removes the copy of a file that proves sound and as it was: each new try would add one to a full disk."""
    with suppress(StorageError, OSError):
        if find_revision(path) == revision:
            backup.unlink(missing_ok=True)


def _refuse(*_: object) -> None:
    raise StorageError("The database is closed, so nothing was changed; start the program again.")
