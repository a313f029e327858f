"""The log in the data folder: what happened and where in the code, but no text of a story and no password."""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

FOLDER, FILE_NAME = "logs", "harmonic.log"
BYTES, KEPT = 512 * 1024, 3

_log = logging.getLogger("harmonic_desktop")
_SPEAKING = (AttributeError, NameError, ImportError, AssertionError, RecursionError, ZeroDivisionError)
"""Errors whose message names code. Those of others (ValueError, KeyError, a database error …) may quote the story."""


class PrivateFormatter(logging.Formatter):
    """Writes an exception without its message, where that could quote what a person typed."""

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return described(error) if isinstance(error, BaseException) else ""


class _LogToCome(logging.Handler):
    """Opens the log for the first line: most runs write none, and what rotates files takes long to load."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._log: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._log is None:
            self._log = _opened(self._path)
            self._log.setFormatter(self.formatter)
        self._log.handle(record)

    def close(self) -> None:
        if self._log is not None:
            self._log.close()
        super().close()


def _opened(path: Path) -> logging.Handler:
    from .log_file import PrivateFileHandler

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return PrivateFileHandler(path, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        return logging.StreamHandler()


def start_log(data_dir: Path) -> Path:
    """Begins the rotating log in `data_dir`/logs and gives its path; where that can't be written, on stderr instead."""
    path = data_dir / FOLDER / FILE_NAME
    handler = _LogToCome(path)
    handler.setFormatter(PrivateFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    stop_log()
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False
    return path


def stop_log() -> None:
    """Ends the log and closes its file."""
    for handler in list(_log.handlers):
        _log.removeHandler(handler)
        handler.close()
    _log.propagate = True


def catch_bugs(report: Callable[[str], None]) -> None:
    """From now on every exception that nobody caught, on any thread, is logged and described to `report`."""

    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        details = described(error if error is not None else kind())
        _log.critical("a bug\n%s", details)
        report(details)

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)


def described(error: BaseException) -> str:
    """An exception and those that led to it: kinds and places in the code, first to last."""
    return "\n".join(_lines(error, set()))


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None and id(earlier) not in seen:
        yield from _lines(earlier, seen)
        yield "which led to"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_safe_message(error)}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"


def _safe_message(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return f": [{error.errno}] {os.strerror(error.errno)}"
    if isinstance(error, _SPEAKING):
        return f": {error}"
    sqlite = getattr(getattr(error, "orig", error), "sqlite_errorname", None)
    return f": {sqlite}" if isinstance(sqlite, str) else ""


def _short(filename: str) -> str:
    """A source file from its package on: the path before it names the person."""
    parts = Path(filename).parts
    for start in ("harmonic_desktop", "site-packages"):
        if start in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(start) :])
    return parts[-1] if parts else filename
