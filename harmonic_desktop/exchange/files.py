"""Files that a person saves: written whole and for good, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}


class NotWritten(Exception):
    """A file that could not be written; what was there before is as it was. The message is for a person."""


@contextmanager
def written_safely(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` to write to, which takes its place once all of it is on the disk.

    Whatever is raised meanwhile, also to give up half way, leaves what was there before and nothing beside it. What
    the system refuses is raised as NotWritten.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    part = target.with_name(f".harmonic-{token_hex(8)}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _mode(target)), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise NotWritten(f"“{path.name}” could not be saved: {_reason(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The rights of the file that is replaced; of a new one those that the person usually gives."""
    try:
        return target.stat().st_mode & 0o777
    except OSError:
        return 0o666


def _sync_folder(folder: Path) -> None:
    """Has the new name survive a loss of power; not every system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full. What was there before is as it was; free some space or choose another place."
    if error.errno in _FORBIDDEN:
        return "nothing may be written there. Choose another folder."
    if error.errno in _GONE:
        return "the folder is not there any more. Choose another one."
    if error.errno == errno.EISDIR:
        return "a folder has that name. Choose another name."
    return f"{error.strerror or error}. What was there before is as it was."
