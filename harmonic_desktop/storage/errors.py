"""What can go wrong with the file or the disk, said so that a person knows what is safe and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StorageError(Exception):
    """A fault of the file or the disk; the message is one sentence: what happened, what is safe, what to do."""


class DatabaseMissing(StorageError):
    """The file, or the folder it should lie in, is not there."""


class DatabaseDamaged(StorageError):
    """The file is no sound SQLite database: empty, cut short, overwritten."""


class DatabaseForeign(StorageError):
    """A sound database, but another program's."""


class DatabaseNewer(StorageError):
    """A later version of this program wrote the file."""


class DatabaseLocked(StorageError):
    """Another process has the file open."""


class DatabaseReadOnly(StorageError):
    """The file or its folder may not be written to."""


class DiskFull(StorageError):
    """No room was left."""


_FULL = (DiskFull, "The disk is full, so {safe}; make room on it and try again.")
_READ_ONLY = (
    DatabaseReadOnly,
    "“{name}” or its folder can’t be written to, so {safe}; allow writing there, or copy the file to another folder.",
)
_MISSING = (DatabaseMissing, "“{name}” or its folder can’t be reached, so {safe}; check the path and its permissions.")
_LOCKED = (DatabaseLocked, "“{name}” is in use by another program, so {safe}; close that program and try again.")
_DAMAGED = (
    DatabaseDamaged,
    "“{name}” is damaged, so {safe}; keep it as it is, and open a backup of it in its place.",
)
_NO_DATABASE = (DatabaseDamaged, "“{name}” is not a database, so {safe}; choose another file.")
_UNFIT = (StorageError, "That does not fit with what is stored in “{name}”, so {safe}; start the program again.")
_DISK = (StorageError, "The disk of “{name}” could not be read or written ({cause}), so {safe}; check the disk.")
_OTHER = (StorageError, "“{name}” could not be used ({cause}), so {safe}; start the program again.")

_BY_SQLITE_NAME: dict[str, tuple[type[StorageError], str]] = {
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_CANTOPEN": _MISSING,
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_NOTADB": _NO_DATABASE,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_CONSTRAINT": _UNFIT,
    "SQLITE_IOERR": _DISK,
}
_BY_ERRNO: dict[int, tuple[type[StorageError], str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EEXIST: _MISSING,
    errno.EIO: _DISK,
}


@contextmanager
def explained(path: Path, safe: str) -> Iterator[None]:
    """Turns what SQLite and the system raise into a StorageError; `safe` ends “so …”: what did not happen."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:
        # SQLAlchemy wraps the driver's error and keeps it as `orig`; this module stays importable without SQLAlchemy.
        cause = getattr(error, "orig", None) or error
        if not isinstance(cause, (sqlite3.Error, OSError)) or isinstance(cause, sqlite3.ProgrammingError):
            raise
        raise _told(cause, path, safe) from error


def _told(cause: sqlite3.Error | OSError, path: Path, safe: str) -> StorageError:
    if isinstance(cause, OSError):
        error_type, sentence = _BY_ERRNO.get(cause.errno or 0, _OTHER)
        reason = cause.strerror or type(cause).__name__
    else:
        reason = getattr(cause, "sqlite_errorname", "SQLITE_ERROR")
        # Extended codes are the plain one and a suffix: SQLITE_IOERR_WRITE, SQLITE_BUSY_RECOVERY.
        plain = "_".join(reason.split("_")[:2])
        error_type, sentence = _BY_SQLITE_NAME.get(plain, _OTHER)
        reason = str(cause) if plain == "SQLITE_ERROR" else reason
    return error_type(sentence.format(name=path.name, safe=safe, cause=reason))
