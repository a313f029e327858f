"""The secret of “Stay signed in” in the data folder: a file of its owner alone; the database knows only its hash."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

FILE_NAME = "signed-in"
SECRET_BYTES = 32


def read_secret(data_dir: Path) -> bytes | None:
    """The secret kept in that folder; None when there is none, or the file holds something else."""
    try:
        with open(data_dir / FILE_NAME, "rb") as file:
            secret = bytes.fromhex(file.read(4 * SECRET_BYTES).decode("ascii"))
    except (OSError, ValueError):
        return None
    return secret if len(secret) == SECRET_BYTES else None


def write_secret(data_dir: Path, secret: bytes) -> None:
    """Keeps the secret in place of an older one, readable by its owner alone; raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{FILE_NAME}-", dir=data_dir)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, data_dir / FILE_NAME)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def remove_secret(data_dir: Path) -> None:
    """Forgets the secret; one that can't be removed is worth nothing once the database has forgotten it too."""
    try:
        (data_dir / FILE_NAME).unlink(missing_ok=True)
    except OSError:
        return
