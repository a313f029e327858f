"""Makes a database file where there is none, and brings an older one up to date, with a copy beside it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from .backups import back_up, free_name, sync
from .engine import upgrading_engine
from .errors import StorageError, explained
from .inspection import find_revision
from .upgrade import upgrade


def create_file(path: Path) -> None:
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


def upgrade_file(path: Path, revision: str | None) -> Path:
    """Backs the file up beside itself, upgrades it, and returns where the backup is."""
    backup = free_name(path, "before-upgrade")
    try:
        with explained(path, "it stays as it was"), upgrading_engine(path) as engine:
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
