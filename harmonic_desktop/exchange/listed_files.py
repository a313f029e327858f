"""Small files of one kind that lie in folders, read one by one; a bad one is skipped with a sentence that names it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from ..domain.errors import InvalidValue

T = TypeVar("T")

SUFFIX = ".json"
SIZE_LIMIT = 1_000_000
"""The largest file that is read at all, in bytes."""


def read_all(
    folders: Iterable[Path], kind: str, read: Callable[[str], T]
) -> tuple[tuple[tuple[Path, T], ...], tuple[str, ...]]:
    """What `read` makes of each file, with its path, by folder and file name; and a sentence for each file skipped.

    A folder that is not there holds none; `kind` is what the sentences call such a file.
    """
    found, skipped = [], []
    for folder in folders:
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            try:
                found.append((path, read(_text(path, kind))))
            except (InvalidValue, OSError, UnicodeDecodeError) as error:
                skipped.append(f"“{_shown(path)}” was skipped. {_reason(error)}")
    return tuple(found), tuple(skipped)


def _text(path: Path, kind: str) -> str:
    if not path.is_file():  # a pipe would be waited for without end
        raise InvalidValue("It is not a file.")
    if path.stat().st_size > SIZE_LIMIT:
        raise InvalidValue(f"It is longer than {SIZE_LIMIT:,} bytes, too long for a {kind}.")
    return path.read_text("utf-8")


def _shown(path: Path) -> str:
    """The name of a file; on Linux one may hold bytes that are no text."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "It is not written in UTF-8."
    if isinstance(error, OSError):
        return f"It can’t be read ({error.strerror or error})."
    return str(error)
