"""Files that a person saves: written whole and for good, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import BinaryIO

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR}


class NotWritten(Exception):
    """A file that could not be written; what was there before is as it was. The message is for a person."""


def are_one_file(one: Path, other: Path) -> bool:
    """Whether what is written to one is lost when the other is; they need not be there yet."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


@contextmanager
def written_safely(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` to write to, which takes its place once all of it is on the disk.

    Whatever is raised meanwhile, also to give up half way, leaves what was there before and nothing beside it. What
    the system refuses is raised as NotWritten.
    """
    with replaced_safely(path) as part, part.open("wb") as file:
        yield file


@contextmanager
def replaced_safely(path: Path) -> Iterator[Path]:
    """The same for what writes to a file by its name: that of an empty file beside `path`."""
    _refuse_what_is_no_file(path)
    target = Path(os.path.realpath(path))  # a link stays a link
    part = target.with_name(f".harmonic-{token_hex(8)}.part")
    try:
        mode = _mode(target)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode | 0o200))
        yield part
        _sync(part, os.O_RDWR)
        if not mode & 0o200:  # one that may not be written to is replaced all the same, and stays so
            part.chmod(mode)
        os.replace(part, target)
        with suppress(OSError):  # has the new name survive a loss of power; not every system can
            _sync(target.parent, os.O_RDONLY)
    except OSError as error:
        raise NotWritten(f"“{path.name}” could not be saved: {_reason(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def filled_safely(folder: Path, names: Iterable[str] = ()) -> Iterator[Path]:
    """The same for several files at once: an empty folder whose files take their places in `folder`, made if need be.

    Files of other names stay there. names: of those that come, as far as they are known before the work is done, so
    that what is in their way is told then.
    """
    made = not os.path.lexists(folder)
    try:
        _refuse_what_is_in_the_way(folder, names)
        folder.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".harmonic-", dir=folder) as part:
            yield Path(part)
            files = sorted(Path(part).iterdir())
            for file in files:
                _sync(file, os.O_RDWR)
            _refuse_what_is_in_the_way(folder, (file.name for file in files))
            _move_all(files, folder)
        made = False
    except OSError as error:
        raise NotWritten(f"“{folder.name}” could not be filled: {_reason(error)}") from error
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()


def _move_all(files: Iterable[Path], folder: Path) -> None:
    """Moves all of them there; where one can't be, what was there before is put back."""
    before: list[Path] = []
    with ExitStack() as put_back:
        for file in files:
            target = folder / file.name
            if os.path.lexists(target):
                before.append(target.with_name(f".harmonic-{token_hex(8)}.before"))
                os.replace(target, before[-1])
                put_back.callback(os.replace, before[-1], target)
            else:
                put_back.callback(target.unlink, missing_ok=True)
            os.replace(file, target)
        put_back.pop_all()
    for old in before:
        with suppress(OSError):
            old.unlink()


def _refuse_what_is_in_the_way(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        _refuse_what_is_no_file(folder / name, "folder")


def _refuse_what_is_no_file(path: Path, other: str = "name") -> None:
    """A folder, which is told before the work and not after it, or a device, which would be gone for good.

    Asked in a way that holds no name for too long, which Path does. other: what is to be chosen instead.
    """
    if os.path.isdir(path):
        raise NotWritten(f"“{path.name}” could not be saved: a folder has that name. Choose another {other}.")
    if os.path.exists(path) and not os.path.isfile(path):
        raise NotWritten(f"“{path.name}” could not be saved: it is not a file. Choose another {other}.")


def _mode(target: Path) -> int:
    """The rights of the file that is replaced; of a new one those that the person usually gives."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o666


def _sync(path: Path, how: int) -> None:
    """Has what was written survive a loss of power."""
    handle = os.open(path, how)
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
    if error.errno == errno.ENAMETOOLONG:
        return "the name is too long. Choose a shorter one."
    if error.errno == errno.EEXIST:
        return "a file has that name. Choose another name."
    return f"{str(error.strerror or error).rstrip('.')}. What was there before is as it was."
