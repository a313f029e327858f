"""Looking into an archive that may be damaged, locked, or made to do harm."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from ..domain.errors import InvalidValue

DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, NotImplementedError,
    RuntimeError, OSError, EOFError,
)  # fmt: skip
"""What zipfile raises where an archive is damaged; a name that is no UTF-8 and a place before its beginning too."""


@contextmanager
def opened_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in `data`; whatever is found damaged while it is open is told as InvalidValue."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except InvalidValue:
        raise
    except DAMAGE as error:
        raise InvalidValue("This archive can’t be read: it is damaged, or locked; nothing was taken.") from error
