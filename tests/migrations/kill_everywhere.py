"""Opens a file again and again, is killed before and after each statement and file operation, and tells what is left.

Run with a folder and “new” or “older”; prints one word per death: “old”, “head”, or what was wrong.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config  # noqa: F401 — loaded before the forks, that each need not do it

from harmonic_desktop.storage import database, inspection
from harmonic_desktop.storage.errors import StorageError
from tests.storage.web_application import make_web_file, web_values


class Deadline:
    """Kills this process when it is passed for the `left`-th time."""

    def __init__(self, left: int) -> None:
        self.left = left

    def passed(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with the deadline passed before and after it."""

        def deadly(*args: Any, **kwargs: Any) -> Any:
            self.passed()
            result = function(*args, **kwargs)
            self.passed()
            return result

        return deadly

    def spread(self) -> None:
        """Sets it before every statement (and so after the one before), and around what is done with files."""

        def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = original(*args, **kwargs)
            connection.set_trace_callback(self.passed)
            return connection

        original: Callable[..., Any] = sqlite3.connect
        for module in (sqlite3, sqlite3.dbapi2):
            vars(module)["connect"] = connect
        for name in ("fsync", "replace", "rename", "link", "close"):
            setattr(os, name, self.around(getattr(os, name)))


def survives(path: Path, number: int) -> bool:
    """Opens the file in a process of its own, which dies at that point; whether it lived to the end instead."""
    child = os.fork()
    if child == 0:
        Deadline(number).spread()
        database.open_database(path).close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def verdict(path: Path, expected: object) -> str:
    """What a death left, and whether opening again mends it."""
    if not path.exists():
        left = "old" if expected is None else "lost"
    else:
        try:
            revision = inspection.find_revision(path)
        except StorageError as error:
            return f"refused: {error}"
        left = "old" if revision is None else "head" if revision == inspection.REVISIONS[-1] else str(revision)
    for backup in path.parent.glob("universes.before-upgrade-*"):
        if inspection.find_revision(backup) is not None or web_values(backup) != expected:
            return "bad backup"
    if expected is not None and web_values(path) != expected:
        return "changed"
    database.open_database(path).close()
    if inspection.find_revision(path) != inspection.REVISIONS[-1]:
        return "not upgraded the second time"
    if expected is not None and web_values(path) != expected:
        return "changed the second time"
    return left


def deaths(folder: Path, kind: str) -> Iterator[str]:
    template = make_web_file(folder / "template.db") if kind == "older" else None
    expected = web_values(template) if template else None
    for number in count(1):
        place = folder / str(number)
        place.mkdir()
        path = place / "universes.db"
        if template:
            shutil.copy(template, path)
        if survives(path, number):
            return
        yield verdict(path, expected)
        shutil.rmtree(place)


if __name__ == "__main__":
    for death in deaths(Path(sys.argv[1]), sys.argv[2]):
        print(death, flush=True)
