"""The texts of another program's project, which is a folder or an archive of one; nothing of it is written anywhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ..domain.errors import InvalidValue
from .archive_reading import opened_archive

MOST_FILES = 50_000
MOST_BYTES = 200_000_000


def files_in_archive(data: bytes, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """What is in an archive, by names with /, as far as they end so; raises InvalidValue.

    Names are only ever looked up here, so that one such as “../x” leads nowhere.
    """
    room, found = MOST_BYTES, dict[str, bytes]()
    with opened_archive(data) as archive:
        wanted = [info for info in archive.infolist() if info.filename.endswith(suffixes)]
        _refuse_many(len(wanted))
        for info in wanted:
            with archive.open(info) as file:
                content = file.read(room + 1)
            room -= len(content)
            _refuse_large(room)
            found[info.filename] = content
    return found


def files_in_folder(folder: Path, suffixes: tuple[str, ...]) -> dict[str, bytes]:
    """What is in a folder and those in it, in the same way; links are not followed."""
    if folder.is_symlink() or not folder.is_dir():
        raise InvalidValue(f"The folder “{folder.name}” of this project is not beside it; nothing was taken.")
    found: dict[str, bytes] = {}
    room = MOST_BYTES
    try:
        for place, _folders, names in os.walk(folder):
            for name in sorted(names):
                path = Path(place, name)
                if not name.endswith(suffixes) or path.is_symlink() or not path.is_file():
                    continue
                room -= path.stat().st_size
                _refuse_large(room)
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
                _refuse_many(len(found))
    except OSError as error:
        reason = error.strerror or "it can’t be read"
        raise InvalidValue(f"“{folder.name}” can’t be read ({reason}); nothing was taken.") from error
    return found


def text_of(files: Mapping[str, bytes], name: str) -> str:
    """The text of a file, empty where there is none; what is no UTF-8 is read as Windows-1252."""
    data = files.get(name, b"")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _refuse_many(count: int) -> None:
    if count > MOST_FILES:
        raise InvalidValue(f"This project has more than {MOST_FILES:,} files; nothing was taken.")


def _refuse_large(room: int) -> None:
    if room < 0:
        raise InvalidValue(f"This project is larger than {MOST_BYTES // 1_000_000} MB; nothing was taken.")
