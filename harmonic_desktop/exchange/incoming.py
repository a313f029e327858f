"""Files that hold whole stories, told apart by what is in them, and read into universes."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG

from ..domain.errors import InvalidValue
from . import manuskript_in, novelwriter_in
from .archive import decoded, read_archive
from .arrivals import Arrival
from .heed import Heed, unwatched
from .manuskript_in import read_manuskript
from .novelwriter_in import read_novelwriter
from .outline_in import read_markdown, read_opml
from .plottr_in import read_plottr
from .project_files import files_in_archive, files_in_folder
from .universe_file import read_universe

LARGEST = 200_000_000
"""No larger file is looked into, in bytes."""
SUFFIXES = (".harmonic", ".zip", ".md", ".markdown", ".opml", ".pltr", ".msk", ".nwx")
"""What `read_stories` reads, by the ends of names; anything else is tried as a universe file."""


def read_stories(path: Path, heed: Heed = unwatched) -> list[Arrival]:
    """The universes in a file; raises InvalidValue with a sentence on what it is or what is wrong with it."""
    data = read_bytes(path)
    suffix, name = path.suffix.lower(), path.stem
    if suffix == ".msk":
        return [_manuskript(path, data)]
    if data.startswith(b"PK"):
        return [Arrival(contents, ()) for contents in read_archive(data, heed)]
    if suffix in (".md", ".markdown"):
        return [read_markdown(_text(data), name)]
    if suffix == ".opml":
        return [read_opml(data, name)]
    if suffix == ".pltr":
        return read_plottr(_text(data), name)
    if suffix == ".nwx":
        return _novelwriter(path, data)
    return [Arrival(read_universe(decoded(data)), ())]


def _novelwriter(path: Path, data: bytes) -> list[Arrival]:
    """A project, whose texts are in the folder beside its file."""
    texts = files_in_folder(path.with_name(novelwriter_in.CONTENT), novelwriter_in.SUFFIXES)
    files = {f"{novelwriter_in.CONTENT}/{name}": text for name, text in texts.items()}
    return read_novelwriter({**files, novelwriter_in.PROJECT: data}, path.parent.name)


def _manuskript(path: Path, data: bytes) -> Arrival:
    """A project in one file, or one in the folder beside its file, which holds nothing but a number."""
    if data.startswith(b"PK"):
        return read_manuskript(files_in_archive(data, manuskript_in.SUFFIXES), path.stem)
    folder = path.with_suffix("")
    return read_manuskript(files_in_folder(folder, manuskript_in.SUFFIXES), path.stem)


def read_bytes(path: Path) -> bytes:
    """What is in a file; raises InvalidValue where it can't be read, or is larger than anything that is."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):  # a pipe or a device would be read without end
            raise InvalidValue(f"“{path.name}” is not a file; nothing was taken from it.")
        if found.st_size > LARGEST:
            raise InvalidValue(f"“{path.name}” is larger than {LARGEST // 1_000_000} MB; nothing was taken from it.")
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it can’t be read"
        raise InvalidValue(f"“{path.name}” can’t be read ({reason}); nothing was taken from it.") from error
    if not data:
        raise InvalidValue(f"“{path.name}” is empty; nothing was taken from it.")
    return data


def _text(data: bytes) -> str:
    """A text of people, in UTF-8 or else Windows-1252."""
    if b"\x00" in data:
        raise InvalidValue("This is no text but a file of another kind; nothing was taken from it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
