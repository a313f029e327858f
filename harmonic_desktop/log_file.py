"""The file of the log."""

from __future__ import annotations

import os
from logging.handlers import RotatingFileHandler


class PrivateFileHandler(RotatingFileHandler):
    """A rotating log that only its owner can read."""

    def _open(self):  # type: ignore[no-untyped-def]  # the stub's return type is private to typeshed
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors="replace", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
