"""All universes of an account in one zip file, each a universe file of its own."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from ..domain.contents import Contents
from ..domain.errors import InvalidValue
from .archive_reading import opened_archive
from .heed import Heed, unwatched
from .universe_file import SIZE_LIMIT, read_universe, write_universe

SUFFIX = ".harmonic"
MOST_FILES = 1000
MOST_BYTES = 200_000_000
"""An archive unpacks to no more than this, whatever it says of itself."""
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST_NAME = 80


def write_archive(universes: Sequence[Contents], heed: Heed = unwatched) -> bytes:
    """The archive; names of files follow those of the universes, numbered where two are alike."""
    written, taken = BytesIO(), set[str]()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for count, contents in enumerate(universes):
            heed(count / len(universes))
            name = _free_name(contents.universe.name, taken)
            # Without the time of day: the same universes give the same archive.
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            archive.writestr(info, write_universe(contents), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def read_archive(data: bytes, heed: Heed = unwatched) -> list[Contents]:
    """The universes in an archive, in the order of its files; files of other kinds are passed over.

    Nothing is unpacked to the disk, so names such as “../x” lead nowhere. Raises InvalidValue.
    """
    with opened_archive(data) as archive:
        files = [info for info in archive.infolist() if info.filename.lower().endswith(SUFFIX)]
        if not files:
            raise InvalidValue("There is no universe file in this archive; nothing was taken from it.")
        if len(files) > MOST_FILES:
            raise InvalidValue(f"This archive has more than {MOST_FILES:,} universe files; nothing was taken.")
        return _read_all(archive, files, heed)


def _read_all(archive: zipfile.ZipFile, files: list[zipfile.ZipInfo], heed: Heed) -> list[Contents]:
    room, universes = MOST_BYTES, []
    for count, info in enumerate(files):
        heed(count / len(files))
        with archive.open(info) as file:
            data = file.read(min(room, 4 * SIZE_LIMIT) + 1)
        room -= len(data)
        if room < 0:
            raise InvalidValue("What is in this archive is larger than any universes; nothing was taken from it.")
        try:
            universes.append(read_universe(decoded(data)))
        except InvalidValue as refusal:
            shown = info.filename.encode("utf-8", "replace").decode("utf-8")[-_LONGEST_NAME:]
            raise InvalidValue(f"“{shown}”: {refusal}") from None
    return universes


def decoded(data: bytes) -> str:
    """The text of a universe file; raises InvalidValue where it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidValue("This is not a universe file: it is not text in UTF-8.") from None


def _free_name(title: str, taken: set[str]) -> str:
    plain = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_LONGEST_NAME].strip(" .") or "Universe"
    name, number = f"{plain}{SUFFIX}", 2
    while name.casefold() in taken:
        name, number = f"{plain} {number}{SUFFIX}", number + 1
    taken.add(name.casefold())
    return name
